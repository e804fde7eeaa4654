internal import CGpiod
internal import Glibc

/// A line of the kernel, through libgpiod 1.6 or 2.
///
/// Not a value that cannot be copied, because several of them stand in an array; nobody but its slot
/// holds it, and the line is given back with it. What an output does then is the chip's matter: see
/// the page about GPIO.
final class KernelLine: OpenLine {
    /// What `gpioinfo` shows as the user of our lines.
    static let consumer = "meldpost"

    let descriptor: Int32?
    let edgeLimit = CGPIOD_EDGES_AT_ONCE
    private let chip: OpaquePointer
    private let line: OpaquePointer
    private let offset: UInt32
    /// Whether it is a row of keys, which is an input that is pulled up while it is let go.
    private let isRow: Bool

    /// Asks the kernel for a line.
    ///
    /// Each line is asked for by itself, so that one that is missing takes no other with it.
    init(_ place: LinePlace, for use: LineUse, pullsUp: Bool) throws(GPIOError) {
        guard let chip = Self.chip(labelled: place.chip) else {
            throw GPIOError(operation: .findChip, errorNumber: ENODEV)
        }
        let (kind, isHigh) =
            switch use {
            case .input: (CGPIOD_INPUT, false)
            case .edges: (CGPIOD_EDGES, false)
            case .output(let isHigh): (CGPIOD_OUTPUT, isHigh)
            case .row: (CGPIOD_ROW, false)
            }
        guard
            let line = cgpiod_request(
                chip,
                place.offset,
                Self.consumer,
                Int32(kind),
                pullsUp,
                isHigh
            )
        else {
            let number = errno
            gpiod_chip_close(chip)
            throw GPIOError(operation: .request, errorNumber: number)
        }
        self.chip = chip
        self.line = line
        offset = place.offset
        isRow = if case .row = use { true } else { false }
        descriptor = use == .edges ? cgpiod_descriptor(line) : nil
    }

    deinit {
        cgpiod_release(line)
        gpiod_chip_close(chip)
    }

    func read() throws(GPIOError) -> Bool {
        let level = cgpiod_get(line, offset)
        guard level >= 0 else { throw GPIOError(operation: .read, errorNumber: errno) }
        return level > 0
    }

    func write(_ isHigh: Bool) throws(GPIOError) {
        let result =
            if isRow {
                // Whatever resistors the board has: a row that floats would be anything.
                cgpiod_set_row(line, offset, true, !isHigh)
            } else {
                cgpiod_set(line, offset, isHigh)
            }
        guard result == 0 else {
            throw GPIOError(operation: .write, errorNumber: errno)
        }
    }

    func takeEdges() throws(GPIOError) -> [LineEdge] {
        guard let descriptor else { return [] }
        // Reading would wait.
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&request, 1, 0) > 0 else { return [] }
        var edges = [cgpiod_edge](repeating: cgpiod_edge(), count: edgeLimit)
        let count = cgpiod_read_edges(line, &edges)
        guard count >= 0 else { throw GPIOError(operation: .readEdges, errorNumber: errno) }
        return edges.prefix(Int(count)).map { edge in
            LineEdge(
                nanoseconds: edge.nanoseconds,
                sequence: edge.sequence,
                isRising: edge.is_rising
            )
        }
    }

    /// The chip with this label, where there is one.
    ///
    /// libgpiod 1.6 has a search of its own, which gives up at the first chip that is not ours to
    /// open.
    private static func chip(labelled label: String) -> OpaquePointer? {
        // The kernel gives the smallest free number to each chip; no board has as many.
        for number in 0..<64 {
            guard let chip = gpiod_chip_open("/dev/gpiochip\(number)") else { continue }
            if cgpiod_has_label(chip, label) { return chip }
            gpiod_chip_close(chip)
        }
        return nil
    }
}

/// The kernel's lines.
struct KernelLines: LineSource {
    func open(
        _ place: LinePlace,
        for use: LineUse,
        pullsUp: Bool
    ) throws(GPIOError) -> any OpenLine {
        try KernelLine(place, for: use, pullsUp: pullsUp)
    }
}
