/// The fixed limits of this module, where the format itself has none.
public enum AgeLimits {
    /// The most stanzas in a header, read or written.
    ///
    /// Each stanza costs a public-key operation for each identity (about 0.1 ms), so that a hostile
    /// header can take no more than a fraction of a second.
    public static let stanzas = 1024

    /// The base-two logarithms of the scrypt work factor that are computed, inclusive.
    ///
    /// scrypt takes 2^(10 + factor) bytes at block size 8: 1 GiB at 20, the largest that a desk's
    /// computer can be asked for. Debian's `age` program writes 18.
    public static let workFactorsRead = 1...20

    /// The base-two logarithms of the scrypt work factor that are written, inclusive.
    public static let workFactorsWritten = 10...20

    /// The longest recipient or identity text, in bytes; a hybrid recipient has 1,959.
    static let keyText = 4096
}
