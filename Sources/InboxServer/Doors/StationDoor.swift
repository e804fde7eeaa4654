internal import FoundationEssentials
internal import Hummingbird
internal import JournalLogging
internal import Logging
internal import MeldpostCore
internal import NIOCore
internal import RecordFormat
internal import SQLiteStore

/// The port of the stations: one route, one size, and an answer only for a station that is known.
///
/// Whatever else comes gets a status and an empty body, so that a refusal tells nothing.
struct StationDoor: Sendable {
    let desk: InboxDesk
    let stations: [StationID: KnownStation]
    let logger: Logger
    let clock: @Sendable () -> UnixTime

    /// The routes.
    func routes() -> Router<PeerContext> {
        let router = Router(context: PeerContext.self)
        router.post("/v1/exchange") { request, context in
            try await answer(request, context)
        }
        return router
    }

    private func answer(_ request: Request, _ context: PeerContext) async throws -> Response {
        guard let buffer = try? await request.body.collect(upTo: UpCell.length),
            buffer.readableBytes == UpCell.length,
            let cell = try? UpCell(decoding: Array(buffer.readableBytesView))
        else { return refusal(.badRequest, "cell-not-decoded") }
        guard let station = stations[cell.station], (try? cell.verify(with: station.key)) != nil
        else { return refusal(.forbidden, "station-not-known") }
        if let pin = station.certificateDigest, await context.certificateDigest() != pin {
            return refusal(.forbidden, "certificate-not-pinned")
        }
        do throws(SQLiteFault) {
            guard let result = try await desk.exchange(cell, at: clock()) else {
                return refusal(.forbidden, "cell-out-of-bounds")
            }
            for event in result.events {
                logger.info("exchange", metadata: ["exchange.event": "\(public: event)"])
            }
            return Response(
                status: .ok,
                headers: [.contentType: "application/octet-stream"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: result.cell.encoded()))
            )
        } catch {
            logger.error("exchange failed", metadata: ["error.code": "\(public: error.faultCode)"])
            return Response(status: .serviceUnavailable)
        }
    }

    private func refusal(_ status: HTTPResponse.Status, _ reason: String) -> Response {
        logger.debug("exchange refused", metadata: ["exchange.refusal": "\(public: reason)"])
        return Response(status: status)
    }
}
