/// How long the desk waits for a worker.
///
/// Source: DESIGN 7 and FAULTS F16 for the repetition; the issue of the worker for the ten minutes.
enum WorkerLimits {
    /// After this much silence a question is repeated; the third time it is given up.
    static let silence: Duration = .seconds(10)
    /// How often a question is said.
    static let times = 3
    /// How long a worker stays signed in after the last key.
    static let signedIn: Duration = .seconds(600)
    /// How long the same worker can go on with an intake that was broken off.
    static let resumption: Duration = .seconds(900)
    /// How long the comparison of a PIN may take.
    static let check: Duration = .seconds(30)
    /// How long the answer of the journal may take.
    static let storing: Duration = .seconds(60)
    /// How long the voice takes for a character, reckoned: the desk does not wait for a voice.
    static let character: Duration = .milliseconds(60)
    /// How many hours are in a month of an expiry: thirty days.
    static let monthHours: UInt32 = 30 * 24
}
