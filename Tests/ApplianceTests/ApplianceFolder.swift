import Foundation
import MeldpostCore
import ProgramKit

@testable import DemoAssembly

/// The files of an appliance and of its centre: keys made on the spot, the board in `station.toml`.
struct ApplianceFolder {
    static let inside = "10.77.0.2"
    static let outside = "10.77.0.1"
    static let stationPort: UInt16 = 4_443
    static let deskPort: UInt16 = 4_444

    let path: String
    var image: String { "\(path)/root.img" }
    var disk: String { "\(path)/disk.cow" }

    /// Makes the folder with an image of the whole system.
    ///
    /// - Parameter wiring: what stands in the table `gpio`.
    init(wiring: String = Self.wiring) throws {
        let base = FileManager.default.temporaryDirectory.path
        let demo = try DemoFolder.make(in: base, process: getpid())
        path = demo.path
        let keys = DemoKeys()
        let hour = UnixHour(rawValue: UInt32(Date().timeIntervalSince1970 / 3_600))
        try keys.write(to: demo, issued: hour)
        try DemoConfiguration(
            folder: demo,
            keys: keys,
            ports: .init(plug: Self.stationPort, station: Self.stationPort, desk: Self.deskPort),
            slotMilliseconds: 200
        ).write()
        try rewrite("box/station.toml") { text in
            text.replacingOccurrences(
                of: "kind = \"terminal\"",
                with: "kind = \"gpio\"\n\n" + wiring
            ).replacingOccurrences(of: "[sockets]\n", with: "[sockets]\n" + Self.peers)
                + "\n[voice]\ndesk_device = \"\(Hearing.Ear.desk.device)\"\n"
        }
        try rewrite("box/courier.toml") { text in
            text.replacingOccurrences(of: "127.0.0.1", with: Self.outside)
        }
        for name in ["centre/inbox.toml", "centre/desk.toml"] {
            try rewrite(name) { $0.replacingOccurrences(of: "127.0.0.1", with: Self.outside) }
        }
        try makeImage()
    }

    private func rewrite(_ name: String, _ change: (String) -> String) throws {
        let place = "\(path)/\(name)"
        let text = try String(contentsOfFile: place, encoding: .utf8)
        let inside = name.hasPrefix("box/")
        var changed = change(text)
        if inside {
            for (from, to) in [
                ("box/state", "/var/lib/meldpost"),
                ("box/run/courier.sock", "/run/meldpost/courier/socket"),
                ("box/run/control.sock", "/run/meldpost/control/socket"),
                ("box", "/etc/meldpost"),
            ] {
                changed = changed.replacingOccurrences(of: "\(path)/\(from)", with: to)
            }
        }
        try changed.write(toFile: place, atomically: true, encoding: .utf8)
    }

    private func makeImage() throws {
        guard let root = ApplianceParts.cached("root"), let package = ApplianceParts.package else {
            throw Fault(words: "no system or no package")
        }
        let result = Command.run(
            "\(ApplianceParts.scripts)/image",
            [root, package, "\(path)/box", image]
        )
        guard result.status == 0 else { throw Fault(words: "no image") }
    }

    func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }

    struct Fault: Error {
        let words: String
    }

    /// Who may connect, as the packages have it.
    private static let peers = """
        courier_user = "meldpost-courier"
        control_group = "meldpost-service"

        """

    /// The board of `bench.c`.
    static let wiring = """
        [gpio]
        chip = "appliance"
        pull = "none"
        rows = ["0", "1", "2", "3"]
        columns = ["4", "5", "6"]
        panic_closed = "8"
        panic_open = "9"
        relay = "10"
        lamp_panic = "11"
        lamp_desk = "12"
        lamp_ready = "13"
        lamp_fault = "14"
        buzzer = "15"
        handset = "16"
        reset = "17"
        test = "18"
        line_1_rings = "19"
        line_1_off_hook = "20"
        lid = "21"
        mains_lost = "22"
        battery_low = "23"
        desk_rows = ["24", "25", "26", "27"]
        desk_columns = ["28", "29", "30"]
        desk_hook = "31"
        """
}
