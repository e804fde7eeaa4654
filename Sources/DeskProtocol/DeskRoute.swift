/// The paths under which the inbox answers a desk.
///
/// They exist on the desk's port only, behind a certificate of the desk's authority.
public enum DeskRoute {
    /// `GET …?after=N`: entries in the order of their arrival, as ``EntriesPage``; which ones, an
    /// ``EntrySelection`` says.
    public static let entries = "/v1/desk/entries"
    /// `POST` of a ``DeskPost``: signed statements and steps; the answer is a ``DeskPostAnswer``.
    public static let statements = "/v1/desk/statements"
    /// `GET`: lasting conditions of the stations, as ``ConditionsPage``.
    public static let conditions = "/v1/desk/conditions"
    /// `POST` of a ``ConditionClearance``: a person has dealt with a condition.
    public static let clearCondition = "/v1/desk/conditions/clear"
    /// `GET`: panic incidents, as ``PanicsPage``.
    public static let panics = "/v1/desk/panics"
    /// `GET …?after=N`: the log of steps, as ``StepsPage``; with `entry=D` those on the entry whose
    /// header has the digest.
    public static let steps = "/v1/desk/steps"
}
