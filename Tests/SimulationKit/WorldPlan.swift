import MeldpostCore

/// Thirty days of trouble for a world, drawn from its seed.
public struct WorldPlan {
    private static let minute: Int64 = 60_000
    private static let hour: Int64 = 3_600_000
    private static let day: Int64 = 86_400_000

    private var random: StationRandom
    private let length: Int64
    private var isHurried = true
    private var calls: CallPlan

    /// Runs a world through the plan, and on until everything has arrived.
    public mutating func run(_ world: World) {
        fill(world)
        world.run(until: end + Self.day)
        world.run(until: end + 40 * Self.day) { world.isAtRest }
        world.checkClocks()
        world.checkArrivals()
        world.checkCallRecords()
    }

    /// Draws a plan of `days` days.
    public init(seed: UInt64, days: Int64 = 30) {
        random = StationRandom(seed: seed, stream: 2_000)
        length = days * Self.day
        calls = CallPlan(seed: seed)
    }

    /// How long the trouble lasts, in milliseconds.
    public var end: Int64 { length }

    /// Puts the plan into `world`, with the end of all trouble at its end.
    public mutating func fill(_ world: World) {
        world.schedule(.power(isOn: true), at: 0)
        world.cutsPerHundredCommits = UInt64(draw(0...30))
        // An alarm or an urgent report is tried every few seconds for as long as an outage lasts.
        // Worlds with outages of days have none of them, so that the others can have many.
        isHurried = draw(0...2) > 0
        for _ in 0..<draw(4...14) {
            visit(world, at: moment())
        }
        if isHurried {
            panics(world)
            for _ in 0..<draw(1...3) {
                panicScene(world, at: moment())
            }
        }
        outages(world, lengthInMinutes: isHurried ? 40 : 7_200)
        powerCuts(world)
        diskFaults(world)
        clockFaults(world)
        for _ in 0..<draw(0...4) {
            world.schedule(.inboxLosesPieces, at: moment())
        }
        for _ in 0..<draw(0...1) {
            let start = moment()
            world.schedule(.inboxRefusesNext(isRefused: true), at: start)
            world.schedule(.inboxRefusesNext(isRefused: false), at: start + draw(1...5) * Self.day)
        }
        for day in 1...(length / Self.day) {
            world.schedule(.clocksChecked, at: day * Self.day)
        }
        calls.fill(world, length: length)
        endTrouble(world)
    }

    private func endTrouble(_ world: World) {
        world.schedule(.disk(.sound), at: length)
        world.schedule(.loss(requestPercent: 0, answerPercent: 0, latePercent: 0), at: length)
        world.schedule(.inboxRefusesNext(isRefused: false), at: length)
        world.schedule(.power(isOn: true), at: length)
        world.schedule(.journal(isOpen: true), at: length + 100)
        world.schedule(.courier(isAttached: true), at: length + 200)
        world.schedule(.link(isUp: true), at: length + 300)
    }

    /// Somebody comes, keys in a report or a request for advice or breaks off, and goes.
    private mutating func visit(_ world: World, at start: Int64) {
        var time = start
        func act(_ command: WorldCommand, after pause: Int64) {
            time += pause
            world.schedule(command, at: time)
        }
        act(.handset(isLifted: true), after: 0)
        var keys: [Key] = [.one]
        let begin: [Key] = [.three, .square, .square, .square, .one]
        // Reporter, two kinds of violence, children and how many, a place; that is few people.
        let answers: [Key] = [
            .one, .one, .two, .one, .square, .one, .three, .two, .one, .five, .square,
        ]
        switch draw(isHurried ? 0...6 : 2...6) {
        case 0: keys += [.one, .one]
        case 1: keys += [.one]
        case 2: keys += [.two, .square]
        case 3: keys += [.two, .square, .square, .square, .two, .one, .square]
        case 4: keys += begin + answers.prefix(Int(draw(1...10)))
        default: keys += begin + answers + [.square]
        }
        var last = Key.square
        for key in keys {
            let isConfirmed = key == .square && last != .square
            act(.key(key), after: isConfirmed ? draw(2_100...3_000) : draw(150...900))
            last = key
        }
        if draw(0...3) == 0 {
            // Tries again at once where it could not be stored.
            act(.key(.one), after: 2_000)
        }
        act(.handset(isLifted: false), after: draw(0...4_000))
    }

    private mutating func panics(_ world: World) {
        for _ in 0..<draw(1...4) {
            let time = moment()
            for _ in 0..<draw(1...3) {
                let duration = draw(0...4) == 0 ? 19 : draw(50...900)
                world.schedule(.press(milliseconds: duration), at: time + draw(0...5_000))
            }
            if draw(0...1) > 0 {
                world.schedule(.reset, at: time + draw(1...240) * Self.minute)
            }
        }
        for _ in 0..<draw(0...2) {
            let time = moment()
            world.schedule(.test(isOn: true), at: time)
            world.schedule(.press(milliseconds: draw(50...300)), at: time + draw(1...30) * 1_000)
            if draw(0...2) > 0 {
                world.schedule(.test(isOn: false), at: time + Self.minute)
                world.schedule(.reset, at: time + 2 * Self.minute)
            }
        }
    }

    /// A dozen things around the button in a few minutes, in any order.
    private mutating func panicScene(_ world: World, at start: Int64) {
        var time = start
        for _ in 0..<12 {
            time += draw(0...2) == 0 ? draw(100...500) : draw(500...30_000)
            let press = WorldCommand.press(milliseconds: draw(50...95))
            let others: [WorldCommand] = [
                press, press, .reset, .reset, .test(isOn: true), .test(isOn: false),
                .power(isOn: false), .power(isOn: true), .journal(isOpen: false),
                .journal(isOpen: true), .courier(isAttached: false), .courier(isAttached: true),
                .link(isUp: false), .link(isUp: true),
            ]
            world.schedule(others[Int(draw(0...Int64(others.count - 1)))], at: time)
        }
        for command: WorldCommand in [
            .power(isOn: true), .journal(isOpen: true), .courier(isAttached: true),
            .link(isUp: true),
        ] {
            time += 5_000
            world.schedule(command, at: time)
        }
        if draw(0...1) == 0 {
            world.schedule(.reset, at: time + draw(1...60) * Self.minute)
        }
    }

    private mutating func outages(_ world: World, lengthInMinutes: Int64) {
        for _ in 0..<draw(2...6) {
            let start = moment()
            let length = draw(1...lengthInMinutes) * Self.minute
            world.schedule(.link(isUp: false), at: start)
            world.schedule(.link(isUp: true), at: start + length)
        }
        for _ in 0..<draw(1...4) {
            let start = moment()
            world.schedule(
                .loss(
                    requestPercent: UInt64(draw(0...70)),
                    answerPercent: UInt64(draw(0...50)),
                    latePercent: UInt64(draw(0...30))
                ),
                at: start
            )
        }
        for _ in 0..<draw(0...3) {
            let start = moment()
            world.schedule(.courier(isAttached: false), at: start)
            world.schedule(.courier(isAttached: true), at: start + draw(1...90) * Self.minute)
        }
    }

    private mutating func powerCuts(_ world: World) {
        for _ in 0..<draw(1...6) {
            var time = moment()
            let repetitions = draw(0...4) == 0 ? draw(3...10) : 1
            for _ in 0..<repetitions {
                world.schedule(.power(isOn: false), at: time)
                time += repetitions > 1 ? draw(500...5_000) : draw(1...2_000) * Self.minute
                world.schedule(.power(isOn: true), at: time)
                time += draw(100...5_000)
            }
        }
    }

    private mutating func diskFaults(_ world: World) {
        for _ in 0..<draw(0...3) {
            let start = moment()
            let kinds = WorldCommand.DiskKind.allCases
            world.schedule(.disk(kinds[Int(draw(0...4))]), at: start)
            let first = start + draw(0...50) * Self.minute
            visit(world, at: first)
            visit(world, at: first + draw(8...20) * 1_000)
            world.schedule(.disk(.sound), at: start + draw(1...12) * Self.hour)
        }
        for _ in 0..<draw(0...2) {
            let start = moment()
            world.schedule(.journal(isOpen: false), at: start)
            world.schedule(.journal(isOpen: true), at: start + draw(1...300) * Self.minute)
        }
    }

    private mutating func clockFaults(_ world: World) {
        for _ in 0..<draw(0...4) {
            let offsets: [Int64] = [
                0, 90_000, -3 * Self.hour, 40 * Self.day, -400 * Self.day,
                -World.epoch.milliseconds,
            ]
            let offset = offsets[Int(draw(0...5))]
            world.schedule(.wallClock(offsetMilliseconds: offset), at: draw(0...length))
        }
    }

    private mutating func moment() -> Int64 { draw(Self.minute...length) }

    private mutating func draw(_ range: ClosedRange<Int64>) -> Int64 {
        range.lowerBound + Int64(random.next() % UInt64(range.upperBound - range.lowerBound + 1))
    }
}
