internal import Glibc

/// How worn the disk below a directory is, where the kernel tells.
///
/// An eMMC tells it in two files of sysfs; cards and other disks tell only programs with a privilege that
/// this one has not.
///
/// Source: JESD84-B51, DEVICE_LIFE_TIME_EST_TYP_A and _B, PRE_EOL_INFO; sysfs of the kernel's mmc driver.
struct DiskWear: Hashable, Sendable {
    /// How much of its life is used, in percent, rounded up to tens; 110 is more than it was made for.
    var percent: Int?
    /// Whether most of its spare blocks are used.
    var isSpareLow = false

    /// How many layers of mapped devices are looked through, such as encryption.
    private static let layers = 4

    /// Looks at the disk on which `directory` lies.
    ///
    /// - Parameters:
    ///   - directory: where.
    ///   - system: the folder of sysfs; another one in tests.
    init(ofDiskBelow directory: String, system: String = "/sys") {
        var status = stat()
        guard stat(directory, &status) == 0 else {
            self.init()
            return
        }
        let device = UInt64(status.st_dev)
        // Source: makedev(3).
        let major = (device >> 8 & 0xFFF) | (device >> 32 & ~0xFFF)
        let minor = (device & 0xFF) | (device >> 12 & ~0xFF)
        self.init(block: "\(system)/dev/block/\(major):\(minor)")
    }

    /// Knows nothing.
    private init() {}

    /// Looks at the block device that has this folder in sysfs.
    init(block: String) {
        var folder = block
        for _ in 0..<Self.layers {
            guard let lower = Self.first(in: "\(folder)/slaves") else { break }
            folder = "\(folder)/slaves/\(lower)"
        }
        if access("\(folder)/partition", F_OK) == 0 { folder += "/.." }
        let life = Self.numbers(in: "\(folder)/device/life_time").filter { (1...11).contains($0) }
        percent = life.max().map { $0 * 10 }
        isSpareLow = Self.numbers(in: "\(folder)/device/pre_eol_info").contains {
            $0 == 2 || $0 == 3
        }
    }

    /// The hexadecimal numbers of a short file, such as `0x01 0x02`.
    private static func numbers(in path: String) -> [Int] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return [] }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = read(file, &bytes, bytes.count)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
            .split { $0 == " " || $0 == "\n" }
            .compactMap { $0.hasPrefix("0x") ? Int($0.dropFirst(2), radix: 16) : nil }
    }

    /// The first name in a folder, if there is one.
    private static func first(in path: String) -> String? {
        guard let folder = opendir(path) else { return nil }
        defer { closedir(folder) }
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { return name }
        }
        return nil
    }
}
