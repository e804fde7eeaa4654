internal import FoundationEssentials
internal import Glibc

/// A program that runs beside the demo, in a process group of its own.
struct ChildProcess: Hashable, Sendable {
    /// What a new process gets as its standard input, output and error.
    struct Descriptors {
        var input: Int32
        var output: Int32
        var error: Int32
    }

    /// The program that ties a process to the life of the one that starts it, with its arguments.
    ///
    /// `prctl(PR_SET_PDEATHSIG)` has to be called in the new process itself, and Swift imports no
    /// function with a variable number of arguments. Source: setpriv(1) of util-linux, which every
    /// Debian has.
    private static let tie = (path: "/usr/bin/setpriv", arguments: ["--pdeathsig", "KILL", "--"])

    /// Flag of glibc's spawn.h that Swift does not see: the process begins a session of its own.
    private static let newSession: Int32 = 0x80

    let number: pid_t

    /// Starts the executable at `path`.
    ///
    /// To be called from the main thread: a tied process ends with the thread that started it.
    /// Source: prctl(2), PR_SET_PDEATHSIG.
    ///
    /// - Parameters:
    ///   - path: the executable.
    ///   - arguments: what follows its name.
    ///   - environment: all its variables.
    ///   - descriptors: its standard descriptors; nothing else is passed on.
    ///   - isTied: whether it ends when the demo ends, however that happens. A process that is not
    ///     tied gets a session of its own, so that no signal of the terminal reaches it.
    /// - Returns: the process.
    /// - Throws: ``DemoFault/process(errorNumber:)``.
    static func start(
        _ path: String,
        arguments: [String],
        environment: [String: String],
        descriptors: Descriptors,
        isTied: Bool = true
    ) throws(DemoFault) -> ChildProcess {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, descriptors.input, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, descriptors.output, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, descriptors.error, STDERR_FILENO)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        var defaults = sigset_t()
        sigfillset(&defaults)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        let group = isTied ? POSIX_SPAWN_SETPGROUP : newSession
        posix_spawnattr_setflags(
            &attributes,
            Int16(group | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF)
        )

        let isTied = isTied && access(tie.path, X_OK) == 0
        let words = isTied ? [tie.path] + tie.arguments + [path] + arguments : [path] + arguments
        var number: pid_t = 0
        let result = withCStrings(words) { arguments in
            withCStrings(environment.map { "\($0.key)=\($0.value)" }) { environment in
                posix_spawn(
                    &number,
                    isTied ? tie.path : path,
                    &actions,
                    &attributes,
                    arguments,
                    environment
                )
            }
        }
        guard result == 0 else { throw .process(errorNumber: result) }
        return ChildProcess(number: number)
    }

    /// Sends a signal to the process and all that it started.
    func signal(_ number: Int32) {
        killpg(self.number, number)
    }

    /// The end of the process, or `nil` while it runs.
    func reap() -> ProcessEnd? {
        var status: Int32 = 0
        return waitpid(number, &status, WNOHANG) == number ? ProcessEnd(status: status) : nil
    }

    private static func withCStrings<Result>(
        _ strings: [String],
        _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let copies = strings.map { strdup($0) }
        defer {
            for copy in copies { free(copy) }
        }
        return body(copies + [nil])
    }
}
