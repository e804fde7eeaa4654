public import ProgramStreams

extension ProgramOutput {
    /// Says on standard error why a service does not start, as an error in the log of systemd.
    ///
    /// - Parameters:
    ///   - refusal: why; it holds names, and no values.
    ///   - program: the name of the program.
    /// - Returns: the exit code.
    public static func refuse(_ refusal: ConfigurationRefusal, by program: String) -> Int32 {
        say("<3>\(program): \(refusal.words)")
        return refusal.exit.rawValue
    }
}

extension RefusalList {
    /// Writes a line for each error to standard output.
    ///
    /// - Parameters:
    ///   - path: the path of the file that was checked.
    ///   - program: the name of the program, which says it where not all lines were taken.
    /// - Returns: 0 where nothing is wrong, else the code with which the program would end.
    public func tell(path: String, by program: String) -> Int32 {
        let text = lines(path: path).map { "\($0)\n" }.joined()
        _ = ProgramOutput.give(Array(text.utf8), by: program)
        return exitCode
    }
}
