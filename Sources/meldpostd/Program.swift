internal import ArgumentParser
internal import Glibc
internal import StationAssembly

/// The station: panel, machine and journal of the box, without a network.
@main
struct MeldpostStation: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "meldpostd",
        abstract: "The station of Meldpost: panel, machine and journal. It has no network."
    )

    @Option(help: "The configuration file.")
    var config = "/etc/meldpost/station.toml"

    @Option(help: "The directory of the credentials; without it $CREDENTIALS_DIRECTORY.")
    var credentials: String?

    func run() throws {
        let code = StationProgram.run(configuration: config, credentials: credentials)
        guard code == 0 else { throw ExitCode(code) }
    }
}
