extension UnixHour {
    /// The hour `hour` of a day on the islands, or nothing where the calendar has no such day, or where
    /// it lies outside the years 2000 to 2199.
    ///
    /// The days are counted as ``CivilDay`` counts them, and read back to be sure.
    ///
    /// Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
    public init?(year: Int, month: Int, day: Int, hour: Int) {
        guard (2_000...2_199).contains(year), (1...12).contains(month), (1...31).contains(day),
            (0...23).contains(hour)
        else { return nil }
        let yearFromMarch = month <= 2 ? year - 1 : year
        let era = yearFromMarch / 400
        let yearOfEra = yearFromMarch - era * 400
        let monthFromMarch = month > 2 ? month - 3 : month + 9
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let days = era * 146_097 + dayOfEra - 719_468
        self.init(rawValue: UInt32(days * 24 + hour + CivilDay.hoursBehind))
        let read = CivilDay(hour: self)
        guard read.year == year, read.month == month, read.day == day else { return nil }
    }
}
