/// The journal, as the loop sees it.
protocol JournalDoor: Sendable {
    /// Asks for `order`, and returns at once; the answer is an input of the loop.
    ///
    /// - Returns: whether there was room.
    @discardableResult
    func post(_ order: JournalOrder) -> Bool
}
