import RecordFormat

/// A whole entry, and its beginning as the first piece brings it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    FuzzTarget.check(start, count) { bytes in
        _ = try? Entry.decodePrefix(bytes)
        _ = try? EntryHeader(decoding: bytes)
        return try Entry(decoding: bytes).encoded()
    }
}
