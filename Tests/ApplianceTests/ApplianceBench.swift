import Foundation
import ProgramKit

/// One appliance with its centre, for all tests: the same disk through all of them, as in a box.
final class ApplianceBench {
    let folder: ApplianceFolder
    let network: ApplianceNetwork
    let centre: Centre
    let appliance: Appliance

    nonisolated(unsafe) private static var made: ApplianceBench?

    /// The bench, made once.
    ///
    /// The suite is serialized, so nobody asks for it twice at a time.
    static func shared() throws -> ApplianceBench {
        if let made { return made }
        let bench = try ApplianceBench()
        made = bench
        atexit {
            // A test run ends without the ends of its values.
            ApplianceBench.made?.end()
        }
        return bench
    }

    private init() throws {
        folder = try ApplianceFolder()
        network = try ApplianceNetwork()
        centre = try Centre(folder, network)
        appliance = Appliance(folder, network)
    }

    private func end() {
        appliance.cutPower()
        centre.end()
        network.end()
        folder.remove()
    }

    /// Starts the machine where it is off, with everything at rest and no alarm under way.
    func ready() throws -> Appliance {
        if !appliance.isOn { try appliance.start() }
        _ = appliance.wait(seconds: 20) { (try? appliance.status().contains("Panic ")) == true }
        try resetPanic()
        return appliance
    }

    /// Turns the worker's key switch to *reset* and back.
    func resetPanic() throws {
        try appliance.order("pull 17 0")
        usleep(150_000)
        try appliance.order("pull 17 1")
        usleep(100_000)
    }

    var isRelayClosed: Bool { (try? appliance.measure("value 10")) == 1 }
}
