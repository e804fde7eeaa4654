internal import ArgumentParser
internal import DeskTools

/// `meldpost-desk age`: makes keys, seals and opens age files.
struct AgeTool: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "age",
        abstract: "Make keys, seal and open age files.",
        discussion: """
            A passphrase is asked for on the terminal, or read from the first line of the file \
            that MELDPOST_PASSPHRASE_FILE names.
            """,
        subcommands: [Keygen.self, Encrypt.self, Decrypt.self]
    )

    struct Keygen: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a hybrid key and print its identity file."
        )

        @Option(name: .shortAndLong, help: "The file to create, instead of standard output.")
        var output: String?

        @Flag(name: .shortAndLong, help: "Protect the identity file with a passphrase.")
        var passphrase = false

        func run() throws {
            throw ExitCode(AgeCommand.keygen(output: output, passphraseProtect: passphrase))
        }
    }

    struct Encrypt: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Seal a file to recipients, to standard output."
        )

        @Option(name: .shortAndLong, help: "A recipient, age1…; may be repeated.")
        var recipient: [String] = []

        @Option(
            name: [.customShort("R"), .long],
            help: "A file with a recipient a line; may be repeated."
        )
        var recipientsFile: [String] = []

        @Flag(name: .shortAndLong, help: "Seal with a passphrase instead of recipients.")
        var passphrase = false

        @Argument(help: "The file to seal; standard input without it, or with -.")
        var file: String?

        func run() throws {
            throw ExitCode(
                AgeCommand.encrypt(
                    recipients: recipient,
                    recipientFiles: recipientsFile,
                    passphrase: passphrase,
                    file: file
                )
            )
        }
    }

    struct Decrypt: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Open a file, to standard output."
        )

        @Option(name: .shortAndLong, help: "An identity file; may be repeated.")
        var identity: [String] = []

        @Flag(name: .shortAndLong, help: "Open with a passphrase instead of identities.")
        var passphrase = false

        @Argument(help: "The file to open; standard input without it, or with -.")
        var file: String?

        func run() throws {
            throw ExitCode(
                AgeCommand.decrypt(identityFiles: identity, passphrase: passphrase, file: file)
            )
        }
    }
}
