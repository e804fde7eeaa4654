import Foundation
import ProgramKit

/// What the appliance under test is made of.
///
/// Kernel and system are made once and kept outside the repository; the package is the one that the
/// run of the checks has just made.
enum ApplianceParts {
    static let scripts = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Systemd/appliance").path

    /// Where a script says that its part is, or nothing where the part is not made yet.
    static func cached(_ script: String) -> String? {
        let result = Command.run("\(scripts)/\(script)", ["--cached"])
        let path = result.output.trimmingCharacters(in: .whitespacesAndNewlines)
        return result.status == 0 && !path.isEmpty ? path : nil
    }

    /// The package of the box.
    static var package: String? {
        let path = variable("MELDPOST_BOX_PACKAGE")
        return path.flatMap { access($0, R_OK) == 0 ? $0 : nil }
    }

    /// Whether the appliance can be started here.
    ///
    /// It is not a need that fails where CI is set: the kernel is made once and kept, and a machine
    /// without it may be without it. `.ci/run` says *SKIPPED* then.
    private static var areThere: Bool {
        geteuid() == 0 && access("/dev/net/tun", R_OK | W_OK) == 0 && Command.exists("ip")
            && Command.exists("mkfs.ext4") && package != nil && cached("kernel") != nil
            && cached("root") != nil
    }

    /// Whether the appliance is to be started: where its parts are there.
    ///
    /// A missing part is a failure where `MELDPOST_APPLIANCE` is 1.
    static var canRun: Bool {
        get throws {
            let wanted = variable("MELDPOST_APPLIANCE")
            guard wanted != "0", package != nil || wanted == "1" else { return false }
            let areThere = Self.areThere
            guard wanted != "1" || areThere else {
                throw ApplianceFolder.Fault(words: "MELDPOST_APPLIANCE is 1, and a part is missing")
            }
            return areThere
        }
    }

    /// Whether everything is to be tried; else one visit, one panic, one power cut and the sandbox.
    static var isWhole: Bool { variable("MELDPOST_APPLIANCE_WHOLE") == "1" }

    /// How often something is done; a longer run sets it.
    static func count(_ name: String, _ usual: Int) -> Int {
        variable(name).flatMap { Int($0) } ?? usual
    }

    private static func variable(_ name: String) -> String? {
        ProcessInfo.processInfo.environment[name]
    }
}
