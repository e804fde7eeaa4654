/// A count of the controller, which begins anew at each start of it, summed up since ours.
struct RunningCount {
    /// What was counted since the first value that was told.
    private(set) var sum: UInt32 = 0

    private var last: UInt16?

    /// The controller has started anew and counts from zero.
    mutating func restart() {
        if last != nil { last = 0 }
    }

    /// The controller has counted up to `new`, modulo 65,536; says whether that is news.
    mutating func take(_ new: UInt16) -> Bool {
        guard let last else {
            last = new
            return false
        }
        sum &+= UInt32(new &- last)
        self.last = new
        return new != last
    }
}
