import Foundation
import ProgramKit

/// A folder with `meldpost` and stand-ins for the programs that it starts: they do as little as a
/// demo needs, so that the demo itself can be tested in a second.
final class StandIns {
    let folder: TemporaryFolder

    /// Where `swift test` puts the programs of the package.
    static let built: String = {
        let bundle =
            CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
        let end = bundle.range(of: ".xctest")?.upperBound ?? bundle.endIndex
        return URL(filePath: String(bundle[..<end])).deletingLastPathComponent().path
    }()

    /// Whether the stand-ins can run: they are written in Perl, which every Debian has.
    static let canRun = Need.file("/usr/bin/perl") + .file("\(built)/meldpost")

    var program: String { "\(folder.path)/meldpost" }

    init() throws {
        folder = TemporaryFolder()
        // A copy, not a link to the name: a program finds the others beside its own file.
        try FileManager.default.copyItem(atPath: "\(Self.built)/meldpost", toPath: program)
        try write(
            "meldpost-inbox",
            """
            use IO::Socket::INET; use IO::Select;
            my @ports = map { $text =~ /^$_ = (\\d+)/m or exit 78; IO::Socket::INET->new(
                LocalAddr => '127.0.0.1', LocalPort => $1, Listen => 5, ReuseAddr => 1)
                or exit 71 } qw(station_port desk_port);
            my $select = IO::Select->new(@ports);
            while (1) { for my $one ($select->can_read) {
                if (grep { $_ == $one } @ports) { $select->add($one->accept); next }
                my $bytes;
                sysread($one, $bytes, 4096) ? syswrite($one, $bytes)
                    : ($select->remove($one), close $one);
            } }
            """
        )
        try write(
            "meldpost-courier",
            """
            use IO::Socket::INET;
            $text =~ /^port = (\\d+)/m or exit 78;
            while (1) {
                my $socket = IO::Socket::INET->new(PeerAddr => '127.0.0.1', PeerPort => $1);
                my $bytes;
                if ($socket) { syswrite($socket, 'x'); 1 while sysread($socket, $bytes, 1) }
                select(undef, undef, undef, 0.1);
            }
            """
        )
        try write(
            "meldpostd",
            """
            $text =~ /^control = "(.*)"/m or exit 78; open my $socket, '>', $1; close $socket;
            print STDERR "<5>station started\\n";
            print "lamp ready on\\nlamp panic off\\nrelay open\\n";
            my $byte;
            while (sysread(STDIN, $byte, 1)) {
                if ($byte eq 'u') { print "say The handset is lifted.\\n" }
                elsif ($byte eq 'P') { print "relay closed\\nlamp panic fast\\n" }
                elsif ($byte eq 'R') { print "lamp panic slow\\n" }
                elsif ($byte eq '7') { print STDERR "<3>told to fail\\n"; exit 70 }
                elsif ($byte =~ /[0-9*#]/) { print "tone\\nsay You pressed a key.\\n" }
            }
            """
        )
        try write("meldpost-desk", "print \"desk @ARGV\\n\";")
        try write("meldpostctl", "print \"status of @ARGV\\n\";")
    }

    /// Replaces one of them.
    func write(_ name: String, _ script: String) throws {
        let path = "\(folder.path)/\(name)"
        let text = """
            #!/usr/bin/perl
            use strict; $| = 1;
            my $text = $ARGV[0] eq '--config' ? do {
                local $/; open my $file, '<', $ARGV[1] or exit 66; <$file> } : '';
            \(script)
            """
        try Data(text.utf8).write(to: URL(filePath: path))
        precondition(chmod(path, 0o755) == 0)
    }

    /// The variables of a person's terminal; temporary files go below the folder.
    func environment(_ changes: [String: String] = [:]) -> [String: String] {
        var all = [
            "PATH": "/usr/bin:/bin", "TERM": "xterm", "LANG": "C.UTF-8", "TMPDIR": folder.path,
        ]
        for name in ["LD_LIBRARY_PATH", "HOME"] {
            all[name] = ProcessInfo.processInfo.environment[name]
        }
        return all.merging(changes) { $1 }
    }

    /// Starts a demo on a terminal of its own.
    func demo(
        _ arguments: [String] = [],
        environment changes: [String: String] = [:],
        rows: UInt16 = 24
    ) throws -> PseudoTerminal {
        try PseudoTerminal(
            [program, "demo"] + arguments,
            environment: environment(changes),
            rows: rows
        )
    }

    /// The folders of demos that are still there.
    var leftovers: [String] { folder.names.filter { $0.hasPrefix("meldpost-demo-") } }

    /// The processes that run from this folder or work in it.
    var processes: [String] {
        Self.commands.filter { $0.value.contains(folder.path) }.map(\.value)
    }

    /// The process that runs `name` from this folder.
    func process(_ name: String) -> pid_t? {
        Self.commands.first { $0.value.contains("\(folder.path)/\(name) ") }?.key
    }

    /// All processes with their command lines.
    ///
    /// Source: proc(5).
    static var commands: [pid_t: String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        let pairs = names.compactMap { pid_t($0) }.compactMap { number -> (pid_t, String)? in
            guard let bytes = FileManager.default.contents(atPath: "/proc/\(number)/cmdline"),
                !bytes.isEmpty
            else { return nil }
            let words = bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
            return (number, words.joined(separator: " ") + " ")
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }
}
