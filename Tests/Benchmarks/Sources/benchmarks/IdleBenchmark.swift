import Foundation

/// The box beside a real centre, with nobody at it: memory and wake-ups of a minute.
struct IdleBenchmark {
    let programs: String

    struct NotRunning: Error {}

    /// Measures a minute at the pace of a real box: an exchange every 20 seconds.
    func run() throws -> [Goal] {
        let demo = Process()
        demo.executableURL = URL(filePath: "/usr/bin/script")
        let command = "\(programs)/meldpost demo --slot-milliseconds 20000"
        demo.arguments = ["-qec", command, "/dev/null"]
        demo.standardInput = Pipe()
        // Both feed a watchdog, as under systemd; nobody listens.
        let watched = ["NOTIFY_SOCKET": "@meldpost-benchmark", "WATCHDOG_USEC": "10000000"]
        demo.environment = ProcessInfo.processInfo.environment.merging(watched) { $1 }
        demo.standardOutput = FileHandle.nullDevice
        try demo.run()
        defer {
            // It ends its programs and removes its folder.
            if let meldpost = RunningProcess.find("\(programs)/meldpost") {
                kill(meldpost.number, SIGTERM)
            }
            demo.waitUntilExit()
        }
        // The first minute has what only a start has: time confirmed, the first cells.
        Thread.sleep(forTimeInterval: 60)
        guard let station = RunningProcess.find("\(programs)/meldpostd"),
            let courier = RunningProcess.find("\(programs)/meldpost-courier")
        else { throw NotRunning() }
        let before = (station.wakeups, courier.wakeups)
        Thread.sleep(forTimeInterval: 60)
        let (ours, its) = (station.wakeups - before.0, courier.wakeups - before.1)
        let (size, other) = (station.residentKilobytes, courier.residentKilobytes)
        return [
            Goal(
                name: "wake-ups a minute, meldpostd and courier",
                figure: "\(ours) and \(its)",
                goal: "together at most 60",
                isMet: ours + its <= 60
            ),
            Goal(
                name: "resident memory of an idle meldpostd",
                figure: "\(size) kB",
                goal: "at most 25 MB",
                isMet: size <= 25_000
            ),
            Goal(
                name: "resident memory of an idle courier",
                figure: "\(other) kB",
                goal: "at most 25 MB",
                isMet: other <= 25_000
            ),
        ]
    }
}
