/// Who is on call, hour by hour, in the time of the islands: one worker at a time.
///
/// Shifts that overlap are refused, because then nobody knows whose call it is. Gaps are not: they are
/// named, and where the desk should be reachable they are a condition before they begin. The shift of
/// somebody who cannot sign in is a gap, too.
///
/// Source: note, 3.2.3 (Bonaire is reachable at all times, the others in office hours); R71.
public struct Rota: Hashable, Sendable {
    /// One shift: from the beginning of an hour to the beginning of another.
    public struct Shift: Hashable, Sendable {
        /// The first hour.
        public var from: UnixHour
        /// The hour in which it is over.
        public var until: UnixHour
        /// The number of the worker.
        public var worker: Int

        /// Makes a shift.
        public init(from: UnixHour, until: UnixHour, worker: Int) {
            self.from = from
            self.until = until
            self.worker = worker
        }
    }

    /// How many hours ahead a gap is looked for.
    public static let foresight: UInt32 = 24

    /// The shifts, the first before the others.
    public let shifts: [Shift]

    /// Nobody is ever on call.
    public static let empty = Rota()

    private init() {
        shifts = []
    }

    /// Makes a rota.
    ///
    /// - Parameter shifts: the shifts, in any order.
    /// - Throws: the first rule that is broken, with the numbers of the shifts from 1 in the order given.
    public init(shifts: [Shift]) throws(RotaRefusal) {
        for (offset, shift) in shifts.enumerated() {
            guard shift.from < shift.until else {
                throw RotaRefusal(shift: offset + 1, rule: .endsBeforeItBegins)
            }
            guard WorkerAccount.numbers.contains(shift.worker) else {
                throw RotaRefusal(shift: offset + 1, rule: .notAWorker)
            }
        }
        let order = shifts.indices.sorted { shifts[$0].from < shifts[$1].from }
        for (before, after) in zip(order, order.dropFirst())
        where shifts[after].from < shifts[before].until {
            throw RotaRefusal(
                shift: max(before, after) + 1,
                rule: .overlaps(min(before, after) + 1)
            )
        }
        self.shifts = order.map { shifts[$0] }
    }

    /// Who is on call in `hour`, or nothing where nobody is.
    public func worker(in hour: UnixHour) -> Int? {
        shifts.last { !(hour < $0.from) }.flatMap { hour < $0.until ? $0.worker : nil }
    }

    /// The first hour from `hour` on, within ``foresight``, in which the desk should be reachable and
    /// nobody is on call who can sign in then.
    ///
    /// - Parameters:
    ///   - hour: the hour that it is.
    ///   - isOpen: whether the desk should be reachable in an hour.
    ///   - canSignIn: whether a worker can sign in in an hour; by itself everybody can.
    /// - Returns: the hour, or nothing where there is no gap.
    public func gap(
        from hour: UnixHour,
        where isOpen: (UnixHour) -> Bool,
        canSignIn: (Int, UnixHour) -> Bool = { _, _ in true }
    ) -> UnixHour? {
        (0...Self.foresight).lazy.map { UnixHour(rawValue: hour.rawValue &+ $0) }
            .first { hour in
                isOpen(hour) && !(worker(in: hour).map { canSignIn($0, hour) } ?? false)
            }
    }
}

/// Why a rota is refused: which shift breaks which rule.
public struct RotaRefusal: Error, Hashable, Sendable {
    /// A rule of a shift.
    public enum Rule: Hashable, Sendable {
        case endsBeforeItBegins
        case notAWorker
        /// It overlaps with the shift of this number.
        case overlaps(Int)
    }

    /// The number of the shift, from 1 in the order of the file.
    public var shift: Int
    /// The rule.
    public var rule: Rule
}
