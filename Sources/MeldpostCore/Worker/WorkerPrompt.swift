/// The texts that a worker hears at the desk, besides those of a visit.
///
/// They are told to somebody who knows the desk, so they are short.
enum WorkerPrompt: String, Hashable, Sendable, CaseIterable {
    // Signing in.
    case ready = "worker.ready"
    case help = "worker.help"
    case pin = "worker.pin"
    case wait = "worker.wait"
    case wrong = "worker.wrong"
    case seconds = "worker.seconds"
    case expired = "worker.expired"
    case revoked = "worker.revoked"
    case noAccounts = "worker.no-accounts"
    case failed = "worker.failed"
    case signedIn = "worker.signed-in"
    case signedOut = "worker.signed-out"
    case givenUp = "worker.given-up"
    case menuHelp = "worker.menu-help"

    // Calls.
    case openCalls = "worker.open-calls"
    case noOpenCalls = "worker.no-open-calls"
    case callOnLine = "worker.call-on-line"
    case callGoesOn = "worker.call-goes-on"
    case callAnswered = "worker.call-answered"
    case callMissed = "worker.call-missed"
    case report = "worker.report"
    case advice = "worker.advice"
    case withoutData = "worker.without-data"
    case others = "worker.others"
    case silent = "worker.silent"
    case wrongNumber = "worker.wrong-number"
    case hangUp = "worker.hang-up"
    case abusive = "worker.abusive"
    case test = "worker.test"
    case other = "worker.other"
    case confirm = "worker.confirm"
    case island = "worker.island"
    case islandSaba = "worker.island.saba"
    case islandSintEustatius = "worker.island.sint-eustatius"
    case islandUnknown = "worker.island.unknown"
    case nextCall = "worker.next-call"
    case forColleague = "worker.for-colleague"
    case colleague = "worker.colleague"
    case logged = "worker.logged"
    case dangerNow = "worker.danger-now"
    case notStored = "worker.not-stored"
    case someNotStored = "worker.some-not-stored"
    case unknownEnd = "worker.unknown-end"
    case notKnownYet = "worker.not-known-yet"

    // The rota.
    case onCall = "worker.on-call"
    case nobodyOnCall = "worker.nobody-on-call"

    // Full intake.
    case fullIntake = "worker.full-intake"
    case walkIn = "worker.walk-in"
    case brokenOff = "worker.broken-off"
    case brokenOffUrgent = "worker.broken-off-urgent"
    case canGoOn = "worker.can-go-on"
    case unfinished = "worker.unfinished"
    case resume = "worker.resume"
    case endUnfinished = "worker.end-unfinished"
    case nextUnfinished = "worker.next-unfinished"
    case intakeStored = "worker.intake-stored"
    case intakeNotPossible = "worker.intake-not-possible"
    case interruptedRecord = "worker.interrupted-record"
    case isInterrupted = "worker.is-interrupted"
    case addTo = "worker.add-to"

    // Terms and steps.
    case steps = "worker.steps"
    case openTerms = "worker.open-terms"
    case noTerms = "worker.no-terms"
    case firstDue = "worker.first-due"
    case days = "worker.days"
    case hours = "worker.hours"
    case minutes = "worker.minutes"
    case overdue = "worker.overdue"
    case entry = "worker.entry"
    case termDecide = "worker.term.decide"
    case termTakeUp = "worker.term.take-up"
    case termTell = "worker.term.tell"
    case termInvestigate = "worker.term.investigate"
    case takeStep = "worker.take-step"
    case nextEntry = "worker.next-entry"
    case otherEntry = "worker.other-entry"
    case entryNumber = "worker.entry-number"
    case entryUnknown = "worker.entry-unknown"
    case groupDecided = "worker.group.decided"
    case groupInformed = "worker.group.informed"
    case groupTold = "worker.group.told"
    case groupWaiting = "worker.group.waiting"
    case stepTakenUp = "worker.step.taken-up"
    case stepAssessed = "worker.step.assessed"
    case stepDecided = "worker.step.decided-on-steps"
    case stepInvestigated = "worker.step.investigated"
    case stepAgency = "worker.step.agency-informed"
    case stepPolice = "worker.step.police-informed"
    case stepCouncil = "worker.step.council-informed"
    case stepReporter = "worker.step.reporter-told"
    case stepPerson = "worker.step.person-told"
    case person = "worker.person"
    case personsToTell = "worker.persons-to-tell"
    case personUnknown = "worker.person-unknown"
    case waitDanger = "worker.wait.victim-in-danger"
    case waitFrustrated = "worker.wait.assessment-frustrated"
    case waitTooLate = "worker.wait.too-late"
    case stepKept = "worker.step-kept"

    // Accounts.
    case accounts = "worker.accounts"
    case newAccount = "worker.new-account"
    case revokeAccount = "worker.revoke-account"
    case expiry = "worker.expiry"
    case closeAll = "worker.close-all"
    case closeAllConfirm = "worker.close-all-confirm"
    case accountNumber = "worker.account-number"
    case accountUnknown = "worker.account-unknown"
    case accountOwn = "worker.account-own"
    case lastSupervisor = "worker.last-supervisor"
    case numberRevoked = "worker.number-revoked"
    case revokedNotKept = "worker.revoked-not-kept"
    case role = "worker.role"
    case roleWorker = "worker.role-worker"
    case roleSupervisor = "worker.role-supervisor"
    case months = "worker.months"
    case newPIN = "worker.new-pin"
    case newPINAgain = "worker.new-pin-again"
    case pinsDiffer = "worker.pins-differ"
    case pinTrivial = "worker.pin-trivial"
    case revokeConfirm = "worker.revoke-confirm"
    case accountKept = "worker.account-kept"

    // The alarm.
    case alarm = "worker.alarm"
    case alarmOver = "worker.alarm-over"
    case noAlarm = "worker.no-alarm"
    case pressed = "worker.alarm-pressed"
    case stored = "worker.alarm-stored"
    case leftBox = "worker.alarm-left"
    case reached = "worker.alarm-reached"
    case accepted = "worker.alarm-accepted"
    case notDelivered = "worker.alarm-not-reached"
    case accept = "worker.accept"
    case falseAlarm = "worker.false-alarm"
    case verified = "worker.verified"
    case marked = "worker.marked"
    case thisIsATest = "worker.this-is-a-test"
    case testOn = "worker.test-on"
    case testOff = "worker.test-off"

    /// Its name in the questionnaire file.
    var id: PromptID { PromptID(rawValue: rawValue) }

    /// What a call without data is called.
    static func name(of kind: CallClass) -> WorkerPrompt {
        switch kind {
        case .report: .report
        case .advice: .advice
        case .silent: .silent
        case .wrongNumber: .wrongNumber
        case .hangUp: .hangUp
        case .abusive: .abusive
        case .test: .test
        case .other, .notKnown: .other
        }
    }
}

extension Phrase {
    /// A text that a worker hears.
    static func worker(_ prompt: WorkerPrompt) -> Phrase { .prompt(prompt.id) }
}
