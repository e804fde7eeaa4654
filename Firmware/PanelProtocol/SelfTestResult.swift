/// What a controller found out about itself.
public struct SelfTestResult: Equatable, Sendable {
    /// What is wrong.
    public var faults: SelfTestFaults
    /// How many bytes of the stack were ever used.
    public var stackUsed: UInt16

    static let length = 3

    /// Makes a result.
    public init(faults: SelfTestFaults, stackUsed: UInt16) {
        self.faults = faults
        self.stackUsed = stackUsed
    }

    init?(_ bytes: FrameBytes, at index: Int) {
        faults = SelfTestFaults(rawValue: bytes[index])
        stackUsed = bytes.word(at: index + 1)
        guard faults.isSubset(of: .all) else { return nil }
    }

    func write(to bytes: inout FrameBytes) {
        bytes.append(faults.rawValue)
        bytes.append(stackUsed)
    }
}

/// What can be wrong with a controller, a bit each.
public struct SelfTestFaults: OptionSet, Equatable, Sendable {
    /// The bits.
    public let rawValue: UInt8

    /// Makes faults of their bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// What it wrote to be remembered over a reset does not read back.
    public static let memory = SelfTestFaults(rawValue: 1 << 0)
    /// More of the stack was used than is foreseen.
    public static let stack = SelfTestFaults(rawValue: 1 << 1)

    /// All bits that have a meaning.
    public static let all: SelfTestFaults = [.memory, .stack]

    /// How many bytes of stack are foreseen.
    public static let stackLimit: UInt16 = 1_024
}
