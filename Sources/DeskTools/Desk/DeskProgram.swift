internal import AgeFormat
internal import CentreLink
internal import MeldpostCore
internal import ProgramStreams
internal import StrictConfiguration

/// The commands of `meldpost-desk` from their arguments to their exit code.
///
/// What a record says goes to standard output and nowhere else; errors go to standard error in fixed
/// words.
public enum DeskProgram {
    /// A command that needs the inbox.
    public enum Command: Hashable, Sendable {
        /// The worklist.
        case list(showsAll: Bool)
        /// The calls of the hotline.
        case calls
        /// One record.
        case show(id: String, withSource: Bool)
        /// A step on a record.
        case step(id: String, code: String)
        /// A panic incident is accepted.
        case accept(id: String)
        /// Advice and reports by month.
        case statistics(from: String?, to: String?, isInternal: Bool)
        /// The conditions of stations.
        case conditions
        /// A condition is dealt with.
        case clearCondition(number: Int64)

        /// Whether records are opened.
        var needsIdentities: Bool {
            switch self {
            case .list, .calls, .show, .step, .statistics: true
            case .accept, .conditions, .clearCondition: false
            }
        }
    }

    /// The codes of all steps, for the help.
    public static var stepCodes: [String] { StepCode.allCases.map(\.code.rawValue) }

    /// Runs a command.
    ///
    /// - Parameters:
    ///   - command: the command.
    ///   - path: `desk.toml`, or nothing for where it usually is.
    /// - Returns: the exit code.
    public static func run(_ command: Command, configuration path: String?) async -> Int32 {
        do throws(DeskRefusal) {
            let lines = try await perform(command, path)
            let text = lines.map { "\($0)\n" }.joined()
            return ProgramOutput.give(Array(text.utf8), by: "meldpost-desk")
        } catch {
            ProgramOutput.say("meldpost-desk: \(error.words)")
            return error.exitCode
        }
    }

    private static func perform(
        _ command: Command,
        _ path: String?
    ) async throws(DeskRefusal) -> [String] {
        let settings: DeskSettings
        do throws(ConfigurationRefusal) {
            settings = try DeskSettings(path: path)
        } catch {
            throw .configuration(error)
        }
        var sourceIdentities: [AgeIdentity]?
        if case .show(_, withSource: true) = command {
            guard let path = settings.sourceIdentities else { throw .noSourceIdentities }
            sourceIdentities = try identities(path)
        }
        let remote = try RemoteInbox(settings.endpoint)
        let commands = DeskCommands(
            inbox: remote,
            deskKey: settings.deskKey,
            caseIdentities: command.needsIdentities
                ? try identities(settings.caseIdentities) : [],
            sourceIdentities: sourceIdentities,
            now: SystemClock.now()
        )
        let result = await Result { () async throws(DeskRefusal) in
            try await lines(of: command, from: commands)
        }
        await remote.client.close()
        return try result.get()
    }

    private static func lines(
        of command: Command,
        from commands: DeskCommands
    ) async throws(DeskRefusal) -> [String] {
        switch command {
        case .list(let showsAll):
            try await commands.list(showsAll: showsAll)
        case .calls:
            try await commands.calls()
        case .show(let id, let withSource):
            try await commands.show(id, withSource: withSource)
        case .step(let id, let code):
            try await commands.step(id, code)
        case .accept(let id):
            try await commands.accept(id)
        case .statistics(let from, let to, let isInternal):
            try await commands.statistics(from: from, to: to, isInternal: isInternal)
        case .conditions:
            try await commands.conditions()
        case .clearCondition(let number):
            try await commands.clearCondition(number)
        }
    }

    private static func identities(_ path: String) throws(DeskRefusal) -> [AgeIdentity] {
        do throws(AgeCommandRefusal) {
            return try IdentityFile.read(path)
        } catch {
            throw .identities(error)
        }
    }
}

extension Result {
    /// What an asynchronous call gave.
    fileprivate init(_ call: () async throws(Failure) -> Success) async {
        do throws(Failure) {
            self = .success(try await call())
        } catch {
            self = .failure(error)
        }
    }
}
