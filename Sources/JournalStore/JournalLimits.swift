/// The bounds of a journal.
public struct JournalLimits: Hashable, Sendable {
    /// Bytes of the disk kept back for the moment when it is full.
    ///
    /// Half of it is for reports, a quarter for urgent ones, and the last quarter for panic alone; none
    /// is for the records of calls:
    /// with the default of 1 MiB some thirty panic records of 8 KiB, each with its copy in the log.
    public var reserveBytes: Int64
    /// Bytes that the journal file may grow to; a larger file is not read.
    public var sizeLimitBytes: Int64
    /// How long the check of the structure may take when the journal is opened.
    public var checkLimit: Duration

    /// Makes limits; the defaults are those of a station.
    public init(
        reserveBytes: Int64 = 1 << 20,
        sizeLimitBytes: Int64 = 3 << 30,
        checkLimit: Duration = .seconds(2)
    ) {
        precondition(reserveBytes >= 1 << 16, "A reserve has room for a few panic records.")
        self.reserveBytes = reserveBytes
        self.sizeLimitBytes = sizeLimitBytes
        self.checkLimit = checkLimit
    }
}
