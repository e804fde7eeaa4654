import Testing

@testable import MeldpostCore

/// Every lasting condition that the machine finds out by itself comes up, and goes away again.
///
/// What the loop and the journal report is in the tests of the station's assembly; a tidy test looks
/// for every condition in one of the two.
@Suite struct ConditionTests {
    private func raisesAndClears(
        _ condition: Condition,
        on start: StationBench = .running(),
        raise: (inout StationBench) -> Void,
        clear: (inout StationBench) -> Void,
        location: SourceLocation = #_sourceLocation
    ) {
        var bench = start
        #expect(!bench.isRaised(condition), sourceLocation: location)
        raise(&bench)
        #expect(bench.isRaised(condition), sourceLocation: location)
        clear(&bench)
        #expect(!bench.isRaised(condition), sourceLocation: location)
    }

    /// For what only a new start without the reason clears.
    private func raisesForGood(_ condition: Condition, raise: (inout StationBench) -> Void) {
        var bench = StationBench.running()
        #expect(!bench.isRaised(condition))
        raise(&bench)
        bench.pass(to: .seconds(3_600))
        #expect(bench.isRaised(condition))
        #expect(!StationBench.running().isRaised(condition))
    }

    private static func open(_ bench: inout StationBench, at time: Duration) {
        let memory = StationMemory(journal: .zero, timeBound: StationBench.noon)
        bench.tell(.journalOpened(memory), at: time)
    }

    private static func answer(_ bench: inout StationBench, at time: Duration) {
        let number = bench.orders.last?.number ?? 0
        bench.tell(
            .exchangeAnswered(number: number, Progress(entry: nil, offset: 0)),
            at: time
        )
    }

    private func faultOfTheJournal(_ fault: StoreFault) -> (inout StationBench) -> Void {
        { $0.tell(.journalFailed(fault), at: .seconds(1)) }
    }

    @Test func `what the board's lines say comes and goes`() {
        func says(_ condition: Condition, _ isRaised: Bool) -> (inout StationBench) -> Void {
            { $0.tell(.conditionChanged(condition, isRaised: isRaised), at: .seconds(9)) }
        }
        raisesAndClears(
            .chipMissing,
            raise: says(.chipMissing, true),
            clear: says(.chipMissing, false)
        )
        raisesAndClears(
            .lineUnusable,
            raise: says(.lineUnusable, true),
            clear: says(.lineUnusable, false)
        )
        raisesAndClears(
            .keypadSizeWrong,
            raise: says(.keypadSizeWrong, true),
            clear: says(.keypadSizeWrong, false)
        )
        raisesAndClears(
            .housingOpen,
            raise: says(.housingOpen, true),
            clear: says(.housingOpen, false)
        )
        raisesAndClears(.mainsLost, raise: says(.mainsLost, true), clear: says(.mainsLost, false))
        raisesAndClears(
            .batteryLow,
            raise: says(.batteryLow, true),
            clear: says(.batteryLow, false)
        )
    }

    @Test func `what the panel controller and the voice say comes and goes`() {
        func says(_ condition: Condition, _ isRaised: Bool) -> (inout StationBench) -> Void {
            { $0.tell(.conditionChanged(condition, isRaised: isRaised), at: .seconds(9)) }
        }
        raisesAndClears(
            .panelLinkLost,
            raise: says(.panelLinkLost, true),
            clear: says(.panelLinkLost, false)
        )
        raisesAndClears(
            .courierVersionUnknown,
            raise: says(.courierVersionUnknown, true),
            clear: says(.courierVersionUnknown, false)
        )
        raisesAndClears(
            .panelVersionUnknown,
            raise: says(.panelVersionUnknown, true),
            clear: says(.panelVersionUnknown, false)
        )
        raisesAndClears(
            .panelFaulty,
            raise: says(.panelFaulty, true),
            clear: says(.panelFaulty, false)
        )
        raisesAndClears(
            .panelKeyStuck,
            raise: says(.panelKeyStuck, true),
            clear: says(.panelKeyStuck, false)
        )
        raisesAndClears(
            .deskKeyStuck,
            raise: says(.deskKeyStuck, true),
            clear: says(.deskKeyStuck, false)
        )
        raisesAndClears(
            .deskVoiceUnavailable,
            raise: says(.deskVoiceUnavailable, true),
            clear: says(.deskVoiceUnavailable, false)
        )
        raisesAndClears(
            .voiceUnavailable,
            raise: says(.voiceUnavailable, true),
            clear: says(.voiceUnavailable, false)
        )
        raisesAndClears(
            .voiceCatalogueMissing,
            raise: says(.voiceCatalogueMissing, true),
            clear: says(.voiceCatalogueMissing, false)
        )
        raisesAndClears(
            .voiceCatalogueIncomplete,
            raise: says(.voiceCatalogueIncomplete, true),
            clear: says(.voiceCatalogueIncomplete, false)
        )
        raisesAndClears(
            .voiceCatalogueOutdated,
            raise: says(.voiceCatalogueOutdated, true),
            clear: says(.voiceCatalogueOutdated, false)
        )
        raisesAndClears(
            .voiceCatalogueRefused,
            raise: says(.voiceCatalogueRefused, true),
            clear: says(.voiceCatalogueRefused, false)
        )
        raisesAndClears(
            .textsRefused,
            raise: says(.textsRefused, true),
            clear: says(.textsRefused, false)
        )
        raisesAndClears(
            .rotaRefused,
            raise: says(.rotaRefused, true),
            clear: says(.rotaRefused, false)
        )
        raisesAndClears(
            .supervisorRefused,
            raise: says(.supervisorRefused, true),
            clear: says(.supervisorRefused, false)
        )
    }

    @Test func `a gap of the rota is told a day ahead, until it has passed`() throws {
        let noon = StationBench.noon.hour.rawValue
        let shifts = [(0, 30), (40, 100)].map { from, until in
            Rota.Shift(
                from: UnixHour(rawValue: noon + UInt32(from)),
                until: UnixHour(rawValue: noon + UInt32(until)),
                worker: 100
            )
        }
        var bench = StationBench(island: .bonaire, rota: try Rota(shifts: shifts))
        bench.tell(.wallClockRead(StationBench.noon), at: .zero)
        let memory = StationMemory(
            journal: .zero,
            accounts: [DeskBench.supervisor],
            timeBound: StationBench.noon
        )
        bench.tell(.journalOpened(memory), at: .seconds(1))
        raisesAndClears(
            .rotaGap,
            on: bench,
            raise: { $0.pass(to: .seconds(7 * 3_600)) },
            clear: { $0.pass(to: .seconds(41 * 3_600)) }
        )
    }

    @Test func `that no supervisor's access lasts is told until one's does`() {
        func opens(_ expires: UnixHour?) -> (inout StationBench) -> Void {
            { bench in
                let account = DeskBench.account(100, isSupervisor: true, expires: expires)
                let memory = StationMemory(
                    journal: StationBench.journal,
                    accounts: [account],
                    timeBound: StationBench.noon
                )
                bench.machine = StationBench().machine
                bench.tell(.journalOpened(memory), at: .seconds(1))
            }
        }
        raisesAndClears(
            .supervisorEnds,
            raise: opens(StationBench.noon.hour),
            clear: opens(nil)
        )
    }

    @Test func `that PINs are guessed is told until an hour after the last`() {
        raisesAndClears(
            .pinsGuessed,
            on: DeskBench().station,
            raise: { bench in
                for count in 1...7 {
                    let now = Duration.seconds(count * 60)
                    for key in [Key.one, .zero, .zero, .one, .one, .one, .one, .one, .two] {
                        bench.tell(.deskKeyPressed(key), at: now)
                    }
                    let number = UInt64(count)
                    bench.tell(.pinChecked(number: number, .wrong), at: now)
                }
            },
            clear: { $0.pass(to: .seconds(7_200)) }
        )
    }

    @Test func `the journal's faults go when it opens`() {
        func opens(_ bench: inout StationBench) { Self.open(&bench, at: .seconds(9)) }
        raisesAndClears(.journalUnavailable, raise: faultOfTheJournal(.other), clear: opens)
        raisesAndClears(.diskFull, raise: faultOfTheJournal(.diskFull), clear: opens)
        raisesAndClears(.diskFailing, raise: faultOfTheJournal(.inputOutput), clear: opens)
        raisesAndClears(.diskReadOnly, raise: faultOfTheJournal(.readOnly), clear: opens)
    }

    @Test func `damaged rows stay on the board until a start without them`() {
        raisesForGood(.journalDamagedRows) {
            $0.tell(.entriesQuarantined(count: 1), at: .seconds(1))
        }
    }

    @Test func `missing keys and a missing courier go when they come`() {
        raisesAndClears(.recipientsMissing) {
            $0.tell(.recipientsInstalled([]), at: .seconds(1))
        } clear: {
            $0.tell(.recipientsInstalled([StationBench.scope]), at: .seconds(2))
        }
        raisesAndClears(.courierAbsent) {
            $0.tell(.courierDetached, at: .seconds(1))
            $0.pass(to: .milliseconds(5_999))
            #expect(!$0.isRaised(.courierAbsent))
            $0.pass(to: .seconds(6))
        } clear: {
            $0.tell(.courierAttached, at: .seconds(7))
        }
    }

    @Test func `what is wrong with the centre goes with a genuine answer`() {
        func fails(_ fault: CourierFault) -> (inout StationBench) -> Void {
            { bench in
                bench.pass(to: .seconds(2))
                let number = bench.orders.last?.number ?? 0
                bench.tell(.exchangeFailed(number: number, fault), at: .seconds(3))
            }
        }
        func answered(_ bench: inout StationBench) {
            bench.pass(to: .seconds(22))
            Self.answer(&bench, at: .seconds(23))
        }
        raisesAndClears(.centreRefused, raise: fails(.tlsFailed), clear: answered)
        raisesAndClears(.centreNotGenuine, raise: fails(.certificateRefused), clear: answered)
        raisesAndClears(.centreUnreachable) {
            $0.pass(to: .seconds(60))
        } clear: {
            // The slot after a minute, with its jitter of a sixteenth part of a slot.
            $0.pass(to: .milliseconds(61_300))
            Self.answer(&$0, at: .milliseconds(61_400))
        }
    }

    @Test func `a time that is not confirmed, and a wall clock that is wrong`() {
        raisesAndClears(.timeNotConfirmed) {
            $0.pass(to: .seconds(60))
        } clear: {
            $0.tell(.timeConfirmed(StationBench.noon + .seconds(61)), at: .seconds(61))
        }
        // Confirmed once, and not for two days.
        raisesAndClears(.timeNotConfirmed) {
            $0.tell(.timeConfirmed(StationBench.noon), at: .seconds(1))
            $0.pass(to: .seconds(48 * 3_600))
            #expect(!$0.isRaised(.timeNotConfirmed))
            $0.pass(to: .seconds(48 * 3_600 + 1))
        } clear: {
            let time = Duration.seconds(48 * 3_600 + 2)
            $0.tell(.timeConfirmed(StationBench.noon + time), at: time)
        }
        raisesAndClears(.wallClockWrong) {
            $0.tell(.timeConfirmed(StationBench.noon + .seconds(61)), at: .seconds(1))
            #expect(!$0.isRaised(.wallClockWrong))
            $0.tell(.timeConfirmed(StationBench.noon + .milliseconds(63_001)), at: .seconds(2))
        } clear: {
            $0.tell(.wallClockRead(StationBench.noon + .seconds(64)), at: .seconds(3))
        }
    }

    @Test func `P7 a term is due soon, then overdue, then closed`() {
        let entry = EntryReference(journal: .zero, sequence: 1)
        var memory = StationMemory(journal: .zero, timeBound: StationBench.noon)
        memory.clocks = [
            LegalClock(entry: entry, term: .takeUpSerious, start: StationBench.noon.hour)
        ]
        var bench = StationBench()
        bench.tell(.wallClockRead(StationBench.noon), at: .zero)
        bench.tell(.journalOpened(memory), at: .milliseconds(1))
        let end = StationBench.noon.hour.start + .seconds(86_400) - StationBench.noon
        raisesAndClears(.termDueSoon, on: bench) {
            $0.pass(to: end - .seconds(6 * 3_600) - .seconds(1))
            #expect(!$0.isRaised(.termDueSoon))
            $0.pass(to: end - .seconds(6 * 3_600))
        } clear: {
            $0.pass(to: end)
            #expect($0.isRaised(.termOverdue))
        }
        raisesAndClears(.termOverdue, on: bench) {
            $0.pass(to: end)
        } clear: {
            $0.tell(.clockClosed(entry, .takeUpSerious), at: end + .seconds(1))
        }
    }

    @Test func `F3 F6 the faults of the panic button go when it is mended`() {
        raisesAndClears(.panicStuck) {
            $0.tell(.panicContactsRead(.pressed), at: .seconds(1))
            $0.pass(to: .seconds(600))
            #expect(!$0.isRaised(.panicStuck))
            $0.pass(to: .seconds(602))
        } clear: {
            $0.tell(.panicContactsRead(.released), at: .seconds(700))
            $0.pass(to: .seconds(701))
        }
        raisesAndClears(.panicWireFault) {
            let cut = PanicContacts(normallyClosedConducts: false, normallyOpenConducts: false)
            $0.tell(.panicContactsRead(cut), at: .seconds(1))
            $0.pass(to: .seconds(2))
        } clear: {
            $0.tell(.panicContactsRead(.released), at: .seconds(3))
            $0.pass(to: .seconds(4))
        }
    }

    @Test func `resets over the limit are on the board until the centre knows the others`() {
        var random = StationRandom(seed: 5, stream: 9)
        let resets = (0...PanicMachine.closingLimit).map { _ in
            LatchedIncident(
                incident: IncidentID(using: &random),
                counter: 2,
                presses: 1,
                isTest: false,
                isStored: true,
                hasReachedCentre: false,
                isAccepted: false
            )
        }
        raisesAndClears(.panicResetsDropped, on: StationBench()) {
            var memory = StationMemory(journal: .zero, timeBound: StationBench.noon)
            memory.panic.resets = resets
            $0.tell(.journalOpened(memory), at: .seconds(1))
        } clear: {
            for reset in resets {
                $0.tell(.panicReceiptReceived(reset.incident, counter: 2), at: .seconds(2))
            }
        }
    }

    @Test func `P6 what an alarm puts on the board goes when it is answered`() {
        func presses(_ bench: inout StationBench) {
            bench.tell(.panicContactsRead(.pressed), at: .seconds(1))
            bench.pass(to: .seconds(22))
        }
        raisesAndClears(.panicLatched, raise: presses) {
            $0.tell(.resetRequested, at: .seconds(30))
        }
        raisesAndClears(.panicNotDelivered, raise: presses) { bench in
            guard case .panic(let notice)? = bench.orders.last(where: { $0.lane == .panic })?.load
            else { return }
            bench.tell(
                .panicReceiptReceived(notice.incident, counter: notice.counter),
                at: .seconds(30)
            )
        }
        raisesAndClears(.panicNotStored, raise: presses) { bench in
            for request in bench.requests where request.urgency == .panic {
                bench.answerStored(request.ticket, at: .seconds(30))
            }
            bench.pass(to: .seconds(31))
        }
        raisesAndClears(.panicTestMode) {
            $0.tell(.panicTestTurned(isOn: true), at: .seconds(1))
        } clear: {
            $0.tell(.panicTestTurned(isOn: false), at: .seconds(2))
        }
    }

    @Test func `that records of calls gave way is told until none waits any more`() {
        raisesAndClears(.callsDropped, on: DeskBench().station) { bench in
            for number in 0...DeskRecordQueue.limit {
                bench.tell(.lineRings(.first, true), at: .seconds(20 + number * 20))
                bench.tell(.lineRings(.first, false), at: .seconds(21 + number * 20))
            }
            bench.pass(to: .seconds(20_000))
        } clear: { bench in
            var answered = 0
            while let request = bench.requests.dropFirst(answered).first {
                bench.answerStored(request.ticket, at: .seconds(20_001))
                answered += 1
            }
        }
    }

    @Test func `a line that rings on, is never put down or contradicts itself is a condition`() {
        func cadence(_ bench: inout StationBench, from start: Int, to end: Int) {
            for second in stride(from: start, to: end, by: 5) {
                bench.tell(.lineRings(.first, true), at: .seconds(second))
                bench.tell(.lineRings(.first, false), at: .seconds(second + 1))
            }
        }
        raisesAndClears(
            .lineRingsOn,
            raise: { cadence(&$0, from: 10, to: 615) },
            clear: { $0.pass(to: .seconds(630)) }
        )
        raisesAndClears(
            .lineOffHook,
            raise: {
                $0.tell(.lineOffHook(.second, true), at: .seconds(10))
                $0.pass(to: .seconds(14_500))
            },
            clear: {
                $0.tell(.lineOffHook(.second, false), at: .seconds(15_000))
                $0.pass(to: .seconds(15_002))
            }
        )
        raisesAndClears(
            .lineContradicting,
            raise: {
                $0.tell(.lineOffHook(.first, true), at: .seconds(10))
                cadence(&$0, from: 20, to: 30)
            },
            clear: { $0.pass(to: .seconds(60)) }
        )
    }
}
