public import Logging

/// A log handler that shows nothing unless it is marked (DESIGN 14, rules 1 and 4).
///
/// - The text of a line is shown when the line comes from one of our modules, where it is a
///   constant; the text of any other module is `<redacted>`.
/// - A metadata value is shown when all of it carries the mark `"\(public: value)"`.
/// - The error of an event is never shown: its description may hold outside text. Log its
///   `faultCode` as a marked value.
///
/// Lines go to standard error with the priority prefix that journald understands, which adds the
/// time. Source: sd-daemon(3).
public struct JournalLogHandler: LogHandler {
    /// The lowest level that is written.
    public var logLevel: Logger.Level

    /// The values that go with every line.
    public var metadata: Logger.Metadata = [:]

    /// Gives more values with every line.
    public var metadataProvider: Logger.MetadataProvider?

    private let output: LogOutput
    private let modules: Set<String>

    /// The modules whose texts are constants: ours, and the one that runs our services.
    public static let modules: Set<String> = [
        "CentreLink", "ControlProtocol", "CourierAssembly", "DemoAssembly", "DeskTools",
        "InboxServer", "JournalLogging", "JournalStore", "LocalSockets", "MeldpostCore",
        "RecordFormat", "ServiceLifecycle", "ServiceTools", "SQLiteStore", "StationAssembly",
        "StrictConfiguration", "TerminalPanel", "meldpost", "meldpost_courier", "meldpost_desk",
        "meldpost_inbox", "meldpostctl", "meldpostd",
    ]

    /// Makes a handler.
    ///
    /// - Parameters:
    ///   - level: the lowest level that is written.
    ///   - descriptor: where lines go; standard error.
    ///   - modules: the modules whose texts are shown.
    public init(
        level: Logger.Level = .info,
        descriptor: Int32 = 2,
        modules: Set<String> = JournalLogHandler.modules
    ) {
        logLevel = level
        output = LogOutput(descriptor: descriptor)
        self.modules = modules
    }

    /// One value that goes with every line.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Writes one line.
    public func log(event: LogEvent) {
        var values = metadata
        if let provided = metadataProvider?.get() {
            values.merge(provided) { _, new in new }
        }
        if let given = event.metadata {
            values.merge(given) { _, new in new }
        }
        let isOurs = modules.contains(event.source)
        let text = isOurs ? event.message.description : LogLine.redacted
        if !isOurs { values["log.source"] = "\(public: event.source)" }
        output.write(LogLine.bytes(level: event.level, text: text, metadata: values))
    }
}

extension Logger {
    /// A logger that writes to the journal, and shows nothing unless it is marked.
    ///
    /// - Parameters:
    ///   - program: the name of the program.
    ///   - level: the lowest level that is written.
    /// - Returns: the logger.
    public static func journal(program: StaticString, level: Logger.Level = .info) -> Logger {
        Logger(label: "\(program)", factory: { _ in JournalLogHandler(level: level) })
    }
}
