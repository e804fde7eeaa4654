internal import AgeFormat
internal import ControlProtocol
internal import MeldpostCore
internal import RecordFormat

extension StatusReport {
    /// The health of the station, in words and buckets; nothing else of it fits in a report (P8).
    init(
        of machine: StationMachine,
        ring: KeyRing,
        station: SigningKey?,
        damagedRows: Int,
        panelRefusals: Int,
        texts: TextsInUse,
        at now: Instant
    ) {
        self.init(
            softwareVersion: Meldpost.version,
            uptime: HourBucket(now.sinceStart),
            conditions: machine.health.raised.map { raised in
                StatusCondition(
                    code: raised.condition.rawValue,
                    severity: StatusCondition.Severity(raised.condition.severity),
                    standing: HourBucket(now - raised.since),
                    words: texts.words(of: raised.condition),
                    whatToDo: raised.condition.whatToDo
                )
            },
            queueDepth: CountBucket(count: machine.waitingCount),
            damagedRows: CountBucket(count: damagedRows),
            panelRefusals: CountBucket(count: panelRefusals),
            panicGlitches: CountBucket(count: Int(machine.panic.glitches)),
            courierPath: Self.path(of: machine),
            lastCourierFault: machine.lastCourierFault.map(\.faultCode),
            clockTrust: Self.trust(of: machine, at: now),
            journal: Self.journal(of: machine),
            panic: Self.panic(of: machine.health),
            areTextsApproved: !machine.health.isRaised(.textsNotApproved),
            textVersion: texts.version,
            textFingerprint: KeyRing.fingerprint(texts.digest),
            keyListNumber: ring.list?.number,
            keys: ring.statusKeys(station: station)
        )
    }

    private static func path(of machine: StationMachine) -> CourierPath {
        if machine.isCentreReached { return .working }
        if machine.health.isRaised(.courierAbsent) { return .absent }
        return machine.lastCourierFault == nil ? .trying : .failing
    }

    private static func trust(of machine: StationMachine, at now: Instant) -> ClockTrust {
        switch machine.time.trust(at: now) {
        case .unknown: .unknown
        case .carried: .carried
        case .confirmed: .confirmed
        }
    }

    private static func journal(of machine: StationMachine) -> JournalState {
        if machine.health.isRaised(.journalUnavailable) { return .failed }
        guard machine.isJournalOpen else { return .opening }
        return machine.health.isRaised(.journalSetAside) ? .openAfterSettingAside : .open
    }

    private static func panic(of health: HealthBoard) -> PanicState {
        if health.isRaised(.panicLatched) { return .latched }
        if health.isRaised(.panicWireFault) { return .wireFault }
        if health.isRaised(.panicStuck) { return .stuck }
        return health.isRaised(.panicTestMode) ? .test : .ready
    }
}

extension StatusCondition.Severity {
    fileprivate init(_ severity: Severity) {
        switch severity {
        case .notice: self = .notice
        case .warning: self = .warning
        case .fault: self = .fault
        case .alarm: self = .alarm
        }
    }
}

extension KeyRing {
    /// The keys in use, by their fingerprints.
    fileprivate func statusKeys(station: SigningKey?) -> [StatusKey] {
        var own = [StatusKey(role: .root, fingerprint: Self.fingerprint(rootKey.bytes))]
        if let station {
            let fingerprint = Self.fingerprint(station.publicKey.bytes)
            own.append(StatusKey(role: .station, fingerprint: fingerprint))
        }
        guard let list else { return own }
        let signers =
            [StatusKey(role: .inbox, fingerprint: Self.fingerprint(list.inboxKey.bytes))]
            + list.deskKeys.map {
                StatusKey(role: .desk, fingerprint: Self.fingerprint($0.bytes))
            }
        let recipients = list.recipientSets.flatMap { set in
            let scope = "\(set.scope.island.code)/\(set.scope.chapter.code)"
            return set.caseRecipients.map { (StatusKey.Role.caseRecipient, scope, $0.encoded) }
                + set.sourceRecipients.map { (StatusKey.Role.sourceRecipient, scope, $0.encoded) }
        }
        return own + signers
            + recipients.map { role, scope, encoded in
                StatusKey(
                    role: role,
                    scope: scope,
                    fingerprint: Self.fingerprint(Array(encoded.utf8))
                )
            }
    }

    /// The first eight bytes of the SHA-256, in hexadecimal digits in groups of four.
    private static func fingerprint(_ bytes: [UInt8]) -> String {
        fingerprint(Digest.sha256(of: bytes))
    }

    fileprivate static func fingerprint(_ digest: Digest) -> String {
        stride(from: 0, to: 8, by: 2)
            .map { digest.bytes[$0...$0 + 1].hexadecimal }
            .joined(separator: " ")
    }
}
