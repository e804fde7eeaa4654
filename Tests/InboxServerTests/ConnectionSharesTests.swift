import Testing

@testable import InboxServer

@Suite struct ConnectionSharesTests {
    @Test func `an owner with too many loses its oldest, and no other owner does`() {
        var shares = ConnectionShares<String>(ofOne: 3, ofAll: 10)
        #expect(shares.add(1, of: "box") == nil)
        for number in 2...4 as ClosedRange<UInt64> {
            #expect(shares.add(number, of: "many") == nil)
        }
        #expect(shares.add(5, of: "many") == 2)
        #expect(shares.add(6, of: "many") == 3)
        #expect(shares.count == 4)
    }

    /// Broken once: with the oldest of all in place of the oldest of the largest, the box goes.
    @Test func `where all places are taken, the one with the most makes room`() {
        var shares = ConnectionShares<Int>(ofOne: 4, ofAll: 8)
        #expect(shares.add(1, of: 0) == nil)
        for number in 2...5 as ClosedRange<UInt64> { #expect(shares.add(number, of: 1) == nil) }
        for number in 6...8 as ClosedRange<UInt64> { #expect(shares.add(number, of: 2) == nil) }
        #expect(shares.add(9, of: 3) == 2)
        #expect(shares.add(10, of: 4) == 3)
        #expect(shares.count == 8)
    }

    @Test func `of many with one each the oldest goes, and never the one that came`() {
        var shares = ConnectionShares<UInt64>(ofOne: 2, ofAll: 3)
        for number in 1...3 as ClosedRange<UInt64> {
            #expect(shares.add(number, of: number) == nil)
        }
        #expect(shares.add(4, of: 4) == 1)
        #expect(shares.add(5, of: 5) == 2)
    }

    @Test func `what left takes no place, and leaves once`() {
        var shares = ConnectionShares<Int>(ofOne: 1, ofAll: 1)
        #expect(shares.add(1, of: 1) == nil)
        let (first, second) = (shares.remove(1), shares.remove(1))
        #expect(first && !second)
        #expect(shares.add(2, of: 1) == nil)
        #expect(shares.count == 1)
    }
}
