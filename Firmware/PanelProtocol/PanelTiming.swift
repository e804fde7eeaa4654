/// The times that controller and station have agreed on, in milliseconds.
public enum PanelTiming {
    /// How often each sends a sign of life: twice a second, so that one lost frame leaves no second
    /// without any.
    public static let heartbeat: UInt16 = 500
    /// After how long without a frame the station says that the link is lost.
    ///
    /// Three heartbeats and a half; with it F33's two seconds hold.
    public static let controllerSilence: UInt16 = 1_750
    /// After how long without a frame the controller says that the station is lost.
    public static let stationSilence: UInt16 = 3_000
    /// How long whoever wants an answer waits before it asks again.
    public static let retry: UInt16 = 50
    /// How long between two introductions without a session.
    public static let introduction: UInt16 = 200
    /// How long a press may go unheard before the controller closes the relay by itself.
    public static let hearing: UInt16 = 2_000
    /// How long a key waits for its acknowledgement before it is forgotten.
    ///
    /// A key that comes later would be taken for the next visitor's.
    public static let keyLife: UInt16 = 2_000
}
