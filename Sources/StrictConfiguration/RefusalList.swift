/// Everything that is wrong in a file, for whoever checks it before it is used.
///
/// A program ends at the first rule that is broken; a technician wants to know all of them.
public struct RefusalList: Sendable {
    /// What was refused so far, in the order of the checks.
    public private(set) var refusals: [ConfigurationRefusal] = []

    /// Makes an empty list.
    public init() {}

    /// Checks one thing, and keeps what is refused.
    ///
    /// - Parameter check: the check.
    /// - Returns: what the check gave, or nothing where it refused.
    @discardableResult
    public mutating func collect<Value>(
        _ check: () throws(ConfigurationRefusal) -> Value
    ) -> Value? {
        do throws(ConfigurationRefusal) {
            return try check()
        } catch {
            if !refusals.contains(error) { refusals.append(error) }
            return nil
        }
    }

    /// The lines of a check of the file at `path`: one for each refusal, or that there is none.
    public func lines(path: String) -> [String] {
        guard refusals.isEmpty else { return refusals.map(\.words) }
        let named = ConfigurationRefusal(file: path, rule: ConfigurationRule("no error was found"))
        return [named.words]
    }

    /// How a program that checks ends: as it would at the first refusal.
    public var exitCode: Int32 { refusals.first?.exit.rawValue ?? 0 }
}
