/// Why the demo could not do its work, in fixed words.
enum DemoFault: Error, Hashable, Sendable {
    /// The folder for the files could not be made.
    case folder(errorNumber: Int32)
    /// A file could not be written.
    case file(errorNumber: Int32)
    /// Keys or certificates could not be made.
    case keys
    /// The folder for what is said is not empty, or could not be made.
    case waveFolder
    /// There are no sounds in the catalogue that was named.
    case catalogueMissing
    /// No port or connection on the loopback interface could be had.
    case network(errorNumber: Int32)
    /// A program could not be started.
    case process(errorNumber: Int32)
    /// The terminal could not be read or set.
    case terminal(errorNumber: Int32)
    /// A thread or a pipe could not be made.
    case resources(errorNumber: Int32)

    /// The words for standard error.
    var words: String {
        switch self {
        case .folder(let number): "The folder for the demo could not be made (error \(number))."
        case .file(let number): "A file of the demo could not be written (error \(number))."
        case .waveFolder: "The folder for what is said must be new or empty."
        case .catalogueMissing:
            "There are no sounds in the catalogue; make it with meldpost-prompts render."
        case .keys: "Keys and certificates could not be made."
        case .network(let number):
            "No port on the loopback interface could be had (error \(number))."
        case .process(let number): "A program could not be started (error \(number))."
        case .terminal(let number): "The terminal could not be set (error \(number))."
        case .resources(let number): "A thread or a pipe could not be made (error \(number))."
        }
    }

    /// The exit code.
    ///
    /// Source: sysexits.h, EX_CANTCREAT, EX_NOINPUT, EX_SOFTWARE and EX_OSERR.
    var exitCode: Int32 {
        switch self {
        case .folder, .file, .waveFolder: 73
        case .catalogueMissing: 66
        case .keys: 70
        case .network, .process, .terminal, .resources: 71
        }
    }
}
