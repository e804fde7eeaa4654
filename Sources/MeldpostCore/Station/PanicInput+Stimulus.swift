extension PanicInput {
    /// What `stimulus` means to the panic machine, or nothing.
    ///
    /// The journal's answers are not here: they come by ticket.
    init?(_ stimulus: Stimulus) {
        switch stimulus {
        case .panicContactsRead(let contacts): self = .contactsRead(contacts)
        case .panicReported(let report): self = .reported(report)
        case .resetRequested: self = .resetRequested
        case .panicTestTurned(let isOn): self = .testTurned(isOn: isOn)
        case .courierAttached: self = .courierAttached
        case .courierDetached: self = .courierDetached
        case .exchangeSent(let number): self = .sent(number: number)
        case .exchangeAnswered(let number, _): self = .answered(number: number)
        case .exchangeFailed(let number, _): self = .failed(number: number)
        case .panicReceiptReceived(let incident, let counter):
            self = .receipted(incident, counter: counter)
        case .panicAccepted(let incident): self = .accepted(incident)
        case .journalOpened, .journalFailed, .keyPressed, .handsetMoved, .utteranceFinished,
            .wallClockRead, .timeConfirmed, .stored, .storeFailed, .entriesQuarantined,
            .entryQuarantined, .receiptReceived, .opened, .clockClosed, .recipientsInstalled,
            .keyListChanged, .conditionChanged, .deskKeyPressed, .deskKeyRefused,
            .deskHandsetMoved, .lineRings, .lineOffHook, .pinChecked, .verifierMade,
            .selfTestWanted, .selfTestAnswered,
            .selfTestStopped, .diskProbed, .courierIdentified:
            return nil
        }
    }
}
