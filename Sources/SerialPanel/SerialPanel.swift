internal import DeviceThreads
internal import Glibc
public import MeldpostCore
internal import Synchronization

/// The panel of a station behind a serial line: the controller of `Firmware`.
///
/// The device is opened, read and written by the thread that calls ``next(patience:)``, and opened
/// again when it is gone. ``show(_:)`` hands over and returns at once.
public final class SerialPanel: Sendable {
    private static let readLength = 1_024
    /// More than this is not kept for a device that takes nothing: states are said again.
    private static let outgoingLimit = 512

    private struct Talk {
        var conversation: PanelConversation
        var pending: ArraySlice<WiredPanelEvent> = []
    }

    /// What only the thread of ``next(patience:)`` uses.
    private struct Device: ~Copyable {
        var line: SerialLine?
        var outgoing: [UInt8] = []
        var delay = ReopenDelay()
        var nextOpening = Instant.start
        var pace = ReadingPace()
    }

    private let path: String
    private let wakeup: WakePipe
    private let clockStart = ContinuousClock.now
    private let talk: Mutex<Talk>
    private let device = Mutex(Device())
    private let isClosed = Atomic(false)
    private let turnCount = Atomic<UInt64>(0)

    /// Makes a panel on the device at `path`, which need not be there yet.
    ///
    /// - Throws: ``SerialPanelError/noDescriptor``.
    public init(path: String) throws(SerialPanelError) {
        guard let wakeup = WakePipe() else { throw .noDescriptor }
        self.wakeup = wakeup
        self.path = path
        talk = Mutex(
            Talk(
                conversation: PanelConversation(
                    firstSession: UInt16.random(in: 1..<UInt16.max),
                    at: .start
                )
            )
        )
    }

    /// How many frames and pieces of junk were refused, on both sides of the line.
    public var refusalCount: Int {
        talk.withLock {
            $0.conversation.refusalCount + Int($0.conversation.controllerRefusals.sum)
        }
    }

    /// How often ``next(patience:)`` has gone round: while the controller answers several times a second,
    /// or the thread that calls it hangs.
    public var turns: UInt64 { turnCount.load(ordering: .relaxed) }

    /// Shows, sounds or tells `output`, and returns at once.
    public func show(_ output: SerialPanelOutput) {
        talk.withLock { $0.conversation.show(output, at: now) }
        wakeup.wake()
    }

    /// How a wait ended.
    public enum Wakeup: Hashable, Sendable {
        /// Something happened.
        case event(WiredPanelEvent)
        /// The time passed without an event.
        case timeout
        /// The panel was closed.
        case closed
    }

    /// Waits for the next event; to be called from one thread only, never from the cooperative
    /// pool.
    ///
    /// - Parameter patience: how long to wait at most; for ever where it is `nil`.
    /// - Returns: how the wait ended.
    public func next(patience: Duration? = nil) -> Wakeup {
        let end = patience.map { now + $0 }
        while !isClosed.load(ordering: .acquiring) {
            turnCount.add(1, ordering: .relaxed)
            if let event = talk.withLock({ $0.pending.popFirst() }) { return .event(event) }
            if let end, !(now < end) { return .timeout }
            device.withLock { turn(&$0, until: end) }
            talk.withLock { $0.pending += $0.conversation.takeEvents() }
        }
        // What was shown before the end: what the device does not take at once is lost.
        device.withLock { write(&$0) }
        return .closed
    }

    /// Ends ``next(patience:)``, which then writes what was shown before, as far as the device takes
    /// it at once.
    public func close() {
        isClosed.store(true, ordering: .releasing)
        wakeup.wake()
    }

    private var now: Instant { Instant(sinceStart: clockStart.duration(to: .now)) }

    /// Opens, writes, waits, reads: once.
    private func turn(_ device: inout Device, until end: Instant?) {
        if device.line == nil, !(now < device.nextOpening) { open(&device) }
        talk.withLock { $0.conversation.advance(to: now) }
        write(&device)
        let isReadable = wait(&device, until: end)
        guard isReadable, let bytes = read(&device) else { return }
        let hasSession = talk.withLock { talk in
            talk.conversation.take(bytes, at: now)
            return talk.conversation.hasSession
        }
        if hasSession { device.delay.succeed() }
        write(&device)
    }

    private func open(_ device: inout Device) {
        do throws(SerialLineError) {
            device.line = try SerialLine(path: path)
            device.outgoing = []
            talk.withLock { $0.conversation.open(at: now) }
        } catch {
            device.nextOpening = now + device.delay.fail()
        }
    }

    private func drop(_ device: inout Device) {
        device.line = nil
        device.outgoing = []
        device.nextOpening = now + device.delay.fail()
        talk.withLock { $0.conversation.close(at: now) }
    }

    private func write(_ device: inout Device) {
        let new = talk.withLock { $0.conversation.takeOutgoing() }
        if device.outgoing.count + new.count <= Self.outgoingLimit { device.outgoing += new }
        guard !device.outgoing.isEmpty else { return }
        var isGone = false
        do throws(SerialLineError) {
            guard let count = try device.line?.write(device.outgoing) else { return }
            device.outgoing.removeFirst(count)
        } catch {
            isGone = true
        }
        if isGone { drop(&device) }
    }

    private func read(_ device: inout Device) -> ArraySlice<UInt8>? {
        var bytes: ArraySlice<UInt8>?
        do throws(SerialLineError) {
            bytes = try device.line?.read(limit: Self.readLength)
        } catch {
            drop(&device)
            return nil
        }
        device.pace.note(bytes?.count ?? 0)
        return bytes
    }

    /// Waits for the line, a wake-up or a deadline; says whether the line can be read.
    private func wait(_ device: inout Device, until end: Instant?) -> Bool {
        let pause = device.pace.pause(at: now)
        var deadlines = [talk.withLock { $0.conversation.nextDeadline }, pause, end]
        if device.line == nil { deadlines.append(device.nextOpening) }
        let timeout = deadlines.compactMap(\.self).min().map { deadline in
            Int32(clamping: max(0, (deadline - now).wholeMilliseconds + 1))
        }
        var wanted = pause == nil ? Int16(POLLIN) : 0
        if !device.outgoing.isEmpty { wanted |= Int16(POLLOUT) }
        // A negative descriptor is left out, and so is a line that is full of junk. Source: poll(2).
        let descriptor = wanted == 0 ? -1 : device.line?.descriptor ?? -1
        var requests = [
            pollfd(fd: wakeup.readEnd, events: Int16(POLLIN), revents: 0),
            pollfd(fd: descriptor, events: wanted, revents: 0),
        ]
        guard poll(&requests, nfds_t(requests.count), timeout ?? -1) > 0 else { return false }
        if requests[0].revents != 0 { wakeup.clear() }
        return requests[1].revents & ~Int16(POLLOUT) != 0
    }
}

/// Why the panel could not be used.
public enum SerialPanelError: Error, Hashable, Sendable {
    /// The system gave no descriptor for waking the reader.
    case noDescriptor

    /// Fixed words for the log.
    public var faultCode: String {
        switch self {
        case .noDescriptor: "serial-panel.no-descriptor"
        }
    }
}
