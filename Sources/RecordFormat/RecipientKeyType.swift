internal import AgeFormat

/// The type of the keys of one list; a list never mixes types.
enum RecipientKeyType: UInt8 {
    case x25519 = 1
    case hybrid = 2

    /// The number of bytes of a public key.
    var keyLength: Int {
        switch self {
        case .x25519: 32
        case .hybrid: 1_216
        }
    }

    init(of recipient: AgeRecipient) {
        switch recipient {
        case .x25519: self = .x25519
        case .hybrid: self = .hybrid
        }
    }

    /// Reads a list: its type, its count, its keys.
    static func readList(
        from reader: inout WireReader,
        count: ClosedRange<Int>
    ) throws(FormatRefusal) -> [AgeRecipient] {
        let type = try reader.oneOf(RecipientKeyType.self)
        let number = Int(try reader.uint8())
        guard count.contains(number) else { throw .keyCount }
        var recipients: [AgeRecipient] = []
        for _ in 0..<number {
            let key = try reader.opaque(type.keyLength)
            switch type {
            case .x25519: recipients.append(.x25519(publicKey: key))
            case .hybrid: recipients.append(.hybrid(publicKey: key))
            }
        }
        return recipients
    }

    static func write(_ recipients: [AgeRecipient], to writer: inout WireWriter) {
        guard let first = recipients.first else {
            preconditionFailure("A list of recipients is never empty.")
        }
        writer.uint8(RecipientKeyType(of: first).rawValue)
        writer.uint8(UInt8(recipients.count))
        for recipient in recipients {
            writer.opaque(recipient.publicKey)
        }
    }

    /// Checks the count, that all are of one type and each another, and tries each by sealing.
    static func check(
        _ recipients: [AgeRecipient],
        count: ClosedRange<Int>
    ) throws(FormatRefusal) {
        guard count.contains(recipients.count) else { throw .keyCount }
        guard Set(recipients.map(RecipientKeyType.init(of:))).count == 1 else {
            throw .keyTypesMixed
        }
        guard Set(recipients).count == recipients.count else { throw .keyRepeated }
        for recipient in recipients {
            let tried: AgeRecipient
            do {
                tried = try AgeRecipient(validating: recipient.publicKey)
            } catch {
                throw .recipientUnusable
            }
            guard tried == recipient else { throw .recipientUnusable }
        }
    }
}

extension AgeRecipient {
    fileprivate var publicKey: [UInt8] {
        switch self {
        case .x25519(let publicKey), .hybrid(let publicKey): publicKey
        }
    }
}
