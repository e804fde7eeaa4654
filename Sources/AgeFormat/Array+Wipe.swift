internal import Glibc

extension [UInt8] {
    /// Overwrites the bytes with zeroes and empties the array.
    ///
    /// explicit_bzero(3) is not optimised away as an ordinary assignment to a dying array would be.
    /// It reaches this copy only: an array that is shared is copied first, so wipe the last owner.
    package mutating func wipe() {
        withUnsafeMutableBytes { bytes in
            guard let start = bytes.baseAddress else { return }
            explicit_bzero(start, bytes.count)
        }
        removeAll()
    }
}
