import ControlProtocol
import DeviceThreads
import Foundation
import LocalSockets
import ProgramKit
import Synchronization
import Testing

@testable import StationAssembly

/// P6: a system without threads costs a connection, not the station.
@Suite(.timeLimit(.minutes(1))) struct CourierDoorTests {
    /// Broken once: with a door that leaves the connection open, the first courier waits in vain.
    @Test func `F63 without a thread for it a courier is hung up on, and the next one is served`()
        throws
    {
        let base = TemporaryFolder()
        let folder = base.path
        let inputs = Mailbox<LoopInput>(capacities: LoopLane.allCases.map(\.capacity))
        let attempts = Atomic(0)
        let attemptsMade: @Sendable () -> Int = { attempts.add(1, ordering: .relaxed).oldValue }
        let door = try CourierDoor(path: folder + "/s", owner: .ourselves, inputs: inputs) {
            body throws(ThreadFault) in
            if attemptsMade() == 0 { throw ThreadFault(errorNumber: EAGAIN) }
            return try DedicatedThread(trying: "courier-read", body)
        }
        let thread = DedicatedThread(name: "courier") { door.run() }
        let first = try LocalConnection.connect(path: folder + "/s")
        #expect(try first.receive(limit: .seconds(10)) == nil)
        let second = try LocalConnection.connect(path: folder + "/s")
        try second.send(CourierFrame.attached(version: CourierFrame.version).encoded())
        var names: [String] = []
        while names.last != "frame" {
            guard case .element(let input) = inputs.take(patience: .seconds(10)) else { break }
            switch input {
            case .courierConnected: names.append("connected")
            case .courierGone: names.append("gone")
            case .courierFrame: names.append("frame")
            default: names.append("other")
            }
        }
        #expect(names == ["connected", "gone", "connected", "frame"])
        second.close()
        door.close()
        thread.join()
    }
}
