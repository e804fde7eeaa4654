import MeldpostCore

/// Calls on both lines and a worker who logs some of them, drawn from a stream of their own so that
/// the rest of a plan does not change with them.
struct CallPlan {
    private var random: StationRandom

    init(seed: UInt64) {
        random = StationRandom(seed: seed, stream: 3_000)
    }

    mutating func fill(_ world: World, length: Int64) {
        for line in TelephoneLine.allCases {
            var time = draw(60_000...length / 6)
            while time < length {
                let end = call(world, on: line, at: time)
                if draw(0...1) == 0 { log(world, at: end + draw(2_000...120_000)) }
                time = end + draw(900_000...length / 4)
            }
        }
    }

    /// A call with its cadence; when it is over.
    private mutating func call(
        _ world: World,
        on line: TelephoneLine,
        at start: Int64
    ) -> Int64 {
        var time = start
        world.schedule(.callBegins(line), at: time)
        let rings = draw(1...9)
        let isAnswered = draw(0...2) > 0
        for ring in 0..<rings {
            bounce(world, .lineRings(line, true), at: time)
            let isLast = isAnswered && ring == rings - 1
            time += isLast ? draw(200...900) : 1_000
            if isLast { bounce(world, .lineOffHook(line, true), at: time) }
            world.schedule(.lineRings(line, false), at: time + 90)
            time += isLast ? 0 : draw(3_500...4_500)
        }
        if isAnswered {
            time += draw(2_000...1_500_000)
            if draw(0...2) == 0 {
                // A transfer: the receiver is down for a moment.
                world.schedule(.lineOffHook(line, false), at: time)
                world.schedule(.lineOffHook(line, true), at: time + draw(100...800))
                time += draw(5_000...90_000)
            }
            world.schedule(.lineOffHook(line, false), at: time)
        }
        world.schedule(.callEnds(line, start: start), at: time + 30_000)
        return time
    }

    /// The contact closes with bounce.
    private mutating func bounce(_ world: World, _ command: WorldCommand, at time: Int64) {
        for step in 0..<draw(0...3) {
            world.schedule(command, at: time + step * 10)
            world.schedule(command.opposite, at: time + step * 10 + 4)
        }
        world.schedule(command, at: time + 40)
    }

    private mutating func log(_ world: World, at start: Int64) {
        var time = start
        let isDuress = draw(0...3) == 0
        let isWrong = draw(0...5) == 0
        let pin: [Key] = [.one, .three, .five, .seven, .nine, isDuress ? .one : .zero]
        let last: [Key] = draw(0...1) == 0 ? [.three, .two] : [.one, .square]
        for key in [.one, .zero, .zero] + (isWrong ? pin.reversed() : pin) {
            world.schedule(.deskKey(key), at: time)
            time += draw(100...600)
        }
        time += 2_000
        for key in last {
            world.schedule(.deskKey(key), at: time)
            time += draw(200...900)
        }
        world.schedule(.deskHangUp, at: time + draw(1_000...100_000))
    }

    private mutating func draw(_ range: ClosedRange<Int64>) -> Int64 {
        range.lowerBound + Int64(random.next() % UInt64(range.upperBound - range.lowerBound + 1))
    }
}

extension WorldCommand {
    /// The same input of a line the other way round.
    var opposite: WorldCommand {
        switch self {
        case .lineRings(let line, let isOn): .lineRings(line, !isOn)
        case .lineOffHook(let line, let isUp): .lineOffHook(line, !isUp)
        default: self
        }
    }
}
