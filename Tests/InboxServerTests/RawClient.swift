import NIOCore
import NIOPosix
import NIOSSL

/// A client that says exactly what it is told, and collects what comes back until the other side
/// hangs up or enough has come.
enum RawClient {
    /// Sends bytes over TLS and gives what came back; an error where TLS was refused.
    static func converse(
        port: Int,
        tls: TLSConfiguration,
        send bytes: [UInt8],
        until isEnough: @escaping @Sendable ([UInt8]) -> Bool
    ) async throws -> [UInt8] {
        let context = try NIOSSLContext(configuration: tls)
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        NIOSSLClientHandler(context: context, serverHostname: nil)
                    )
                }
            }
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel
                    )
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            try await outbound.write(ByteBuffer(bytes: bytes))
            var answer: [UInt8] = []
            for try await part in inbound {
                answer += part.readableBytesView
                if isEnough(answer) { break }
            }
            return answer
        }
    }

    /// A request with a body.
    static func post(_ body: [UInt8], path: String = "/v1/exchange") -> [UInt8] {
        let head =
            "POST \(path) HTTP/1.1\r\nhost: inbox.example\r\ncontent-length: \(body.count)\r\n\r\n"
        return Array(head.utf8) + body
    }

    /// The status of an answer.
    static func status(of answer: [UInt8]) -> Int? {
        let line = String(decoding: answer.prefix(12), as: UTF8.self)
        return line.hasPrefix("HTTP/1.1 ") ? Int(line.dropFirst(9)) : nil
    }
}
