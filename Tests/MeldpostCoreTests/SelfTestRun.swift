@testable import MeldpostCore

/// A self-test on a bench, brought to a place in it.
struct SelfTestRun {
    /// A place at which a self-test waits for something.
    enum Place: String, CaseIterable {
        case idle, key, handsetUp, handsetDown, deskKey, deskUp, deskDown, lamp, buzzer
        case relayAsked, relayRecording, relayClosed, relayMoved
        case tone, speech, deskTone, deskSpeech, button, buttonInTest, ring, receiver, secondRing,
            panel, disk
        case panelAlone, diskAlone
    }

    /// Something that can happen, with the time as one of them.
    enum Happening: String, CaseIterable {
        case wanted, yes, no, again, skip, stopped, rightKey, otherKey, lifted, hungUp, desk
        case deskRight, deskOther, deskLifted, deskHungUp
        case ring, receiver, secondRing, alarm, testPress, probed, recorded, time

        var input: SelfTestInput? {
            switch self {
            case .wanted: .wanted(SelfTestOrder(isAttended: true))
            case .yes: .answered(.yes)
            case .no: .answered(.no)
            case .again: .answered(.again)
            case .skip: .answered(.skip)
            case .stopped: .stopped
            case .rightKey: .keyPressed(.one)
            case .otherKey: .keyPressed(.nine)
            case .lifted: .handsetMoved(isLifted: true)
            case .hungUp: .handsetMoved(isLifted: false)
            case .desk: .deskUsed
            case .deskRight: .deskKeyPressed(.one)
            case .deskOther: .deskKeyPressed(.nine)
            case .deskLifted: .deskHandsetMoved(isLifted: true)
            case .deskHungUp: .deskHandsetMoved(isLifted: false)
            case .ring: .ringSeen(.first)
            case .receiver: .receiverSeen(.first)
            case .secondRing: .ringSeen(.second)
            case .alarm: .alarmed
            case .testPress: .testPressed
            case .probed: .diskProbed(DiskFacts(freeBytes: 1 << 30))
            case .recorded: .relayRecorded
            case .time: nil
            }
        }
    }

    var test = SelfTest()
    var context = SelfTestContext()
    var now = Instant.start
    /// What the effects so far have moved and not put back.
    var lit: Set<Lamp> = []
    var isRelayClosed = false
    var isTestOn = false
    var isProbing = false
    var news: [SelfTestNews] = []

    init(_ order: SelfTestOrder? = nil, context: SelfTestContext = SelfTestContext()) {
        self.context = context
        if let order { tell(.wanted(order)) }
    }

    init(at place: Place) {
        self.init()
        func begin(_ part: SelfTestPart, _ answers: [SelfTestInput] = [], attended: Bool = true) {
            tell(.wanted(SelfTestOrder(parts: [part], isAttended: attended)))
            for answer in answers { tell(answer) }
        }
        switch place {
        case .idle: break
        case .key: begin(.keys)
        case .handsetUp: begin(.handset)
        case .handsetDown: begin(.handset, [.handsetMoved(isLifted: true)])
        case .deskKey: begin(.deskKeys)
        case .deskUp: begin(.deskHandset)
        case .deskDown: begin(.deskHandset, [.deskHandsetMoved(isLifted: true)])
        case .lamp: begin(.lamps)
        case .buzzer: begin(.buzzer)
        case .relayAsked: begin(.relay)
        case .relayRecording: begin(.relay, [.answered(.yes)])
        case .relayClosed: begin(.relay, [.answered(.yes), .relayRecorded])
        case .relayMoved:
            begin(.relay, [.answered(.yes), .relayRecorded])
            pass(SelfTestLimits.relay)
        case .tone: begin(.voice)
        case .speech: begin(.voice, [.answered(.yes)])
        case .deskTone: begin(.deskVoice)
        case .deskSpeech: begin(.deskVoice, [.answered(.yes)])
        case .button: begin(.panic)
        case .buttonInTest:
            context.isButtonTest = true
            begin(.panic)
        case .ring: begin(.lines)
        case .receiver: begin(.lines, [.ringSeen(.first)])
        case .secondRing: begin(.lines, [.ringSeen(.first), .receiverSeen(.first)])
        case .panel: begin(.panel)
        case .disk: begin(.writes)
        case .panelAlone: begin(.panel, attended: false)
        case .diskAlone: begin(.writes, attended: false)
        }
        news = []
    }

    @discardableResult
    mutating func tell(_ input: SelfTestInput) -> [SelfTestEffect] {
        note(test.handle(input, at: now, context: context))
    }

    @discardableResult
    mutating func pass(_ time: Duration) -> [SelfTestEffect] {
        now = now + time
        return note(test.advance(to: now, context: context))
    }

    /// Lets it happen; time passes up to the next deadline.
    @discardableResult
    mutating func happens(_ happening: Happening) -> [SelfTestEffect] {
        if happening == .testPress { press() }
        if let input = happening.input { return tell(input) }
        return pass(test.nextDeadline.map { $0 - now } ?? .seconds(1_000))
    }

    /// The button is pressed in a test: the first time, or once more.
    mutating func press() {
        let before = context.testPress?.presses ?? 0
        context.testPress = TestPress(incident: IncidentID.zero, presses: before + 1)
    }

    private mutating func note(_ effects: [SelfTestEffect]) -> [SelfTestEffect] {
        for effect in effects {
            switch effect {
            case .tell(let told): news.append(told)
            case .light(let lamp): lit.insert(lamp)
            case .restore(let lamp): lit.remove(lamp)
            case .moveRelay(let isClosed): isRelayClosed = isClosed
            case .turnButtonTest(let isOn): isTestOn = isOn
            case .probeDisk: isProbing = true
            case .cancelProbe: isProbing = false
            default: break
            }
        }
        return effects
    }

    /// What effects come to, in a letter or two.
    static func code(_ effects: [SelfTestEffect]) -> String {
        var code = ""
        for effect in effects {
            switch effect {
            case .tell(.found(let finding)):
                guard !code.contains(where: "pfn".contains) else { continue }
                switch finding.verdict {
                case .passed: code += "p"
                case .failed: code += "f"
                case .notDone: code += "n"
                case .absent: code += "a"
                }
            case .tell(.wanted), .tell(.asked), .tell(.permissionAsked):
                if code.isEmpty { code = "?" }
            case .tell(.refused): code = "X"
            case .moveRelay(isClosed: true): code += "m"
            case .recordRelay: code += "w"
            case .tell(.ended(let end, _)):
                switch end {
                case .done: code += "."
                case .stopped: code += "S"
                case .handset: code += "H"
                case .desk: code += "D"
                case .call: code += "C"
                case .alarm: code += "A"
                case .silence: code += "T"
                }
            default: break
            }
        }
        return code.isEmpty ? "-" : code
    }
}
