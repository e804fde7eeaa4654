import Foundation
import ProgramKit
import Testing

/// A machine under the kernel: started, pressed, and cut off from its power.
final class Appliance {
    private let folder: ApplianceFolder
    private let network: ApplianceNetwork
    private var process = Process()
    private var orders = Pipe()
    private var answers = Pipe()
    private var unread: [UInt8] = []

    /// How long a turn of the rows took while each key was down, in microseconds.
    private(set) var turns: [Int] = []

    /// Milliseconds from the start of the kernel until the bench was there, or until the relay had
    /// closed where the machine was started with the button down.
    private(set) var greeting = 0

    init(_ folder: ApplianceFolder, _ network: ApplianceNetwork) {
        self.folder = folder
        self.network = network
    }

    deinit { cutPower() }

    /// What keeps the machine on one processor of the host, before other programs.
    ///
    /// Each call of its kernel goes from one process of the host to another and back: between two
    /// processors that have other work it takes ten times as long, and what is pressed is not seen.
    private static var oneProcessor: [String] {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let allowed = status.split(separator: "\n").first { $0.hasPrefix("Cpus_allowed_list:") }
        let last = allowed?.split { !$0.isNumber }.last
        return last.map { ["taskset", "-c", String($0), "nice", "-n", "-20"] } ?? []
    }

    /// Switches the power on, and waits until the bench is there.
    ///
    /// - Parameter isPressed: whether the panic button is down from the beginning.
    func start(isPressed: Bool = false) throws {
        guard let kernel = ApplianceParts.cached("kernel") else {
            throw ApplianceFolder.Fault(words: "no kernel")
        }
        // What a machine that was cut off left of its own folder.
        try? FileManager.default.removeItem(atPath: "\(folder.path)/uml")
        process = Process()
        orders = Pipe()
        answers = Pipe()
        unread = []
        // The kernel is a tree of processes: it dies whole, as a machine does.
        let words =
            network.prefix + Self.oneProcessor + [
                "unshare", "--pid", "--fork", "--kill-child", "--mount-proc", kernel,
            ]
            + [
                "mem=512M", "umid=appliance", "uml_dir=\(folder.path)/uml/",
                "ubd0=\(folder.disk),\(folder.image)", "root=/dev/ubda", "rw", "quiet", "panic=-1",
                "vec0:transport=tap,ifname=tap0,depth=64", "con=null", "con0=null,fd:2",
                "con1=fd:0,fd:1", "ssl=null", "systemd.show_status=0",
                // The loopback card is the only one, so that it is the first.
                "snd_dummy.enable=0",
            ] + (isPressed ? ["bench.pressed"] : [])
        process.executableURL = URL(filePath: words[0])
        process.arguments = Array(words.dropFirst())
        process.standardInput = orders
        process.standardOutput = answers
        process.standardError = FileHandle(forWritingAtPath: "/dev/null")
        try process.run()
        greeting = Int(try read().output) ?? 0
    }

    /// Whether the power is on.
    var isOn: Bool { process.isRunning }

    /// Cuts the power.
    func cutPower() {
        guard isOn else { return }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        // What is still in the kernel's processes ends with their namespace.
        usleep(100_000)
    }

    /// Gives an order to the bench.
    @discardableResult
    func order(_ order: String) throws -> (code: Int, output: String) {
        try orders.fileHandleForWriting.give("\(order)\n".utf8)
        return try read()
    }

    /// Holds a key of a keypad down and lets it go.
    ///
    /// - Parameters:
    ///   - key: a digit, `*` or `#`.
    ///   - keypad: `key` for that of the kiosk, `desk` for that of the desk.
    func press(_ key: Character, at keypad: String = "key") throws {
        let (row, column) = try #require(VisitKeys.place(of: key))
        let turn = try measure("\(keypad) \(row) \(column) 300")
        #expect(turn > 0, "the station did not look at the keypad")
        turns.append(turn)
    }

    /// A call on the lines: two rings, an answer, a short talk.
    func takeCall() throws {
        for _ in 0..<2 {
            try order("pull 19 0")
            usleep(900_000)
            try order("pull 19 1")
            usleep(900_000)
        }
        try order("pull 20 0")
        usleep(3_000_000)
        try order("pull 20 1")
        usleep(1_500_000)
    }

    /// Runs a command of the shell in the machine.
    @discardableResult
    func shell(_ command: String) throws -> String {
        try order("sh \(command)").output
    }

    /// What the bench measures, or -1.
    func measure(_ order: String) throws -> Int { Int(try self.order(order).output) ?? -1 }

    /// Whether `isMet` comes true within `seconds`.
    func wait(seconds: Double, _ isMet: () throws -> Bool) rethrows -> Bool {
        let end = ContinuousClock.now + .seconds(seconds)
        repeat {
            if try isMet() { return true }
            usleep(50_000)
        } while ContinuousClock.now < end
        return false
    }

    /// The status as the technician sees it.
    func status() throws -> String {
        try shell("meldpostctl status 2>&1")
    }

    /// The status for the words of a failure, or nothing.
    var statusNow: String { (try? status()) ?? "" }

    private func read() throws -> (code: Int, output: String) {
        let head = try readLine().split(separator: " ")
        guard head.count == 2, let code = Int(head[0]), let length = Int(head[1]) else {
            throw ApplianceFolder.Fault(words: "the bench says something else")
        }
        while unread.count < length { try fill() }
        defer { unread.removeFirst(length) }
        return (code, String(decoding: unread.prefix(length), as: UTF8.self))
    }

    private func readLine() throws -> String {
        while true {
            if let end = unread.firstIndex(of: UInt8(ascii: "\n")) {
                defer { unread.removeFirst(end + 1) }
                return String(decoding: unread[..<end], as: UTF8.self)
            }
            try fill()
        }
    }

    private func fill() throws {
        let descriptor = answers.fileHandleForReading.fileDescriptor
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&request, 1, 60_000) > 0 else {
            throw ApplianceFolder.Fault(words: "the bench is silent")
        }
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = Foundation.read(descriptor, &bytes, bytes.count)
        guard count > 0 else { throw ApplianceFolder.Fault(words: "the machine is gone") }
        unread += bytes.prefix(count)
    }
}
