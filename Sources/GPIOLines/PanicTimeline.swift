internal import PanelCore

/// The two contacts of the panic button in time, as edges and levels tell them.
///
/// The rule is the panel controller's (`PanicPair`), which looks once a millisecond. Here a millisecond
/// counts as what the contacts were for at least half of it: the edges carry the kernel's time, so
/// that a press counts as long as it was, however late it is read (F2, F9).
struct PanicTimeline {
    private static let millisecond: UInt64 = 1_000_000
    /// After so many milliseconds without a change nothing in the pair moves any more: its slowest
    /// count is that of a fault of the wire, half a second.
    private static let longest = 1_500
    /// After so many milliseconds of release a press is a new one.
    ///
    /// Source: `PanicPair`.
    private static let release = 40
    /// After so many milliseconds without a press too, where the contacts never agree.
    private static let apartTime = 500

    /// The pair.
    private(set) var pair = PanicPair()
    /// How many presses there were.
    private(set) var presses: UInt16 = 0

    private var contacts: PanelContacts = []
    private var begin: UInt64
    private var settled: UInt64
    private var pressedTime: UInt64 = 0
    private var releasedTime: UInt64 = 0
    private var changed: UInt64
    /// Whether a press was counted for edges that were lost, and may go on: the contact that made
    /// them is not counted once more.
    private var isAssumed = false
    private var released = 0
    private var apart = 0

    /// Begins with what the contacts are now.
    init(_ contacts: PanelContacts, at now: UInt64) {
        self.contacts = contacts
        begin = now
        settled = now
        changed = now
    }

    /// The contacts are so from `time` on.
    ///
    /// - Returns: how many milliseconds have passed.
    mutating func take(_ new: PanelContacts, at time: UInt64) -> Int {
        let passed = advance(to: time)
        if new != contacts {
            contacts = new
            changed = settled
        }
        return passed
    }

    /// Edges were lost: a press may have been among them, so there was one.
    ///
    /// One press in all: where the edges that are left show one, or the button is down, that is it.
    ///
    /// - Parameter before: how many presses there were before these edges.
    mutating func loseEdges(since before: UInt16) {
        guard presses == before, !pair.isDown, !isAssumed else { return }
        presses &+= 1
        isAssumed = true
        released = 0
        apart = 0
    }

    /// Time has passed; says how many milliseconds.
    mutating func advance(to time: UInt64) -> Int {
        let now = max(time, settled)
        var passed = 0
        while now - begin >= Self.millisecond {
            if passed == Self.longest {
                begin = now
                settled = now
                return passed
            }
            fill(to: begin + Self.millisecond)
            finish()
            passed += 1
        }
        fill(to: now)
        return passed
    }

    /// How long nothing happens by itself, in milliseconds, or nothing where it never does.
    func patience(at now: UInt64) -> Int? {
        if contacts == .panicOpen, !pair.isDown { return 1 }
        return now < changed + UInt64(Self.longest) * Self.millisecond ? 10 : nil
    }

    private mutating func fill(to time: UInt64) {
        if contacts == .panicOpen { pressedTime += time - settled }
        if contacts == .panicClosed { releasedTime += time - settled }
        settled = time
    }

    private mutating func finish() {
        var reading: PanelContacts = []
        if pressedTime * 2 >= Self.millisecond {
            reading = .panicOpen
        } else if releasedTime * 2 >= Self.millisecond {
            reading = .panicClosed
        } else if contacts == [.panicClosed, .panicOpen] {
            reading = contacts
        }
        if pair.read(reading) {
            if !isAssumed { presses &+= 1 }
            isAssumed = false
        }
        released = reading == .panicClosed ? released + 1 : 0
        apart = reading == .panicOpen ? 0 : apart + 1
        if released >= Self.release || apart >= Self.apartTime { isAssumed = false }
        begin += Self.millisecond
        pressedTime = 0
        releasedTime = 0
    }
}
