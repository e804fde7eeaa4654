import Testing

@testable import MeldpostCore

@Suite struct HealthBoardTests {
    @Test func `a condition keeps the instant at which it came up`() {
        var board = HealthBoard()
        let first = Instant(sinceStart: .seconds(1))
        let result1 = board.set(.diskFull, true, at: first)
        #expect(result1)
        let result2 = board.set(.diskFull, true, at: Instant(sinceStart: .seconds(9)))
        #expect(!result2)
        #expect(board.since(.diskFull) == first)
        let result3 = board.set(.diskFull, false, at: first)
        #expect(result3)
        let result4 = board.set(.diskFull, false, at: first)
        #expect(!result4)
        #expect(board.raised.isEmpty)
    }

    @Test func `the worst comes first, then what is there longest`() {
        var board = HealthBoard()
        board.set(.textsNotApproved, true, at: .start)
        board.set(.courierAbsent, true, at: Instant(sinceStart: .seconds(5)))
        board.set(.diskFull, true, at: Instant(sinceStart: .seconds(2)))
        board.set(.panicNotDelivered, true, at: Instant(sinceStart: .seconds(9)))
        #expect(
            board.raised.map(\.condition)
                == [.panicNotDelivered, .diskFull, .courierAbsent, .textsNotApproved]
        )
    }

    @Test(arguments: Condition.allCases)
    func `every condition has words and what to do, each its own`(condition: Condition) {
        #expect(condition.words.hasSuffix("."))
        #expect(condition.whatToDo.hasSuffix("."))
        #expect(condition.words.count < 100 && condition.whatToDo.count < 100)
        #expect(!condition.rawValue.contains(" "))
        let others = Condition.allCases.filter { $0 != condition }
        #expect(others.allSatisfy { $0.words != condition.words })
    }

    @Test func `every sign stands for one condition`() {
        #expect(Set(Signs.all.map(\.condition)).count == Signs.all.count)
        #expect(Set(Signs.all.map(\.sign)).count == Signs.all.count)
    }
}
