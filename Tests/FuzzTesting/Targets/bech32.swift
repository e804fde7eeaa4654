@testable import AgeFormat

/// A Bech32 text, and the input as data that is written and read again: the fuzzer finds no
/// checksum by itself.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let text = String(decoding: bytes, as: UTF8.self)
    if let decoded = Bech32.decode(text) {
        let again = Bech32.encode(
            humanReadable: decoded.humanReadable.lowercased(),
            bytes: decoded.bytes
        )
        precondition(again == text || again.uppercased() == text, "A text has one form.")
    }
    _ = try? AgeIdentity(parsing: text)
    _ = try? AgeRecipient(parsing: text)
    let data = Array(bytes.prefix(1_500))
    let written = Bech32.encode(humanReadable: "age", bytes: data)
    precondition(Bech32.decode(written)?.bytes == data, "What is written is read.")
    precondition(Bech32.decode(written.uppercased())?.bytes == data, "In upper case too.")
    return 0
}
