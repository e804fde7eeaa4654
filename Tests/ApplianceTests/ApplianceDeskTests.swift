import Foundation
import Testing

/// The on-call worker at the keypad of the desk, on the lines of the board and with a card of its own.
extension ApplianceTests {
    /// Two keys log a call: the promise to a worker who has no time.
    @Test(.enabled(if: ApplianceParts.isWhole))
    func `a worker signs in on the lines of the desk and logs a call, heard on the second card`()
        throws
    {
        let before = try calls()
        for ear in [Hearing.Ear.kiosk, .desk] { try Hearing.begin(appliance, at: ear) }
        try appliance.takeCall()
        var after: [Substring] = []
        try signInAndLog()
        let hasCome = appliance.wait(seconds: 15) {
            after = (try? calls()) ?? []
            return after.count(where: Self.isReport) > before.count(where: Self.isReport)
        }
        usleep(1_000_000)
        try appliance.order("pull 31 1")
        usleep(500_000)
        #expect(hasCome, "\(after.joined(separator: "\n"))\n\(appliance.statusNow)")
        // Once, by the worker who signed in.
        #expect(after.count == before.count + 1, "\(after.joined(separator: "\n"))")
        #expect(after.last?.contains(" 100 ") == true, "\(after.joined(separator: "\n"))")
        let desk = try Hearing(appliance, bench.folder, at: .desk)
        let kiosk = try Hearing(appliance, bench.folder, at: .kiosk)
        // One of them, sample by sample: a host that stands still makes a gap in another.
        let words = ["ready", "pin", "signed-in", "logged"]
        let isHeard = try words.contains { try desk.has("prompt.worker.\($0)", in: "pap") }
        #expect(isHeard, "\(desk.seconds) s")
        #expect(kiosk.isSilent, "what concerns a worker is not for the kiosk")
    }

    /// Lifts the handset of the desk, signs in, and logs the call as a report.
    private func signInAndLog() throws {
        try appliance.order("pull 31 0")
        // The first words are heard to their end.
        usleep(3_000_000)
        try keyAtDesk("100135790")
        // The PIN is compared, and the voice begins with the menu.
        usleep(3_000_000)
        try keyAtDesk("1")
        // Where another test left a call that nobody logged, the name of this one is heard first.
        usleep(8_000_000)
        try keyAtDesk("#")
    }

    private func keyAtDesk(_ keys: String) throws {
        for key in keys { try appliance.press(key, at: "desk") }
    }

    private static func isReport(_ call: Substring) -> Bool { call.contains(" report ") }

    /// The calls as the centre has them, a line each.
    private func calls() throws -> [Substring] {
        try bench.centre.desk(["calls"]).split(separator: "\n").filter {
            $0.contains(" NOT LOGGED") || $0.contains(" report ")
        }
    }
}
