internal import CLinux
internal import Glibc

/// What every program of the box does first: it forbids pictures of its memory, and leaves nothing in
/// memory that it gave back (DESIGN 5.5).
public enum ProcessHardening {
    /// Forbids core files, and other processes of the same user to look into this one.
    ///
    /// Both are needed: a program that takes cores over a pipe is not held by the limit, and the
    /// limit also holds for what this process might start.
    ///
    /// What is freed is overwritten, so that no copy that a library made of a record outlives it. Small
    /// pieces that the C library keeps for the same thread are not, unless `GLIBC_TUNABLES` switches
    /// that off, as the unit does.
    ///
    /// Source: prctl(2), `PR_SET_DUMPABLE`; core(5), "Piping core dumps to a program"; ptrace(2),
    /// "Ptrace access mode checking"; mallopt(3), `M_PERTURB`.
    ///
    /// - Returns: whether the system agreed to all three.
    @discardableResult
    public static func apply() -> Bool {
        var none = rlimit(rlim_cur: 0, rlim_max: 0)
        let isLimited = setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none) == 0
        let isOverwritten = clinux_overwrite_freed_memory() == 0
        return clinux_forbid_dump() == 0 && isLimited && isOverwritten
    }
}
