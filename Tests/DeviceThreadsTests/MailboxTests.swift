import DeviceThreads
import Testing

@Suite struct MailboxTests {
    private func take<Element: Sendable>(_ mailbox: Mailbox<Element>) -> Element? {
        guard case .element(let element) = mailbox.take(patience: .zero) else { return nil }
        return element
    }

    @Test func `the first lane goes first, whatever came before it`() {
        let mailbox = Mailbox<String>(capacities: [2, 2])
        mailbox.post("key", lane: 1)
        mailbox.post("key again", lane: 1)
        mailbox.post("panic", lane: 0)
        #expect(take(mailbox) == "panic")
        #expect(take(mailbox) == "key")
        #expect(take(mailbox) == "key again")
        #expect(take(mailbox) == nil)
    }

    @Test func `a full lane refuses and the other lane does not notice`() {
        let mailbox = Mailbox<Int>(capacities: [1, 3])
        for number in 0..<3 { #expect(mailbox.post(number, lane: 1)) }
        #expect(!mailbox.post(3, lane: 1))
        #expect(mailbox.post(9, lane: 0))
        #expect((0..<4).map { _ in take(mailbox) } == [9, 0, 1, 2])
    }

    @Test func `a closed mailbox gives what is in it and then says so`() {
        let mailbox = Mailbox<Int>(capacities: [4])
        mailbox.post(1)
        mailbox.close()
        #expect(!mailbox.post(2))
        #expect(take(mailbox) == 1)
        guard case .closed = mailbox.take() else {
            Issue.record("a closed mailbox does not wait")
            return
        }
    }

    @Test func `a wait ends at its time and not before`() {
        let mailbox = Mailbox<Int>(capacities: [1])
        let begin = ContinuousClock.now
        guard case .timeout = mailbox.take(patience: .milliseconds(30)) else {
            Issue.record("nothing was posted")
            return
        }
        #expect(ContinuousClock.now - begin >= .milliseconds(30))
    }

    @Test func `threads that post and one that takes lose nothing`() {
        let mailbox = Mailbox<Int>(capacities: [10_000])
        let threads = (0..<4).map { part in
            DedicatedThread(name: "poster") {
                for number in 0..<500 { mailbox.post(part * 500 + number) }
            }
        }
        var taken: Set<Int> = []
        while taken.count < 2_000, case .element(let number) = mailbox.take(patience: .seconds(10))
        {
            #expect(taken.insert(number).inserted)
        }
        for thread in threads { thread.join() }
        #expect(taken == Set(0..<2_000))
    }

    @Test func `closing wakes a thread that waits`() {
        let mailbox = Mailbox<Int>(capacities: [1])
        let ended = Mailbox<Bool>(capacities: [1])
        let thread = DedicatedThread(name: "waiter") {
            if case .closed = mailbox.take() { ended.post(true) }
        }
        mailbox.close()
        thread.join()
        guard case .element(true) = ended.take(patience: .zero) else {
            Issue.record("the waiter was not woken")
            return
        }
    }
}
