internal import ArgumentParser
internal import Glibc
internal import ProgramStreams
internal import ServiceTools

/// `meldpostctl config`.
struct Config: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Looks after the configuration of the box.",
        subcommands: [Check.self]
    )

    /// Whose file it is.
    enum Owner: String, ExpressibleByArgument {
        case station
        case courier

        var program: ConfigurationCheck.Program {
            switch self {
            case .station: .station
            case .courier: .courier
            }
        }
    }

    /// `meldpostctl config check`.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Says everything that is wrong in a file, and changes nothing.",
            discussion: """
                One line for each error: file, key and rule, never a value. Ends with 0 when \
                nothing is wrong, and else with the code with which the program would end. \
                Credentials are checked where their folder is named.
                """
        )

        @Argument(help: "The file: station.toml or courier.toml.")
        var file: String

        @Option(help: "Whose file it is, where its name does not say: station or courier.")
        var owner: Owner?

        @Option(help: "The folder of the credentials.")
        var credentials: String?

        func run() throws {
            guard
                let check = ConfigurationCheck(
                    file: file,
                    owner: owner?.program,
                    credentials: credentials,
                    ownPath: Self.ownPath
                )
            else {
                throw ValidationError("Name a station.toml or courier.toml, or give --owner.")
            }
            // The other program takes our place: its words and its exit code are the answer.
            var words = ([check.program] + check.arguments).map { strdup($0) }
            words.append(nil)
            execv(check.program, words)
            ProgramOutput.say("meldpostctl: the program that checks this file cannot be started")
            throw ExitCode(EX_UNAVAILABLE)
        }

        private static var ownPath: String {
            var bytes = [UInt8](repeating: 0, count: Int(PATH_MAX))
            let count = bytes.withUnsafeMutableBytes { buffer in
                buffer.withMemoryRebound(to: CChar.self) { path in
                    path.baseAddress.map { readlink("/proc/self/exe", $0, path.count) } ?? 0
                }
            }
            return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        }
    }
}
