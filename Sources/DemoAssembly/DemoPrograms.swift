internal import FoundationEssentials
internal import Glibc
internal import TerminalPanel

/// Starts and ends the programs of a demo.
struct DemoPrograms {
    /// How long a program may take to end when it is asked to.
    private static let endLimit = Duration.seconds(3)

    private let folder: DemoFolder
    private let ports: DemoConfiguration.Ports
    /// Where the programs are: beside the one that runs.
    private let programFolder: String
    private let environment: [String: String]
    private var running: [DemoProgram: ChildProcess] = [:]
    private var stationOutput: [UInt8] = []
    private var panelInput: Int32?

    /// Where the station's panel writes, while the station runs.
    private(set) var panelOutput: Int32?
    /// Whether the station's panel has written anything since it was started.
    private var hasPanelSpoken = false

    /// Makes the programs of the demo in `folder`; none is started.
    ///
    /// The variables of systemd are not passed on: they name the demo's own service, if it has one.
    init(folder: DemoFolder, ports: DemoConfiguration.Ports, environment: [String: String]) {
        self.folder = folder
        self.ports = ports
        var environment = environment
        for name in ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "CREDENTIALS_DIRECTORY"] {
            environment[name] = nil
        }
        // What Swift prints of a process that crashed would show its memory.
        environment["SWIFT_BACKTRACE"] = "enable=no"
        environment["GLIBC_TUNABLES"] = "glibc.malloc.tcache_count=0"
        environment["MELDPOST_DESK_CONFIG"] = folder.path("centre/desk.toml")
        self.environment = environment
        programFolder = Self.ownFolder
    }

    /// The folder of the program that runs.
    ///
    /// Source: proc(5), `/proc/self/exe`.
    static var ownFolder: String {
        let path =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    }

    /// Where a tool is and what it is given.
    func command(of name: String, _ arguments: [String]) -> (path: String, arguments: [String]) {
        ("\(programFolder)/\(name)", arguments)
    }

    /// The path of the log of a program.
    func logPath(of program: DemoProgram) -> String {
        switch program {
        case .inbox: folder.path("centre/meldpost-inbox.log")
        case .station: folder.path("box/meldpostd.log")
        case .courier: folder.path("box/meldpost-courier.log")
        }
    }

    /// Starts `program`; what it writes to standard error is added to its log.
    mutating func start(_ program: DemoProgram) throws(DemoFault) {
        let log = open(logPath(of: program), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        let null = open("/dev/null", O_RDWR | O_CLOEXEC)
        guard log >= 0, null >= 0 else { throw .file(errorNumber: errno) }
        defer {
            close(log)
            close(null)
        }
        var descriptors = ChildProcess.Descriptors(input: null, output: log, error: log)
        guard program == .station else {
            running[program] = try launch(program, descriptors)
            return
        }
        closePanel()
        let input = try Descriptor.pipe()
        // Not a pipe, which the station cannot tell from one that leads into a file.
        let output = try Descriptor.pair()
        defer {
            close(input.readEnd)
            close(output.far)
        }
        descriptors.input = input.readEnd
        descriptors.output = output.far
        Descriptor.setNonBlocking(input.writeEnd)
        Descriptor.setNonBlocking(output.near)
        panelInput = input.writeEnd
        panelOutput = output.near
        running[program] = try launch(program, descriptors)
    }

    private func launch(
        _ program: DemoProgram,
        _ descriptors: ChildProcess.Descriptors
    ) throws(DemoFault) -> ChildProcess {
        let (configuration, credentials) =
            switch program {
            case .inbox: ("centre/inbox.toml", "centre/inbox")
            case .station: ("box/station.toml", "box/station")
            case .courier: ("box/courier.toml", "box/courier")
            }
        var environment = environment
        environment["CREDENTIALS_DIRECTORY"] = folder.path(credentials)
        return try ChildProcess.start(
            "\(programFolder)/\(program.name)",
            arguments: ["--config", folder.path(configuration)],
            environment: environment,
            descriptors: descriptors
        )
    }

    /// Starts a program that is run once, with its output and errors to `output`.
    func startTool(
        _ command: (path: String, arguments: [String]),
        output: Int32
    ) throws(DemoFault) -> ChildProcess {
        let null = open("/dev/null", O_RDONLY | O_CLOEXEC)
        guard null >= 0 else { throw .file(errorNumber: errno) }
        defer { close(null) }
        return try ChildProcess.start(
            command.path,
            arguments: command.arguments,
            environment: environment,
            descriptors: ChildProcess.Descriptors(input: null, output: output, error: output)
        )
    }

    /// Gives bytes to the station's panel; with no station there is nobody to take them.
    func press(_ bytes: [UInt8]) {
        guard let panelInput else { return }
        _ = write(panelInput, bytes, bytes.count)
    }

    /// What the station's panel has shown since the last call.
    mutating func takeShown() -> [PanelOutput] {
        guard let panelOutput else { return [] }
        guard let bytes = Descriptor.read(panelOutput) else {
            closePanel()
            return []
        }
        stationOutput += bytes
        var shown: [PanelOutput] = []
        while let end = stationOutput.firstIndex(of: UInt8(ascii: "\n")) {
            let line = String(decoding: stationOutput[..<end], as: UTF8.self)
            stationOutput.removeSubrange(...end)
            if let output = PanelOutput(line: line) { shown.append(output) }
        }
        // A line without end is none of the panel's.
        if stationOutput.count > 65_536 { stationOutput = [] }
        hasPanelSpoken = hasPanelSpoken || !shown.isEmpty
        return shown
    }

    private mutating func closePanel() {
        for descriptor in [panelInput, panelOutput].compactMap(\.self) { close(descriptor) }
        (panelInput, panelOutput, stationOutput, hasPanelSpoken) = (nil, nil, [], false)
    }

    /// Whether `program` answers.
    ///
    /// - Parameters:
    ///   - program: one that was started.
    ///   - connections: how many connections the courier has made so far.
    /// - Returns: whether what the next program needs is there.
    func isReady(_ program: DemoProgram, connections: Int) -> Bool {
        switch program {
        case .inbox: LoopbackPort.answers(ports.station) && LoopbackPort.answers(ports.desk)
        case .station: hasPanelSpoken && access(folder.path("box/run/control.sock"), F_OK) == 0
        case .courier: connections > 0
        }
    }

    /// Ends a program without a warning.
    func kill(_ program: DemoProgram) {
        running[program]?.signal(SIGKILL)
    }

    /// The programs that have ended.
    mutating func reap() -> [(DemoProgram, ProcessEnd)] {
        let ended = running.compactMap { program, process in process.reap().map { (program, $0) } }
        for (program, _) in ended { running[program] = nil }
        return ended
    }

    /// Ends all programs: asked first, after three seconds without a warning.
    mutating func endAll() {
        for process in running.values { process.signal(SIGTERM) }
        let limit = ContinuousClock.now + Self.endLimit
        while !running.isEmpty, ContinuousClock.now < limit {
            _ = reap()
            usleep(10_000)
        }
        for process in running.values {
            process.signal(SIGKILL)
            var status: Int32 = 0
            waitpid(process.number, &status, 0)
        }
        running = [:]
        closePanel()
    }
}
