internal import MeldpostCore
internal import PanelCore

/// What the housing and the power supply tell: lid, mains, battery.
///
/// | input | counts after | is over after |
/// | --- | --- | --- |
/// | lid open | 100 ms | 1 s |
/// | mains lost | 1 s | 10 s |
/// | battery low | 1 s | 30 s |
///
/// A signal that flaps stays raised (F61): its end takes longer than its beginning.
struct BoxInputs {
    private var lid = Input(.housingOpen, begin: 100, end: 1_000)
    private var mains = Input(.mainsLost, begin: 1_000, end: 10_000)
    private var battery = Input(.batteryLow, begin: 1_000, end: 30_000)

    private struct Input {
        let condition: Condition
        let begin: UInt16
        let end: UInt16
        var input = SteadyInput()

        init(_ condition: Condition, begin: UInt16, end: UInt16) {
            self.condition = condition
            self.begin = begin
            self.end = end
        }

        /// A line that is missing says nothing.
        mutating func read(_ level: Bool?, milliseconds: Int) -> WiredPanelEvent? {
            guard let level else { return nil }
            for _ in 0..<milliseconds where input.read(level, for: input.isActive ? end : begin) {
                return .conditionChanged(condition, isRaised: input.isActive)
            }
            return nil
        }
    }

    /// The lines stood so for `milliseconds`.
    mutating func read(
        lid lidLevel: Bool?,
        mainsLost: Bool?,
        batteryLow: Bool?,
        milliseconds: Int
    ) -> [WiredPanelEvent] {
        [
            lid.read(lidLevel, milliseconds: milliseconds),
            mains.read(mainsLost, milliseconds: milliseconds),
            battery.read(batteryLow, milliseconds: milliseconds),
        ].compactMap(\.self)
    }
}
