/// How long the parts of an exchange may take, in the courier and in the station.
///
/// | part | at most |
/// |---|---|
/// | wait until a connection may be made | 2 s |
/// | find the name and connect | 5 s |
/// | shake hands (new connection only) | 3 s |
/// | answer | 4 s |
/// | all of it | 14 s |
/// | patience of the station | 15 s |
///
/// The courier gives up first, always: a station that lost patience before would order the next cell
/// on a lane that is still busy, and could not tell a slow path from a courier that hangs. A path of
/// 2 s there and back (F55) takes 2 s for the name, 2 s to connect, 2 s for the handshake and 2 s for
/// the answer: it fits.
public enum ExchangeTimes {
    /// How long an order may wait in the courier until a connection may be made.
    public static let waiting: Duration = .seconds(2)

    /// How long it may take to find the name and to connect.
    public static let connecting: Duration = .seconds(5)

    /// How long a new connection may take longer than one that is there.
    public static let handshake: Duration = .seconds(3)

    /// How long the centre may take from the request to the end of its answer.
    public static let answer: Duration = .seconds(4)

    /// How long the courier may take for an order, whatever happens.
    public static var courier: Duration { waiting + connecting + handshake + answer }

    /// How long the station waits for the courier's word on an order.
    ///
    /// One second longer than the courier may take: for two threads that have to run in between, on
    /// a busy machine.
    public static let patience: Duration = .seconds(15)
}
