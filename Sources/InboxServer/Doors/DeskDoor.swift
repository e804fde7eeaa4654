internal import DeskProtocol
internal import Hummingbird
internal import JournalLogging
internal import Logging
internal import MeldpostCore
internal import NIOCore
internal import RecordFormat
internal import SQLiteStore

/// The port of the desks: entries, panics and conditions down, signed statements up.
struct DeskDoor: Sendable {
    let desk: InboxDesk
    let logger: Logger
    let clock: @Sendable () -> UnixTime

    /// The routes.
    func routes() -> Router<PeerContext> {
        let router = Router(context: PeerContext.self)
        router.get(RouterPath(DeskRoute.entries)) { request, _ in
            guard let selection = EntrySelection({ request.uri.queryParameters.get($0) }) else {
                return Response(status: .badRequest)
            }
            return await answer { () async throws(SQLiteFault) in
                try await desk.entries(after: after(request), selection)
            }
        }
        router.get(RouterPath(DeskRoute.steps)) { request, _ in
            let digits = request.uri.queryParameters.get("entry")
            let digest = digits.flatMap { HexText.bytes($0) }.flatMap { Digest(bytes: $0) }
            guard (digits == nil) == (digest == nil) else { return Response(status: .badRequest) }
            return await answer { () async throws(SQLiteFault) in
                try await desk.steps(after: after(request), of: digest)
            }
        }
        router.get(RouterPath(DeskRoute.conditions)) { _, _ in
            await answer { () async throws(SQLiteFault) in try await desk.conditions() }
        }
        router.get(RouterPath(DeskRoute.panics)) { _, _ in
            await answer { () async throws(SQLiteFault) in try await desk.panics() }
        }
        router.post(RouterPath(DeskRoute.statements)) { request, _ in
            guard let post = await body(of: request, as: DeskPost.self),
                post.statements.count <= DeskPost.countLimit,
                post.steps.count <= DeskPost.countLimit
            else { return Response(status: .badRequest) }
            return await answer { () async throws(SQLiteFault) in
                try await desk.take(post, at: clock())
            }
        }
        router.post(RouterPath(DeskRoute.clearCondition)) { request, _ in
            guard let clearance = await body(of: request, as: ConditionClearance.self) else {
                return Response(status: .badRequest)
            }
            return await answer { () async throws(SQLiteFault) in
                try await desk.clear(clearance, at: clock())
            }
        }
        return router
    }

    private func after(_ request: Request) -> UInt64 {
        request.uri.queryParameters.get("after", as: UInt64.self) ?? 0
    }

    private func body<Value: Decodable>(of request: Request, as type: Value.Type) async -> Value? {
        guard let buffer = try? await request.body.collect(upTo: PeerContext.bodyLimit) else {
            return nil
        }
        return try? DeskJSON.decoded(type, from: Array(buffer.readableBytesView))
    }

    private func answer(
        _ call: () async throws(SQLiteFault) -> some Encodable & Sendable
    ) async -> Response {
        do throws(SQLiteFault) {
            return Response(
                status: .ok,
                headers: [.contentType: "application/json"],
                body: ResponseBody(
                    byteBuffer: ByteBuffer(bytes: DeskJSON.encoded(try await call()))
                )
            )
        } catch {
            logger.error("desk failed", metadata: ["error.code": "\(public: error.faultCode)"])
            return Response(status: .serviceUnavailable)
        }
    }
}
