internal import BoardKit
internal import PanelCore

/// The program of the panel controller.
@main
struct Firmware {
    static func main() {
        let board = PicoBoard()
        let ticker = Ticker(cyclesPerMillisecond: 48_000)
        var panel = Panel(board: board)
        ticker.run(&panel)
    }
}
