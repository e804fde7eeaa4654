import Foundation

/// Something of the system without which a test cannot run.
///
/// Where it is missing the test is skipped, as on a developer's machine; where the variable `CI` is
/// `true` it fails, so that the checks never become fewer without anybody seeing it. Used as
/// `.enabled(if: try Need.root.isMet)`.
package struct Need: Sendable {
    /// What is missing, in words.
    private let words: String
    private let isThere: @Sendable () -> Bool

    package init(_ words: String, _ isThere: @escaping @Sendable () -> Bool) {
        self.words = words
        self.isThere = isThere
    }

    /// A need that is not met on a machine where all must be.
    package struct Missing: Error, CustomStringConvertible {
        package let description: String
    }

    /// Whether the test can run.
    ///
    /// - Throws: ``Missing`` where `CI` is `true` and it cannot.
    package var isMet: Bool {
        get throws {
            if isThere() { return true }
            guard ProcessInfo.processInfo.environment["CI"] == "true" else { return false }
            throw Missing(description: "CI is true, and this test needs \(words)")
        }
    }

    /// The rights of root.
    package static let root = Need("root") { geteuid() == 0 }

    /// A program on the path.
    package static func program(_ name: String) -> Need {
        Need("the program \(name)") { Command.exists(name) }
    }

    /// A file or device of the system.
    package static func file(_ path: String) -> Need {
        Need(path) { access(path, F_OK) == 0 }
    }

    /// Both needs.
    package static func + (left: Need, right: Need) -> Need {
        Need("\(left.words) and \(right.words)") { left.isThere() && right.isThere() }
    }
}
