import Foundation
import Testing

/// The memory of another process, as root sees it.
///
/// Source: proc(5), `/proc/PID/maps` and `/proc/PID/mem`.
struct ProcessMemory {
    let process: pid_t

    /// In how many places of writable memory `needle` stands.
    func count(of needle: [UInt8]) throws -> Int {
        let maps = try #require(FileManager.default.contents(atPath: "/proc/\(process)/maps"))
        let memory = open("/proc/\(process)/mem", O_RDONLY | O_CLOEXEC)
        try #require(memory >= 0)
        defer { close(memory) }
        var count = 0
        for line in String(decoding: maps, as: UTF8.self).split(separator: "\n") {
            let words = line.split(separator: " ")
            let bounds = words[0].split(separator: "-").compactMap { Int($0, radix: 16) }
            guard words[1].hasPrefix("rw"), bounds.count == 2 else { continue }
            let data = read(memory, from: bounds[0], to: bounds[1])
            var rest = data.startIndex..<data.endIndex
            while let found = data.range(of: Data(needle), in: rest) {
                count += 1
                rest = found.upperBound..<data.endIndex
            }
        }
        return count
    }

    /// The bytes of a mapping, as far as they can be read.
    private func read(_ memory: Int32, from start: Int, to end: Int) -> Data {
        var bytes = [UInt8](repeating: 0, count: end - start)
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { buffer in
                pread(
                    memory,
                    buffer.baseAddress?.advanced(by: filled),
                    buffer.count - filled,
                    off_t(start + filled)
                )
            }
            guard count > 0 else { break }
            filled += count
        }
        return Data(bytes.prefix(filled))
    }
}
