internal import ArgumentParser
internal import InboxServer

@main
struct MeldpostInbox: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "meldpost-inbox",
        abstract: "Receives what the stations send, keeps it sealed, and signs for it."
    )

    @Option(help: "The configuration file, inbox.toml.")
    var config: String

    @Option(help: "The directory of the credentials; systemd names it otherwise.")
    var credentials: String?

    func run() async throws {
        throw ExitCode(await InboxProgram.run(path: config, credentials: credentials))
    }
}
