/// The part of TOML that configuration files may use; the parser behind is given nothing else.
///
/// The parser of TOMLKit 0.6.0 (toml++ 3.3) ends the program on some texts that are not TOML, such
/// as `[=` and `a = 2026-01-01Tx`: it asserts what it should check (found by the fuzzer). So a text
/// is looked over first, and is refused where it leaves this grammar:
///
/// ```
/// line   = [ header | key "=" value ] [ "#" … ]
/// header = "[" key "]" | "[[" key "]]"
/// key    = part *( "." part )               part  = 1*( letter | digit | "-" | "_" ) | text
/// value  = text | word | "[" values "]"     text  = '"' … '"' | "'" … "'", in one line
/// ```
///
/// A word is a number, a date, `true` or `false`. Texts of several lines, times and tables in braces
/// are left out; no key of ours needs one.
///
/// Source: TOML 1.0.0; what a text or a word may hold is left to the parser.
struct PlainTOML {
    /// Where a text leaves the grammar.
    struct Departure: Error, Hashable {
        /// The line, from one.
        var line: Int
        /// The column, from one, in bytes.
        var column: Int
    }

    /// How many lists may stand in each other.
    private static let depthLimit = 4

    private let bytes: [UInt8]
    private var place = 0
    private var line = 1
    private var lineStart = 0

    /// Looks `text` over.
    ///
    /// - Throws: the first place where it leaves the grammar.
    static func check(_ text: String) throws(Departure) {
        var scan = PlainTOML(bytes: Array(text.utf8))
        while scan.place < scan.bytes.count {
            try scan.statement()
        }
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private var departure: Departure {
        Departure(line: line, column: place - lineStart + 1)
    }

    private mutating func statement() throws(Departure) {
        skipBlanks()
        switch next {
        case nil, UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "#"): break
        case UInt8(ascii: "["): try header()
        default:
            try key()
            try take("=")
            skipBlanks()
            try value(depth: 0)
        }
        try endOfLine()
    }

    private mutating func header() throws(Departure) {
        try take("[")
        let isMember = next == UInt8(ascii: "[")
        if isMember { try take("[") }
        skipBlanks()
        try key()
        try take("]")
        if isMember { try take("]") }
    }

    /// A key with the blanks behind it.
    private mutating func key() throws(Departure) {
        while true {
            if let quote = next, Self.isQuote(quote) {
                try text(quote)
            } else {
                try run(of: Self.isBare)
            }
            skipBlanks()
            guard next == UInt8(ascii: ".") else { return }
            place += 1
            skipBlanks()
        }
    }

    private mutating func value(depth: Int) throws(Departure) {
        switch next {
        case UInt8(ascii: "["):
            guard depth < Self.depthLimit else { throw departure }
            place += 1
            try list(depth: depth + 1)
        case let quote? where Self.isQuote(quote):
            try text(quote)
        default:
            try word()
        }
    }

    private mutating func list(depth: Int) throws(Departure) {
        while true {
            try skipLines()
            if next == UInt8(ascii: "]") { break }
            try value(depth: depth)
            try skipLines()
            guard next == UInt8(ascii: ",") else { break }
            place += 1
        }
        try take("]")
    }

    private mutating func text(_ quote: UInt8) throws(Departure) {
        place += 1
        while let byte = next, byte != quote {
            guard byte != UInt8(ascii: "\n") else { throw departure }
            place += byte == UInt8(ascii: "\\") && quote == UInt8(ascii: "\"") ? 2 : 1
        }
        guard place < bytes.count else {
            place = bytes.count
            throw departure
        }
        place += 1
    }

    private mutating func word() throws(Departure) {
        let start = place
        try run { Self.isBare($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "+") }
        let word = bytes[start..<place]
        // What begins like a date holds no time.
        let isDate = word.count > 4 && word[start + 4] == UInt8(ascii: "-")
        guard !isDate || word.allSatisfy({ $0 == UInt8(ascii: "-") || Self.isDigit($0) }) else {
            throw departure
        }
    }

    private mutating func run(of isPart: (UInt8) -> Bool) throws(Departure) {
        let start = place
        while let byte = next, isPart(byte) { place += 1 }
        guard place > start else { throw departure }
    }

    private mutating func take(_ character: Unicode.Scalar) throws(Departure) {
        guard next == UInt8(ascii: character) else { throw departure }
        place += 1
    }

    private mutating func endOfLine() throws(Departure) {
        skipBlanks()
        if next == UInt8(ascii: "#") { skipComment() }
        if next == UInt8(ascii: "\r") { place += 1 }
        guard let byte = next else { return }
        guard byte == UInt8(ascii: "\n") else { throw departure }
        place += 1
        line += 1
        lineStart = place
    }

    private mutating func skipBlanks() {
        while let byte = next, byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") {
            place += 1
        }
    }

    private mutating func skipComment() {
        while let byte = next, byte != UInt8(ascii: "\n") { place += 1 }
    }

    /// Skips blanks, comments and ends of lines, as between the members of a list.
    private mutating func skipLines() throws(Departure) {
        skipBlanks()
        while let byte = next,
            [UInt8(ascii: "#"), UInt8(ascii: "\r"), UInt8(ascii: "\n")].contains(byte)
        {
            try endOfLine()
            skipBlanks()
        }
    }

    private static func isQuote(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func isBare(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: isDigit(byte)
        }
    }
}
