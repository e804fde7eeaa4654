import Foundation
import LocalSockets
import ProgramKit
import Testing

/// How a socket comes to lie at a path, against the real kernel.
@Suite struct LocalListenerTests {
    private let folder = TemporaryFolder()

    private var path: String { "\(folder.path)/s" }

    private func listener(mode: UInt16 = 0o660) throws -> LocalListener {
        try LocalListener(path: path, mode: mode, backlog: 4)
    }

    private func mode(_ path: String) -> mode_t? {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_mode & 0o7777 : nil
    }

    @Test func `the file has the wanted mode, whatever the umask`() throws {
        for wanted in [0o660, 0o600, 0o666] as [UInt16] {
            let listener = try listener(mode: wanted)
            #expect(mode(path) == mode_t(wanted))
            listener.close()
            #expect(mode(path) == nil)
        }
    }

    @Test func `a socket in use is refused and stays in use`() throws {
        let first = try listener()
        defer { first.close() }
        #expect(throws: LocalSocketError(operation: .listen, reason: .inUse)) { try listener() }
        // The probe of the second one is accepted first, and has hung up.
        let probe = try first.accept()
        #expect(try probe.receive() == nil)
        let near = try LocalConnection.connect(path: path)
        try near.send([1])
        #expect(try first.accept().receive() == [1])
    }

    @Test func `a socket in use with a full backlog is refused too`() throws {
        let first = try LocalListener(path: path, mode: 0o600, backlog: 0)
        defer { first.close() }
        let waiting = try LocalConnection.connect(path: path)
        #expect(throws: LocalSocketError(operation: .listen, reason: .inUse)) { try listener() }
        waiting.close()
    }

    @Test func `a stale socket file is replaced`() throws {
        // As after a kill: the file is there, and nobody behind it.
        close(RawSocket.bound(to: path))
        #expect(mode(path) != nil)
        let listener = try listener()
        defer { listener.close() }
        let near = try LocalConnection.connect(path: path)
        try near.send([1])
        #expect(try listener.accept().receive() == [1])
    }

    @Test func `a file that is not a socket is refused and kept`() throws {
        folder.write("content", to: "s")
        #expect(throws: LocalSocketError(operation: .listen, reason: .notSocket)) { try listener() }
        #expect(FileManager.default.contents(atPath: path) == Data("content".utf8))
    }

    @Test func `a symbolic link is refused`() throws {
        #expect(symlink("\(folder.path)/elsewhere", path) == 0)
        #expect(throws: LocalSocketError(operation: .listen, reason: .notSocket)) { try listener() }
    }

    @Test func `a path that does not fit is refused`() {
        for bad in ["", String(repeating: "a", count: 108), "a\u{0}b"] {
            #expect(throws: LocalSocketError(operation: .listen, reason: .path)) {
                try LocalListener(path: bad, mode: 0o600, backlog: 1)
            }
            #expect(throws: LocalSocketError(operation: .connect, reason: .path)) {
                try LocalConnection.connect(path: bad)
            }
        }
    }

    @Test func `a path of 107 bytes fits`() throws {
        let name = String(repeating: "a", count: 107 - folder.path.utf8.count - 1)
        let long = "\(folder.path)/\(name)"
        let listener = try LocalListener(path: long, mode: 0o600, backlog: 1)
        defer { listener.close() }
        _ = try LocalConnection.connect(path: long)
    }

    @Test func `a directory that is not there is named by its error number`() {
        #expect(throws: LocalSocketError(operation: .listen, reason: .system(ENOENT))) {
            try LocalListener(path: "\(folder.path)/none/s", mode: 0o600, backlog: 1)
        }
    }

    @Test func `nobody there is told apart from a socket of another type`() throws {
        #expect(throws: LocalSocketError(operation: .connect, reason: .notAnswered)) {
            try LocalConnection.connect(path: path)
        }
        let stream = RawSocket.bound(to: path, type: Int32(SOCK_STREAM.rawValue))
        defer { close(stream) }
        #expect(listen(stream, 1) == 0)
        #expect(throws: LocalSocketError(operation: .connect, reason: .notSocket)) {
            try LocalConnection.connect(path: path)
        }
        #expect(throws: LocalSocketError(operation: .listen, reason: .inUse)) { try listener() }
    }
}
