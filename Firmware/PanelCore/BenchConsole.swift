internal import PanelProtocol

/// What a technician types and reads with nothing but a terminal: while no station is there.
///
/// A line `?` asks who the controller is and how its contacts stand, and from then on every event is
/// told in words for a minute; a line `l` shows the lamps one by one and sounds the buzzer. Nothing
/// that is typed moves the relay: junk on the line may look like typing.
struct BenchConsole {
    /// For how many milliseconds after the last line events are told.
    static let patience: UInt16 = 60_000

    /// What a line asks for.
    enum Command {
        case status
        case lamps
    }

    private var typed: UInt8 = 0
    private var typedCount: UInt8 = 0
    private var left: UInt16 = 0
    private var text = InlineArray<72, UInt8>(repeating: 0)
    private var end: UInt8 = 0
    private var sent: UInt8 = 0

    /// Whether somebody is there.
    private(set) var isActive = false

    /// A byte was typed; what the line asks for, where it ends one.
    @inline(never)
    mutating func take(_ byte: UInt8) -> Command? {
        guard byte == 13 || byte == 10 else {
            typed = byte
            if typedCount < 2 { typedCount &+= 1 }
            return nil
        }
        let wasSingle = typedCount == 1
        typedCount = 0
        guard wasSingle else { return nil }
        switch typed {
        case UInt8(ascii: "?"):
            begin()
            return .status
        case UInt8(ascii: "l"):
            begin()
            return .lamps
        default: return nil
        }
    }

    /// A millisecond passes.
    mutating func tick() {
        guard isActive else { return }
        left &-= 1
        if left == 0 { isActive = false }
    }

    /// The station has come: nobody types any more.
    mutating func close() {
        isActive = false
        end = 0
        sent = 0
        typedCount = 0
        // Keys that were told to the terminal do not stay.
        text = InlineArray(repeating: 0)
    }

    /// Writes words where somebody reads them; what has no room is dropped.
    @inline(never)
    mutating func write(_ words: StaticString) {
        guard isActive else { return }
        let start = words.utf8Start
        for index in 0..<words.utf8CodeUnitCount { append(start[index]) }
    }

    /// Writes a number in hexadecimal.
    @inline(never)
    mutating func write(_ number: UInt16) {
        guard isActive else { return }
        var shift: UInt16 = 12
        while true {
            let digit = UInt8(truncatingIfNeeded: number >> shift) & 15
            append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit)
            if shift == 0 { return }
            shift -= 4
        }
    }

    /// Writes the character that is printed on a key.
    mutating func write(key: UInt8) {
        guard isActive else { return }
        append(key < 10 ? UInt8(ascii: "0") + key : UInt8(ascii: key == 10 ? "*" : "#"))
    }

    /// Whether any trace of what was written is left.
    var isBlank: Bool {
        for index in 0..<72 where text[index] != 0 { return false }
        return true
    }

    /// Takes the next byte for the terminal.
    mutating func next() -> UInt8? {
        guard sent < end else { return nil }
        let byte = text[Int(sent)]
        // What was typed on the keypad does not stay.
        text[Int(sent)] = 0
        sent &+= 1
        if sent == end {
            sent = 0
            end = 0
        }
        return byte
    }

    private mutating func begin() {
        isActive = true
        left = Self.patience
    }

    @inline(never)
    private mutating func append(_ byte: UInt8) {
        guard end < 72 else { return }
        text[Int(end)] = byte
        end += 1
    }
}
