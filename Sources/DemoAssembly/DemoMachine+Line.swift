internal import MeldpostCore
internal import TerminalPanel

/// A caller on the first line of the hotline.
extension DemoMachine {
    /// How long a ring lasts, and the pause after it.
    ///
    /// Source: ITU-T E.180, supplement 2: 1 s on, 4 s off.
    static let ringLength = Duration.seconds(1)
    static let ringPause = Duration.seconds(4)

    /// Somebody calls or gives up, or the receiver is lifted or put down.
    mutating func handleLine(_ command: DemoCommand, at now: Instant) -> [DemoEffect] {
        if command == .call {
            guard !state.isReceiverUp else {
                state.note = "The line is taken: h puts the receiver down."
                return []
            }
            state.isCalling.toggle()
            state.note = state.isCalling ? "" : "The caller gave up; after 8 s it counts as missed."
            return state.isCalling ? ring(at: now) : stopRinging()
        }
        state.isReceiverUp.toggle()
        let byte = PanelCode.byte(ofReceiverUp: state.isReceiverUp, on: .first)
        let effects = [DemoEffect.press([byte])]
        guard state.isReceiverUp else { return effects }
        state.isCalling = false
        return effects + stopRinging()
    }

    /// A ring begins, or stops for its pause.
    mutating func ring(at now: Instant) -> [DemoEffect] {
        isRinging.toggle()
        ringsAt = now + (isRinging ? Self.ringLength : Self.ringPause)
        return [.press([PanelCode.byte(ofRinging: isRinging, on: .first)])]
    }

    private mutating func stopRinging() -> [DemoEffect] {
        ringsAt = nil
        guard isRinging else { return [] }
        isRinging = false
        return [.press([PanelCode.byte(ofRinging: false, on: .first)])]
    }
}
