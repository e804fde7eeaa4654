internal import AgeFormat

/// Opens age files with the words of this module.
enum SealedBytes {
    static func open(
        _ file: [UInt8],
        identities: [AgeIdentity]
    ) throws(FormatRefusal) -> [UInt8] {
        do {
            return try AgeFile.open(file, with: identities)
        } catch {
            switch error {
            case .noMatch, .passphraseNeeded: throw .noIdentity
            default: throw .sealDamaged
            }
        }
    }
}
