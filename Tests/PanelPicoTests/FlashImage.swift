import Foundation
import ProgramKit

/// The file that is dragged onto a Pico, and what it puts into the flash.
struct FlashImage {
    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Firmware")
    static let file = folder.appending(path: ".build/panel.uf2")

    /// Whether the firmware was built here: `Firmware/build` does it, and the checks call it first.
    static let isThere = Need.file(file.path)

    /// The bytes of the flash from its beginning.
    var flash: [UInt8] = []
    /// The blocks of the file.
    var blocks = 0

    /// Source: https://github.com/microsoft/uf2.
    init() throws {
        let bytes = [UInt8](try Data(contentsOf: Self.file))
        guard bytes.count % 512 == 0 else { throw CocoaError(.fileReadCorruptFile) }
        for start in stride(from: 0, to: bytes.count, by: 512) {
            func word(_ offset: Int) -> UInt32 {
                (0..<4).reduce(0) { $0 | UInt32(bytes[start + offset + $1]) << (8 * $1) }
            }
            guard word(0) == 0x0A32_4655, word(4) == 0x9E5D_5157, word(508) == 0x0AB1_6F30,
                word(8) == 0x2000, word(28) == 0xE48B_FF56, word(16) == 256,
                Int(word(12)) == 0x1000_0000 + flash.count
            else { throw CocoaError(.fileReadCorruptFile) }
            flash += bytes[(start + 32)..<(start + 288)]
            blocks += 1
        }
    }

    /// Whether a source is newer than the image: then a test of it would say nothing.
    static func isStale() throws -> Bool {
        func date(_ url: URL) throws -> Date {
            try url.resourceValues(forKeys: [.contentModificationDateKey])
                .contentModificationDate ?? .distantPast
        }
        let built = try date(file)
        let walk = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        for case let source as URL in walk ?? FileManager.DirectoryEnumerator() {
            let isSource = ["swift", "c", "h", "S", "ld"].contains(source.pathExtension)
            if isSource, !source.path.contains(".build"), try date(source) > built { return true }
        }
        return false
    }
}
