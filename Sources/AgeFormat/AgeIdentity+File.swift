extension AgeIdentity {
    /// Reads the identities of an identity file: one a line, with blank lines and `#` comments.
    ///
    /// Lines end with a line feed, or with a carriage return and a line feed.
    ///
    /// - Parameter text: the content of the file; that of a passphrase-protected file is opened
    ///   with ``AgeFile/open(_:passphrase:)`` first.
    /// - Returns: the identities in the order of the file, at least one.
    /// - Throws: ``AgeRefusal/identityFileMalformed`` or ``AgeRefusal/identityFileEmpty``.
    public static func parseFile(_ text: String) throws(AgeRefusal) -> [AgeIdentity] {
        var identities: [AgeIdentity] = []
        // By bytes, since a carriage return and a line feed are one character together.
        for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
            let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            if line.isEmpty || line.first == UInt8(ascii: "#") { continue }
            do {
                identities.append(try AgeIdentity(parsing: String(decoding: line, as: UTF8.self)))
            } catch {
                throw .identityFileMalformed
            }
        }
        guard !identities.isEmpty else { throw .identityFileEmpty }
        return identities
    }
}
