/// One named, frozen step of a schema.
///
/// Migrations are only ever appended. The text of an applied one is stored in the database and
/// compared at every opening, so a step that was edited later is refused instead of half applied.
public struct Migration: Hashable, Sendable {
    /// The name, unique for ever, such as `2026-11 create entry`.
    public let name: String
    /// The statements in plain SQL, without transaction statements.
    public let sql: String

    /// Makes a step.
    public init(_ name: String, sql: String) {
        self.name = name
        self.sql = sql
    }
}
