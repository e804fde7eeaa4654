import Foundation
import LocalSockets
import Testing

@testable import StationAssembly

/// What is keyed at a panel on a terminal goes to eyes, and stays nowhere (P2).
@Suite(.serialized, .timeLimit(.minutes(1))) struct PanelOutputTests {
    private let files: StationFiles

    init() throws {
        files = try StationFiles()
    }

    private func keepsNothing(_ descriptor: Int32, stream: String? = nil) -> Bool {
        StationSettings.keepsNothing(descriptor, journalStream: stream)
    }

    /// Broken once: with `S_IFIFO` among what is taken, the pipe is; without the look at the names,
    /// the socket that leads to a server is.
    @Test func `a terminal, a pair of sockets and the null device are taken, nothing else is`()
        throws
    {
        var (terminal, slave): (Int32, Int32) = (-1, -1)
        #expect(openpty(&terminal, &slave, nil, nil, nil) == 0)
        let null = open("/dev/null", O_WRONLY)
        let zero = open("/dev/zero", O_WRONLY)
        files.write("out", [])
        let file = open(files.path("out"), O_WRONLY)
        var (pipes, pair) = ([Int32](repeating: -1, count: 2), [Int32](repeating: -1, count: 2))
        #expect(pipe(&pipes) == 0)
        #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &pair) == 0)
        defer { for one in [terminal, slave, null, zero, file] + pipes + pair { close(one) } }

        #expect(keepsNothing(slave))
        #expect(keepsNothing(null))
        #expect(keepsNothing(pair[0]))
        #expect(!keepsNothing(zero))
        #expect(!keepsNothing(file))
        #expect(!keepsNothing(pipes[1]))
        #expect(!keepsNothing(-1))
        var status = stat()
        #expect(fstat(pair[0], &status) == 0)
        #expect(!keepsNothing(pair[0], stream: "\(status.st_dev):\(status.st_ino)"))
        #expect(keepsNothing(pair[0], stream: "\(status.st_dev):\(status.st_ino + 1)"))
    }

    @Test func `a socket with a name, as that of the journal, is refused without its variable`()
        throws
    {
        let path = files.path("stdout")
        let listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let client = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { for one in [listener, client] { close(one) } }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let length = socklen_t(MemoryLayout<sockaddr_un>.size)
        let isConnected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 1) == 0
                    && connect(client, $0, length) == 0
            }
        }
        #expect(isConnected)
        #expect(!keepsNothing(client))
    }

    /// Broken once: without the check in `StationProgram`, it runs and writes into the file.
    @Test func `the program refuses a file as standard output, in words with the key`() throws {
        let run = try files.run(output: .file)
        #expect(run.end() == 78)
        #expect(
            run.text == "<3>meldpostd: \(files.folder)/station.toml: panel.kind may be terminal "
                + "only where standard output is one: what is keyed would be kept elsewhere\n"
        )
        #expect(run.output.isEmpty)
    }
}
