/// What the centre answered: a status and a body, exactly as they came.
///
/// A redirect is not followed, and a content coding is not undone.
public struct CentreAnswer: Hashable, Sendable {
    /// The status code.
    ///
    /// Source: RFC 9110, 15.
    public var status: Int

    /// The body, as it came.
    public var body: [UInt8]

    /// Makes an answer.
    public init(status: Int, body: [UInt8]) {
        self.status = status
        self.body = body
    }
}
