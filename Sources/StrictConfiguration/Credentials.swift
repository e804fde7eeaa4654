internal import Glibc

/// The directory in which systemd puts the secrets of a unit.
///
/// Source: systemd.exec(5), `LoadCredential=` and `$CREDENTIALS_DIRECTORY`.
public struct Credentials: Sendable {
    /// The directory.
    public let directory: String

    /// What a unit passes in the place of a credential that is not there: a file that may be missing needs a
    /// value (systemd.exec(5), `SetCredential=`).
    public static let none = Array("none".utf8)

    /// The largest credential that is read, in bytes.
    public static let size = 65_536

    /// Takes `directory`, or else the one that systemd names in the environment.
    ///
    /// - Parameter directory: what the operator gave on the command line, if anything.
    /// - Throws: a refusal when neither is there.
    public init(directory: String?) throws(ConfigurationRefusal) {
        let named = directory ?? getenv("CREDENTIALS_DIRECTORY").map { String(cString: $0) }
        guard let named, !named.isEmpty else {
            throw ConfigurationRefusal(
                file: "CREDENTIALS_DIRECTORY",
                rule: ConfigurationRule("is not set, and there is no --credentials")
            )
        }
        self.directory = named
    }

    /// The content of the credential `name`.
    ///
    /// - Parameters:
    ///   - name: the name of the file.
    ///   - limit: the most bytes it may have.
    /// - Returns: the bytes.
    /// - Throws: a refusal when it is missing, empty or too large, when others may read it, or when
    ///   it belongs to somebody else.
    public func read(
        name: StaticString,
        limit: Int = Credentials.size
    ) throws(ConfigurationRefusal) -> [UInt8] {
        let bytes: [UInt8]
        do {
            bytes = try BoundedFile.read(path: path(name), limit: limit, isPrivate: true)
        } catch {
            throw refusal(name, error.rule)
        }
        guard !bytes.isEmpty else { throw refusal(name, .mustNotBeEmpty) }
        return bytes
    }

    /// The bytes of a credential that is written in base64, with or without a line end.
    ///
    /// - Parameters:
    ///   - name: the name of the file.
    ///   - byteCount: how many bytes there must be.
    /// - Returns: the bytes.
    /// - Throws: a refusal as ``read(name:limit:)`` does, or when it is not base64.
    public func base64(
        name: StaticString,
        byteCount: Int
    ) throws(ConfigurationRefusal) -> [UInt8] {
        var characters = try read(name: name)
        if characters.last == UInt8(ascii: "\n") { characters.removeLast() }
        guard let text = String(validating: characters, as: UTF8.self),
            let bytes = Base64Text.bytes(text, count: byteCount)
        else { throw refusal(name, .base64(byteCount: byteCount)) }
        return bytes
    }

    /// Whether there is a credential `name`; whether it can be read is another question.
    public func has(_ name: StaticString) -> Bool { access(path(name), F_OK) == 0 }

    /// A refusal of the credential `name`.
    public func refusal(
        _ name: StaticString,
        _ rule: ConfigurationRule
    ) -> ConfigurationRefusal {
        ConfigurationRefusal(file: path(name), rule: rule)
    }

    private func path(_ name: StaticString) -> String { "\(directory)/\(name)" }
}
