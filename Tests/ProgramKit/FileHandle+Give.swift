import Foundation

extension FileHandle {
    /// Writes to a program or a machine that may be gone: then it throws, and does not end the tests.
    package func give(_ bytes: some Sequence<UInt8>) throws {
        signal(SIGPIPE, SIG_IGN)
        try write(contentsOf: Data(bytes))
    }
}
