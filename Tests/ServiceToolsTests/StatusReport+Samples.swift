import ControlProtocol

extension StatusReport {
    static let well = StatusReport(
        softwareVersion: "1.0.0",
        uptime: HourBucket(.seconds(200_000)),
        conditions: [],
        queueDepth: .none,
        damagedRows: .none,
        panelRefusals: .none,
        panicGlitches: .none,
        courierPath: .working,
        lastCourierFault: nil,
        clockTrust: .confirmed,
        journal: .open,
        panic: .ready,
        areTextsApproved: true,
        textVersion: "2026-2",
        textFingerprint: "0123 4567 89ab cdef",
        keyListNumber: 4,
        keys: [
            StatusKey(role: .inbox, fingerprint: "0011 2233 4455 6677"),
            StatusKey(
                role: .caseRecipient,
                scope: "sint-eustatius/advice-and-reporting",
                fingerprint: "8899 aabb ccdd eeff"
            ),
        ]
    )

    static let unwell = StatusReport(
        softwareVersion: "1.0.0",
        uptime: HourBucket(.seconds(10)),
        conditions: [
            StatusCondition(
                code: "panic.not-delivered",
                severity: .alarm,
                standing: HourBucket(.seconds(10)),
                words: "A panic alarm has not reached the centre.",
                whatToDo:
                    "Call the police and the centre by telephone now, then look at the network."
            ),
            StatusCondition(
                code: "centre.unreachable",
                severity: .warning,
                standing: HourBucket(.seconds(180_000)),
                words: "The centre does not answer.",
                whatToDo:
                    "See whether the router has light and whether other devices have internet."
            ),
        ],
        queueDepth: .few,
        damagedRows: .several,
        panelRefusals: .many,
        panicGlitches: .few,
        courierPath: .failing,
        lastCourierFault: "courier.not-connected",
        clockTrust: .carried,
        journal: .openAfterSettingAside,
        panic: .latched,
        areTextsApproved: false,
        textVersion: "2026-2",
        textFingerprint: "0123 4567 89ab cdef",
        keyListNumber: nil,
        keys: []
    )

    /// The same with one condition of these words.
    func with(condition words: String) -> StatusReport {
        StatusReport(
            softwareVersion: words.count > 1_000 ? softwareVersion : words,
            uptime: uptime,
            conditions: [
                StatusCondition(
                    code: words.count > 1_000 ? "code" : words,
                    severity: .notice,
                    standing: HourBucket(.zero),
                    words: words,
                    whatToDo: words
                )
            ],
            queueDepth: queueDepth,
            damagedRows: damagedRows,
            panelRefusals: panelRefusals,
            panicGlitches: panicGlitches,
            courierPath: .failing,
            lastCourierFault: words.count > 1_000 ? nil : words,
            clockTrust: clockTrust,
            journal: journal,
            panic: panic,
            areTextsApproved: areTextsApproved,
            textVersion: words.count > 1_000 ? textVersion : words,
            textFingerprint: textFingerprint,
            keyListNumber: 1,
            keys: [StatusKey(role: .desk, scope: words, fingerprint: words)]
        )
    }
}
