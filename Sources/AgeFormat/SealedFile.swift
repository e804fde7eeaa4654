/// An age file taken apart: its header is checked, its payload is still sealed.
struct SealedFile {
    /// The stanzas of known types, in the order of the file.
    let stanzas: [KnownStanza]

    private let header: Header
    private let nonce: [UInt8]
    private let payload: ArraySlice<UInt8>

    /// Takes a file apart.
    init(parsing file: [UInt8]) throws(AgeRefusal) {
        var reader = HeaderReader(file)
        header = try reader.read()
        var stanzas: [KnownStanza] = []
        for stanza in header.stanzas {
            guard let known = try KnownStanza.recognise(stanza) else { continue }
            if case .scrypt = known, header.stanzas.count > 1 { throw .scryptNotAlone }
            stanzas.append(known)
        }
        self.stanzas = stanzas
        nonce = Array(file[reader.position...].prefix(PayloadStream.nonceLength))
        guard nonce.count == PayloadStream.nonceLength else { throw .headerMalformed }
        payload = file[reader.position...].dropFirst(PayloadStream.nonceLength)
    }

    /// Checks the header's MAC and opens the payload.
    func open(with fileKey: FileKey) throws(AgeRefusal) -> [UInt8] {
        guard fileKey.isHeaderMAC(header.mac, of: header.authenticated) else {
            throw .headerForged
        }
        return try PayloadStream.open(payload, key: fileKey.payloadKey(nonce: nonce))
    }
}
