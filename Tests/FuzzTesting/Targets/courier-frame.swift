import ControlProtocol

/// A packet between station and courier, and between station and technician.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    FuzzTarget.check(start, count) { bytes in
        _ = try? StatusRequest(decoding: bytes)
        _ = try? StatusReport(decoding: bytes)
        return try CourierFrame(decoding: bytes).encoded()
    }
}
