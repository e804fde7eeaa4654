/// The rota: who is on call, and whether somebody will be (R49, R71).
extension StationMachine {
    /// Whether the desk should be reachable in an hour: by its opening hours; where none are known,
    /// always on Bonaire, and nobody knows elsewhere (note, 3.2.3).
    private func isDeskOpen(in hour: UnixHour) -> Bool {
        configuration.opening.hours.isEmpty
            ? configuration.island == .bonaire : configuration.opening.isOpen(in: hour)
    }

    /// Whether a worker can sign in in an hour; before the accounts are known nobody is doubted.
    private func canSignIn(_ worker: Int, in hour: UnixHour) -> Bool {
        !wasJournalOpen || accounts[worker]?.holds(in: hour) == true
    }

    /// What the desk is told of the rota; nothing where there is none, or no time to go by.
    var duty: DeskDuty? {
        guard let rota = configuration.rota, time.trust(at: now) != .unknown else { return nil }
        let hour = time.reckoned(at: now).hour
        return DeskDuty(
            worker: rota.worker(in: hour).flatMap { canSignIn($0, in: hour) ? $0 : nil },
            gap: rota.gap(from: hour, where: isDeskOpen, canSignIn: canSignIn)
        )
    }

    /// Whether nobody is on the rota in an hour that comes within a day; it is looked up once an hour,
    /// and where an account changed.
    mutating func hasRotaGap() -> Bool {
        guard configuration.rota != nil, time.trust(at: now) != .unknown else { return false }
        let hour = time.reckoned(at: now).hour
        if let checked = rotaChecked, checked.hour == hour { return checked.hasGap }
        let hasGap = duty?.gap != nil
        rotaChecked = (hour, hasGap)
        return hasGap
    }
}
