internal import ControlProtocol
internal import DeviceThreads
internal import MeldpostCore

/// A technician who has a self-test made: what is told waits here until it is sent.
///
/// The loop never waits for a technician's terminal: where this is full, the technician counts as gone.
final class SelfTestLine: Sendable {
    /// More than a whole self-test tells between two answers.
    private static let capacity = 64

    /// What is to be sent.
    let notices = Mailbox<TestNotice>(capacities: [capacity])

    /// Tells the technician; gives whether there was room.
    func tell(_ notice: TestNotice) -> Bool { notices.post(notice) }
}

/// What a technician at the control socket wants, beyond a status.
enum TechnicianInput: Sendable {
    /// A self-test.
    case selfTestWanted(SelfTestOrder, SelfTestLine)
    /// An answer in a self-test.
    case selfTestAnswered(SelfTestAnswer, from: SelfTestLine)
    /// The technician of a self-test has gone.
    case selfTestGone(SelfTestLine)
    /// To see what happens at the panel.
    case watchWanted(PanelWatch)
    /// Not to see it any more.
    case watchGone(PanelWatch)
}
