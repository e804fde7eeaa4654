package import PanelCore
package import PanelProtocol

/// The world around a controller: fingers, wires, a line, a relay.
package final class World {
    package init() {}

    /// The keys that are down, by their place in the matrix.
    package var keys: Set<Int> = []
    package var contacts: PanelContacts = .atRest
    package var lamps: LitLamps = []
    package var isSounding = false
    package var isRelayClosed = false
    package var kicks = 0
    /// How many bytes of the stack were used.
    package var stack: UInt16 = 512
    package var words = [UInt32](repeating: 0, count: RetainedState.words)
    /// The copy of them, which another kind of reset clears.
    package var copy = [UInt32](repeating: 0, count: RetainedState.words)
    package var cause = ResetCause.power
    /// After how many writes to the words that survive a reset the reset comes.
    package var writesLeft = Int.max
    /// Whether that reset has come: nothing that is done any more has an effect.
    package var isCut = false
    package var driven = 0
    package var toController: [UInt8] = []
    package var toStation: [UInt8] = []
    /// How many bytes the port takes before it is full: 115,200 baud are 11.5 a millisecond.
    package var room = 32

    /// The power goes: nothing is remembered.
    package func forget() {
        words = words.map { _ in 0 }
        copy = words
    }

    /// The columns that conduct to the driven row: directly or around corners, there are no diodes.
    package var columns: UInt8 {
        guard !keys.isEmpty else { return 0 }
        var rows: Set = [driven]
        var found: Set<Int> = []
        while true {
            let columns = Set(keys.filter { rows.contains($0 / 3) }.map { $0 % 3 })
            let next = Set(keys.filter { columns.contains($0 % 3) }.map { $0 / 3 }).union(rows)
            if columns == found, next == rows { break }
            (found, rows) = (columns, next)
        }
        return found.reduce(0) { $0 | 1 << $1 }
    }
}

/// The hardware as the controller sees it.
package struct WorldBoard: PanelBoard, ~Copyable {
    package let world: World

    package init(world: World) { self.world = world }

    package mutating func driveRow(_ row: Int) { world.driven = row }
    package mutating func readColumns() -> UInt8 { world.columns }
    package mutating func readContacts() -> PanelContacts { world.contacts }
    package mutating func light(_ lamps: LitLamps) { world.lamps = lamps }
    package mutating func sound(_ isOn: Bool) { world.isSounding = isOn }
    package mutating func closeRelay(_ isClosed: Bool) { world.isRelayClosed = isClosed }
    package mutating func kickWatchdog() { world.kicks += 1 }

    package mutating func receive() -> UInt8? {
        world.toController.isEmpty ? nil : world.toController.removeFirst()
    }

    package func canTransmit() -> Bool { world.room > 0 && !world.isCut }

    package mutating func transmit(_ byte: UInt8) {
        world.room -= 1
        world.toStation.append(byte)
    }

    package func resetCause() -> ResetCause { world.cause }
    package func retained(_ index: Int) -> UInt32 { (world.words + world.copy)[index] }

    package mutating func retain(_ index: Int, _ word: UInt32) {
        guard world.writesLeft > 0 else {
            world.isCut = true
            return
        }
        world.writesLeft -= 1
        world.words[index] = word
        world.copy[index] = word
    }

    package func stackUsed() -> UInt16 { world.stack }
}
