import PanelProtocol

/// The serial line to the panel controller: any bytes, in both directions.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    FuzzTarget.check(start, count) { bytes in
        var reader = FrameReader()
        for byte in bytes where reader.take(byte) == .frame {
            let frame = reader.frame
            let rewritten =
                ControllerFrame(frame)?.bytes(session: frame.session)
                ?? StationFrame(frame)?.bytes(session: frame.session)
            precondition(
                rewritten.map { $0 == frame } ?? true,
                "What decodes encodes to the same bytes."
            )
        }
        return bytes
    }
}
