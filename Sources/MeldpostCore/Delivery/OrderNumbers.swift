/// The numbers of the exchange orders of one run, over both lanes: they only grow.
struct OrderNumbers: Hashable, Sendable {
    private var last: UInt64 = 0

    mutating func next() -> UInt64 {
        last += 1
        return last
    }
}
