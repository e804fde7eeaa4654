/// A program that the demo keeps running.
enum DemoProgram: UInt8, Hashable, Sendable, CaseIterable {
    /// The centre's receiver.
    case inbox = 1
    /// The station: keypad, voice, seal and journal.
    case station
    /// The box's way to the network.
    case courier

    /// The name of its executable.
    var name: String {
        switch self {
        case .inbox: "meldpost-inbox"
        case .station: "meldpostd"
        case .courier: "meldpost-courier"
        }
    }

    /// The program that starts as soon as this one is ready.
    var successor: DemoProgram? {
        switch self {
        case .inbox: .station
        case .station: .courier
        case .courier: nil
        }
    }

    /// What it can see and what it cannot, as the screen says it.
    var sight: String {
        switch self {
        case .inbox: "keeps sealed entries; cannot open them"
        case .station: "sees the keys, seals; has no network"
        case .courier: "has the network; sees only sealed cells"
        }
    }
}
