import RecordFormat

/// A panic signal.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    FuzzTarget.check(start, count) { try PanicSignal(decoding: $0).encoded() }
}
