/// A key by which a letter was given, for its next letter.
struct VisitTap: Hashable, Sendable {
    var key: Key
    var at: Instant
}

/// Digits and letters, keyed one by one.
///
/// `#` ends the answer, `*` takes the last sign back and, where there is none, goes back. In
/// letters, a key pressed again within two seconds gives its next letter, `1` is a space, and `0`
/// repeats. Every sign is spoken.
extension VisitDialogue {
    /// What `key` does where digits or letters are keyed, or nothing where it is refused.
    mutating func answerEntry(
        _ key: Key,
        at spot: VisitSpot,
        now: Instant
    ) -> [VisitEffect]? {
        let question = questions[spot.number]
        let slot = Questionnaire.entry(of: spot.number, in: questions)
        let before = tap
        tap = nil
        switch key {
        case .square:
            return goOn(after: spot.number, at: now)
        case .star where draft.answers.entries[slot].isEmpty:
            return spot.isChange
                ? enter(.step(.readBack), at: now) : goBack(before: spot.number, at: now)
        case .star:
            draft.answers.entries[slot].removeLast()
            return say(phrases([.cleared]) + keyed(slot, of: question), at: now)
        case .zero where question.kind == .letters:
            // Not the habits: here star clears, and nine gives letters.
            return sayAgain(at: now)
        default:
            break
        }
        return question.kind == .letters
            ? keyLetter(key, after: before, at: spot, slot: slot, now: now)
            : keyDigit(key, of: question, at: spot, slot: slot, now: now)
    }

    private mutating func keyDigit(
        _ key: Key,
        of question: Question,
        at spot: VisitSpot,
        slot: Int,
        now: Instant
    ) -> [VisitEffect]? {
        let room = question.length ?? 0
        if room == 1 {
            // One digit is the whole answer, so another one takes its place.
            draft.answers.entries[slot] = KeyedText()
        }
        guard draft.answers.entries[slot].count < room else {
            return say(phrases([.keyedFull]), at: now)
        }
        draft.answers.entries[slot].append(.digit(key.rawValue))
        guard room == 1 else { return say([.digit(key.rawValue)], at: now) }
        answeredAt = now
        return goOn(after: spot.number, at: now)
    }

    private mutating func keyLetter(
        _ key: Key,
        after before: VisitTap?,
        at spot: VisitSpot,
        slot: Int,
        now: Instant
    ) -> [VisitEffect]? {
        let room = questions[spot.number].length ?? 0
        let letters = Letter.letters(on: key)
        let text = draft.answers.entries[slot]
        if let before, before.key == key, now - before.at <= VisitLimits.tap,
            let last = text.lastLetter, let place = letters.firstIndex(of: last)
        {
            let next = letters[(place + 1) % letters.count]
            draft.answers.entries[slot].replaceLast(.letter(next))
            tap = VisitTap(key: key, at: now)
            return say([.letter(next)], at: now)
        }
        guard text.count < room else { return say(phrases([.keyedFull]), at: now) }
        guard let first = letters.first else {
            guard key == .one else { return nil }
            draft.answers.entries[slot].append(.space)
            return say(keyed(slot, of: questions[spot.number]), at: now)
        }
        draft.answers.entries[slot].append(.letter(first))
        tap = VisitTap(key: key, at: now)
        return say([.letter(first)], at: now)
    }

    // MARK: Which answer is to be changed

    /// What `key` does where the number of an answer is keyed, or nothing where it is refused.
    ///
    /// It is taken as soon as no longer number can be meant.
    mutating func pick(_ key: Key, after sofar: Int, at now: Instant) -> [VisitEffect]? {
        let items = readBackItems
        switch key {
        case .star:
            return enter(.step(.readBack), at: now)
        case .zero where sofar == 0:
            // No number begins with it; nine is a digit here, so the habits are not told.
            return sayAgain(at: now)
        case .square:
            guard items.indices.contains(sofar - 1) else { return nil }
            return change(items[sofar - 1], at: now)
        default:
            let number = sofar * 10 + Int(key.rawValue)
            guard items.indices.contains(number - 1) else { return nil }
            guard number * 10 > items.count else {
                state = .attending(.step(.pick(number)))
                return say([.number(number)], at: now)
            }
            answeredAt = now
            return change(items[number - 1], at: now)
        }
    }

    private mutating func change(_ item: ReadBackItem, at now: Instant) -> [VisitEffect] {
        switch item {
        case .danger: enter(.step(.changeDanger), at: now)
        case .kind: enter(.step(.changeKind), at: now)
        case .question(let number):
            enter(.step(.question(VisitSpot(number: number, isChange: true))), at: now)
        }
    }
}
