/// Why a database did not open.
public enum SQLiteOpeningError: Error, Hashable, Sendable {
    /// The file is there, but it is not to be used as it is.
    case refused(SQLiteRefusal)
    /// SQLite or the disk failed.
    case failed(SQLiteFault)
    /// A system call on the file failed before SQLite saw it.
    case fileFailed(FileFault)

    /// The fixed words for logs and status.
    public var faultCode: String {
        switch self {
        case .refused(let refusal): refusal.refusalCode
        case .failed(let fault): fault.faultCode
        case .fileFailed(let fault): fault.faultCode
        }
    }

    /// A fault as an opening error; damage and foreign bytes become refusals of the file.
    init(_ fault: SQLiteFault) {
        if fault.isNotADatabase {
            self = .refused(.notADatabase)
        } else if fault.isDamage {
            self = .refused(.damaged)
        } else {
            self = .failed(fault)
        }
    }
}
