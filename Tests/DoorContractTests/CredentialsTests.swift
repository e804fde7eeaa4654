import CLinux
import Foundation
import ProgramKit
import Testing

@testable import StrictConfiguration

@Suite struct CredentialsTests {
    private let folder = TemporaryFolder()

    private func rule(_ check: () throws -> Void) -> ConfigurationRule? {
        do {
            try check()
            return nil
        } catch {
            return (error as? ConfigurationRefusal)?.rule
        }
    }

    @Test(arguments: [0o400, 0o600] as [mode_t])
    func `a file of the owner alone is read`(mode: mode_t) throws {
        folder.write("secret", to: "courier-key", mode: mode)
        let credentials = try Credentials(directory: folder.path)
        #expect(try credentials.read(name: "courier-key") == Array("secret".utf8))
    }

    @Test(arguments: [0o604, 0o640, 0o644, 0o602, 0o620, 0o601, 0o660] as [mode_t])
    func `a file that others may use is refused`(mode: mode_t) throws {
        folder.write("secret", to: "courier-key", mode: mode)
        let credentials = try Credentials(directory: folder.path)
        #expect(rule { _ = try credentials.read(name: "courier-key") } == .mustBeOurs)
        #expect(ConfigurationRule.mustBeOurs.exit == .noPermission)
    }

    @Test func `a missing, empty or large file is refused`() throws {
        let credentials = try Credentials(directory: folder.path)
        folder.write("", to: "empty")
        folder.write([UInt8](repeating: 1, count: 11), to: "large")
        #expect(rule { _ = try credentials.read(name: "none") } == .mustExist)
        #expect(rule { _ = try credentials.read(name: "empty") } == .mustNotBeEmpty)
        #expect(rule { _ = try credentials.read(name: "large", limit: 10) } == .size(atMost: 10))
    }

    @Test func `base64 is taken with and without a line end`() throws {
        folder.write("AAE=", to: "a")
        folder.write("AAE=\n", to: "b")
        folder.write("AAE=\n\n", to: "c")
        let credentials = try Credentials(directory: folder.path)
        #expect(try credentials.base64(name: "a", byteCount: 2) == [0, 1])
        #expect(try credentials.base64(name: "b", byteCount: 2) == [0, 1])
        #expect(
            rule { _ = try credentials.base64(name: "c", byteCount: 2) } == .base64(byteCount: 2)
        )
    }

    // The access list of a credential as systemd 252 makes it: owner r, one user r, group none,
    // mask r, others none.
    private let systemdList: [UInt8] = [
        2, 0, 0, 0,
        0x01, 0, 4, 0, 0xFF, 0xFF, 0xFF, 0xFF,
        0x02, 0, 4, 0, 0xE8, 0x03, 0, 0,
        0x04, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF,
        0x10, 0, 4, 0, 0xFF, 0xFF, 0xFF, 0xFF,
        0x20, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF,
    ]

    @Test func `an access list that names one user only leaves a file private`() throws {
        #expect(FileAccess.givesGroupsNothing(systemdList))
        for place in [4 + 16 + 2, 4 + 32 + 2] {
            var list = systemdList
            list[place] = 4
            #expect(!FileAccess.givesGroupsNothing(list))
        }
        #expect(!FileAccess.givesGroupsNothing([]))
        #expect(!FileAccess.givesGroupsNothing(Array(systemdList.dropLast())))
    }

    @Test func `a credential as systemd hands it over is read`() throws {
        let path = folder.write("secret", to: "courier-key", mode: 0o400)
        let list = systemdList
        let result = setxattr(path, "system.posix_acl_access", list, list.count, 0)
        // Not every file system of a build machine has access lists.
        guard result == 0 else { return }
        var status = stat()
        #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o440)
        let credentials = try Credentials(directory: folder.path)
        #expect(try credentials.read(name: "courier-key") == Array("secret".utf8))
    }
}
