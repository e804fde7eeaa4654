import RecordFormat

/// A cell from the inbox.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    FuzzTarget.check(start, count) { try DownCell(decoding: $0).encoded() }
}
