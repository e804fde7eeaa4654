internal import NIOCore
internal import RecordFormat
internal import Synchronization

/// Who may be connected to one port.
///
/// A connection is unknown until its handshake shows a certificate of the right authority, and has a
/// deadline for it. Unknown connections share places by address, known ones by certificate, and
/// neither takes a place of the other; so nobody without a certificate can keep a box out, and
/// nobody with a stolen one can keep out another box.
///
/// | | at most | who makes room |
/// |---|---|---|
/// | unknown, of one address | 32 | its oldest |
/// | unknown | 128 | the oldest of the address that has the most |
/// | known, of one certificate | 8 | its oldest |
/// | known | 256 | the oldest of the certificate that has the most |
///
/// With a handshake of 0.5 s, who shares the address of a box needs 64 new connections a second to
/// push it out of its place, and who does not needs as many addresses as there are places, each with
/// two new connections a second. Both ports together stay below 1,024 files, which is what systemd
/// gives a service. 256 are a hundred stations with two each, and room for reconnecting.
final class ConnectionGate: Sendable {
    private struct Book {
        var next: UInt64 = 0
        var channels: [UInt64: any Channel] = [:]
        var unknown = ConnectionShares<RemoteAddress>(ofOne: 32, ofAll: 128)
        var known = ConnectionShares<Digest>(ofOne: 8, ofAll: 256)
    }

    private let book = Mutex(Book())

    /// How long a handshake may take: with 2 s of delay each way it needs 6 s, and some loss (F55).
    static let handshakeLimit = TimeAmount.seconds(10)

    /// Takes in a connection that nothing is known of; gives its number.
    func admit(_ channel: any Channel) -> UInt64 {
        let address = RemoteAddress(channel.remoteAddress)
        let (number, leaving) = book.withLock { book in
            book.next += 1
            book.channels[book.next] = channel
            let leaving = book.unknown.add(book.next, of: address)
            return (book.next, leaving.flatMap { book.channels.removeValue(forKey: $0) })
        }
        channel.closeFuture.whenComplete { [weak self] _ in self?.forget(number) }
        leaving?.close(mode: .all, promise: nil)
        return number
    }

    /// Notes that a connection has shown a certificate.
    func recognise(_ number: UInt64, certificate: Digest) {
        let leaving = book.withLock { book -> (any Channel)? in
            // One that had to go in this moment stays out.
            guard book.unknown.remove(number) else { return nil }
            return book.known.add(number, of: certificate)
                .flatMap { book.channels.removeValue(forKey: $0) }
        }
        leaving?.close(mode: .all, promise: nil)
    }

    private func forget(_ number: UInt64) {
        book.withLock { book in
            book.channels[number] = nil
            book.unknown.remove(number)
            book.known.remove(number)
        }
    }
}
