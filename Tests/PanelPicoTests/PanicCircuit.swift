/// The panic button with its cable and resistors, as a circuit: what its two pins read.
///
/// Five nodes: the two pins, the ends of their wires at the button, and the common wire there. Wires
/// that are whole are a tenth of an ohm. The pull-ups inside the controller are the strongest that the
/// datasheet allows, which is the worst for telling a resistor from an open wire.
///
/// Source: RP2040 datasheet 5.5.3.4 (pull-ups of 50 to 80 kilohms; low below 0.8 V, high above 2.0 V).
struct PanicCircuit: Hashable {
    /// What can be wrong with the cable.
    enum Fault: Hashable, CaseIterable {
        case closedWireCut, openWireCut, groundWireCut
        case closedWireGrounded, openWireGrounded, wiresJoined
    }

    /// Whether each contact of the button conducts.
    var closedConducts = true
    var openConducts = false
    var fault: Fault?
    /// Whether each wire is pulled up by its probe.
    var isClosedProbed = false
    var isOpenProbed = false

    /// At the controller, in ohms.
    static let probeResistor = 1_000.0
    /// At the button: in line with the closed contact, across the open one.
    static let endResistor = 4_700.0

    private enum Node: Int, CaseIterable {
        case closedPin, openPin, closedEnd, openEnd, common
    }

    /// The voltages of the two pins.
    var voltages: (closed: Double, open: Double) {
        var system = Resistors(nodes: Node.allCases.count)
        let wire = 0.1
        func join(_ left: Node, _ right: Node, _ ohms: Double) {
            system.join(left.rawValue, right.rawValue, ohms)
        }
        func tie(_ node: Node, to volts: Double, _ ohms: Double) {
            system.tie(node.rawValue, to: volts, ohms)
        }
        for pin in [Node.closedPin, .openPin] { tie(pin, to: 3.3, 50_000) }
        if isClosedProbed { tie(.closedPin, to: 3.3, Self.probeResistor) }
        if isOpenProbed { tie(.openPin, to: 3.3, Self.probeResistor) }
        if fault != .closedWireCut { join(.closedPin, .closedEnd, wire) }
        if fault != .openWireCut { join(.openPin, .openEnd, wire) }
        if fault != .groundWireCut { tie(.common, to: 0, wire) }
        if closedConducts { join(.closedEnd, .common, Self.endResistor) }
        join(.openEnd, .common, openConducts ? wire : Self.endResistor)
        switch fault {
        case .closedWireGrounded: tie(.closedPin, to: 0, wire)
        case .openWireGrounded: tie(.openPin, to: 0, wire)
        case .wiresJoined: join(.closedPin, .openPin, wire)
        default: break
        }
        let voltages = system.voltages
        return (voltages[Node.closedPin.rawValue], voltages[Node.openPin.rawValue])
    }
}

/// Nodes that are joined by resistors, and tied to voltages by others.
private struct Resistors {
    private var rows: [[Double]]
    private let count: Int

    init(nodes: Int) {
        count = nodes
        rows = (0..<nodes).map { row in
            // Nothing floats quite freely: a leak of a hundred megohms to ground.
            (0...nodes).map { $0 == row ? 1e-8 : 0 }
        }
    }

    mutating func join(_ left: Int, _ right: Int, _ ohms: Double) {
        rows[left][left] += 1 / ohms
        rows[right][right] += 1 / ohms
        rows[left][right] -= 1 / ohms
        rows[right][left] -= 1 / ohms
    }

    mutating func tie(_ node: Int, to volts: Double, _ ohms: Double) {
        rows[node][node] += 1 / ohms
        rows[node][count] += volts / ohms
    }

    /// Kirchhoff's first law at each node, solved by elimination.
    var voltages: [Double] {
        var rows = rows
        for pivot in 0..<count {
            for row in 0..<count where row != pivot {
                let factor = rows[row][pivot] / rows[pivot][pivot]
                for column in pivot...count { rows[row][column] -= factor * rows[pivot][column] }
            }
        }
        return (0..<count).map { rows[$0][count] / rows[$0][$0] }
    }
}
