import CCrashVFS
import Synchronization

/// A file system layer that writes down what SQLite does to its files and can let it fail.
///
/// Every layer has its own name, so tests that run beside each other do not meet.
public final class CrashLayer {
    /// The calls that can be counted and made to fail.
    public enum Operation: Int32, CaseIterable, Sendable {
        case open = 1
        case read
        case write
        case truncate
        case sync
        case delete
    }

    /// The kinds of file.
    public enum File: Int32, CaseIterable, Sendable {
        case any = 0
        case main
        case log
        case rollbackJournal
        case other
    }

    private static let made = Atomic<Int>(0)

    /// The name to give to SQLite.
    public let name: String
    let pointer: OpaquePointer

    public init() {
        name = "crash-\(Self.made.add(1, ordering: .relaxed).newValue)"
        guard let pointer = ccrashvfs_create(name) else {
            preconditionFailure("SQLite refused the layer")
        }
        self.pointer = pointer
    }

    deinit {
        ccrashvfs_destroy(pointer)
    }

    /// How many changes were written down so far.
    public var eventCount: Int { ccrashvfs_event_count(pointer) }

    /// How many calls of one kind came for one kind of file.
    public func calls(_ operation: Operation, on file: File = .any) -> UInt64 {
        ccrashvfs_call_count(pointer, operation.rawValue, file.rawValue)
    }

    /// Lets calls fail after `skip` good ones, `times` times, with SQLite's extended result code.
    public func fail(
        _ operation: Operation,
        on file: File = .any,
        skip: Int = 0,
        times: Int = .max,
        code: Int32,
        errorNumber: Int32 = 0
    ) {
        ccrashvfs_fail(
            pointer,
            operation.rawValue,
            file.rawValue,
            Int32(clamping: skip),
            Int32(clamping: times),
            code,
            errorNumber
        )
    }

    /// Lets so many calls pass after each that failed, before the next one fails.
    public func spaceFailures(by calls: Int) {
        ccrashvfs_space_failures(pointer, Int32(clamping: calls))
    }

    /// Lets every call work again.
    public func mend() {
        ccrashvfs_fail(pointer, 0, 0, 0, 0, 0, 0)
    }

    /// How many calls failed since the fault was set.
    public var failures: Int { Int(ccrashvfs_failures(pointer)) }

    /// Lets every sync return at once without doing it, as `synchronous=OFF` and lying disks do.
    public func skipSyncs(_ skip: Bool) {
        ccrashvfs_skip_syncs(pointer, skip ? 1 : 0)
    }

    /// Leaves a setting as it is, whatever it is set to.
    public func swallow(pragma name: String) {
        ccrashvfs_swallow_pragma(pointer, name)
    }

    /// Gives an answer of its own when a setting is read back.
    public func answer(pragma name: String, with value: String) {
        ccrashvfs_answer_pragma(pointer, name, value)
    }
}
