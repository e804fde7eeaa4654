/// Something that a self-test has decided.
public enum SelfTestEffect: Hashable, Sendable {
    /// Tell the technician.
    case tell(SelfTestNews)
    /// Let a lamp flash fast.
    case light(Lamp)
    /// Let a lamp show again what it is to show.
    case restore(Lamp)
    /// Give the tone of the panel.
    case soundBuzzer
    /// Give the tone of a key.
    case soundTone
    /// Give the tone of a key at the desk.
    case soundDeskTone
    /// Say at the desk what everybody hears there who lifts the handset.
    case speakAtDesk
    /// Be silent at the desk.
    case hushDesk
    /// Say something that every visitor hears.
    case speak
    /// Be silent.
    case hush
    /// Close or open the relay.
    case moveRelay(isClosed: Bool)
    /// Turn the test of the panic button on or off.
    case turnButtonTest(isOn: Bool)
    /// Let the panel controller look at itself.
    case testPanel
    /// Look at the disk; the answer is ``SelfTestInput/diskProbed(_:)``.
    case probeDisk(measuresWrites: Bool)
    /// Stop looking at the disk.
    case cancelProbe
    /// Record that the relay was moved: the centre is told that it was a test.
    ///
    /// The answer is ``SelfTestInput/relayRecorded``; the relay moves only then.
    case recordRelay
    /// The relay does not move after all: what is not in the journal's hands is not to be stored.
    case dropRelayRecord
    /// Record that a self-test was made, with how many checks failed.
    case recordEnd(failed: Int)
    /// The handset is up: it belongs to a visitor now.
    case handOver
}
