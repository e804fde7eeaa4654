import AgeFormat
import Foundation
import MeldpostCore
import ProgramKit
import RecordFormat
import Testing

/// All files that `meldpostd` needs, in a folder that goes with this value.
final class StationFiles {
    let centre = Centre()
    private let base = TemporaryFolder()
    var folder: String { base.path }
    /// The lines of `station.toml`, by table and key.
    var tables: [String: [String: String]] = [:]

    init() throws {
        write("station-key", Data(centre.station.seed.value).base64EncodedData())
        write("keylist", try centre.signedKeyList())
        tables = [
            "station": [
                "id": quoted(centre.stationID.bytes.map { String(format: "%02x", $0) }.joined()),
                "island": quoted("bonaire"),
                "state_directory": quoted(path("state")),
            ],
            "trust": [
                "root_key": quoted(Data(centre.root.publicKey.bytes).base64EncodedString()),
                "key_list": quoted(path("keylist")),
            ],
            "panel": ["kind": quoted("terminal")],
            "sockets": [
                "courier": quoted(path("courier.sock")), "control": quoted(path("control.sock")),
            ],
        ]
    }

    func path(_ name: String) -> String { "\(folder)/\(name)" }

    func quoted(_ text: String) -> String { "\"\(text)\"" }

    func write(_ name: String, _ bytes: some Sequence<UInt8>, mode: mode_t = 0o600) {
        let isMade = FileManager.default.createFile(atPath: path(name), contents: Data(bytes))
        precondition(isMade && chmod(path(name), mode) == 0)
    }

    func bytes(_ name: String) -> Data? { FileManager.default.contents(atPath: path(name)) }

    /// Sets `key`, such as `trust.root_key`, to a value as it stands in the file; nothing takes it out.
    func set(_ key: String, _ value: String?) {
        let words = key.split(separator: ".").map(String.init)
        tables[words[0], default: [:]][words[1]] = value
    }

    /// Writes `station.toml` as it is set now.
    func writeConfiguration() {
        let text = tables.sorted { $0.key < $1.key }.map { table, keys in
            "[\(table)]\n"
                + keys.sorted { $0.key < $1.key }.map { "\($0) = \($1)\n" }.joined()
        }
        write("station.toml", text.joined().utf8)
    }

    /// Starts `meldpostd` on these files.
    ///
    /// Its panel is a terminal that nobody looks at.
    func run(
        prefix: [String] = [],
        environment: [String: String] = [:],
        isSafeModeWanted: Bool = false,
        output: StartedProgram.Output = .nowhere
    ) throws -> StartedProgram {
        writeConfiguration()
        return try StartedProgram(
            "meldpostd",
            ["--config", path("station.toml"), "--credentials", folder]
                + (isSafeModeWanted ? ["--safe-mode"] : []),
            prefix: prefix,
            environment: environment,
            output: output
        )
    }

    /// A key list that the root key signed, but in which a recipient is no key.
    func keyListOfNoKeys() throws -> [UInt8] {
        let good = try centre.keyList().encoded()
        guard case .x25519(let recipient) = centre.caseIdentity.recipient else { return good }
        let place = try #require(Data(good).range(of: Data(recipient)))
        var body = good
        body.replaceSubrange(place, with: [UInt8](repeating: 0, count: recipient.count))
        var statement: [UInt8] = [1, StatementKind.keyList.rawValue]
        statement += centre.root.publicKey.id
        statement += [UInt8(body.count >> 8), UInt8(body.count & 0xff)]
        statement += body
        return statement + centre.root.sign(domain: .statement, statement).bytes
    }
}
