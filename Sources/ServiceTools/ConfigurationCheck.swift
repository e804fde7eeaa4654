/// `meldpostctl config check`: which program checks a file, and with which words.
///
/// The technician's program reads no configuration itself, because what reads it can also hold
/// content (P8). Each program of the box checks its own file with `--check`; this only finds out
/// which one it is.
public struct ConfigurationCheck: Hashable, Sendable {
    /// A program that has a configuration.
    public enum Program: String, CaseIterable, Sendable {
        /// `station.toml`.
        case station
        /// `courier.toml`.
        case courier

        /// The name of its file in `/etc/meldpost`.
        var fileName: String { "\(rawValue).toml" }

        /// The name of the program.
        var programName: String {
            switch self {
            case .station: "meldpostd"
            case .courier: "meldpost-courier"
            }
        }
    }

    /// The path of the program that checks.
    public let program: String

    /// Its arguments, without its name.
    public let arguments: [String]

    /// Prepares a check, or gives nothing where it cannot be told whose file it is.
    ///
    /// - Parameters:
    ///   - file: the file.
    ///   - owner: the program whose file it is; without it, the name of the file says.
    ///   - credentials: the folder of the credentials, if they are to be checked too.
    ///   - ownPath: the path of this program, beside which the others lie.
    public init?(
        file: String,
        owner: Program? = nil,
        credentials: String? = nil,
        ownPath: String
    ) {
        let name = file.split(separator: "/").last.map(String.init) ?? ""
        guard let owner = owner ?? Program.allCases.first(where: { $0.fileName == name }) else {
            return nil
        }
        let folder = ownPath.lastIndex(of: "/").map { String(ownPath[...$0]) } ?? ""
        program = folder + owner.programName
        arguments =
            ["--check", "--config", file]
            + (credentials.map { ["--credentials", $0] } ?? [])
    }
}
