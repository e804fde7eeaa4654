internal import MeldpostCore
internal import SQLiteStore

/// Who may still write when the disk is full: the order is log, ordinary, urgent, panic.
///
/// | urgency | may write while at least this much of the reserve is held |
/// |---|---|
/// | log | all of it |
/// | ordinary | half |
/// | urgent | a quarter |
/// | panic | nothing: it is never refused before the disk refuses it |
///
/// Records of calls have the room of a log, whatever the urgency by which they leave (DESIGN 6).
///
/// A full disk gives up one step of the reserve at a time, never below the line of who asks. When
/// there is room again the reserve is made whole first.
struct JournalRoom {
    private let reserve: ReserveFile
    private let stepBytes: Int64

    init(path: String, bytes: Int64) {
        reserve = ReserveFile(path: path, bytes: bytes)
        stepBytes = bytes / 8
    }

    /// Makes the reserve whole if there is room; gives whether it is.
    func refill() -> Bool {
        do throws(FileFault) {
            try reserve.hold()
            return true
        } catch {
            return false
        }
    }

    /// Whether an entry of this urgency may be tried now.
    func admits(_ urgency: Urgency) -> Bool {
        // Only a reserve that was touched costs system calls beyond one `lstat`.
        refill() || reserve.heldBytes >= line(urgency)
    }

    /// Gives up one step for an entry of this urgency; gives whether there was one to give.
    func release(for urgency: Urgency) -> Bool {
        let held = reserve.heldBytes
        let kept = max(line(urgency), held - stepBytes)
        guard kept < held else { return false }
        do throws(FileFault) {
            return try reserve.shrink(to: kept) > 0
        } catch {
            return false
        }
    }

    private func line(_ urgency: Urgency) -> Int64 {
        switch urgency {
        case .log: reserve.bytes
        case .ordinary: reserve.bytes / 2
        case .urgent: reserve.bytes / 4
        case .panic: 0
        }
    }
}
