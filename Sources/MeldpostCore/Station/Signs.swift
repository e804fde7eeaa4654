/// The conditions that the station finds out by itself, a bit each.
struct Signs: OptionSet, Hashable, Sendable {
    let rawValue: UInt32

    static let journalUnavailable = Signs(rawValue: 1 << 0)
    static let panicResetsDropped = Signs(rawValue: 1 << 1)
    static let journalDamagedRows = Signs(rawValue: 1 << 2)
    static let diskFull = Signs(rawValue: 1 << 3)
    static let diskFailing = Signs(rawValue: 1 << 4)
    static let diskReadOnly = Signs(rawValue: 1 << 5)
    static let recipientsMissing = Signs(rawValue: 1 << 6)
    static let courierAbsent = Signs(rawValue: 1 << 7)
    static let centreUnreachable = Signs(rawValue: 1 << 8)
    static let centreRefused = Signs(rawValue: 1 << 9)
    static let centreNotGenuine = Signs(rawValue: 1 << 10)
    static let timeNotConfirmed = Signs(rawValue: 1 << 11)
    static let wallClockWrong = Signs(rawValue: 1 << 12)
    static let panicWireFault = Signs(rawValue: 1 << 13)
    static let panicStuck = Signs(rawValue: 1 << 14)
    static let panicLatched = Signs(rawValue: 1 << 15)
    static let panicNotDelivered = Signs(rawValue: 1 << 16)
    static let panicNotStored = Signs(rawValue: 1 << 17)
    static let panicTestMode = Signs(rawValue: 1 << 18)
    static let termDueSoon = Signs(rawValue: 1 << 19)
    static let termOverdue = Signs(rawValue: 1 << 20)
    static let rotaGap = Signs(rawValue: 1 << 21)
    static let supervisorEnds = Signs(rawValue: 1 << 22)
    static let pinsGuessed = Signs(rawValue: 1 << 23)
    static let callsDropped = Signs(rawValue: 1 << 24)

    /// Each sign with its condition.
    static let all: [(sign: Signs, condition: Condition)] = [
        (.journalUnavailable, .journalUnavailable),
        (.journalDamagedRows, .journalDamagedRows),
        (.diskFull, .diskFull),
        (.diskFailing, .diskFailing),
        (.diskReadOnly, .diskReadOnly),
        (.recipientsMissing, .recipientsMissing),
        (.courierAbsent, .courierAbsent),
        (.centreUnreachable, .centreUnreachable),
        (.centreRefused, .centreRefused),
        (.centreNotGenuine, .centreNotGenuine),
        (.timeNotConfirmed, .timeNotConfirmed),
        (.wallClockWrong, .wallClockWrong),
        (.panicWireFault, .panicWireFault),
        (.panicStuck, .panicStuck),
        (.panicLatched, .panicLatched),
        (.panicNotDelivered, .panicNotDelivered),
        (.panicNotStored, .panicNotStored),
        (.panicResetsDropped, .panicResetsDropped),
        (.panicTestMode, .panicTestMode),
        (.termDueSoon, .termDueSoon),
        (.termOverdue, .termOverdue),
        (.rotaGap, .rotaGap),
        (.supervisorEnds, .supervisorEnds),
        (.pinsGuessed, .pinsGuessed),
        (.callsDropped, .callsDropped),
    ]
}
