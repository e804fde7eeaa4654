/// How long a number must wait after a wrong PIN: longer each time, and never for the night.
///
/// | wrong PINs in a row | 1 | 2 | 3 | 4 | 5 | 6 | 7 and more |
/// | --- | --- | --- | --- | --- | --- | --- | --- |
/// | seconds | 1 | 2 | 4 | 8 | 16 | 32 | 42 |
///
/// At 42 seconds a try, half of a million PINs take eight months day and night. A number without an
/// account waits just as long, so that waiting does not tell which numbers there are. Source: issue
/// of the worker, point 2; there is no lock-out.
struct SignInDelays: Hashable, Sendable {
    static let longest = 42

    /// How many wrong PINs in a row are no slip of the finger.
    private static let guesses = 7
    /// How long after the last of them they are spoken of.
    private static let memory: Duration = .seconds(3_600)

    private struct Wrong: Hashable, Sendable {
        var count: Int
        var until: Instant
    }

    private var wrong: [Int: Wrong] = [:]

    /// How many whole seconds `worker` must still wait, rounded up; zero where there is no wait.
    func seconds(of worker: Int, at now: Instant) -> Int {
        guard let until = wrong[worker]?.until, now < until else { return 0 }
        let milliseconds = (until - now).wholeMilliseconds
        return Int((milliseconds + 999) / 1_000)
    }

    /// A PIN was wrong; how many seconds are to be waited.
    mutating func fail(_ worker: Int, at now: Instant) -> Int {
        let count = (wrong[worker]?.count ?? 0) + 1
        let seconds = count > 6 ? Self.longest : 1 << (count - 1)
        wrong[worker] = Wrong(count: count, until: now + .seconds(seconds))
        return seconds
    }

    /// Whether somebody tries PIN after PIN: seven in a row for a number, the last within an hour.
    func hasGuesses(at now: Instant) -> Bool {
        wrong.values.contains { $0.count >= Self.guesses && now < $0.until + Self.memory }
    }

    /// A PIN was right.
    mutating func succeed(_ worker: Int) { wrong[worker] = nil }
}
