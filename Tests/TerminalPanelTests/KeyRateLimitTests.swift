import MeldpostCore
import Testing

@testable import TerminalPanel

@Suite struct KeyRateLimitTests {
    @Test func `F15 of 50 keys a second for a minute a person's pace gets through`() {
        var limit = KeyRateLimit()
        let admitted = (0..<3_000).count {
            limit.admits(at: Instant(sinceStart: .milliseconds(20 * $0)))
        }
        #expect(admitted == 20 * 60 + KeyRateLimit.burst - 1)
    }

    @Test func `ten keys a second all get through`() {
        var limit = KeyRateLimit()
        for number in 0..<1_000 {
            let isAdmitted = limit.admits(at: Instant(sinceStart: .milliseconds(100 * number)))
            #expect(isAdmitted)
        }
    }

    @Test func `twenty keys may come at once, the next waits for its turn`() {
        var limit = KeyRateLimit()
        let now = Instant(sinceStart: .seconds(5))
        let answers = (0..<21).map { _ in limit.admits(at: now) }
        #expect(answers == Array(repeating: true, count: 20) + [false])
        let later = [49, 50].map { limit.admits(at: now + .milliseconds($0)) }
        #expect(later == [false, true])
    }
}
