import CrashKit
@preconcurrency import Glibc
import JournalStore
import MeldpostCore

/// A small real program over the real journal, for tests that cut its power or end it.
///
/// - `append FOLDER COUNT BODYBYTES [--skip-syncs]`: appends, and writes `stored N` after each.
/// - `check`: reads lines `FOLDER PROMISED` and answers each with `ok` or `violation`.
/// - `open FOLDER`: opens, reads the memory, and writes the number of entries, milliseconds of
///   processor time and kilobytes at the peak.
@main
enum JournalWorkload {
    static func main() {
        setvbuf(stdout, nil, Int32(_IOLBF), 0)
        let words = CommandLine.arguments.dropFirst()
        switch words.first {
        case "append" where words.count >= 4:
            let values = Array(words)
            append(
                folder: values[1],
                count: Int(values[2]) ?? 0,
                bodyBytes: Int(values[3]) ?? 0,
                skipsSyncs: values.contains("--skip-syncs")
            )
        case "check":
            check()
        case "open" where words.count == 2:
            open(folder: Array(words)[1])
        default:
            exit(64)
        }
    }

    private static func append(folder: String, count: Int, bodyBytes: Int, skipsSyncs: Bool) {
        let layer = skipsSyncs ? CrashLayer() : nil
        layer?.skipSyncs(true)
        do throws(JournalFault) {
            var store = try JournalStore(
                directory: folder,
                station: SampleEntries.station,
                limits: JournalLimits(),
                random: SystemRandomNumberGenerator(),
                fileSystemLayer: layer?.name,
                autocheckpointPages: 64
            )
            print("open \(store.head.sequence)")
            let samples = SampleEntries(journal: store.journal)
            for _ in 0..<count {
                let entry = try store.append(terms: [.decideOnSteps]) {
                    samples.entry($0, after: $1, bodyBytes: bodyBytes)
                }
                print("stored \(entry.reference.sequence)")
            }
        } catch {
            print("fault \(error.faultCode) \(error.fault)")
            exit(1)
        }
        // A crash image must show a program that was running: nothing is closed here.
        exit(0)
    }

    private static func check() {
        while let line = readLine() {
            let words = line.split(separator: " ")
            guard words.count == 2, let promised = UInt64(words[1]) else { exit(64) }
            print(JournalCheck.run(folder: String(words[0]), promised: promised))
        }
    }

    private static func open(folder: String) {
        do throws(JournalFault) {
            let store = try JournalStore(directory: folder, station: SampleEntries.station)
            let count = try store.memory().waiting.count
            var usage = rusage()
            // RUSAGE_SELF is 0; as an enumeration of C it does not fit its own function in Swift.
            getrusage(0, &usage)
            let seconds = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
            let milliseconds =
                seconds * 1000 + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000
            print("\(count) \(milliseconds) \(peakKilobytes())")
        } catch {
            print("fault \(error.faultCode)")
            exit(1)
        }
    }

    /// The peak of this program's own memory, in kilobytes.
    ///
    /// Not `ru_maxrss`: it begins with that of the program which started it.
    /// Source: proc(5), `VmHWM`.
    private static func peakKilobytes() -> Int {
        guard let file = fopen("/proc/self/status", "r") else { return .max }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        while fgets(&line, Int32(line.count), file) != nil {
            let text = String(
                decoding: line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) },
                as: UTF8.self
            )
            guard text.hasPrefix("VmHWM:") else { continue }
            return text.split { !$0.isNumber }.first.flatMap { Int($0) } ?? .max
        }
        return .max
    }
}
