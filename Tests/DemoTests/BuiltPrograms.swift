import Foundation
import ProgramKit

/// The programs of the package in a folder of their own, and who is to run them.
///
/// A test that runs as root runs them as nobody: what a process keeps from its own user can only be
/// seen where that user is not root.
final class BuiltPrograms {
    static let names = DemoProgramNames.all

    /// Whether all programs are built and a stranger to root can be had.
    static let areThere =
        names.reduce(
            Need("setpriv, as root") { geteuid() != 0 || access("/usr/bin/setpriv", X_OK) == 0 }
        ) { $0 + .file("\(StandIns.built)/\($1)") } + .file("/usr/bin/strace")

    let folder: TemporaryFolder
    private let nobody: uid_t = 65_534

    init() throws {
        folder = TemporaryFolder()
        for name in Self.names {
            let (from, to) = ("\(StandIns.built)/\(name)", "\(folder.path)/\(name)")
            if link(from, to) != 0 { try FileManager.default.copyItem(atPath: from, toPath: to) }
        }
        precondition(mkdir(temporary, 0o700) == 0)
        if geteuid() == 0 {
            precondition(chmod(folder.path, 0o755) == 0)
            precondition(chown(temporary, nobody, nobody) == 0)
        }
    }

    /// The folder for temporary files.
    var temporary: String { "\(folder.path)/t" }

    /// A command as the user of the demo runs it.
    func asUser(_ command: [String]) -> [String] {
        guard geteuid() == 0 else { return command }
        return [
            "/usr/bin/setpriv", "--reuid", "\(nobody)", "--regid", "\(nobody)", "--clear-groups",
        ]
            + command
    }

    /// The variables of a person's terminal.
    func environment(_ changes: [String: String] = [:]) -> [String: String] {
        var all = [
            "PATH": "/usr/bin:/bin", "TERM": "xterm", "LANG": "C.UTF-8", "TMPDIR": temporary,
        ]
        all["LD_LIBRARY_PATH"] = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"]
        return all.merging(changes) { $1 }
    }

    /// Runs a command as the user of the demo and gives its exit code and what it printed.
    func run(
        _ command: [String],
        environment changes: [String: String] = [:]
    ) throws -> (code: Int32, output: String) {
        let process = Process()
        let words = asUser(command)
        process.executableURL = URL(filePath: words[0])
        process.arguments = Array(words.dropFirst())
        process.environment = environment(changes)
        process.currentDirectoryURL = URL(filePath: "/")
        let folder = TemporaryFolder()
        process.standardOutput = FileHandle(forWritingAtPath: folder.write("", to: "output"))
        process.standardError = process.standardOutput
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit(atMost: .seconds(60))
        return (
            process.terminationStatus,
            String(decoding: folder.bytes("output") ?? [], as: UTF8.self)
        )
    }

    /// The process that runs `name` from this folder.
    func process(_ name: String) -> pid_t? {
        StandIns.commands.first { $0.value.hasPrefix("\(folder.path)/\(name) ") }?.key
    }
}

/// The names of the programs that a demo needs.
enum DemoProgramNames {
    static let all = [
        "meldpost", "meldpostd", "meldpost-courier", "meldpost-inbox", "meldpost-desk",
        "meldpostctl",
    ]
}
