import ServiceTools
import Testing

/// Whose file it is, and how its program is asked to check it.
@Suite struct ConfigurationCheckTests {
    @Test(arguments: [
        ("/etc/meldpost/station.toml", "/usr/bin/meldpostd"),
        ("courier.toml", "/usr/bin/meldpost-courier"),
    ])
    func `the name of the file says whose it is`(file: String, program: String) throws {
        let check = try #require(
            ConfigurationCheck(file: file, ownPath: "/usr/bin/meldpostctl")
        )
        #expect(check.program == program)
        #expect(check.arguments == ["--check", "--config", file])
    }

    @Test func `another name needs the owner, and a folder of credentials is handed on`() throws {
        #expect(ConfigurationCheck(file: "/tmp/new.toml", ownPath: "/usr/bin/meldpostctl") == nil)
        #expect(ConfigurationCheck(file: "", ownPath: "") == nil)
        let check = try #require(
            ConfigurationCheck(
                file: "/tmp/new.toml",
                owner: .courier,
                credentials: "/etc/keys",
                ownPath: "/usr/bin/meldpostctl"
            )
        )
        #expect(check.program == "/usr/bin/meldpost-courier")
        #expect(check.arguments.suffix(2) == ["--credentials", "/etc/keys"])
    }
}
