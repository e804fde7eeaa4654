import MeldpostCore
import Testing

@testable import TerminalPanel

@Suite struct PanelCodeTests {
    @Test func `every key, and every move of handset, button and switch, has a byte of its own`() {
        var events = Key.allCases.map { ($0, PanelCode.byte(of: $0)) }
            .map { key, byte in (PanelEvent.keyPressed(key), byte) }
        events += [true, false].map {
            (.handsetMoved(isLifted: $0), PanelCode.byte(ofHandsetLifted: $0))
        }
        events += [true, false].map {
            (.panicTestTurned(isOn: $0), PanelCode.byte(ofPanicTestOn: $0))
        }
        events += Key.allCases.map { (.deskKeyPressed($0), PanelCode.byte(ofDeskKey: $0)) }
        for isOn in [true, false] {
            events.append(
                (.deskHandsetMoved(isLifted: isOn), PanelCode.byte(ofDeskHandsetLifted: isOn))
            )
            for line in TelephoneLine.allCases {
                events += [
                    (.lineRings(line, isOn), PanelCode.byte(ofRinging: isOn, on: line)),
                    (.lineOffHook(line, isOn), PanelCode.byte(ofReceiverUp: isOn, on: line)),
                ]
            }
        }
        events += [
            (.panicContactsRead(.pressed), PanelCode.byte(ofPanicPressed: true)),
            (.panicContactsRead(.released), PanelCode.byte(ofPanicPressed: false)),
            (.resetRequested, PanelCode.reset),
        ]
        #expect(Set(events.map(\.1)).count == events.count)
        for (event, byte) in events {
            #expect(PanelCode.event(of: byte) == event)
        }
        #expect(events.count == 12 + 2 + 2 + 3 + 12 + 2 + 8)
    }

    @Test func `F6 a wire that breaks is neither a press nor a release`() {
        let event = PanelCode.event(of: PanelCode.byte(ofPanicWireBroken: true))
        #expect(event != .panicContactsRead(.pressed))
        #expect(event != .panicContactsRead(.released))
        #expect(
            PanelCode.event(of: PanelCode.byte(ofPanicWireBroken: false))
                == .panicContactsRead(.released)
        )
    }

    @Test func `F27 of all 256 bytes only the 43 known ones mean anything`() {
        let known = (0...255 as ClosedRange<UInt8>).filter { PanelCode.event(of: $0) != nil }
        let kiosk = Array("#*0123456789ABHIPRTWabdhituwx".utf8)
        let desk = Array("#*0123456789du".utf8).map { $0 | 0x80 }
        #expect(known == kiosk + desk)
    }

    @Test func `the station gets a stimulus for all but the end of the input`() {
        #expect(PanelEvent.keyPressed(.square).stimulus == .keyPressed(.square))
        #expect(PanelEvent.handsetMoved(isLifted: true).stimulus == .handsetMoved(isLifted: true))
        #expect(PanelEvent.panicContactsRead(.pressed).stimulus == .panicContactsRead(.pressed))
        #expect(PanelEvent.resetRequested.stimulus == .resetRequested)
        #expect(PanelEvent.panicTestTurned(isOn: true).stimulus == .panicTestTurned(isOn: true))
        #expect(PanelEvent.utteranceFinished(number: 7).stimulus == .utteranceFinished(number: 7))
        #expect(PanelEvent.inputEnded.stimulus == nil)
    }
}
