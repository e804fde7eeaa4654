import Foundation
import Testing

@testable import DemoAssembly

/// The telephone line and the cable of the network.
extension ApplianceTests {
    @Test(.enabled(if: ApplianceParts.isWhole))
    func `a call on the line inputs lights the desk lamp and is a record at the desk`() throws {
        let before = try bench.centre.list(" call, ").count
        try appliance.takeCall()
        let hasCome = try appliance.wait(seconds: 30) {
            try bench.centre.list(" call, ").count > before
        }
        #expect(hasCome, "\(appliance.statusNow)")
        let isLit = try appliance.wait(seconds: 3) {
            try appliance.order("lamp 12").output.contains("1")
        }
        #expect(isLit, "the desk lamp of a call that nobody logged")
    }

    @Test(.enabled(if: ApplianceParts.isWhole))
    func `F56 a cable that is cut is named, the panic waits, and leaves when it is back`() throws {
        let records = try bench.centre.list("panic record").count
        bench.network.plug(false)
        try appliance.order("press 60")
        #expect(appliance.wait(seconds: 1) { bench.isRelayClosed })
        let isNamed = try appliance.wait(seconds: 25) {
            try appliance.status().contains("has not reached the centre")
        }
        #expect(isNamed, "\(appliance.statusNow)")
        #expect(try bench.centre.list("panic record").count == records)
        bench.network.plug(true)
        let hasCome = try appliance.wait(seconds: 60) {
            try bench.centre.list("panic record").count > records
        }
        #expect(hasCome, "\(appliance.statusNow)")
        try bench.resetPanic()
    }
}
