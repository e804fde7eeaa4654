@testable import MeldpostCore

extension StationBench {
    /// A station that runs, where nothing has happened for ten seconds.
    static func atRest() -> StationBench {
        var bench = StationBench.running()
        bench.pass(to: .seconds(10))
        bench.clear()
        return bench
    }
}

extension [Effect] {
    /// How the self-tests ended of which the technician was told.
    var selfTestEnds: [SelfTestEnd] {
        compactMap {
            if case .tellTechnician(.ended(let end, _)) = $0 { end } else { nil }
        }
    }
}
