internal import NIOCore
internal import NIOHTTP1

/// One request and who waits for its answer.
struct ExchangeRequest: Sendable {
    /// What comes back.
    struct Result: Sendable {
        var answer: CentreAnswer
        /// Whether the connection can take another request.
        var isReusable: Bool
    }

    var head: HTTPRequestHead
    var body: [UInt8]
    /// Told once, when the last byte was given to the system.
    var sent: @Sendable () -> Void
    var answer: EventLoopPromise<Result>
    var timeLimit: TimeAmount

    /// A head whose length does not depend on anything but path and length of the body: no date,
    /// no cookies, no name of a program (P9).
    static func head(
        method: HTTPMethod,
        path: String,
        bodyLength: Int?,
        endpoint: CentreEndpoint
    ) -> HTTPRequestHead {
        precondition(
            path.hasPrefix("/") && path.utf8.allSatisfy { (0x21..<0x7F).contains($0) },
            "a path is ours, and needs no escaping"
        )
        // Source: RFC 9110, 7.2: the port belongs to it unless it is the usual one.
        let port = endpoint.port == 443 ? "" : ":\(endpoint.port)"
        var headers: HTTPHeaders = ["Host": endpoint.serverName + port]
        if let bodyLength {
            headers.add(name: "Content-Type", value: "application/octet-stream")
            headers.add(name: "Content-Length", value: "\(bodyLength)")
        }
        return HTTPRequestHead(version: .http1_1, method: method, uri: path, headers: headers)
    }
}
