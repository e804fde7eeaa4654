import CCrashVFS

/// Builds the files as a power cut could have left them, from one moment to the next.
public final class CrashReplay {
    /// Syncs that the replay takes as not done: the proof that missing ones are noticed.
    public enum Ignored: Int32, Sendable {
        case nothing = 0
        case logSyncs
        case allSyncs
    }

    private let layer: CrashLayer
    private let pointer: OpaquePointer

    public init(of layer: CrashLayer, ignoring ignored: Ignored = .nothing) {
        self.layer = layer
        pointer = ccrashvfs_replay_create(layer.pointer, ignored.rawValue)
    }

    deinit {
        ccrashvfs_replay_destroy(pointer)
    }

    /// Goes forward to the moment after so many changes; never back.
    public func advance(to eventCount: Int) {
        ccrashvfs_replay_advance(pointer, eventCount)
    }

    /// Writes the files into an empty folder; the seed chooses what of the unsynced is kept.
    public func write(seed: UInt64, into folder: String) -> Bool {
        ccrashvfs_replay_write(pointer, seed, folder) == 0
    }
}
