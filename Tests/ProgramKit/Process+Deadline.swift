import Foundation

extension Process {
    /// Waits for the end; where it does not come in time, the process is killed.
    ///
    /// - Returns: whether it came by itself.
    @discardableResult
    package func waitUntilExit(atMost limit: Duration = .seconds(60)) -> Bool {
        let isOver = Deadline(in: limit).wait { !isRunning }
        if !isOver { kill(processIdentifier, SIGKILL) }
        waitUntilExit()
        return isOver
    }
}
