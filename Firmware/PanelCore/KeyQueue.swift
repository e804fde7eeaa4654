internal import PanelProtocol

/// Keys that wait for their acknowledgement, a few and not for long.
///
/// What was acknowledged or given up is overwritten: nothing of a visit stays in the controller.
struct KeyQueue {
    private static let capacity: UInt8 = 8

    private var codes = InlineArray<8, UInt8>(repeating: 0)
    private var count: UInt8 = 0
    private var age: UInt16 = 0
    /// The number of the first key, or of the next one.
    private(set) var number: UInt8 = 0

    /// The first key.
    var first: KeyMove? { count == 0 ? nil : KeyMove(code: codes[0]) }

    /// Adds a key; says whether there was room.
    mutating func add(_ move: KeyMove) -> Bool {
        guard count < Self.capacity else { return false }
        codes[Int(count)] = move.code
        count &+= 1
        return true
    }

    /// The key `number` has come.
    mutating func acknowledge(_ acknowledged: UInt8) {
        guard count > 0, acknowledged == number else { return }
        number &+= 1
        age = 0
        count &-= 1
        for index in 0..<7 { codes[index] = codes[index + 1] }
        codes[7] = 0
    }

    /// A millisecond passes; a key that waits for too long takes all others with it.
    mutating func tick() {
        guard count > 0 else { return }
        age &+= 1
        if age >= PanelTiming.keyLife { clear() }
    }

    /// Forgets all keys.
    mutating func clear() {
        if count > 0 { number &+= 1 }
        count = 0
        age = 0
        codes = InlineArray(repeating: 0)
    }

    /// Whether any trace of a key is left.
    var isBlank: Bool {
        for index in 0..<8 where codes[index] != 0 { return false }
        return true
    }
}
