internal import Glibc

/// What may stand for a host.
enum HostText {
    /// Whether `text` is an IPv4 or IPv6 address.
    static func isAddress(_ text: String) -> Bool {
        var bytes = [UInt8](repeating: 0, count: 16)
        return inet_pton(AF_INET, text, &bytes) == 1 || inet_pton(AF_INET6, text, &bytes) == 1
    }

    /// Whether `text` can be a host name.
    ///
    /// Source: RFC 1123, 2.1; RFC 1035, 2.3.4.
    static func isName(_ text: String) -> Bool {
        let labels = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return (1...253).contains(text.utf8.count) && labels.allSatisfy(isLabel)
    }

    private static func isLabel(_ label: some Collection<UInt8>) -> Bool {
        let hyphen = UInt8(ascii: "-")
        guard (1...63).contains(label.count), label.first != hyphen else { return false }
        guard label.dropFirst(label.count - 1).first != hyphen else { return false }
        return label.allSatisfy { character in
            switch character {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "A")...UInt8(ascii: "Z"), hyphen:
                true
            default: false
            }
        }
    }
}
