import RecordFormat

/// A statement, and its body under the name of every kind.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    FuzzTarget.check(start, count) { bytes in
        let statement = try Statement(decoding: bytes)
        for kind in StatementKind.allCases {
            guard let body = try? StatementBody(decoding: statement.body, kind: kind) else {
                continue
            }
            precondition(body.encoded() == statement.body, "A body is written back unchanged.")
        }
        return statement.encoded()
    }
}
