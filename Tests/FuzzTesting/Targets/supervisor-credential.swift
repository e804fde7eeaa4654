import RecordFormat

/// The account of the first supervisor, as it stands in its credential.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    FuzzTarget.check(start, count) { bytes in
        SupervisorCredential.decode(bytes).map { SupervisorCredential.encode($0) } ?? bytes
    }
}
