internal import Glibc
internal import MeldpostCore

/// Carries out what ``DemoMachine`` decides: the one loop of the demo, on the main thread.
struct DemoRun: ~Copyable {
    /// How often the demo looks whether a program has become ready, and redraws a flashing lamp.
    private static let tick = Duration.milliseconds(50)

    private let options: DemoOptions
    private let folder: DemoFolder
    private let signals: SignalDoor
    private let clockStart = ContinuousClock.now
    private var face: DemoFace
    private var machine: DemoMachine
    private var programs: DemoPrograms
    private var plug: NetworkPlug
    private var keys = KeyReader()
    private var tool: DemoToolRun?
    private var waves: SpokenWaves?
    private var ending: DemoEnding?

    /// Makes keys, certificates and configuration in `folder`; nothing runs yet.
    init(
        options: DemoOptions,
        folder: DemoFolder,
        signals: SignalDoor,
        face: DemoFace,
        environment: [String: String]
    ) throws(DemoFault) {
        self.options = options
        self.folder = folder
        self.signals = signals
        self.face = face
        let free = try LoopbackPort.find(count: 2)
        let plug = try NetworkPlug(to: free[0])
        let ports = DemoConfiguration.Ports(plug: plug.port, station: free[0], desk: free[1])
        let keys = DemoKeys()
        try keys.write(to: folder, issued: .now)
        try DemoConfiguration(
            folder: folder,
            keys: keys,
            ports: ports,
            slotMilliseconds: options.slotMilliseconds,
            voice: options.voice
        ).write()
        if let voice = options.voice, let folder = voice.waves {
            waves = try SpokenWaves(folder: folder, catalogue: voice.catalogue)
        }
        programs = DemoPrograms(folder: folder, ports: ports, environment: environment)
        machine = DemoMachine(folder: folder.path, slotMilliseconds: options.slotMilliseconds)
        self.plug = plug
    }

    /// Runs until the person, the system or a program that does not start ends it, then ends all
    /// programs.
    mutating func run() throws(DemoFault) -> DemoEnding {
        defer {
            tool?.process.signal(SIGKILL)
            face.leave()
            programs.endAll()
        }
        try face.enter()
        try perform(machine.begin(at: now))
        while ending == nil {
            face.show(machine.state, at: now)
            try perform(try wait())
            try perform(machine.advance(to: now))
        }
        let end = now
        try waves?.finish(at: end)
        face.show(machine.state, at: now)
        return ending ?? .wished
    }

    private var now: Instant {
        Instant(sinceStart: clockStart.duration(to: .now))
    }

    /// Waits for something to happen and says what to do about it.
    private mutating func wait() throws(DemoFault) -> [DemoEffect] {
        var requests = [
            STDIN_FILENO, signals.readEnd, programs.panelOutput ?? -1, tool?.output ?? -1,
        ]
        .map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        let own = requests.count
        requests += plug.requests
        let count = poll(&requests, nfds_t(requests.count), timeout)
        guard count >= 0 else { return [] }
        var effects: [DemoEffect] = []
        if requests[0].revents != 0 { effects += handleInput() }
        if requests[1].revents != 0 { effects += try handleSignals() }
        if requests[2].revents != 0 {
            let now = now
            for output in programs.takeShown() {
                try waves?.take(output, at: now)
                effects += machine.handle(.shown(output), at: now)
            }
        }
        if requests[3].revents != 0 { tool?.take() }
        plug.serve(Array(requests.dropFirst(own)))
        effects += try handleTool()
        if case .starting(let program) = machine.state.phase,
            programs.isReady(program, connections: plug.takenCount)
        {
            effects += machine.handle(.becameReady(program), at: now)
        }
        return effects
    }

    /// How long ``wait()`` may wait, in milliseconds, rounded up; -1 for ever.
    private var timeout: Int32 {
        var isTicking = face.isMoving(machine.state)
        if case .starting = machine.state.phase { isTicking = true }
        let deadlines = [
            isTicking ? now + Self.tick : nil, machine.nextDeadline, tool?.deadline,
        ]
        guard let next = deadlines.compactMap(\.self).min() else { return -1 }
        return Int32(clamping: max(0, (next - now).wholeMilliseconds + 1))
    }

    private mutating func handleInput() -> [DemoEffect] {
        guard let bytes = Descriptor.read(STDIN_FILENO) else {
            return machine.handle(.endRequested, at: now)
        }
        return keys.read(bytes).flatMap { machine.handle(.typed($0), at: now) }
    }

    private mutating func handleSignals() throws(DemoFault) -> [DemoEffect] {
        let taken = signals.take()
        var effects: [DemoEffect] = []
        if taken.contains(SIGCHLD) {
            for (program, end) in programs.reap() {
                let words = LogTail.lastLine(of: programs.logPath(of: program))
                effects += machine.handle(.ended(program, end, words: words), at: now)
            }
        }
        if taken.contains(SIGTSTP), Self.hasShell {
            face.leave()
            kill(getpid(), SIGSTOP)
            try face.enter()
        } else if taken.contains(SIGCONT) {
            try face.enter()
        }
        if taken.contains(SIGWINCH) { face.redraw() }
        if !taken.isDisjoint(with: SignalDoor.ending) {
            effects += machine.handle(.endRequested, at: now)
        }
        return effects
    }

    /// Whether somebody is there who can let a stopped demo go on: a shell of the same session.
    private static var hasShell: Bool {
        getsid(getppid()) == getsid(0)
    }

    private mutating func handleTool() throws(DemoFault) -> [DemoEffect] {
        guard var run = tool else { return [] }
        let end = run.finish(at: now)
        tool = run
        guard let end else { return [] }
        tool = nil
        guard run.isLookup, end.isSuccess else {
            return machine.handle(.toolEnded(run.tool, end, lines: run.lines), at: now)
        }
        let isPanic = run.tool == .acceptance
        let name =
            isPanic
            ? DeskListing.panicToAccept(in: run.lines) : DeskListing.recordToOpen(in: run.lines)
        guard let name else {
            let words = isPanic ? "No panic waits to be accepted." : "No record is in the list."
            return machine.handle(.toolEnded(run.tool, end, lines: [words]), at: now)
        }
        tool = try run.next(on: name, programs: programs, at: now)
        return []
    }

    private mutating func perform(_ effects: [DemoEffect]) throws(DemoFault) {
        for effect in effects {
            switch effect {
            case .start(let program): try programs.start(program)
            case .kill(let program): programs.kill(program)
            case .press(let bytes): programs.press(bytes)
            case .setNetwork(let isPlugged): plug.set(isPlugged: isPlugged)
            case .run(let tool):
                self.tool = try DemoToolRun(tool, programs: programs, folder: folder, at: now)
            case .end(let ending): self.ending = ending
            }
        }
    }
}

extension UnixHour {
    /// The hour of the wall clock.
    fileprivate static var now: UnixHour {
        UnixHour(rawValue: UInt32(clamping: time(nil) / 3_600))
    }
}
