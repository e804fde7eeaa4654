import RecordFormat

/// A cell from a station.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    FuzzTarget.check(start, count) { try UpCell(decoding: $0).encoded() }
}
