@testable import RecordFormat

/// The block of the reporter, without its filling.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count <= SourceBlock.plaintextLength else { return 0 }
    let text = Array(UnsafeBufferPointer(start: start, count: count))
    let filling = [UInt8](repeating: 0x20, count: SourceBlock.plaintextLength - count)
    let bytes = text + filling
    guard let source = try? SourceBlock.decode(bytes) else { return 0 }
    let rewritten = try? SourceBlock.encode(source)
    precondition(rewritten == bytes, "What decodes encodes to the same bytes.")
    return 0
}
