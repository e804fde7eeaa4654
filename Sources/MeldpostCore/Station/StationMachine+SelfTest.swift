/// The self-test: what it sees of the station, and what it asks for.
extension StationMachine {
    /// The number of what a self-test lets be said: no visit ever waits for its end.
    private static let utterance = UInt64.max
    /// How many records that nobody waits for may wait before a self-test adds none.
    private static let recordLimit = 64
    /// What the record of a relay that a test moves is called.
    private static let relayAction = Code(rawValue: "relay-tested")

    /// What a self-test takes of `stimulus`, or nothing where it is for the rest of the station.
    ///
    /// Keys and handset of the kiosk reach nothing else while a self-test has them, and those of the
    /// desk while it waits for one of them.
    mutating func takeForSelfTest(_ stimulus: Stimulus) -> [Effect]? {
        switch stimulus {
        case .selfTestWanted(let order): tellSelfTest(.wanted(order))
        case .selfTestAnswered(let answer): tellSelfTest(.answered(answer))
        case .selfTestStopped: tellSelfTest(.stopped)
        case .diskProbed(let facts): tellSelfTest(.diskProbed(facts))
        case .keyPressed(let key) where selfTest.hasPanel: tellSelfTest(.keyPressed(key))
        case .handsetMoved(let isLifted) where selfTest.hasPanel:
            tellSelfTest(.handsetMoved(isLifted: isLifted))
        case .deskKeyPressed(let key) where isForSelfTest(stimulus):
            tellSelfTest(.deskKeyPressed(key))
        case .deskHandsetMoved(let isLifted) where isForSelfTest(stimulus):
            tellSelfTest(.deskHandsetMoved(isLifted: isLifted))
        default: nil
        }
    }

    /// What a self-test sees of what goes on elsewhere.
    mutating func watchForSelfTest(_ stimulus: Stimulus) -> [Effect] {
        guard selfTest.isRunning, !isForSelfTest(stimulus) else { return [] }
        switch stimulus {
        case .deskKeyPressed, .deskHandsetMoved(isLifted: true): return tellSelfTest(.deskUsed)
        default: return []
        }
    }

    /// Whether what happened at the desk is what a self-test waits for there.
    private func isForSelfTest(_ stimulus: Stimulus) -> Bool {
        switch (stimulus, selfTest.check) {
        case (.deskKeyPressed, .deskKey), (.deskHandsetMoved(isLifted: true), .deskHandsetUp),
            (.deskHandsetMoved(isLifted: false), .deskHandsetDown):
            selfTest.hasPanel
        default: false
        }
    }

    /// What a self-test sees of the button and the lines, and what time alone makes due in it.
    mutating func proceedSelfTest() -> [Effect] {
        guard selfTest.isRunning else { return [] }
        var effects: [Effect] = []
        if let incident = panic.current {
            effects += tellSelfTest(incident.isTest ? .testPressed : .alarmed)
        }
        for call in lines.calls {
            if !call.isOutgoing { effects += tellSelfTest(.ringSeen(call.line)) }
            if call.answered != nil { effects += tellSelfTest(.receiverSeen(call.line)) }
        }
        if isRelayRecorded { effects += tellSelfTest(.relayRecorded) }
        if let deadline = selfTest.nextDeadline, !(now < deadline) {
            effects += perform(selfTest.advance(to: now, context: selfTestContext))
        }
        return effects
    }

    private mutating func tellSelfTest(_ input: SelfTestInput) -> [Effect] {
        perform(selfTest.handle(input, at: now, context: selfTestContext))
    }

    /// Whether a visitor or a worker is served: then the technician sees no key, not even that there
    /// was one (P8).
    public var isSomebodyServed: Bool { visit.state != .idle || desk.state != .idle }

    private var selfTestContext: SelfTestContext {
        SelfTestContext(
            refusal: selfTestRefusal,
            conditions: Dictionary(
                uniqueKeysWithValues: health.raised.map { ($0.condition, now - $0.since) }
            ),
            isButtonTest: panic.isTesting,
            testPress: panic.current.flatMap { incident in
                incident.isTest
                    ? TestPress(incident: incident.id, presses: incident.presses) : nil
            },
            canRecord: isJournalOpen && hasRecipients == true
                && logRecords.count < Self.recordLimit,
            lastAnswer: path.answerAge(at: now),
            identity: path.identity,
            certificateLeft: path.identity.map { $0.certificateEnd - time.latestKnown(at: now) },
            clock: ClockFacts(
                trust: time.trust(at: now),
                confirmed: time.confirmationAge(at: now),
                error: time.claimError(at: now)
            ),
            isJournalOpen: isJournalOpen,
            uptime: now.sinceStart,
            unwired: configuration.unwired
        )
    }

    private var selfTestRefusal: SelfTestRefusal? {
        if panic.current != nil { return .alarm }
        return isSomebodyServed || !lines.calls.isEmpty ? .inUse : nil
    }

    private mutating func perform(_ decisions: [SelfTestEffect]) -> [Effect] {
        decisions.flatMap { decision -> [Effect] in
            switch decision {
            case .tell(let news): [.tellTechnician(news)]
            case .light(let lamp): [.setLamp(lamp, .fast)]
            case .restore(let lamp): [.setLamp(lamp, rhythm(of: lamp))]
            case .soundBuzzer: [.soundErrorTone]
            case .soundTone: [.soundKeyTone]
            case .soundDeskTone: [.soundDeskKeyTone]
            case .speakAtDesk: [.sayAtDesk(deskGreeting)]
            case .hushDesk: [.hushDesk]
            case .speak: [.say(greeting)]
            case .hush: [.hush]
            case .moveRelay(let isClosed): moveRelay(isClosed: isClosed)
            case .turnButtonTest(let isOn): tellPanic(.testTurned(isOn: isOn))
            case .testPanel: [.testPanel]
            case .probeDisk(let measuresWrites): [.probeDisk(measuresWrites: measuresWrites)]
            case .cancelProbe: [.cancelProbe]
            case .recordRelay: record(Self.relayAction, number: 1)
            case .dropRelayRecord: dropRelayRecord()
            case .recordEnd(let failed):
                record(Code(rawValue: "self-tested"), number: UInt64(failed))
            case .handOver: tellVisit(.handsetMoved(isLifted: true))
            }
        }
    }

    /// A test never opens the relay that an alarm has closed (P6).
    private func moveRelay(isClosed: Bool) -> [Effect] {
        panic.current?.isTest == false ? [] : [.setRelay(isClosed: isClosed)]
    }

    private func rhythm(of lamp: Lamp) -> LampRhythm {
        lamp == .panic ? panic.current?.facts.rhythm ?? .off : lamps.rhythm(of: lamp)
    }

    /// Words that every visitor hears first.
    private var greeting: Utterance {
        Utterance(
            number: Self.utterance,
            language: configuration.languages.first ?? configuration.deskLanguage,
            phrases: [
                .prompt(VisitPrompt.welcome.id),
                .prompt(VisitPrompt.name(of: configuration.island).id),
            ]
        )
    }

    /// The words that a worker hears who lifts the handset.
    private var deskGreeting: Utterance {
        Utterance(
            number: Self.utterance,
            language: configuration.deskLanguage,
            phrases: [.prompt(WorkerPrompt.ready.id)]
        )
    }

    /// Records what the technician did; it is stored with the next commit that nobody waits for.
    private mutating func record(_ action: Code, number: UInt64) -> [Effect] {
        guard logRecords.count < Self.recordLimit else { return [] }
        let content = ServiceContent(action: action, number: number)
        logRecords.append(LogRecord(.service(content), at: now))
        return []
    }

    /// Whether the record that the self-test waits for has left the line, which it does once it is
    /// on disk.
    private var isRelayRecorded: Bool {
        guard case .recording? = selfTest.run?.stage else { return false }
        return !logRecords.contains(where: Self.isOfRelay)
    }

    /// Takes back what the journal does not have in hand.
    private mutating func dropRelayRecord() -> [Effect] {
        logRecords.removeAll { Self.isOfRelay($0) && !$0.isAsked }
        return []
    }

    private static func isOfRelay(_ record: LogRecord) -> Bool {
        guard case .service(let content) = record.content else { return false }
        return content.action == relayAction
    }
}
