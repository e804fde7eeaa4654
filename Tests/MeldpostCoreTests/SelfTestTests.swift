import Testing

@testable import MeldpostCore

/// The self-test by itself: each of its places, and all that can happen there.
@Suite struct SelfTestTests {
    /// Rows are places, columns are what happens, in the order of `Happening`.
    ///
    /// `-` nothing, `?` asked, `p` `f` `n` passed, failed, not done, `w` the record of the relay is written, `m` it moves, `.` done; ended
    /// by `S` the technician, `H` the handset, `D` the desk, `C` a call, `A` an alarm, `T` silence.
    static let table = """
        idle           ?   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -   -
        key            -   -   f   ?   n   S   p   f   H   -   D   -   -   -   -   C   C   C   A   -   -   -   f
        handsetUp      -   -   f.  ?   n.  S   -   -   p   -   D   -   -   -   -   C   C   C   A   -   -   -   f.
        handsetDown    -   -   fH  ?   nH  S   H   H   H   p.  D   -   -   -   -   C   C   C   A   -   -   -   fH
        deskKey        -   -   f   ?   n   S   -   -   H   -   D   p   fD  -   -   C   C   C   A   -   -   -   f
        deskUp         -   -   f.  ?   n.  S   -   -   H   -   D   -   -   p   -   C   C   C   A   -   -   -   f.
        deskDown       -   -   f.  ?   n.  S   -   -   H   -   D   -   -   -   p.  C   C   C   A   -   -   -   f.
        lamp           -   p   f   ?   n   S   -   -   H   -   D   -   -   -   -   C   C   C   A   -   -   -   T
        buzzer         -   p.  f.  ?   n.  S   -   -   H   -   D   -   -   -   -   C   C   C   A   -   -   -   T
        relayAsked     -   w   n.  -   n.  S   -   -   H   -   D   -   -   -   -   C   C   C   A   -   -   -   T
        relayRecording -   -   -   -   -   S   -   -   H   -   D   -   -   -   -   C   C   C   A   -   -   m   n.
        relayClosed    -   -   -   -   -   S   -   -   H   -   D   -   -   -   -   C   C   C   A   -   -   -   ?
        relayMoved     -   p.  f.  w   n.  S   -   -   H   -   D   -   -   -   -   C   C   C   A   -   -   -   T
        tone           -   p   f   ?   n   S   -   -   H   -   D   -   -   -   -   C   C   C   A   -   -   -   T
        speech         -   p.  f.  ?   n.  S   -   -   H   -   D   -   -   -   -   C   C   C   A   -   -   -   T
        deskTone       -   p   f   ?   n   S   -   -   H   -   D   -   -   -   -   C   C   C   A   -   -   -   T
        deskSpeech     -   p.  f.  ?   n.  S   -   -   H   -   D   -   -   -   -   C   C   C   A   -   -   -   T
        button         -   -   f.  ?   n.  S   -   -   H   -   D   -   -   -   -   C   C   C   A   p.  -   -   f.
        buttonInTest   -   -   f.  ?   n.  S   -   -   H   -   D   -   -   -   -   C   C   C   A   p.  -   -   f.
        ring           -   -   f   ?   n   S   -   -   H   -   D   -   -   -   -   p   -   C   A   -   -   -   f
        receiver       -   -   f   ?   n   S   -   -   H   -   D   -   -   -   -   -   p   C   A   -   -   -   f
        secondRing     -   -   f   ?   n   S   -   -   H   -   D   -   -   -   -   -   -   p   A   -   -   -   f
        panel          -   -   -   -   -   S   -   -   H   -   -   -   -   -   -   -   -   -   A   -   -   -   p.
        disk           -   -   -   -   -   S   -   -   H   -   -   -   -   -   -   -   -   -   A   -   f.  -   f.
        panelAlone     -   -   -   -   -   S   -   -   -   -   -   -   -   -   -   -   -   -   A   -   -   -   p.
        diskAlone      -   -   -   -   -   S   -   -   -   -   -   -   -   -   -   -   -   -   A   -   f.  -   f.
        """

    /// Broken once: with a key that is ignored while the handset is up, and with a relay that moves before
    /// the question.
    @Test func `every place and everything that can happen there is in the table`() {
        var lines: [String] = []
        for place in SelfTestRun.Place.allCases {
            let cells = SelfTestRun.Happening.allCases.map { happening in
                var run = SelfTestRun(at: place)
                return SelfTestRun.code(run.happens(happening))
            }
            let name = place.rawValue + String(repeating: " ", count: 15 - place.rawValue.count)
            lines.append(
                name + cells.map { $0 + String(repeating: " ", count: 4 - $0.count) }.joined()
            )
        }
        let made = lines.map { $0.trimmingSuffix(" ") }
        for (made, frozen) in zip(made, Self.table.split(separator: "\n")) {
            #expect(made == frozen)
        }
        #expect(made.count == Self.table.split(separator: "\n").count)
    }

    /// Broken once: with the test of the button left on.
    @Test func `whatever ends a self-test, nothing stays lit, closed, in test or under way`() {
        for place in SelfTestRun.Place.allCases {
            for happening in SelfTestRun.Happening.allCases {
                var run = SelfTestRun(at: place)
                run.happens(happening)
                guard !run.test.isRunning, happening != .probed else { continue }
                #expect(run.lit.isEmpty, "\(place) \(happening)")
                #expect(!run.isRelayClosed, "\(place) \(happening)")
                #expect(!run.isTestOn, "\(place) \(happening)")
                #expect(!run.isProbing || place == .idle, "\(place) \(happening)")
                #expect(run.test == SelfTest())
            }
        }
    }

    /// Broken once: with the key kept in the run, the states differed.
    @Test func `P8 which key came is told where it was asked for, and leaves no trace in memory`() {
        for place in 0..<SelfTestCheck.keyOrder.count {
            let asked = SelfTestCheck.keyOrder[place]
            var states: Set<SelfTest> = []
            for key in Key.allCases where key != asked {
                var run = SelfTestRun(SelfTestOrder(parts: [.keys], isAttended: true))
                for before in SelfTestCheck.keyOrder.prefix(place) { run.tell(.keyPressed(before)) }
                let effects = run.tell(.keyPressed(key))
                #expect(effects.first == .tell(.found(.key(asked, got: key))))
                states.insert(run.test)
            }
            #expect(states.count == 1, "\(asked)")
        }
        #expect(SelfTestFinding.key(.one, got: .square).words == "expected 1, got #.")
        #expect(SelfTestFinding.key(.one, got: .square).verdict == .failed)
        #expect(SelfTestFinding.key(.star, got: .star).words == "expected *, got *.")
        #expect(SelfTestFinding.key(.star, got: .star).verdict == .passed)
    }

    /// Broken once: a relay that moved at the word, whether anybody could be told or not.
    @Test func `the relay moves only once its record is on disk, and else says what to do`() {
        for movesRelay in [true, false] {
            let order = SelfTestOrder(parts: [.relay], isAttended: true, movesRelay: movesRelay)
            // Nothing can be stored.
            var run = SelfTestRun(order, context: SelfTestContext(canRecord: false))
            if !movesRelay { run.tell(.answered(.yes)) }
            #expect(!run.isRelayClosed && !run.test.isRunning)
            #expect(run.news.contains(.found(.notRecorded(.relay))))
            // It is not stored in time.
            run = SelfTestRun(order)
            if !movesRelay { run.tell(.answered(.yes)) }
            #expect(!run.isRelayClosed)
            #expect(run.pass(SelfTestLimits.record).first == .dropRelayRecord)
            #expect(!run.isRelayClosed && !run.test.isRunning)
            #expect(run.news.contains(.found(.notRecorded(.relay))))
            #expect(run.tell(.relayRecorded).isEmpty)
            // It is.
            run = SelfTestRun(order)
            if !movesRelay { run.tell(.answered(.yes)) }
            run.tell(.relayRecorded)
            #expect(run.isRelayClosed)
        }
        #expect(SelfTestFinding.notRecorded(.relay).whatToDo?.isEmpty == false)
    }

    /// Broken once: any test press that was under way passed it at once.
    @Test func `only a press after the button was asked for counts`() {
        var run = SelfTestRun()
        run.context.isButtonTest = true
        run.press()
        run.tell(.wanted(SelfTestOrder(parts: [.panic], isAttended: true)))
        #expect(run.test.check == .panicPress)
        #expect(run.tell(.testPressed).isEmpty)
        run.press()
        run.tell(.testPressed)
        #expect(run.news.contains(.found(.seen(.panicPress))))
    }

    @Test func `the keys are asked for one by one, and all right ones pass`() {
        var run = SelfTestRun(SelfTestOrder(parts: [.keys], isAttended: true))
        for key in SelfTestCheck.keyOrder {
            #expect(run.test.check == .key(key))
            run.tell(.keyPressed(key))
        }
        #expect(run.news.last == .ended(.done, SelfTestCounts(passed: 12)))
    }

    @Test func `a key that does not come fails after ten seconds, and twelve of them end it`() {
        var run = SelfTestRun(SelfTestOrder(parts: [.keys], isAttended: true))
        run.pass(.milliseconds(9_999))
        #expect(run.test.check == .key(.one))
        run.pass(.milliseconds(1))
        #expect(run.test.check == .key(.two))
        for _ in 0..<11 { run.happens(.time) }
        #expect(!run.test.isRunning)
        #expect(run.news.last == .ended(.silence, SelfTestCounts(failed: 11, notDone: 1)))
    }

    @Test func `two minutes without a key or an answer end it at any question`() {
        for place in [SelfTestRun.Place.lamp, .buzzer, .relayAsked, .speech] {
            var run = SelfTestRun(at: place)
            run.pass(.milliseconds(119_999))
            #expect(run.test.isRunning, "\(place)")
            run.pass(.milliseconds(1))
            #expect(!run.test.isRunning, "\(place)")
        }
    }

    /// Broken once: with the relay moved before the question.
    @Test func `the relay moves only by a word, and for a second`() {
        var run = SelfTestRun(at: .relayAsked)
        run.tell(.answered(.no))
        #expect(run.news.contains(.found(.notAllowed(.relay))))
        run = SelfTestRun(SelfTestOrder(parts: [.relay], isAttended: true, movesRelay: true))
        run.tell(.relayRecorded)
        #expect(run.isRelayClosed)
        run.pass(.milliseconds(999))
        #expect(run.isRelayClosed)
        run.pass(.milliseconds(1))
        #expect(!run.isRelayClosed)
        var alone = SelfTestRun(
            SelfTestOrder(parts: [.relay], isAttended: false, movesRelay: true)
        )
        #expect(!alone.isRelayClosed && !alone.test.isRunning)
        alone.happens(.time)
        #expect(!alone.isRelayClosed)
    }

    /// Broken once: with the refusal looked at without anybody at the box, too.
    @Test func `with nobody at the box nothing is touched, and what needs nobody is done`() {
        var run = SelfTestRun(
            SelfTestOrder(isAttended: false),
            context: SelfTestContext(refusal: .inUse, certificateLeft: .seconds(86_400))
        )
        #expect(!run.test.hasPanel)
        run.happens(.time)
        #expect(run.isProbing)
        for input in [
            SelfTestInput.keyPressed(.one), .handsetMoved(isLifted: true), .deskUsed,
            .ringSeen(.first), .answered(.yes),
        ] { #expect(run.tell(input).isEmpty) }
        run.tell(.diskProbed(DiskFacts(freeBytes: 1 << 40, writes: WriteTimes([.milliseconds(2)]))))
        guard case .ended(.done, let counts)? = run.news.last else {
            Issue.record("it goes on")
            return
        }
        let persons = SelfTestPart.allCases.flatMap(\.checks).count(where: \.needsPerson)
        #expect(counts.notDone == persons)
        #expect(
            counts.passed + counts.failed + persons == SelfTestOrder(isAttended: false).checks.count
        )
        #expect(run.lit.isEmpty && !run.isRelayClosed && !run.isTestOn)
    }

    @Test func `it does not begin while the box is in use`() {
        for refusal in SelfTestRefusal.allCases {
            var run = SelfTestRun()
            run.context.refusal = refusal
            run.tell(.wanted(SelfTestOrder(isAttended: true)))
            #expect(run.news == [.refused(refusal)])
            #expect(!run.test.isRunning)
        }
    }

    /// A panel that is not there hides what hangs on it.
    ///
    /// Broken once: without `gpio.chip-missing` among those of the panel, and then of the wire.
    @Test func `no fault of a panel passes, and the wire and the lines need one`() {
        let faults = Condition.allCases.filter {
            $0.rawValue.hasPrefix("panel.") || $0.rawValue.hasPrefix("gpio.")
        }
        #expect(faults.count >= 7)
        #expect(Set(faults).isSubset(of: SelfTestCheck.panel.conditions))
        let hiding: Set<Condition> = [
            .panelLinkLost, .panelVersionUnknown, .chipMissing, .lineUnusable,
        ]
        for check in [SelfTestCheck.panicWire, .lineInputs] {
            #expect(hiding.isSubset(of: check.conditions), "\(check)")
        }
    }

    @Test func `a condition of the station fails its check, with since when and what to do`() {
        for check in SelfTestPart.allCases.flatMap(\.checks) {
            for condition in check.conditions {
                let context = SelfTestContext(conditions: [condition: .seconds(7_200)])
                let finding = SelfTestFinding.state(of: check, disk: nil, context)
                #expect(finding.verdict == .failed)
                #expect(finding.words == condition.words)
                #expect(finding.standing == .seconds(7_200))
                #expect(finding.whatToDo == condition.whatToDo)
            }
        }
    }

    @Test func `whatever fails says what to do about it, in characters that every terminal has`() {
        let disks = [
            nil, DiskFacts(), DiskFacts(freeBytes: 1, isReadOnly: true),
            DiskFacts(freeBytes: 1, wearPercent: 100, isSpareLow: true),
            DiskFacts(freeBytes: 1, writes: WriteTimes([.seconds(1)])),
        ]
        for check in SelfTestPart.allCases.flatMap(\.checks) {
            var findings = disks.map {
                SelfTestFinding.state(of: check, disk: $0, SelfTestContext(isJournalOpen: false))
            }
            findings += [
                .seen(check), .key(.one, got: .two), .notRecorded(check), .nothing(check),
                .confirmed(check), .denied(check),
                .skipped(check),
            ]
            for finding in findings {
                #expect(finding.verdict != .failed || finding.whatToDo?.isEmpty == false)
                let text = finding.words + (finding.whatToDo ?? "") + check.name + check.request
                #expect(text.unicodeScalars.allSatisfy { (0x20..<0x7F).contains($0.value) })
            }
            #expect(check.needsPerson == !check.request.isEmpty)
        }
        let codes = SelfTestPart.allCases.flatMap(\.checks).map(\.code)
        #expect(Set(codes).count == codes.count)
    }

    @Test func `times of writes: the half and the hundredth that is left over`() throws {
        #expect(WriteTimes([]) == nil)
        let times = try #require(WriteTimes((1...100).reversed().map { .milliseconds($0) }))
        #expect(times.median == .milliseconds(50))
        #expect(times.ninetyNinth == .milliseconds(100))
        let one = try #require(WriteTimes([.milliseconds(3)]))
        #expect(one.median == .milliseconds(3) && one.ninetyNinth == .milliseconds(3))
    }
}

extension String {
    fileprivate func trimmingSuffix(_ character: Character) -> String {
        var text = self
        while text.last == character { text.removeLast() }
        return text
    }
}
