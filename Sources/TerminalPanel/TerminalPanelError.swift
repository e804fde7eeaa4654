/// Why the panel could not be used.
public enum TerminalPanelError: Error, Hashable, Sendable {
    /// The system gave no descriptor for waking the reader.
    case noDescriptor

    /// Fixed words for the log.
    public var faultCode: String {
        switch self {
        case .noDescriptor: "terminal-panel.no-descriptor"
        }
    }
}
