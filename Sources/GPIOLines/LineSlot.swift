/// The place of a line: empty until the line can be had, and again when it is gone (F7).
///
/// A line that fails for a moment, as one behind a bus does that is disturbed, stays as it was last
/// known, and is tried again every few milliseconds: only what lasts is a fault.
struct LineSlot {
    /// How long it waits between two tries: half a second, so that a fault is over within one.
    static let retry: UInt64 = 500_000_000
    /// For how long a line may fail before it counts as gone: less than what tells a cut wire.
    static let doubt: UInt64 = 200_000_000
    /// How often a line in doubt is tried, in nanoseconds.
    static let doubtTime: UInt64 = 10_000_000
    /// How often a line without edges is to be read where edges were wanted, in nanoseconds.
    static let pollTime: UInt64 = 2_000_000

    /// What there was to read.
    struct Edges {
        var edges: [LineEdge] = []
        /// Whether some were lost: a press may have been among them.
        var isLossy = false
    }

    /// Why there is no line now.
    private(set) var fault: LineFault?
    private let place: LinePlace
    private var use: LineUse
    private var line: (any OpenLine)?
    private var nextOpening: UInt64 = 0
    private var lastSequence: UInt32 = 0
    /// How an input was when it could be read last.
    private var level: Bool?
    /// Since when every try has failed.
    private var doubted: UInt64?
    /// Whether the line is driven as it is to be.
    private var isDriven = true

    init(_ place: LinePlace, for use: LineUse) {
        self.place = place
        self.use =
            if case .output(let isOn) = use {
                .output(isHigh: isOn != place.isInverted)
            } else {
                use
            }
    }

    /// Whether there is a line.
    var isOpen: Bool { line != nil }
    /// Whether it failed just now, and is to be tried again soon.
    var isInDoubt: Bool { doubted != nil }
    /// Whether its edges end a wait.
    ///
    /// Those of a line in doubt do not: a line that is gone would end every wait at once.
    var descriptor: Int32? { isInDoubt ? nil : line?.descriptor }
    /// Whether it must be read from time to time to be known.
    var isPolled: Bool { line != nil && line?.descriptor == nil }

    /// Asks for the line where it is missing and due.
    mutating func open(from source: any LineSource, pullsUp: Bool, at now: UInt64) {
        guard line == nil, now >= nextOpening else { return }
        do throws(GPIOError) {
            line = try source.open(place, for: use, pullsUp: pullsUp)
            fault = nil
            lastSequence = 0
            level = nil
            doubted = nil
            isDriven = true
            // A row is opened let go.
            if case .row(isDriven: true) = use {
                isDriven = false
                write(at: now)
            }
        } catch {
            if use == .edges, error.operation == .request, error.isWithoutEdges {
                // A chip without interrupts: its lines are read from time to time.
                use = .input
                return open(from: source, pullsUp: pullsUp, at: now)
            }
            line = nil
            fault = error.operation == .findChip ? .chipMissing : .unusable
            nextOpening = now + Self.retry
        }
    }

    /// Whether an input is active, or nothing where there is no line.
    mutating func read(at now: UInt64) -> Bool? {
        guard let line else { return nil }
        do throws(GPIOError) {
            level = isActive(isHigh: try line.read())
            doubted = nil
        } catch {
            fail(error, at: now)
        }
        return level
    }

    /// Looks whether an output is still there: nothing else says that its chip is gone, or that a doubt
    /// was none.
    ///
    /// One that did not take its order is looked at by ``drive(_:at:)``.
    ///
    /// - Parameters:
    ///   - isDue: whether it is looked at also where nothing is wrong.
    ///   - now: the time.
    mutating func check(isDue: Bool = true, at now: UInt64) {
        if isDriven, isDue || isInDoubt { _ = read(at: now) }
    }

    /// Whether an input with this level is active.
    ///
    /// Contacts conduct to ground; see ``LinePlace/isInverted``.
    func isActive(isHigh: Bool) -> Bool { isHigh == place.isInverted }

    /// The edges that wait.
    mutating func takeEdges(at now: UInt64) -> Edges {
        var all = Edges()
        guard let line else { return all }
        do throws(GPIOError) {
            while true {
                let edges = try line.takeEdges()
                for edge in edges {
                    all.isLossy = note(edge) || all.isLossy
                    level = isActive(isHigh: edge.isRising)
                }
                all.edges += edges
                guard edges.count == line.edgeLimit else { return all }
                // The kernel's memory was full. Where edges have no numbers, nobody knows what found
                // no room in it.
                if edges.contains(where: { $0.sequence == 0 }) { all.isLossy = true }
            }
        } catch {
            fail(error, at: now)
            return all
        }
    }

    /// Drives an output, or a row; a line that is opened later begins so.
    ///
    /// What the line did not take is tried again each time.
    mutating func drive(_ isOn: Bool, at now: UInt64) {
        // A row knows no inversion.
        let wanted: LineUse =
            if case .row = use {
                .row(isDriven: isOn)
            } else {
                .output(isHigh: isOn != place.isInverted)
            }
        guard use != wanted || !isDriven else { return }
        use = wanted
        isDriven = false
        write(at: now)
    }

    /// Gives the line back, with an output off and a row let go.
    mutating func giveBack(at now: UInt64) {
        switch use {
        case .output, .row: drive(false, at: now)
        case .input, .edges: break
        }
        line = nil
    }

    private mutating func write(at now: UInt64) {
        let isHigh =
            switch use {
            case .output(let isHigh): isHigh
            // A key conducts to its row, as a contact conducts to ground.
            case .row(let isDriven): !isDriven
            case .input, .edges: preconditionFailure("an input is not driven")
            }
        guard let line else { return }
        do throws(GPIOError) {
            try line.write(isHigh)
            isDriven = true
            doubted = nil
        } catch {
            fail(error, at: now)
        }
    }

    /// A try failed: the line is in doubt, and gone once that has lasted.
    private mutating func fail(_ error: GPIOError, at now: UInt64) {
        let since = doubted ?? now
        doubted = since
        guard error.isOfLostChip || now >= since + Self.doubt else { return }
        line = nil
        doubted = nil
        // Whoever has it says so at the next try; until then it is the chip that is gone.
        fault = .chipMissing
        nextOpening = now + Self.retry
    }

    /// Whether an edge before this one is missing.
    ///
    /// Two edges of one direction are none: a pulse that is over before the kernel looks at the line
    /// makes them, and a pulse of microseconds is no press (F1).
    private mutating func note(_ edge: LineEdge) -> Bool {
        defer { lastSequence = edge.sequence }
        // The first edge of a line has the number one. Source: linux/gpio.h, `line_seqno`.
        return edge.sequence > 0 && edge.sequence != lastSequence &+ 1
    }
}

extension GPIOError {
    /// Whether the chip itself is gone, so that nothing is to be hoped for from the line.
    ///
    /// Source: Linux 6.12, drivers/gpio/gpiolib-cdev.c: `ENODEV` where the chip was taken away.
    fileprivate var isOfLostChip: Bool { errorNumber == 19 }

    /// Whether the chip said that it has no interrupts, rather than that the line is taken.
    ///
    /// Source: Linux 6.12, drivers/gpio/gpiolib-cdev.c and gpiolib.c: `ENXIO` where a chip has none.
    fileprivate var isWithoutEdges: Bool {
        // ENXIO, EINVAL, ENOTSUP of Linux on every processor that Debian has it for, and ENOTSUPP
        // (524), which the kernel lets out of some drivers.
        [6, 22, 95, 524].contains(errorNumber)
    }
}
