/// Random bytes of the operating system.
///
/// Source: `SystemRandomNumberGenerator` reads getrandom(2) on Linux.
enum RandomBytes {
    /// Makes a number of random bytes.
    static func make(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
