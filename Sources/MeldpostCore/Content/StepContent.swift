/// A step that a worker took (5.8).
public struct StepContent: Hashable, Sendable, Codable {
    /// The place in the chain of the record that it belongs to.
    public var sequence: UInt64
    /// The journal of that record in hexadecimal digits, where it is not the step's own.
    public var journal: String?
    /// The step, as a code.
    public var step: Code
    /// Which person concerned was told, by the number in the record from 1, where others are still to
    /// be told (R29).
    public var person: Int?
    /// Why telling waits, as a code (R30).
    public var reason: Code?
    /// What a professional found when safety was assessed, as a code of the triage (5.7; R6).
    public var outcome: Code?

    /// Makes the content of a step on the record number `sequence`.
    public init(
        sequence: UInt64,
        journal: String? = nil,
        step: Code,
        person: Int? = nil,
        reason: Code? = nil,
        outcome: Code? = nil
    ) {
        self.sequence = sequence
        self.journal = journal
        self.step = step
        self.person = person
        self.reason = reason
        self.outcome = outcome
    }

    /// The term that begins with this step, if one does: a situation that a professional finds serious
    /// is taken up within 24 hours of the finding, whatever the record said before.
    ///
    /// Source: C4 in DOMAIN 3 (note, 3.2.2): the term starts at the finding, not at the receipt.
    public var starts: ReportTerm? {
        guard StepCode(code: step) == .assessed, outcome?.isSerious == true else { return nil }
        return .takeUpSerious
    }

    /// The term of the record that this step closes by itself, if it closes one: telling one person of
    /// several leaves the term of the others running.
    public var closes: LegalTerm? {
        person == nil ? StepCode(code: step)?.closes : nil
    }
}

/// Why telling a person concerned waits, within the seven days (R30).
///
/// Source: note on Art. 4.8(2): danger to the victim, or an assessment that would be frustrated; no
/// other ground is given, and none for longer than seven days.
public enum WaitingReason: String, Hashable, Sendable, CaseIterable {
    /// The victim would be in more danger.
    case victimInDanger = "victim-in-danger"
    /// The assessment would be frustrated.
    case assessmentFrustrated = "assessment-frustrated"

    /// The code that stands in records.
    public var code: Code { Code(rawValue: rawValue) }
}
