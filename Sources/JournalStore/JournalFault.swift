public import MeldpostCore
internal import SQLiteStore

/// Why the journal did not do what was asked.
public struct JournalFault: Error, Hashable, Sendable {
    /// What was asked.
    public enum Operation: String, Hashable, Sendable {
        /// Opening the journal, or opening it again after the disk failed.
        case open
        /// Making and signing the entry: what the caller's closure does.
        case makeEntry = "make-entry"
        /// Appending an entry.
        case append
        /// Reading entries or state.
        case read
        /// Changing state.
        case write
        /// Removing a body.
        case erase
        /// Checking a proof against its header.
        case checkProof = "check-proof"
    }

    /// The kind of fault, as the station knows it.
    public let fault: StoreFault
    /// What was asked.
    public let operation: Operation

    /// Makes a fault.
    public init(_ fault: StoreFault, during operation: Operation) {
        self.fault = fault
        self.operation = operation
    }

    /// The fixed words for logs and status.
    public var faultCode: String { "journal.\(operation.rawValue)" }

    /// A fault of the database.
    init(_ fault: SQLiteFault, during operation: Operation) {
        self.init(StoreFault(fault), during: operation)
    }

    /// A fault of a file or folder.
    init(_ fault: FileFault, during operation: Operation) {
        let kind: StoreFault =
            fault.isFull ? .diskFull : fault.isReadOnly ? .readOnly : .inputOutput
        self.init(kind, during: operation)
    }

    /// A database that did not open and is not to be set aside.
    init(_ error: SQLiteOpeningError) {
        switch error {
        case .refused(.unknownMigration): self.init(.fromTheFuture, during: .open)
        case .refused(.weakSetting): self.init(.other, during: .open)
        case .refused: self.init(.damaged, during: .open)
        case .failed(let fault): self.init(fault, during: .open)
        case .fileFailed(let fault): self.init(fault, during: .open)
        }
    }
}

extension StoreFault {
    /// What a fault of the database is for the station.
    init(_ fault: SQLiteFault) {
        if fault.isFull {
            self = .diskFull
        } else if fault.isReadOnly {
            self = .readOnly
        } else if fault.isDamage {
            self = .damaged
        } else if fault.isInputOutput {
            self = .inputOutput
        } else {
            self = .other
        }
    }
}
