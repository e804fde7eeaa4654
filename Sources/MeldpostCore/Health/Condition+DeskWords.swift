/// The words of the conditions of time, texts and the rota.
extension Condition {
    var deskDescription: (words: String, whatToDo: String) {
        switch self {
        case .timeNotConfirmed:
            (
                "The centre has not confirmed the time lately. Terms run, early rather than late.",
                "Restore the connection to the centre."
            )
        case .wallClockWrong:
            (
                "The wall clock is wrong by more than a minute.",
                "Set the clock of the box, and look at its battery."
            )
        case .termDueSoon:
            (
                "A legal term ends soon.",
                "Open the worklist at the desk and take the step that is due."
            )
        case .termOverdue:
            (
                "A legal term has passed.",
                "Open the worklist at the desk and act at once."
            )
        case .rotaGap:
            (
                "Nobody who can sign in is on the rota in an hour that comes within a day.",
                "Put somebody with an account on the rota, then restart meldpostd. The hand-over names the hour."
            )
        case .rotaRefused:
            (
                "The rota was refused: by it nobody is on call.",
                "Mend the shift that is named, then restart meldpostd."
            )
        case .supervisorRefused:
            (
                "The credential of the first supervisor was refused: it makes no account.",
                "Make it anew with meldpostd first-supervisor, or remove it; then restart meldpostd."
            )
        case .supervisorEnds:
            (
                "No supervisor's access lasts: the day comes on which nobody can make accounts.",
                "A supervisor makes another one without an end; else install a first supervisor of a new number."
            )
        case .pinsGuessed:
            (
                "Wrong PINs were keyed at the desk seven times in a row or more for one number.",
                "Ask who was at the desk. A supervisor gives a new PIN to whoever forgot one."
            )
        case .callsDropped:
            (
                "More calls waited for the disk than are kept: of some there is no record of the line.",
                "Look at the disk. What workers logged, signed in for or said of an alarm is kept."
            )
        case .textsRefused:
            (
                "A file of questions or approvals was refused: the last good one is in use.",
                "Mend the key that is named, or put the old file back, then restart meldpostd."
            )
        default:
            (
                "Texts of the voice were not approved by a native speaker.",
                "Have the texts checked before the station is used by the public."
            )
        }
    }
}
