import Foundation
import Testing

/// The command line of a program, as its sources declare it to ArgumentParser.
///
/// The layout of the formatter is relied on: the brace of a type ends in the column in which the type
/// begins.
struct DeclaredCommands {
    /// The long options of every command, by the words that call it, such as `meldpostctl keys`; what
    /// is meant where no command is named stands under the name of the program.
    private(set) var options: [String: Set<String>] = [:]

    /// The commands that need not be named, with the words that are left.
    private(set) var defaults: [String: String] = [:]

    /// What stands in each type, without the types inside it.
    private let types: [String: String]

    init(of program: String) throws {
        types = try Self.types(in: Repository.files(below: "Sources/\(program)"))
        let root = types.first { $0.value.contains(#"commandName: "\#(program)""#) }
        try add(try #require(root?.key, "\(program) declares no command of its name"), as: program)
    }

    private mutating func add(_ type: String, as words: String) throws {
        let text = try #require(types[type], "\(type) is not declared in the folder")
        guard !text.contains("shouldDisplay: false") else { return }
        guard let list = text.firstMatch(of: /subcommands: \[([^\]]*)\]/) else {
            options[words] = try options(of: text)
            return
        }
        let preferred = text.firstMatch(of: /defaultSubcommand: (\w+)\.self/).map { String($0.1) }
        for part in list.1.matches(of: /(\w+)\.self/) {
            let name = String(part.1)
            let declared = types[name]?.firstMatch(of: /commandName: "([^"]+)"/)
            let named = "\(words) \(declared.map { String($0.1) } ?? Self.kebab(name))"
            try add(name, as: name == preferred ? words : named)
            if name == preferred { defaults[named] = words }
        }
    }

    private func options(of text: String) throws -> Set<String> {
        let declared = text.matches(
            of: /@(Option|Flag|OptionGroup)\b([\s\S]*?)\bvar `?(\w+)`?(?:: ([\w.]+))?/
        )
        return try declared.reduce(into: []) { names, match in
            if match.1 == "OptionGroup" {
                let group = match.4?.split(separator: ".").last.map(String.init) ?? ""
                names.formUnion(
                    try options(of: try #require(types[group], "\(group) is not declared"))
                )
            } else {
                let isLong = !match.2.contains("name: ") || match.2.contains(/[lL]ong\b/)
                #expect(isLong && !match.2.contains("customLong"), "\(match.3) has another name")
                names.insert(Self.kebab(String(match.3)))
            }
        }
    }

    /// As ArgumentParser makes words of a name.
    private static func kebab(_ name: String) -> String {
        name.enumerated().map { index, letter in
            letter.isUppercase && index > 0 ? "-\(letter.lowercased())" : letter.lowercased()
        }
        .joined()
    }

    private static func types(in files: [Repository.File]) throws -> [String: String] {
        let type = /^( *)struct (\w+): (?:Async)?Parsable(?:Command|Arguments) {$/
        var types: [String: String] = [:]
        var open: [(name: String, end: String)] = []
        for line in files.flatMap(\.lines) {
            if let match = line.firstMatch(of: type) {
                let name = String(match.2)
                try #require(types[name] == nil, "two types are called \(name)")
                types[name] = ""
                open.append((name, "\(match.1)}"))
            } else if let last = open.last, line == last.end {
                open.removeLast()
            } else if let last = open.last {
                types[last.name, default: ""] += "\(line)\n"
            }
        }
        return types
    }
}
