import Foundation
import ProgramKit
import Testing

@testable import DemoAssembly

@Suite struct DemoFolderTests {
    private let base: TemporaryFolder

    init() throws {
        base = TemporaryFolder()
    }

    private func mode(_ path: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return try #require(attributes[.posixPermissions] as? Int)
    }

    @Test func `nobody else can read the folder or what is in it`() throws {
        let old = umask(0)
        defer { umask(old) }
        let folder = try DemoFolder.make(in: base.path, process: 1)
        try folder.write([1, 2, 3], to: "box/secret")
        #expect(try mode(folder.path) == 0o700)
        #expect(try mode(folder.path("centre/desk")) == 0o700)
        #expect(try mode(folder.path("box/secret")) == 0o600)
    }

    @Test func `a file is never written over, a link never followed`() throws {
        let folder = try DemoFolder.make(in: base.path, process: 1)
        try folder.write([1], to: "box/file")
        #expect(throws: DemoFault.file(errorNumber: EEXIST)) {
            try folder.write([2], to: "box/file")
        }
        #expect(symlink("/nowhere", folder.path("box/link")) == 0)
        #expect(throws: DemoFault.file(errorNumber: EEXIST)) {
            try folder.write([2], to: "box/link")
        }
    }

    @Test func `only folders of this user whose process is no more are removed`() throws {
        let dead = try DemoFolder.make(in: base.path, process: pid_t.max)
        let kept = try DemoFolder.make(in: base.path, process: pid_t.max - 1)
        try kept.keep()
        let alive = try DemoFolder.make(in: base.path, process: getpid())
        let target = TemporaryFolder()
        let link = "\(base.path)/\(DemoFolder.namePrefix)\(pid_t.max - 2)"
        #expect(symlink(target.path, link) == 0)
        #expect(mkdir("\(base.path)/\(DemoFolder.namePrefix)x1", 0o700) == 0)
        DemoFolder.removeLeftovers(in: base.path)
        let prefix = DemoFolder.namePrefix
        #expect(
            Set(base.names) == [
                "\(prefix)\(pid_t.max - 1)", "\(prefix)\(getpid())", "\(prefix)\(pid_t.max - 2)",
                "\(prefix)x1",
            ]
        )
        #expect(access(target.path, F_OK) == 0)
        #expect(access(dead.path, F_OK) != 0 && access(alive.path("box"), F_OK) == 0)
    }

    @Test func `a leftover of the same number is replaced, anything else of that name refused`()
        throws
    {
        let first = try DemoFolder.make(in: base.path, process: 7)
        try first.write([1], to: "box/file")
        let second = try DemoFolder.make(in: base.path, process: 7)
        #expect(files(below: second.path) == [])
        second.remove()
        #expect(symlink("/tmp", second.path) == 0)
        #expect(throws: DemoFault.folder(errorNumber: EEXIST)) {
            try DemoFolder.make(in: base.path, process: 7)
        }
    }

    @Test func `removing removes links, not what they point to`() throws {
        let folder = try DemoFolder.make(in: base.path, process: 7)
        let target = TemporaryFolder()
        #expect(symlink(target.path, folder.path("box/link")) == 0)
        folder.remove()
        #expect(base.names == [])
        #expect(access(target.path, F_OK) == 0)
    }

    @Test func `temporary files go where TMPDIR says, unless a socket's path would be too long`() {
        #expect(DemoFolder.base(environment: ["TMPDIR": "/var/tmp/"]) == "/var/tmp")
        #expect(DemoFolder.base(environment: [:]) == "/tmp")
        #expect(DemoFolder.base(environment: ["TMPDIR": "relative"]) == "/tmp")
        let long = "/" + String(repeating: "a", count: 60)
        #expect(DemoFolder.base(environment: ["TMPDIR": long]) == long)
        #expect(DemoFolder.base(environment: ["TMPDIR": long + "a"]) == "/tmp")
        let socket = "\(long)/\(DemoFolder.namePrefix)\(pid_t.max)/box/run/control.sock"
        #expect(socket.utf8.count == 107)
    }
}
