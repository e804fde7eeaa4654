internal import BoardKit
internal import PanelCore

/// The program of the board that QEMU plays.
@main
struct Firmware {
    static func main() {
        let ticker = Ticker(cyclesPerMillisecond: 12_500)
        var panel = Panel(board: LM3SBoard())
        ticker.run(&panel)
    }
}
