internal import MeldpostCore

/// What a character that a person types asks for.
enum DemoCommand: Hashable, Sendable {
    case key(Key)
    case handset
    case desk
    case call
    case receiver
    case network
    case panic
    case resetPanic
    case kill
    case run(DemoTool)
    case back
    case scroll(lines: Int)

    /// Reads a character, or gives `nil` for one that asks for nothing.
    init?(character: UInt8) {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            guard let key = Key(rawValue: character - UInt8(ascii: "0")) else { return nil }
            self = .key(key)
        case UInt8(ascii: "*"): self = .key(.star)
        case UInt8(ascii: "#"): self = .key(.square)
        case UInt8(ascii: " "): self = .handset
        case UInt8(ascii: "w"): self = .desk
        case UInt8(ascii: "r"): self = .call
        case UInt8(ascii: "h"): self = .receiver
        case UInt8(ascii: "n"): self = .network
        case UInt8(ascii: "p"): self = .panic
        case UInt8(ascii: "x"): self = .resetPanic
        case UInt8(ascii: "k"): self = .kill
        case UInt8(ascii: "d"): self = .run(.worklist)
        case UInt8(ascii: "c"): self = .run(.calls)
        case UInt8(ascii: "o"): self = .run(.record)
        case UInt8(ascii: "a"): self = .run(.acceptance)
        case UInt8(ascii: "s"): self = .run(.status)
        case UInt8(ascii: "b"): self = .back
        case UInt8(ascii: "+"): self = .scroll(lines: 5)
        case UInt8(ascii: "-"): self = .scroll(lines: -5)
        default: return nil
        }
    }
}
