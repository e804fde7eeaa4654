import ControlProtocol
import DeviceThreads
import Foundation
import MeldpostCore
import Testing

@testable import StationAssembly

/// Who watches the panel: what is told, and what is counted where nobody reads.
@Suite struct PanelWatchTests {
    private func at(_ milliseconds: Int) -> Instant {
        Instant(sinceStart: .milliseconds(milliseconds))
    }

    private func read(_ watch: PanelWatch) -> [PanelNotice] {
        var notices: [PanelNotice] = []
        while case .element(let notice) = watch.notices.take(patience: .zero) {
            notices.append(notice)
        }
        return notices
    }

    /// Broken once: without the count in front of the next event.
    @Test func `what finds no room is counted, and the count comes before the next event`() {
        var watches = PanelWatches()
        let watch = PanelWatch()
        watches.add(watch, isServed: false, at: at(0))
        for number in 0..<200 {
            watches.note(.handsetMoved(isLifted: number % 2 == 0), wasServed: false, at: at(number))
        }
        // One place is taken by the first notice.
        #expect(read(watch).count == PanelWatch.capacity)
        watches.note(.resetRequested, wasServed: false, at: at(1_000))
        #expect(
            read(watch) == [
                PanelNotice(.notTold, tenths: 10, count: 200 - PanelWatch.capacity + 1),
                PanelNotice(.reset, tenths: 10),
            ]
        )
    }

    @Test func `what was missed is told without another event, too`() {
        var watches = PanelWatches()
        let watch = PanelWatch()
        watches.add(watch, isServed: false, at: at(0))
        for _ in 0..<100 { watches.note(.keyPressed(.five), wasServed: false, at: at(0)) }
        _ = read(watch)
        watches.settle(isServed: false, at: at(3_000))
        let missed = 100 - PanelWatch.capacity + 1
        #expect(read(watch) == [PanelNotice(.notTold, tenths: 30, count: missed)])
        watches.settle(isServed: false, at: at(6_000))
        #expect(read(watch).isEmpty)
    }

    @Test func `one who does not read takes nothing from another one, and a third is refused`() {
        var watches = PanelWatches()
        let all = [PanelWatch(), PanelWatch(), PanelWatch()]
        for watch in all { watches.add(watch, isServed: false, at: at(0)) }
        #expect(read(all[2]).map(\.kind) == [.busy])
        #expect(read(all[1]).map(\.kind) == [.watching])
        for _ in 0..<100 {
            watches.note(.keyPressed(.five), wasServed: false, at: at(0))
            #expect(read(all[1]).map(\.kind) == [.key])
        }
        watches.remove(all[0])
        watches.remove(all[1])
        #expect(watches.isEmpty)
    }

    /// Broken once: with keys told whoever is served.
    @Test func `P8 all keys are told alike, and none while somebody is served`() {
        for key in Key.allCases {
            var watches = PanelWatches()
            let watch = PanelWatch()
            watches.add(watch, isServed: false, at: at(0))
            watches.note(.keyPressed(key), wasServed: false, at: at(500))
            watches.note(.deskKeyPressed(key), wasServed: false, at: at(500))
            watches.settle(isServed: true, at: at(600))
            watches.note(.keyPressed(key), wasServed: true, at: at(700))
            watches.note(.deskKeyPressed(key), wasServed: true, at: at(700))
            watches.settle(isServed: false, at: at(800))
            #expect(
                read(watch).dropFirst() == [
                    PanelNotice(.key, tenths: 5), PanelNotice(.deskKey, tenths: 5),
                    PanelNotice(.keysHidden, tenths: 6), PanelNotice(.keysTold, tenths: 8),
                ]
            )
        }
    }

    @Test func `what is not the panel's is not told`() {
        var watches = PanelWatches()
        let watch = PanelWatch()
        watches.add(watch, isServed: false, at: at(0))
        _ = read(watch)
        let others: [Stimulus] = [
            .wallClockRead(UnixTime(milliseconds: 1)), .courierAttached, .courierDetached,
            .utteranceFinished(number: 1), .conditionChanged(.voiceUnavailable, isRaised: true),
            .exchangeSent(number: 1),
        ]
        for stimulus in others { watches.note(stimulus, wasServed: false, at: at(0)) }
        #expect(read(watch).isEmpty)
    }

    @Test func `parts and answers have the same names on both sides of the socket`() {
        #expect(BoxPart.allCases.map(\.rawValue) == SelfTestPart.allCases.map(\.rawValue))
        let answers = TestReply.Answer.allCases.compactMap { SelfTestAnswer($0) }
        #expect(answers == SelfTestAnswer.allCases)
    }

    @Test func `every notice of a self-test can be read on the other side`() throws {
        var news: [SelfTestNews] = [.permissionAsked]
        news += SelfTestRefusal.allCases.map { .refused($0) }
        for end in [
            SelfTestEnd.done, .stopped, .handset, .desk, .call, .alarm, .silence,
        ] { news.append(.ended(end, SelfTestCounts(passed: 1, failed: 2, notDone: 3))) }
        for check in SelfTestOrder.all {
            news += [.wanted(check), .asked(check)]
            for verdict in SelfTestFinding.Verdict.allCases {
                news.append(
                    .found(
                        SelfTestFinding(
                            check,
                            verdict,
                            "words.",
                            standing: .seconds(7_300),
                            whatToDo: "do."
                        )
                    )
                )
            }
        }
        for one in news {
            let notice = TestNotice(one)
            #expect(try TestNotice(decoding: notice.encoded()) == notice)
            #expect(notice.standing.map { $0.words == "2 hours" } ?? true)
        }
    }
}

extension SelfTestOrder {
    fileprivate static var all: [SelfTestCheck] {
        [
            .key(.five), .handsetUp, .handsetDown, .lamp(.desk), .buzzer, .relay, .sound, .tone,
            .speech, .panicWire, .panicPress, .lineInputs, .ring(.first), .receiver(.second),
            .panel, .courier, .clock, .diskSpace, .diskHealth, .journal, .writes,
        ]
    }
}
