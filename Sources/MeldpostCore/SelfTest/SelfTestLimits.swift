/// The times and bounds of a self-test.
public enum SelfTestLimits {
    /// How long a key or the handset is waited for.
    public static let press: Duration = .seconds(10)
    /// How long the panic button and a telephone line are waited for: one has to walk there.
    public static let walk: Duration = .seconds(30)
    /// After how long without a key or an answer a self-test is over.
    public static let silence: Duration = .seconds(120)
    /// How long the record of the relay is waited for: longer than a disk that works takes.
    public static let record: Duration = .seconds(10)
    /// How long the relay is closed.
    public static let relay: Duration = .seconds(1)
    /// How long the panel controller takes to look at itself.
    public static let panel: Duration = .seconds(2)
    /// How long the disk may take to be looked at.
    public static let probe: Duration = .seconds(60)
    /// With less room than this on the disk something is to be done.
    public static let freeBytes: Int64 = 64 << 20
    /// A write that takes longer is heard by a visitor as a pause, and wears the watchdog's patience.
    public static let write: Duration = .milliseconds(500)
    /// A certificate that ends sooner is to be replaced: a new one comes by hand, and by boat.
    public static let certificateDays: Int64 = 60
    /// With more of its life used than this a disk is to be replaced.
    public static let wearPercent = 90
}
