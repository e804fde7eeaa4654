/// A time of day: milliseconds since 1970-01-01 00:00 UTC, without leap seconds.
///
/// Source: POSIX.1-2017, 4.16 Seconds Since the Epoch.
public struct UnixTime: Hashable, Comparable, Sendable {
    /// Milliseconds since 1970-01-01 00:00 UTC.
    public var milliseconds: Int64

    /// Makes the time that lies `milliseconds` after 1970-01-01 00:00 UTC.
    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The hour in which this time lies, zero for a time before 1970.
    public var hour: UnixHour {
        UnixHour(rawValue: UInt32(clamping: max(0, milliseconds) / 3_600_000))
    }

    /// Whether `left` lies before `right`.
    public static func < (left: UnixTime, right: UnixTime) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// The time that lies `duration` after `time`, at the limits of the type if it would pass them.
    public static func + (time: UnixTime, duration: Duration) -> UnixTime {
        let (sum, overflow) = time.milliseconds.addingReportingOverflow(duration.wholeMilliseconds)
        return UnixTime(milliseconds: overflow ? (duration < .zero ? .min : .max) : sum)
    }

    /// The time from `earlier` to `later`.
    public static func - (later: UnixTime, earlier: UnixTime) -> Duration {
        let (difference, overflow) = later.milliseconds
            .subtractingReportingOverflow(earlier.milliseconds)
        return .milliseconds(overflow ? (later < earlier ? .min : .max) : difference)
    }
}

/// A whole hour of Unix time: Unix time divided by 3,600, rounded down.
///
/// The finest time that stands outside a sealed body (DESIGN: header field `hour`).
public struct UnixHour: RawRepresentable, Hashable, Comparable, Sendable, Codable {
    /// Hours since 1970-01-01 00:00 UTC.
    public var rawValue: UInt32

    /// Makes the hour that begins `rawValue` hours after 1970-01-01 00:00 UTC.
    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// The first moment of the hour.
    public var start: UnixTime {
        UnixTime(milliseconds: Int64(rawValue) * 3_600_000)
    }

    /// Whether `left` lies before `right`.
    public static func < (left: UnixHour, right: UnixHour) -> Bool {
        left.rawValue < right.rawValue
    }
}

extension Duration {
    /// The duration in whole milliseconds, rounded towards zero, at the limits of `Int64`.
    public var wholeMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000)
        guard !overflow else { return seconds < 0 ? .min : .max }
        let (sum, carried) = product.addingReportingOverflow(attoseconds / 1_000_000_000_000_000)
        return carried ? (seconds < 0 ? .min : .max) : sum
    }
}
