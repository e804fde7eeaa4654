internal import DeviceThreads
internal import Glibc
internal import MeldpostCore
internal import Synchronization

/// The panel of a station on two descriptors, for trying Meldpost without hardware.
///
/// Bytes come in as ``PanelCode`` says, lines go out as ``PanelOutput`` says. Nothing is heard: the
/// time of speaking is reckoned (``SpeakingTime``).
///
/// ``next()`` blocks and belongs on a thread of its own. ``show(_:)`` never waits longer than 200
/// ms.
public final class TerminalPanel: Sendable {
    /// How long the voice takes for a character: about 16 characters a second, the pace of speech.
    public static let speakingTimePerCharacter = Duration.milliseconds(60)

    private static let readLength = 256

    private struct Reader {
        var limit = KeyRateLimit()
        var deskLimit = KeyRateLimit()
        var pending: ArraySlice<UInt8> = []
        var isAtEnd = false
    }

    private let input: Int32
    private let wakeup: WakePipe
    private let clockStart = ContinuousClock.now
    private let speaking: Mutex<SpeakingTime>
    private let writer: Mutex<LineWriter>
    private let reader = Mutex(Reader())
    private let isClosed = Atomic(false)
    private let droppedKeys = Atomic(0)

    /// Makes a panel on two descriptors, which stay the caller's.
    ///
    /// A reader that has gone must not end the station, so the signal for that is ignored in the
    /// whole process.
    ///
    /// - Parameters:
    ///   - input: where the bytes come from.
    ///   - output: where the lines go.
    ///   - speakingTimePerCharacter: how long the voice takes; zero ends each utterance at once.
    /// - Throws: ``TerminalPanelError/noDescriptor``.
    public init(
        input: Int32,
        output: Int32,
        speakingTimePerCharacter: Duration = TerminalPanel.speakingTimePerCharacter
    ) throws(TerminalPanelError) {
        guard let wakeup = WakePipe() else { throw .noDescriptor }
        self.wakeup = wakeup
        self.input = input
        speaking = Mutex(SpeakingTime(perCharacter: speakingTimePerCharacter))
        writer = Mutex(LineWriter(descriptor: output))
        signal(SIGPIPE, SIG_IGN)
    }

    /// How many keys came faster than a person presses.
    public var droppedKeyCount: Int { droppedKeys.load(ordering: .relaxed) }

    /// How many lines could not be written in time.
    public var droppedLineCount: Int { writer.withLock { $0.droppedCount } }

    /// Shows or says `output`; it comes back within 200 ms whatever the terminal does.
    public func show(_ output: PanelOutput) {
        speaking.withLock { $0.handle(output, at: now) }
        writer.withLock { $0.write(output) }
        switch output {
        case .say, .hush: wakeup.wake()
        case .sound, .keyTone, .errorTone, .lamp, .relay, .deskSay, .deskHush, .deskKeyTone,
            .deskErrorTone:
            break
        }
    }

    /// Waits for the next event; to be called from one thread only, never from the cooperative
    /// pool.
    ///
    /// - Returns: the event, or `nil` after ``close()``.
    public func next() -> PanelEvent? {
        while !isClosed.load(ordering: .acquiring) {
            if let event = reader.withLock({ takePending(from: &$0) }) { return event }
            if let number = speaking.withLock({ $0.finishes(by: now) }) {
                return .utteranceFinished(number: number)
            }
            if waitForInput() { return .inputEnded }
        }
        return nil
    }

    /// Ends ``next()``.
    public func close() {
        isClosed.store(true, ordering: .releasing)
        wakeup.wake()
    }

    private var now: Instant {
        Instant(sinceStart: clockStart.duration(to: .now))
    }

    private func takePending(from reader: inout Reader) -> PanelEvent? {
        while let byte = reader.pending.popFirst() {
            guard let event = PanelCode.event(of: byte) else { continue }
            switch event {
            case .keyPressed where !reader.limit.admits(at: now),
                .deskKeyPressed where !reader.deskLimit.admits(at: now):
                break
            default:
                return event
            }
            droppedKeys.add(1, ordering: .relaxed)
        }
        return nil
    }

    /// Waits for input, a wake-up or the end of the utterance; says whether the input has just
    /// ended.
    private func waitForInput() -> Bool {
        let isAtEnd = reader.withLock { $0.isAtEnd }
        var requests = [
            pollfd(fd: wakeup.readEnd, events: Int16(POLLIN), revents: 0),
            // A negative descriptor is left out. Source: poll(2).
            pollfd(fd: isAtEnd ? -1 : input, events: Int16(POLLIN), revents: 0),
        ]
        guard poll(&requests, nfds_t(requests.count), timeout) > 0 else { return false }
        if requests[0].revents != 0 { wakeup.clear() }
        guard requests[1].revents != 0 else { return false }
        var bytes = [UInt8](repeating: 0, count: Self.readLength)
        let count = bytes.withUnsafeMutableBytes { read(input, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR || errno == EAGAIN { return false }
        reader.withLock {
            $0.pending = bytes.prefix(max(0, count))
            $0.isAtEnd = count <= 0
        }
        return count <= 0
    }

    /// How long ``waitForInput()`` may wait, in milliseconds, rounded up; -1 for ever.
    private var timeout: Int32 {
        guard let end = speaking.withLock({ $0.nextDeadline }) else { return -1 }
        return Int32(clamping: max(0, (end - now).wholeMilliseconds + 1))
    }
}
