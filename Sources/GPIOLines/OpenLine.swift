/// What a line is asked for.
enum LineUse: Hashable, Sendable {
    /// Its level.
    case input
    /// Its level and its edges.
    case edges
    /// It is driven, and begins so.
    case output(isHigh: Bool)
    /// It is driven low or let go: as a row of keys must be, for two keys may join two rows.
    case row(isDriven: Bool)
}

/// An edge of a line.
struct LineEdge: Hashable, Sendable {
    /// When, in nanoseconds of the monotonic clock: the kernel's own time stamp.
    var nanoseconds: UInt64
    /// The how-manieth edge of its line, or zero where the library does not tell.
    var sequence: UInt32
    /// Whether the line went high.
    var isRising: Bool
}

/// A line that is ours.
protocol OpenLine: AnyObject {
    /// Whether it is high.
    func read() throws(GPIOError) -> Bool
    /// Drives it.
    func write(_ isHigh: Bool) throws(GPIOError)
    /// At which edges are waited for, or nothing where the line has none.
    var descriptor: Int32? { get }
    /// How many edges are read at once at most: as many as the kernel keeps.
    var edgeLimit: Int { get }
    /// The edges that wait, at most ``edgeLimit``; none where there are none.
    func takeEdges() throws(GPIOError) -> [LineEdge]
}

/// Where lines come from: the kernel, or a test.
protocol LineSource: Sendable {
    /// Asks for a line.
    ///
    /// - Throws: why it cannot be had now.
    func open(_ place: LinePlace, for use: LineUse, pullsUp: Bool) throws(GPIOError) -> any OpenLine
}
