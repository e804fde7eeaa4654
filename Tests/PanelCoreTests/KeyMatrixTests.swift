import PanelKit
import PanelProtocol
import Testing

@testable import PanelCore

/// The keypad: a matrix without diodes, in which three corners of a rectangle look like four.
@Suite struct KeyMatrixTests {
    private static let printed: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0, 11]

    /// What the columns of each row read while `keys` are down.
    private static func patterns(_ keys: Int) -> [UInt8] {
        let world = World()
        world.keys = Set((0..<12).filter { keys >> $0 & 1 == 1 })
        return (0..<4).map { row in
            world.driven = row
            return world.columns
        }
    }

    /// Reads whole scans, four milliseconds each.
    private static func scan(
        _ matrix: inout KeyMatrix,
        _ patterns: [UInt8],
        scans: Int
    ) -> [KeyMatrix.Change] {
        (0..<scans * 4).compactMap { matrix.read(patterns[$0 % 4], row: $0 % 4) }
    }

    private static func restedMatrix() -> KeyMatrix {
        var matrix = KeyMatrix()
        _ = scan(&matrix, patterns(0), scans: 6)
        return matrix
    }

    /// Broken once: a second key was let through where it shares no row or column.
    @Test func `F14 of all 4,096 sets of keys only the twelve single ones give a digit`() {
        for keys in 0..<4_096 {
            var matrix = Self.restedMatrix()
            let changes =
                Self.scan(&matrix, Self.patterns(keys), scans: 20)
                + Self.scan(&matrix, Self.patterns(0), scans: 20)
            switch keys.nonzeroBitCount {
            case 0: #expect(changes.isEmpty)
            case 1:
                let key = Self.printed[keys.trailingZeroBitCount]
                #expect(
                    changes == [
                        .moved(KeyMove(key: key, isDown: true)),
                        .moved(KeyMove(key: key, isDown: false)),
                    ]
                )
            default: #expect(changes == [.refused], "\(keys)")
            }
        }
    }

    /// All worlds of four steps with the four keys of a rectangle, each step long or short.
    @Test func `F14 a digit comes only while its key alone has been down for 16 ms`() {
        let corners = [0, 1, 3, 4]
        let sets = (0..<16).map { set in
            corners.indices.reduce(0) { $0 | (set >> $1 & 1) << corners[$1] }
        }
        let patterns = sets.map(Self.patterns)
        var digits = 0
        for world in 0..<(16 * 16 * 16 * 8) {
            var matrix = Self.restedMatrix()
            var history: [Int] = []
            for step in 0..<3 {
                let set = world >> (step * 4) & 15
                for _ in 0..<(world >> (12 + step) & 1 == 1 ? 7 : 2) {
                    history.append(sets[set])
                    for change in Self.scan(&matrix, patterns[set], scans: 1) {
                        guard case .moved(let move) = change, move.isDown else { continue }
                        digits += 1
                        let key = Self.printed[history[history.count - 1].trailingZeroBitCount]
                        #expect(key == move.key)
                        #expect(history.suffix(5).allSatisfy { $0 == history.last })
                        #expect(history[history.count - 1].nonzeroBitCount == 1)
                    }
                }
            }
        }
        #expect(digits > 1_000)
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `a key that bounces for ten milliseconds gives one digit`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let bench = PanelBench()
        bench.run(300)
        for count in 1...3 {
            for _ in 0..<10 {
                if Bool.random(using: &random) {
                    bench.world.keys = [4]
                } else {
                    bench.world.keys = []
                }
                bench.run(1)
            }
            bench.world.keys = [4]
            bench.run(60)
            for _ in 0..<10 {
                if Bool.random(using: &random) {
                    bench.world.keys = [4]
                } else {
                    bench.world.keys = []
                }
                bench.run(1)
            }
            bench.world.keys = []
            bench.run(80)
            #expect(bench.station.keys.filter(\.isDown).count == count)
        }
        #expect(bench.station.keys.allSatisfy { $0.key == 5 })
    }

    @Test func `F13 a key held for 30 s gives one digit, is stuck after ten, and the others work`()
    {
        let bench = PanelBench()
        bench.run(300)
        bench.world.keys = [0]
        bench.run(9_500)
        #expect(!bench.station.state.levels.contains(.keyStuck))
        bench.run(1_000)
        #expect(bench.station.state.levels.contains(.keyStuck))
        for place in 1..<12 {
            bench.world.keys = [0, place]
            bench.run(80)
            bench.world.keys = [0]
            bench.run(80)
        }
        bench.run(20_000)
        #expect(bench.station.keys.filter(\.isDown).map(\.key) == Self.printed)
        bench.world.keys = []
        bench.run(100)
        #expect(!bench.station.state.levels.contains(.keyStuck))
        bench.press(0)
        #expect(bench.station.keys.filter(\.isDown).count == 13)
    }

    @Test func `what is down when the controller starts was not pressed`() {
        let bench = PanelBench()
        bench.run(300)
        bench.world.keys = [7]
        bench.run(80)
        #expect(bench.station.keys == [KeyMove(key: 8, isDown: true)])
        bench.reset()
        bench.run(500)
        #expect(bench.station.keys.count == 1)
        bench.world.keys = []
        bench.run(80)
        bench.press(7)
        #expect(bench.station.keys.filter(\.isDown).count == 2)
    }
}
