import RecordFormat

/// A payload, without its filling: the fuzzer need not find out how long that is.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let text = Array(UnsafeBufferPointer(start: start, count: count))
    for paddingClass in PaddingClass.allCases where text.count <= paddingClass.length {
        let filling = [UInt8](repeating: 0x20, count: paddingClass.length - text.count)
        let bytes = text + filling
        guard let payload = try? Payload(decoding: bytes) else { continue }
        let rewritten = try? payload.encoded()
        precondition(rewritten == bytes, "What decodes encodes to the same bytes.")
    }
    return 0
}
