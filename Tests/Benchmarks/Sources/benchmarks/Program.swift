import Foundation

/// Measures what the box costs and compares it with the goals.
@main
struct Program {
    static func main() throws {
        guard CommandLine.arguments.count == 2 else {
            print("usage: benchmarks FOLDER-OF-PROGRAMS")
            exit(64)
        }
        let programs = URL(filePath: CommandLine.arguments[1]).resolvingSymlinksInPath().path
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "meldpost-\(UUID().uuidString.prefix(8))"
        ).path
        try FileManager.default.createDirectory(
            atPath: "\(folder)/store",
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let bench = try Bench()
        let goals =
            try StoreBenchmark(bench: bench, folder: "\(folder)/store").run()
            + BoxBenchmark(bench: bench, folder: folder, programs: programs).run()
            + IdleBenchmark(programs: programs).run()
        if !Goal.report(goals) { exit(1) }
    }
}
