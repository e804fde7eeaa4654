@testable import RecordFormat

/// A text in the one form of JSON.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    FuzzTarget.check(start, count) { try JSONTree(canonical: $0).encoded() }
}
