/// What a record is about.
///
/// The kind stands only inside the sealed body; outside it, nothing tells a report from advice.
///
/// Source: DESIGN 5.1; the legal difference between advice and report is DOMAIN 0.1, finding 1.
public enum RecordKind: String, Hashable, Sendable, CaseIterable, Codable {
    /// Somebody with a suspicion asks what can be done (*adviesvraag*, Art. 3.2(1)).
    case adviceRequest = "advice-request"
    /// Somebody reports violence or a suspicion of it (*melding*, Art. 3.2(2)).
    case report
    /// A need for social support is notified (chapter 2, Art. 2.6(1)).
    case supportNeed = "support-need"
    /// A call on the free hotline, classified or not.
    case hotlineCall = "hotline-call"
    /// Something that belongs to an earlier record.
    case addendum
    /// The panic button was pressed, released, or the incident was reset.
    case panic
    /// A step that a worker took.
    case step
    /// The monthly proof that the centre can still decrypt.
    case drill
    /// What was done to the box: service, accounts, rota, keys.
    case service
    /// A worker signed in.
    case signIn = "sign-in"
    /// A correction of the time.
    case clock
}
