/// The version of what controller and station say to each other.
///
/// The first byte of every frame, the stuffing and the check sum stay as they are in every version:
/// so a later one is recognised as such and not taken for junk.
public enum PanelProtocolVersion {
    /// The version that this code speaks.
    public static let current: UInt8 = 1
}
