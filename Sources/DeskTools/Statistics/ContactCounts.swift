internal import MeldpostCore

/// A month on the islands.
struct IslandMonth: Hashable, Comparable, Sendable {
    let year: Int
    /// From 1 to 12.
    let month: Int

    init(year: Int, month: Int) {
        self.year = year
        self.month = month
    }

    /// The month of an hour.
    init(_ hour: UnixHour) {
        let time = IslandTime(hour.start)
        self.init(year: time.year, month: time.month)
    }

    /// Reads `YYYY-MM`.
    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count == 4, parts[1].count == 2,
            text.utf8.allSatisfy({ $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) }),
            let year = Int(parts[0]), let month = Int(parts[1]), (1...12).contains(month),
            (1970...2400).contains(year)
        else { return nil }
        self.init(year: year, month: month)
    }

    /// For example `2026-11`.
    var text: String { "\(year)-\(month < 10 ? "0" : "")\(month)" }

    /// The month after this one.
    var next: IslandMonth {
        month == 12
            ? IslandMonth(year: year + 1, month: 1) : IslandMonth(year: year, month: month + 1)
    }

    /// The hour in which the month begins on the islands.
    ///
    /// Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`, the
    /// inverse of the one in ``IslandTime``; the islands are four hours behind UTC.
    var firstHour: UInt32 {
        let year = month <= 2 ? self.year - 1 : self.year
        let yearOfEra = year % 400
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let days = year / 400 * 146_097 + dayOfEra - 719_468
        return UInt32(days * 24 + 4)
    }

    static func < (left: IslandMonth, right: IslandMonth) -> Bool {
        (left.year, left.month) < (right.year, right.month)
    }
}

/// Advice requests and reports of one island by month and by who came: the table of DOMAIN 2.4,
/// split as R75 asks.
///
/// A call on the hotline counts where it was logged as one of the two and not keyed in full: of whom it
/// came is unknown then. Which of its records counts, so that it counts once, is found before
/// (``Swift/Array/contacts``).
struct ContactCounts: Hashable, Sendable {
    /// The columns: who asked advice, then who reported.
    enum Column: Int, Hashable, Sendable, CaseIterable {
        case adviceCitizens
        case adviceOrganisations
        case adviceUnknown
        case reportCitizens
        case reportOrganisations
        case reportUnknown
    }

    /// The months of the period, in order.
    let months: [IslandMonth]
    /// A row for each month, a number for each column.
    private(set) var rows: [[Int]]

    /// Counts nothing yet.
    init(from first: IslandMonth, to last: IslandMonth) {
        months = Array(sequence(first: first) { $0 < last ? $0.next : nil })
        rows = months.map { _ in Column.allCases.map { _ in 0 } }
    }

    /// Counts a record, if it is one that is counted and lies in the period.
    mutating func count(_ content: RecordContent, hour: UnixHour) {
        guard let column = Self.column(of: content),
            let row = months.firstIndex(of: IslandMonth(hour))
        else { return }
        rows[row][column.rawValue] += 1
    }

    private static func column(of content: RecordContent) -> Column? {
        switch content {
        case .adviceRequest(let advice):
            switch advice.answers.code(.asker)?.rawValue {
            case "citizen": .adviceCitizens
            case "professional": .adviceOrganisations
            default: .adviceUnknown
            }
        case .report(let report):
            switch report.reporterClass {
            case .citizen: .reportCitizens
            case .professional: .reportOrganisations
            case .unknown: .reportUnknown
            }
        case .hotlineCall(let call):
            switch call.classification {
            case CallClass.advice.code: .adviceUnknown
            case CallClass.report.code: .reportUnknown
            default: nil
            }
        default: nil
        }
    }
}
