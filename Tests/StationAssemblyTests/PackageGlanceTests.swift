import Foundation
import MeldpostCore
import Testing

@testable import StationAssembly

/// A package that is not whole is seen by the file that its scripts leave.
@Suite struct PackageGlanceTests {
    private let folder: String

    init() throws {
        folder = NSTemporaryDirectory() + "/mp-" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    private func mark(_ isThere: Bool) {
        let path = "\(folder)/\(PackageGlance.mark)"
        if isThere {
            #expect(FileManager.default.createFile(atPath: path, contents: nil))
        } else {
            #expect(unlink(path) == 0)
        }
    }

    private func time(_ seconds: Int) -> Instant { Instant(sinceStart: .seconds(seconds)) }

    /// Broken once: without the second look, which a file needs that comes in the moment of the first.
    @Test
    func `the file is news when it comes and when it goes, also within one tick of the clock`()
        throws
    {
        let glance = try #require(PackageGlance(folder: folder))
        #expect(glance.news(at: time(0)) == nil)
        var times = stat()
        #expect(stat(folder, &times) == 0)
        mark(true)
        // As if it had come in the same tick.
        var same = [timespec(tv_sec: 0, tv_nsec: 1_073_741_822), times.st_mtim]
        #expect(utimensat(AT_FDCWD, folder, &same, 0) == 0)
        #expect(glance.news(at: time(2)) == true)
        for seconds in 3...5 { #expect(glance.news(at: time(seconds)) == nil) }
        mark(false)
        #expect(glance.news(at: time(6)) == false)
        #expect(glance.news(at: time(7)) == nil)
        // A start after a cut sees it at once.
        mark(true)
        #expect(PackageGlance(folder: folder)?.news(at: time(0)) == true)
        try FileManager.default.removeItem(atPath: folder)
    }

    @Test func `it is looked at once a second at most`() throws {
        let glance = try #require(PackageGlance(folder: folder))
        _ = glance.news(at: time(1))
        mark(true)
        #expect(glance.news(at: Instant(sinceStart: .milliseconds(1_999))) == nil)
        #expect(glance.news(at: time(2)) == true)
        #expect(glance.last == time(2))
        try FileManager.default.removeItem(atPath: folder)
    }

    @Test func `a program that did not come in a package has nothing to look at`() {
        #expect(PackageGlance(folder: folder + "/none") == nil)
    }

    /// The folder and the file of the program are those of the scripts.
    @Test func `the scripts of the package make the file first and take it away last`() throws {
        let path = "\(PackageGlance.folder)/\(PackageGlance.mark)"
        func script(_ name: String) throws -> [String] {
            let file = URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../Systemd/box/\(name)")
            return try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
                .map { $0.trimmingCharacters(in: .whitespaces) }
        }
        #expect(try script("preinst").contains("touch \(path)"))
        #expect(try script("postinst").suffix(3) == ["rm -f \(path)", ";;", "esac"])
        #expect(try script("postrm").contains("rm -f \(path)"))
    }
}
