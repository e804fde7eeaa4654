internal import CBoard

/// A register of 32 bits.
public struct Register {
    private let address: UInt

    /// Makes the register at `address`.
    public init(_ address: UInt) { self.address = address }

    /// What it reads.
    public func load() -> UInt32 { cboard_load(address) }

    /// Writes it.
    public func store(_ word: UInt32) { cboard_store(address, word) }

    /// Waits until one of the bits in `mask` is set.
    public func wait(for mask: UInt32) {
        while load() & mask == 0 {}
    }
}
