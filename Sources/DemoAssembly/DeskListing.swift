/// What the demo reads from the desk's worklist, as a person would.
enum DeskListing {
    /// How the line of an incident begins that nobody has accepted, up to its ID.
    private static let acceptance = "NOT ACCEPTED: meldpost-desk accept "

    /// The ID of the first record that nobody has opened, else of the last one in the list.
    ///
    /// A line of a record begins with its mark, `*` where nobody has opened it, and its ID.
    static func recordToOpen(in lines: [String]) -> String? {
        let records = lines.filter { line in
            guard let mark = line.first, "*! ".contains(mark) else { return false }
            return isID(line.dropFirst().prefix { $0 != " " })
        }
        let line = records.first { $0.hasPrefix("*") } ?? records.last
        return line.map { String($0.dropFirst().prefix { $0 != " " }) }
    }

    /// The ID of the first panic that nobody has accepted.
    static func panicToAccept(in lines: [String]) -> String? {
        for line in lines {
            let words = line.drop { $0 == " " }.split(separator: " ", maxSplits: 1)
            if words.count == 2, words[1].drop(while: { $0 == " " }).hasPrefix(acceptance) {
                return String(words[0])
            }
        }
        return nil
    }

    /// Hexadecimal digits in groups of four with hyphens between them.
    private static func isID(_ text: Substring) -> Bool {
        let groups = text.split(separator: "-", omittingEmptySubsequences: false)
        return groups.count > 1
            && groups.allSatisfy { $0.count == 4 && $0.allSatisfy(\.isHexDigit) }
    }
}
