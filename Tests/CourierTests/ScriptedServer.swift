import Foundation
import NIOCore
import NIOPosix
import NIOSSL

/// What a scripted server does with a request.
enum ServerStep: Sendable {
    case send([UInt8])
    /// The same bytes again and again, as fast as they are taken, until the other side hangs up.
    case flood([UInt8])
    /// One byte after the other, with a pause between them.
    case drip([UInt8], pause: TimeAmount)
    /// The end of TLS, then of the connection.
    case close

    static func text(_ text: String) -> ServerStep { .send(Array(text.utf8)) }

    /// An answer of HTTP with a length.
    static func answer(
        _ status: Int = 200,
        _ body: [UInt8] = ScriptedServer.cell,
        headers: String = ""
    ) -> ServerStep {
        let head = "HTTP/1.1 \(status) X\r\n\(headers)Content-Length: \(body.count)\r\n\r\n"
        return .send(Array(head.utf8) + body)
    }
}

/// A real TLS server on loopback that does what a test says.
final class ScriptedServer: Sendable {
    typealias Script = @Sendable (Int) -> [ServerStep]

    /// A cell as far as the courier can tell.
    static let cell = [UInt8](repeating: 0x5A, count: 1_024)

    let log = ServerLog()
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let channel: any Channel

    var port: Int { channel.localAddress!.port! }

    /// Starts a server; `script` gets the number of each request, from zero.
    init(
        _ identity: TestIdentity,
        clients: TestAuthority?,
        version: TLSVersion = .tlsv13,
        script: @escaping Script
    ) async throws {
        var tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: identity.chainSources,
            privateKey: identity.keySource
        )
        tls.minimumTLSVersion = version
        tls.maximumTLSVersion = version
        if let clients {
            tls.certificateVerification = .noHostnameVerification
            tls.trustRoots = clients.roots
        }
        let context = try NIOSSLContext(configuration: tls)
        let log = log
        channel = try await ServerBootstrap(group: group)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    log.noteConnection()
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(NIOSSLServerHandler(context: context))
                    try pipeline.addHandler(ScriptHandler(log: log, script: script))
                }
            }
            .bind(host: "127.0.0.1", port: 0)
            .get()
    }

    func stop() async {
        try? await channel.close()
        try? await group.shutdownGracefully()
    }
}

/// Reads requests with a length, and plays the steps of each.
private final class ScriptHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let log: ServerLog
    private let script: ScriptedServer.Script
    private var received: [UInt8] = []
    private var steps: [ServerStep] = []
    private var floods: [UInt8] = []

    init(log: ServerLog, script: @escaping ScriptedServer.Script) {
        self.log = log
        self.script = script
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += Array(unwrapInboundIn(data).readableBytesView)
        while let request = nextRequest() {
            steps += script(log.note(request))
            play(context)
        }
    }

    private func nextRequest() -> [UInt8]? {
        guard let end = received.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let head = String(decoding: received[..<end.lowerBound], as: UTF8.self)
        let length =
            head.split(separator: "\r\n")
            .first { $0.lowercased().hasPrefix("content-length:") }
            .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) } ?? 0
        guard received.count >= end.upperBound + length else { return nil }
        defer { received.removeFirst(end.upperBound + length) }
        return Array(received.prefix(end.upperBound + length))
    }

    private func play(_ context: ChannelHandlerContext) {
        while !steps.isEmpty {
            switch steps.removeFirst() {
            case .send(let bytes):
                write(bytes, context)
            case .flood(let bytes):
                floods = bytes
                flood(context)
                return
            case .drip(let bytes, let pause):
                drip(bytes[...], pause, context)
                return
            case .close:
                context.close(promise: nil)
                return
            }
        }
    }

    private func write(_ bytes: [UInt8], _ context: ChannelHandlerContext) {
        log.noteWritten(bytes.count)
        let buffer = context.channel.allocator.buffer(bytes: bytes)
        context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
    }

    private func drip(
        _ rest: ArraySlice<UInt8>,
        _ pause: TimeAmount,
        _ context: ChannelHandlerContext
    ) {
        guard let byte = rest.first, context.channel.isActive else { return play(context) }
        write([byte], context)
        context.eventLoop.assumeIsolated().scheduleTask(in: pause) {
            self.drip(rest.dropFirst(), pause, context)
        }
    }

    private func flood(_ context: ChannelHandlerContext) {
        while !floods.isEmpty, context.channel.isWritable, context.channel.isActive {
            write(floods, context)
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        flood(context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        floods = []
        steps = []
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }
}
