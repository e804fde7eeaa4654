internal import MeldpostCore
internal import PanelCore
internal import PanelProtocol

/// What there is to tell of the key switch and of the telephone lines.
///
/// Where the key switch stands when its line is first read is no turn: one that was left at *reset*
/// ends no alarm at a start, and one left at *test* begins no test.
struct SwitchTurns {
    /// How long a key switch must have been read before a turn of it counts, in milliseconds: longer
    /// than it takes to be steady.
    private static let introduction = 40

    private var switches = SteadySwitches()
    private var told = PanelContacts()
    /// For how many milliseconds each contact has been read without a gap.
    private var seen: [Int: Int] = [:]

    /// Lets a millisecond pass with these contacts.
    mutating func read(_ contacts: PanelContacts) { switches.read(contacts) }

    /// The line of a contact could be read, or not, at the end of so many milliseconds.
    mutating func note(_ contact: PanelContacts, isThere: Bool, milliseconds: Int) {
        let before = seen[Int(contact.rawValue)]
        let after = before.map { min($0 + milliseconds, Self.introduction) } ?? 0
        seen[Int(contact.rawValue)] = isThere ? after : nil
    }

    /// What was turned, or rings, or was lifted since the last time.
    mutating func takeEvents() -> [WiredPanelEvent] {
        let changed = PanelContacts(rawValue: switches.steady.rawValue ^ told.rawValue)
        told = switches.steady
        guard changed != [] else { return [] }
        var events: [WiredPanelEvent] = []
        if isTurned(.reset, in: changed) { events.append(.resetRequested) }
        if isTurned(.test, in: changed) { events.append(.panicTestTurned(isOn: true)) }
        if changed.contains(.test), !told.contains(.test) {
            events.append(.panicTestTurned(isOn: false))
        }
        let telephones: [(TelephoneLine, rings: PanelContacts, offHook: PanelContacts)] = [
            (.first, .firstLineRings, .firstLineOffHook),
            (.second, .secondLineRings, .secondLineOffHook),
        ]
        for (line, rings, offHook) in telephones {
            if changed.contains(rings) { events.append(.lineRings(line, told.contains(rings))) }
            if changed.contains(offHook) {
                events.append(.lineOffHook(line, told.contains(offHook)))
            }
        }
        return events
    }

    private func isTurned(_ contact: PanelContacts, in changed: PanelContacts) -> Bool {
        changed.contains(contact) && told.contains(contact)
            && seen[Int(contact.rawValue)] == Self.introduction
    }
}
