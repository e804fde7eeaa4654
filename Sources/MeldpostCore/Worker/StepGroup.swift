/// The steps that are taken at the keypad, in groups of at most four (ISO/IEC 13714).
enum StepGroup: Hashable, Sendable, CaseIterable {
    case decided
    case informed
    case told
    case waiting

    /// A step of a group.
    enum Choice: Hashable, Sendable {
        case step(StepCode)
        case waiting(WaitingReason)
    }

    /// How it is called.
    var prompt: WorkerPrompt {
        switch self {
        case .decided: .groupDecided
        case .informed: .groupInformed
        case .told: .groupTold
        case .waiting: .groupWaiting
        }
    }

    /// The steps, in the order of their digits.
    var choices: [Choice] {
        switch self {
        case .decided:
            [.step(.takenUp), .step(.assessed), .step(.decidedOnSteps), .step(.investigated)]
        case .informed: [.step(.agencyInformed), .step(.policeInformed), .step(.councilInformed)]
        case .told: [.step(.reporterTold), .step(.personTold)]
        case .waiting: WaitingReason.allCases.map { .waiting($0) }
        }
    }
}

extension StepGroup.Choice {
    /// How it is called.
    var prompt: WorkerPrompt {
        switch self {
        case .step(.takenUp): .stepTakenUp
        case .step(.assessed): .stepAssessed
        case .step(.decidedOnSteps): .stepDecided
        case .step(.investigated): .stepInvestigated
        case .step(.agencyInformed): .stepAgency
        case .step(.policeInformed): .stepPolice
        case .step(.councilInformed): .stepCouncil
        case .step(.reporterTold): .stepReporter
        case .step(.personTold): .stepPerson
        case .waiting(.victimInDanger): .waitDanger
        case .waiting(.assessmentFrustrated): .waitFrustrated
        case .step: preconditionFailure("no group has this step")
        }
    }
}

extension LegalTerm {
    /// What is to be done, as it is said at the desk.
    var prompt: WorkerPrompt {
        switch self {
        case .decideOnSteps: .termDecide
        case .takeUpSerious: .termTakeUp
        case .tellPersonConcerned: .termTell
        case .investigateNeed: .termInvestigate
        }
    }
}
