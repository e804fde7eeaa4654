import ControlProtocol

/// A packet of a self-test or of a look at the panel, from either side.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let kinds: [([UInt8]) throws -> [UInt8]] = [
        { try ServiceRequest(decoding: $0).encoded() },
        { try TestReply(decoding: $0).encoded() },
        { try TestNotice(decoding: $0).encoded() },
        { try PanelNotice(decoding: $0).encoded() },
    ]
    for rewrite in kinds { _ = FuzzTarget.check(start, count, rewrite: rewrite) }
    return 0
}
