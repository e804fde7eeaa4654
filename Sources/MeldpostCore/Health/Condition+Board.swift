extension Condition {
    /// The words about the board's own lines and about the housing.
    var boardDescription: (words: String, whatToDo: String) {
        switch self {
        case .chipMissing:
            (
                "No GPIO chip that the station may open has a label of the configuration.",
                "Compare gpiodetect with station.toml; ls -l /dev/gpiochip* must show the group meldpost."
            )
        case .lineUnusable:
            (
                "A GPIO line is in use by another program, or the chip has no such line.",
                "Compare gpioinfo with the table gpio in station.toml. The other lines work."
            )
        case .keypadSizeWrong:
            (
                "A keypad of the configuration has not four rows and three or four columns.",
                "Correct rows and columns of the table gpio in station.toml, or those of the desk. Panic works."
            )
        case .housingOpen:
            (
                "The housing is open. What was being keyed was forgotten.",
                "If nobody of the centre opened it, call the centre. Then close it."
            )
        case .mainsLost:
            (
                "The mains are lost: the box runs from its battery.",
                "Look at the power supply and its fuse."
            )
        default:
            (
                "The battery of the box is almost empty.",
                "Restore the mains. What is stored stays stored when the power goes."
            )
        }
    }
}
