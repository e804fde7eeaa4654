internal import FoundationEssentials
internal import Glibc

/// A box and its centre on one terminal.
public enum Demo {
    /// The hidden word that makes the program ``keep()``.
    public static let keeperCommand = "demo-keeper"

    /// Runs a demo on the standard descriptors; to be called on the main thread, once.
    ///
    /// However it ends, the terminal is as it was, the programs are ended and the folder is
    /// removed, unless the options keep it.
    ///
    /// - Parameter options: what the person chose.
    /// - Returns: the exit code, one of sysexits.h.
    public static func run(_ options: DemoOptions) -> Int32 {
        do {
            let environment = ProcessInfo.processInfo.environment
            // As a box's services have it (LimitCORE=0): no process leaves its memory in a file.
            var none = rlimit(rlim_cur: 0, rlim_max: 0)
            setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
            // And no crash opens the interactive backtrace of Swift on a terminal in our mode.
            for number in [SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGQUIT, SIGSEGV, SIGTRAP] {
                signal(number, SIG_DFL)
            }
            let signals = try SignalDoor()
            let base = DemoFolder.base(environment: environment)
            DemoFolder.removeLeftovers(in: base)
            var keeper: Int32?
            defer {
                if let keeper { Descriptor.write(DemoKeeper.done, to: keeper) }
            }
            let folder = try DemoFolder.make(in: base, process: getpid())
            defer { finish(folder, options) }
            let face = DemoFace(
                input: STDIN_FILENO,
                output: STDOUT_FILENO,
                environment: environment
            )
            if options.keepsFolder { try folder.keep() }
            let order = DemoKeeper.Order(
                folder: options.keepsFolder ? nil : folder.path,
                terminal: face.savedMode
            )
            keeper = try startKeeper(order, environment: environment)
            var run = try DemoRun(
                options: options,
                folder: folder,
                signals: signals,
                face: face,
                environment: environment
            )
            let ending = try run.run()
            if let words = ending.words { say(words) }
            return ending.exitCode
        } catch {
            say(error.words)
            return error.exitCode
        }
    }

    /// Waits for the end of a demo and cleans up where it could not; the demo starts this itself.
    public static func keep() {
        DemoKeeper.run(input: STDIN_FILENO, terminal: STDOUT_FILENO)
    }

    private static func startKeeper(
        _ order: DemoKeeper.Order,
        environment: [String: String]
    ) throws(DemoFault) -> Int32 {
        let (readEnd, writeEnd) = try Descriptor.pipe()
        defer { close(readEnd) }
        _ = try ChildProcess.start(
            "/proc/self/exe",
            arguments: [keeperCommand],
            environment: environment,
            descriptors: ChildProcess.Descriptors(
                input: readEnd,
                output: STDOUT_FILENO,
                error: STDOUT_FILENO
            ),
            isTied: false
        )
        Descriptor.write(order.encoded, to: writeEnd)
        return writeEnd
    }

    private static func finish(_ folder: DemoFolder, _ options: DemoOptions) {
        if options.keepsFolder {
            say("The files of the demo stay in \(folder.path)")
        } else {
            folder.remove()
        }
    }

    private static func say(_ words: String) {
        Descriptor.write(Array("\(words)\n".utf8), to: STDERR_FILENO)
    }
}
