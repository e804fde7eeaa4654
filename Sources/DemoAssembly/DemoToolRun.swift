internal import Glibc
internal import MeldpostCore

/// One run of a program of the desk or of the technician, in one or two steps.
///
/// What concerns one record or incident needs its name first: the first step lists, the second acts
/// on the one that is next.
struct DemoToolRun {
    /// How long a step may take.
    static let limit = Duration.seconds(20)

    /// How many bytes of output are taken.
    private static let outputLimit = 65_536

    let tool: DemoTool
    let process: ChildProcess
    /// Where its output comes from.
    let output: Int32
    /// When it is ended.
    let deadline: Instant
    /// Whether this step only looks up what is next.
    let isLookup: Bool
    private var bytes: [UInt8] = []
    private var isAtEnd = false
    private var end: ProcessEnd?

    /// Starts the first step of `tool`.
    init(
        _ tool: DemoTool,
        programs: DemoPrograms,
        folder: DemoFolder,
        at now: Instant
    ) throws(DemoFault) {
        let (name, arguments, isLookup) =
            switch tool {
            case .worklist: ("meldpost-desk", ["list"], false)
            case .calls: ("meldpost-desk", ["calls"], false)
            case .record: ("meldpost-desk", ["list"], true)
            case .acceptance: ("meldpost-desk", ["list"], true)
            case .status:
                ("meldpostctl", ["status", "--socket", folder.path("box/run/control.sock")], false)
            }
        try self.init(tool, name, arguments, isLookup: isLookup, programs: programs, at: now)
    }

    private init(
        _ tool: DemoTool,
        _ name: String,
        _ arguments: [String],
        isLookup: Bool,
        programs: DemoPrograms,
        at now: Instant
    ) throws(DemoFault) {
        let (readEnd, writeEnd) = try Descriptor.pipe()
        defer { close(writeEnd) }
        Descriptor.setNonBlocking(readEnd)
        do {
            process = try programs.startTool(
                programs.command(of: name, arguments),
                output: writeEnd
            )
        } catch {
            close(readEnd)
            throw error
        }
        self.tool = tool
        self.isLookup = isLookup
        output = readEnd
        deadline = now + Self.limit
    }

    /// Takes what the program printed.
    mutating func take() {
        guard let more = Descriptor.read(output) else {
            isAtEnd = true
            return
        }
        bytes += more.prefix(Self.outputLimit - bytes.count)
    }

    /// The end of the step, as soon as the program has ended and all its output is here.
    mutating func finish(at now: Instant) -> ProcessEnd? {
        if now >= deadline { process.signal(SIGKILL) }
        end = end ?? process.reap()
        guard let end else { return nil }
        while !isAtEnd, now < deadline, Descriptor.hasInput(output) { take() }
        close(output)
        return end
    }

    /// The lines that were printed, without control characters.
    var lines: [String] {
        String(decoding: bytes, as: UTF8.self).split(
            omittingEmptySubsequences: false,
            whereSeparator: \.isNewline
        ).map { line in
            String(
                String.UnicodeScalarView(
                    line.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }
                )
            )
        }.dropLast(while: { $0.allSatisfy { $0 == " " } })
    }

    /// The second step, on the record `name` that the first step found.
    func next(
        on name: String,
        programs: DemoPrograms,
        at now: Instant
    ) throws(DemoFault) -> DemoToolRun {
        try DemoToolRun(
            tool,
            "meldpost-desk",
            [tool == .acceptance ? "accept" : "show", name],
            isLookup: false,
            programs: programs,
            at: now
        )
    }
}

extension Array {
    /// The array without the last elements that `isOver` says can go.
    fileprivate func dropLast(while isOver: (Element) -> Bool) -> [Element] {
        Array(self[..<(lastIndex { !isOver($0) }.map { $0 + 1 } ?? 0)])
    }
}
