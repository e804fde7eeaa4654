import RecordFormat

/// A key list without its statement.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    FuzzTarget.check(start, count) { try KeyList(decoding: $0).encoded() }
}
