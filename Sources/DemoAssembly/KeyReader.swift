/// Makes single characters of what a terminal sends for its keys.
///
/// Arrow and page keys come as sequences that begin with ESC; they scroll. Other sequences, and all
/// bytes beyond ASCII, mean nothing.
struct KeyReader {
    private enum State {
        case plain
        case escape
        case sequence([UInt8])
    }

    private var state = State.plain

    /// The characters in `bytes`.
    mutating func read(_ bytes: [UInt8]) -> [UInt8] {
        bytes.compactMap { read($0) }
    }

    private mutating func read(_ byte: UInt8) -> UInt8? {
        switch (state, byte) {
        case (_, 0x1b):
            state = .escape
            return nil
        case (.escape, UInt8(ascii: "[")), (.escape, UInt8(ascii: "O")):
            state = .sequence([])
            return nil
        case (.sequence(let sequence), 0x20...0x3f) where sequence.count < 16:
            state = .sequence(sequence + [byte])
            return nil
        case (.sequence(let sequence), _):
            state = .plain
            return Self.character(of: sequence + [byte])
        case (.escape, _), (.plain, _):
            state = .plain
            return (0x20...0x7e).contains(byte) ? byte : nil
        }
    }

    /// Source: ECMA-48, CUU and CUD; xterm's numbers 5 and 6 for the page keys.
    private static func character(of sequence: [UInt8]) -> UInt8? {
        switch sequence {
        case Array("A".utf8), Array("5~".utf8): UInt8(ascii: "-")
        case Array("B".utf8), Array("6~".utf8): UInt8(ascii: "+")
        default: nil
        }
    }
}
