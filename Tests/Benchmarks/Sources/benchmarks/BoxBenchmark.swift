import Foundation
import JournalStore
import MeldpostCore
import RecordFormat

/// The shipped `meldpostd`: how soon it is ready, and what it holds, with an empty journal and with
/// a long queue.
struct BoxBenchmark {
    let bench: Bench
    let folder: String
    let programs: String

    private static let queued = 10_000
    private static let starts = 10

    struct NotReady: Error {}

    /// Measures both.
    func run() throws -> [Goal] {
        try writeFiles()
        let (emptyReady, emptySize) = try measure()
        try fill()
        let (longReady, longSize) = try measure()
        print("meldpostd with an empty journal: ready \(emptyReady.words), \(emptySize) kB")
        print("meldpostd with \(Self.queued) entries: ready \(longReady.words), \(longSize) kB")
        let ready = emptyReady.percentile(50)
        return [
            Goal(
                name: "start to ready",
                figure: Timing.text(ready),
                goal: "at most 300 ms",
                isMet: ready <= .milliseconds(300)
            ),
            Goal(
                name: "meldpostd with \(Self.queued) entries waiting",
                figure: "\(longSize) kB",
                goal: "at most 64 MB (F48)",
                isMet: longSize <= 64_000
            ),
        ]
    }

    private func writeFiles() throws {
        let list = Statement.make(.keyList(bench.list), key: bench.root).encoded()
        try Data(list).write(to: URL(filePath: "\(folder)/keylist"))
        let seed = Data(bench.stationKey.seed.value).base64EncodedString()
        let key = "\(folder)/station-key"
        try seed.write(toFile: key, atomically: false, encoding: .utf8)
        chmod(key, 0o400)
        let text = """
            [station]
            id = "\(bench.station.bytes.map { String(format: "%02x", $0) }.joined())"
            island = "bonaire"
            state_directory = "\(folder)/state"
            [trust]
            root_key = "\(Data(bench.root.publicKey.bytes).base64EncodedString())"
            key_list = "\(folder)/keylist"
            [panel]
            kind = "terminal"
            [sockets]
            courier = "\(folder)/courier.sock"
            control = "\(folder)/control.sock"
            """
        try text.write(toFile: "\(folder)/station.toml", atomically: false, encoding: .utf8)
        mkdir("\(folder)/state", 0o700)
    }

    /// Appends real entries of the size of a visit.
    private func fill() throws {
        var store = try JournalStore(directory: "\(folder)/state", station: bench.station)
        let journal = store.journal
        let record = try bench.seal()
        for _ in 0..<Self.queued {
            _ = try store.append(terms: [.decideOnSteps]) { sequence, previous in
                bench.entry(record, journal: journal, sequence: sequence, previous: previous)
            }
        }
    }

    /// Starts it several times; the memory is that of the last, five seconds after it was ready.
    private func measure() throws -> (ready: Timing, kilobytes: Int) {
        var times: [Duration] = []
        var size = 0
        for number in 1...Self.starts {
            let process = Process()
            process.executableURL = URL(filePath: "\(programs)/meldpostd")
            process.arguments = ["--config", "\(folder)/station.toml", "--credentials", folder]
            let (input, log) = (Pipe(), Pipe())
            process.standardInput = input
            process.standardOutput = FileHandle.nullDevice
            process.standardError = log
            let time = try Timing.of {
                try process.run()
                var text = ""
                while !text.contains("ready") {
                    let more = log.fileHandleForReading.availableData
                    guard !more.isEmpty else {
                        print(text)
                        throw NotReady()
                    }
                    text += String(decoding: more, as: UTF8.self)
                }
            }
            times.append(time)
            if number == Self.starts {
                Thread.sleep(forTimeInterval: 5)
                size = RunningProcess(number: process.processIdentifier).residentKilobytes
            }
            process.terminate()
            process.waitUntilExit()
        }
        return (Timing(times), size)
    }
}
