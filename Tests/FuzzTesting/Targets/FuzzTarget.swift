/// What libFuzzer gives to a parser.
enum FuzzTarget {
    /// Gives the input to a parser: it may refuse, but what it takes it must write back unchanged.
    static func check(
        _ start: UnsafePointer<UInt8>,
        _ count: Int,
        rewrite: ([UInt8]) throws -> [UInt8]
    ) -> CInt {
        let bytes = Array(UnsafeBufferPointer(start: start, count: count))
        if let rewritten = try? rewrite(bytes) {
            precondition(rewritten == bytes, "What decodes encodes to the same bytes.")
        }
        return 0
    }
}
