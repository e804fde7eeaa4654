import Testing

@testable import MeldpostCore

/// Two quick keys where the worker has another call in mind than the desk: a name that was cut short,
/// an older choice, an order of beginning that is not the order of answering.
@Suite struct CallMeantTests {
    /// The first keys named line 2 and logged nothing; heard to its end, it is logged at once.
    private func expectNamedFirst(_ bench: DeskBench) {
        var bench = bench
        #expect(CallNamingTests.logged(bench).isEmpty)
        #expect(bench.said.first == "worker.call-on-line" && bench.numbers.first == 2)
        bench.pass(.seconds(6))
        bench.key("#")
        #expect(CallNamingTests.logged(bench) == [2])
    }

    /// A desk at which line 1 was answered, line 2 was missed, and nobody signed in yet.
    private func answeredAndMissed() -> DeskBench {
        var bench = CallNamingTests.bench()
        bench.call(on: .first)
        bench.call(isAnswered: false, on: .second)
        return bench
    }

    // MARK: A menu that was cut short

    /// Broken once: with a call counted as named when the menu began, line 2 was logged unheard.
    @Test func `with several open, two keys during the menu log nothing that was not heard`() {
        var bench = answeredAndMissed()
        bench.signIn()
        bench.key("1#")
        expectNamedFirst(bench)
    }

    @Test func `with several open, two keys log the one that the menu named to its end`() {
        var bench = answeredAndMissed()
        bench.signIn()
        bench.pass(.seconds(9))
        bench.key("1#")
        #expect(CallNamingTests.logged(bench) == [2])
    }

    @Test func `with one open, two keys during the menu log it at once`() {
        var bench = CallNamingTests.bench()
        bench.call(on: .second)
        bench.signIn()
        bench.key("1#")
        #expect(CallNamingTests.logged(bench) == [2])
    }

    /// Broken once: with a call counted as named at the menu, line 2 was logged after `4` or `5`.
    @Test(arguments: ["#", "4*", "5*"])
    func `a menu that a key silenced named nothing, however long ago`(keys: String) {
        var bench = answeredAndMissed()
        bench.signIn()
        bench.key(String(keys.prefix(1)))
        bench.pass(.seconds(9))
        bench.key(String(keys.dropFirst()) + "1#")
        expectNamedFirst(bench)
    }

    // MARK: Which one was answered last

    /// Broken once: with the choice before what was answered since, line 1 was logged at once.
    @Test func `a call that is answered after another was chosen is named before it is logged`() {
        var bench = CallNamingTests.bench()
        bench.call(on: .first)
        bench.signIn()
        bench.key("41")
        bench.pass(.seconds(9))
        bench.call(on: .second)
        bench.key("1#")
        expectNamedFirst(bench)
    }

    /// Broken once: with the one that began last, line 1 was logged at once.
    @Test func `of two calls that are over, the one that was answered since is named`() {
        var bench = CallNamingTests.bench()
        var script: [(at: Int, stimulus: Stimulus)] = stride(from: 0, through: 55, by: 5).flatMap {
            [($0, .lineRings(.second, true)), ($0 + 1, .lineRings(.second, false))]
        }
        script += [
            (12, .lineRings(.first, true)), (13, .lineRings(.first, false)),
            (14, .lineOffHook(.first, true)), (18, .lineOffHook(.first, false)),
            (58, .lineOffHook(.second, true)), (62, .lineOffHook(.second, false)),
        ]
        let start = bench.time
        for (at, stimulus) in script.sorted(by: { $0.at < $1.at }) {
            bench.pass(start + .seconds(at) - bench.time)
            bench.tell(stimulus)
            guard at == 21 else { continue }
            // Line 1 is over, line 2 rings on.
            bench.signIn()
            #expect(bench.numbers.prefix(2) == [2, 1])
        }
        bench.pass(.seconds(5))
        bench.key("1#")
        expectNamedFirst(bench)
    }

    @Test func `the menu goes on to speak of the call that was answered, until another is chosen`()
    {
        var bench = CallNamingTests.bench()
        bench.call(on: .first)
        bench.signIn()
        bench.key("41")
        bench.call(on: .second)
        for _ in 0..<2 {
            bench.key("0")
            #expect(bench.numbers.prefix(2) == [2, 2])
        }
        bench.key("41")
        #expect(bench.numbers.prefix(2) == [2, 1])
        bench.pass(.seconds(9))
        bench.key("1#")
        #expect(CallNamingTests.logged(bench) == [1])
    }

    /// The chosen one is said, also where another was answered just before.
    @Test func `what 4 1 chooses is what the menu names`() {
        var bench = CallNamingTests.bench()
        bench.call(on: .first)
        bench.signIn()
        bench.call(on: .second)
        bench.key("41")
        #expect(bench.numbers.prefix(2) == [2, 1])
    }

    // MARK: A name that was said

    /// Broken once: with the time set anew by every repetition, the key was refused.
    @Test(arguments: ["0", "8", "silence"])
    func `a name that was said to its end stays said when the question is repeated`(again: String) {
        var bench = CallNamingTests.bench()
        bench.signIn()
        bench.call(on: .first)
        bench.call(on: .second)
        bench.key("1")
        bench.pass(.seconds(6))
        let said = bench.utterances.count
        if again != "silence" { bench.key(again) }
        while bench.utterances.count == said { bench.pass(.milliseconds(100)) }
        bench.key("#")
        #expect(CallNamingTests.logged(bench) == [2])
    }

    /// Broken once: the same at the menu.
    @Test(arguments: ["0", "8"])
    func `a name that the menu said to its end stays said when the menu is repeated`(
        again: String
    ) {
        var bench = answeredAndMissed()
        bench.signIn()
        bench.pass(.seconds(9))
        bench.key(again + "1#")
        #expect(CallNamingTests.logged(bench) == [2])
    }

    // MARK: An alarm

    private func press(_ bench: inout DeskBench) {
        bench.tell(.panicContactsRead(.pressed))
        bench.pass(.milliseconds(400))
    }

    /// Broken once: with the facts in place of the name, line 2 was logged though nobody heard it.
    @Test func `a name that the facts of an alarm cut short is said behind them`() {
        var bench = CallNamingTests.bench(isSilent: false)
        bench.signIn()
        bench.call(on: .first)
        bench.call(on: .second)
        bench.key("1")
        bench.pass(.seconds(1))
        press(&bench)
        #expect(bench.said.first == "worker.alarm")
        #expect(bench.said.contains("worker.call-on-line") && bench.numbers.first == 2)
        // By now the name would have been said, but for the facts.
        bench.pass(.seconds(5))
        bench.key("#")
        expectNamedFirst(bench)
    }

    /// Broken once: the same at the menu.
    @Test func `a menu that the facts of an alarm cut short is said behind them`() {
        var bench = CallNamingTests.bench(isSilent: false)
        bench.call(on: .first)
        bench.call(isAnswered: false, on: .second)
        bench.signIn()
        bench.pass(.seconds(1))
        press(&bench)
        #expect(bench.said.first == "worker.alarm")
        #expect(bench.said.contains("worker.call-on-line"))
        bench.pass(.seconds(8))
        bench.key("1#")
        expectNamedFirst(bench)
    }

    @Test func `the facts of an alarm alone are said where every name was heard`() {
        var bench = CallNamingTests.bench(isSilent: false)
        bench.call(on: .first)
        bench.call(isAnswered: false, on: .second)
        bench.signIn()
        bench.pass(.seconds(9))
        press(&bench)
        #expect(bench.said.first == "worker.alarm")
        #expect(!bench.said.contains("worker.call-on-line"))
        bench.key("1#")
        #expect(CallNamingTests.logged(bench) == [2])
    }
}
