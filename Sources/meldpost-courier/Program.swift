internal import ArgumentParser
internal import CourierAssembly

/// Carries cells between the station and the centre.
@main
struct Program: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "meldpost-courier",
        abstract: "Carries sealed cells between the station and the centre.",
        discussion: """
            It sees cells of 1,024 bytes and no content. Standard error is its log; SIGTERM, \
            SIGINT and SIGHUP stop it. It ends with 78 when something is wrong in the configuration, with 66 \
            when a file is missing, and with 77 when others may read a credential.
            """
    )

    @Option(help: "The configuration, such as /etc/meldpost/courier.toml.")
    var config: String

    @Option(
        help: """
            The folder of courier-certificate and courier-key; without it, the one that systemd \
            gives.
            """
    )
    var credentials: String?

    @Flag(help: "Only check the file, and the credentials where they are named.")
    var check = false

    mutating func run() throws {
        let end =
            check
            ? CourierProgram.check(configurationPath: config, credentials: credentials)
            : CourierProgram.run(configurationPath: config, credentials: credentials)
        guard end == 0 else { throw ExitCode(end) }
    }
}
