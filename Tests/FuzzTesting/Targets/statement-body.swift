import RecordFormat

/// The body of a statement, of the kind that the first byte says.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard count > 0, let kind = StatementKind(rawValue: start[0]) else { return 0 }
    return FuzzTarget.check(start + 1, count - 1) {
        try StatementBody(decoding: $0, kind: kind).encoded()
    }
}
