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

    /// Turns the worker's key switch to *reset* and back, until the relay is open.
    ///
    /// A turn in the first moment after a start is none: what the switch said then is where it stands.
    func resetPanic() throws {
        for _ in 0..<5 {
            try appliance.order("pull 17 0")
            usleep(150_000)
            try appliance.order("pull 17 1")
            usleep(100_000)
            guard isRelayClosed else { return }
            usleep(300_000)
        }
        throw ApplianceFolder.Fault(words: "the key switch does not reset the panic")
    }

    /// Presses the panic button, and waits up to three seconds for the relay.
    ///
    /// - Returns: the microseconds from contact to relay, and for how long at most the whole machine
    ///   stood still meanwhile, because its host had other work; nothing where the relay stayed open.
    func pressToRelay() throws -> (time: Int, standstill: Int)? {
        let words = try appliance.order("relay 3000").output.split(separator: " ")
        guard words.count == 2, let time = Int(words[0]), let standstill = Int(words[1]), time > 0
        else { return nil }
        return (time, standstill)
    }

    var isRelayClosed: Bool { (try? appliance.measure("value 10")) == 1 }
}
