/// The texts that every questionnaire must have, besides those of its questions.
///
/// Each is said as a whole sentence, so that it can be recorded by a person.
enum VisitPrompt: String, Hashable, Sendable, CaseIterable {
    // The beginning.
    case languageName = "language.name"
    case press = "menu.press"
    case welcome = "desk.welcome"
    case nameBonaire = "desk.name.bonaire"
    case nameSaba = "desk.name.saba"
    case nameSintEustatius = "desk.name.sint-eustatius"
    case purpose = "desk.purpose"
    case keys = "desk.keys"
    case reachBonaire = "desk.reach.bonaire"
    case reachSaba = "desk.reach.saba"
    case reachSintEustatius = "desk.reach.sint-eustatius"
    case police = "desk.police"
    case present = "desk.present"
    case absent = "desk.absent"
    case presenceUnknown = "desk.presence-unknown"
    case policeRoute = "desk.police-route"
    case opensOn = "desk.opens-on"
    case opensAt = "desk.opens-at"
    case leaving = "leave.how"

    // Habits.
    case help = "help.keys"
    case refusedKey = "help.refused-key"
    case stillThere = "pause.question"
    case goOn = "pause.go-on"
    case stop = "pause.stop"
    case pauseErases = "pause.erases"
    case pauseSends = "pause.sends"
    case pauseSendsSupport = "pause.sends-support"

    // Danger.
    case danger = "danger.question"
    case yes = "answer.yes"
    case no = "answer.no"
    case unknown = "answer.unknown"
    case dangerAnnouncement = "danger.announcement"
    case sendNow = "danger.send-now"
    case answerFirst = "danger.answer-first"

    // What must be told (Art. 4.8(1)).
    case toldBegin = "told.begin"
    case toldAdvice = "told.procedure.advice"
    case toldReport = "told.procedure.report"
    case toldOthers = "told.procedure.others"
    case toldKept = "told.personal-data.kept"
    case toldPersons = "told.personal-data.persons"
    case toldSource = "told.personal-data.source"
    case toldInspection = "told.inspection"

    // What only a worker is asked.
    case information = "intake.information"
    case provisional = "intake.provisional"

    // Report or advice.
    case kind = "kind.question"
    case report = "kind.report"
    case advice = "kind.advice"
    case support = "kind.support"
    case kindDanger = "kind.danger"
    case adviceLeaving = "kind.advice-leaving"
    case supportLeaving = "kind.support-leaving"
    case supportOther = "kind.support-other"
    case answersErased = "kind.answers-erased"
    case answersCarried = "kind.answers-carried"
    case questionsBegin = "questions.begin"

    // Answering.
    case leaveOpen = "question.leave-open"
    case keepAnswer = "question.keep"
    case goOnWith = "question.go-on"
    case several = "question.several"
    case marked = "question.marked"
    case unmarked = "question.unmarked"
    case toList = "question.to-list"
    case keyDigits = "key.digits"
    case keyDigitsShort = "key.digits-short"
    case keyNumber = "key.number"
    case keyLetters = "key.letters"
    case keyed = "key.so-far"
    case keyedNone = "key.nothing"
    case keyedFull = "key.full"
    case cleared = "key.cleared"
    case otherPlaces = "place.others"

    // Few people (R56).
    case fewPeople = "few.warning"
    case keepExact = "few.keep"
    case makeCoarse = "few.coarse"

    // Before reading back.
    case anonymityAdvice = "anonymity.advice"

    // Reading back.
    case readBackBegin = "read-back.begin"
    case readBackNone = "read-back.none"
    case readBackDanger = "read-back.danger"
    case readBackKind = "read-back.kind"
    case readBackSend = "read-back.send"
    case readBackChange = "read-back.change"
    case readBackOpen = "read-back.open"
    case pick = "read-back.pick"

    // The end.
    case storing = "store.wait"
    case stored = "store.stored"
    case storedAdvice = "store.advice"
    case decideBy = "store.decide-by"
    case noReach = "store.no-reach"
    case storedNeed = "store.stored-support"
    case storedSupport = "store.support"
    case investigateBy = "store.investigate-by"
    case storedInformation = "store.information"
    case supportUrgent = "store.support-urgent"
    case storedUrgent = "store.urgent"
    case storedNotSent = "store.not-sent-yet"
    case notStored = "store.not-stored"
    case again = "store.again"
    case giveUp = "store.give-up"
    case storeUnknown = "store.unknown"
    case notPossible = "intake.not-possible"
    case noLongerPossible = "intake.no-longer-possible"
    case possibleAgain = "intake.possible-again"
    case erased = "leave.erased"
    case sending = "leave.sending"
    case sendingSupport = "leave.sending-support"
    case tooManyKeys = "leave.too-many-keys"
    case farewell = "leave.farewell"
    case hangUp = "leave.hang-up"

    /// Its name in the questionnaire file.
    var id: PromptID {
        PromptID(rawValue: rawValue)
    }

    /// The name of the desk of `island`.
    static func name(of island: Island) -> VisitPrompt {
        switch island {
        case .bonaire: .nameBonaire
        case .saba: .nameSaba
        case .sintEustatius: .nameSintEustatius
        }
    }

    /// The hotline of the desk of `island`, with its hours (R49; DOMAIN 2.1).
    static func reach(of island: Island) -> VisitPrompt {
        switch island {
        case .bonaire: .reachBonaire
        case .saba: .reachSaba
        case .sintEustatius: .reachSintEustatius
        }
    }
}
