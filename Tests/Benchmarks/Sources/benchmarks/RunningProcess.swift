import Foundation

/// A process that is looked at through `/proc`.
struct RunningProcess {
    let number: pid_t

    /// The process that runs the program at `path`.
    static func find(_ path: String) -> RunningProcess? {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        for number in names.compactMap({ pid_t($0) }) {
            let program = try? FileManager.default.destinationOfSymbolicLink(
                atPath: "/proc/\(number)/exe"
            )
            if program == path { return RunningProcess(number: number) }
        }
        return nil
    }

    /// Resident memory in kilobytes.
    var residentKilobytes: Int { field("VmRSS:", of: "/proc/\(number)/status") }

    /// How often any of its threads went to sleep until something woke it.
    var wakeups: Int {
        let threads =
            (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(number)/task")) ?? []
        return threads.reduce(0) { sum, thread in
            let path = "/proc/\(number)/task/\(thread)/status"
            return sum + field("voluntary_ctxt_switches:", of: path)
        }
    }

    private func field(_ name: String, of path: String) -> Int {
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix(name) }
        return line.flatMap { Int($0.dropFirst(name.count).filter(\.isNumber)) } ?? 0
    }
}
