@testable import AgeFormat

/// An age file for a fixed identity, and the same bytes as a file of identities.
///
/// Its header, where it can be read, is written back unchanged. A passphrase is not tried: its cost
/// is what the file asks for.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    _ = try? AgeIdentity.parseFile(String(decoding: bytes, as: UTF8.self))
    _ = try? AgeFile.open(bytes, with: identities)
    var reader = HeaderReader(bytes)
    guard let header = try? reader.read() else { return 0 }
    let written = Header.versionLine + header.stanzas.flatMap(\.encoded) + Header.endMark
    precondition(written == header.authenticated, "A header is written back unchanged.")
    precondition(bytes.starts(with: header.encoded), "A header has one encoding.")
    return 0
}

/// The identity of the vector `hybrid`, and the one of the vectors of X25519.
private let identities = [
    "AGE-SECRET-KEY-PQ-1HZLGZUPT4ETPKDEV8HSGFDCYZ4E522W0A7PU2LHT8EH9W6YLNC3SW78XKG",
    "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0",
].map { text in
    guard let identity = try? AgeIdentity(parsing: text) else {
        preconditionFailure("The identities of the vectors can be read.")
    }
    return identity
}
