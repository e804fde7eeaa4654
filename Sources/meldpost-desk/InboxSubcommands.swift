internal import ArgumentParser
internal import DeskTools

/// `meldpost-desk list`: what is to be done, by deadline.
struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "What is to be done, by deadline. Marks nothing as opened."
    )

    @OptionGroup var options: DeskOptions

    @Flag(help: "Show everything that the inbox holds.")
    var all = false

    func run() async throws {
        try await options.run(.list(showsAll: all))
    }
}

/// `meldpost-desk calls`: the calls of the hotline.
struct Calls: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The calls of the hotline, each once. Marks nothing as opened."
    )

    @OptionGroup var options: DeskOptions

    func run() async throws {
        try await options.run(.calls)
    }
}

/// `meldpost-desk show`: one record.
struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows one record and marks it as opened: the station may then erase it."
    )

    @OptionGroup var options: DeskOptions

    @Argument(help: "The ID of the record, such as 3f2a-91bc.")
    var id: String

    @Flag(help: "Open the block that says who reported, too.")
    var source = false

    func run() async throws {
        try await options.run(.show(id: id, withSource: source))
    }
}

/// `meldpost-desk step`: a step that a worker took.
struct Step: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Records a step; it closes the term that the law names for it.",
        discussion: "Steps: " + DeskProgram.stepCodes.joined(separator: ", ")
    )

    @OptionGroup var options: DeskOptions

    @Argument(help: "The ID of the record, such as 3f2a-91bc.")
    var id: String

    @Argument(help: "The step, such as decided-on-steps.")
    var kind: String

    func run() async throws {
        try await options.run(.step(id: id, code: kind))
    }
}

/// `meldpost-desk accept`: a person takes on a panic.
struct Accept: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Accepts a panic: the station shows that a person has taken it on."
    )

    @OptionGroup var options: DeskOptions

    @Argument(help: "The ID of the incident, such as 1f2e-33aa.")
    var id: String

    func run() async throws {
        try await options.run(.accept(id: id))
    }
}

/// `meldpost-desk statistics`: advice and reports by month.
struct Statistics: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Advice and reports by island and month, from citizens and organisations.",
        discussion: """
            Counts below five are withheld, and so much more that sums do not give them away. \
            Publish one table of a period: the difference of two gives counts away.
            """
    )

    @OptionGroup var options: DeskOptions

    @Option(help: "The first month, YYYY-MM; this month otherwise.")
    var from: String?

    @Option(help: "The last month, YYYY-MM; this month otherwise.")
    var to: String?

    @Flag(help: "For the desk only: withhold nothing.")
    var `internal` = false

    func run() async throws {
        try await options.run(.statistics(from: from, to: to, isInternal: `internal`))
    }
}

/// `meldpost-desk conditions`: what is the matter with stations.
struct Conditions: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "What is the matter with stations: clones, new journals, gaps."
    )

    @OptionGroup var options: DeskOptions

    func run() async throws {
        try await options.run(.conditions)
    }
}

/// `meldpost-desk clear-condition`: a person has dealt with it.
struct ClearCondition: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clear-condition",
        abstract: "Ends a condition that a person has dealt with."
    )

    @OptionGroup var options: DeskOptions

    @Argument(help: "The number of the condition.")
    var number: Int64

    func run() async throws {
        try await options.run(.clearCondition(number: number))
    }
}
