import Foundation
import ProgramKit

/// A network of its own, with a cable to the appliance: nothing of the machine's own is touched.
final class ApplianceNetwork {
    let name = "meldpost-\(getpid())"

    init() throws {
        for words in [
            ["netns", "add", name],
            ["-n", name, "link", "set", "lo", "up"],
            ["-n", name, "tuntap", "add", "dev", "tap0", "mode", "tap"],
            ["-n", name, "address", "add", "\(ApplianceFolder.outside)/24", "dev", "tap0"],
            ["-n", name, "link", "set", "tap0", "up"],
        ] {
            guard Command.run("ip", words).status == 0 else {
                throw ApplianceFolder.Fault(words: "no network")
            }
        }
    }

    /// Removes it.
    func end() {
        _ = Command.run("ip", ["netns", "delete", name])
    }

    /// Pulls the cable, or plugs it in.
    func plug(_ isIn: Bool) {
        // Not the link itself: the machine's end of it would not come up again.
        let route = ["blackhole", "\(ApplianceFolder.inside)/32"]
        _ = Command.run("ip", ["-n", name, "route", isIn ? "delete" : "add"] + route)
    }

    /// What starts a program in it.
    var prefix: [String] {
        [Command.path(of: "ip") ?? "ip", "netns", "exec", name]
    }
}
