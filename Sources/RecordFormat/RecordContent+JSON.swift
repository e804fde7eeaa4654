internal import MeldpostCore

extension RecordContent {
    /// Reads the block `what` of a record of one kind.
    init(kind: RecordKind, tree: JSONTree) throws(FormatRefusal) {
        switch kind {
        case .adviceRequest: self = .adviceRequest(try tree.decode(AdviceContent.self))
        case .report: self = .report(try tree.decode(ReportContent.self))
        case .supportNeed: self = .supportNeed(try tree.decode(SupportNeedContent.self))
        case .hotlineCall: self = .hotlineCall(try tree.decode(HotlineCallContent.self))
        case .addendum: self = .addendum(try tree.decode(AddendumContent.self))
        case .panic: self = .panic(try tree.decode(PanicContent.self))
        case .step: self = .step(try tree.decode(StepContent.self))
        case .drill: self = .drill(try tree.decode(DrillContent.self))
        case .service: self = .service(try tree.decode(ServiceContent.self))
        case .signIn: self = .signIn(try tree.decode(SignInContent.self))
        case .clock: self = .clock(try tree.decode(ClockContent.self))
        }
    }

    /// The block `what` as JSON.
    func tree() throws(FormatRefusal) -> JSONTree {
        switch self {
        case .adviceRequest(let content): try JSONTree(encoding: content)
        case .report(let content): try JSONTree(encoding: content)
        case .supportNeed(let content): try JSONTree(encoding: content)
        case .hotlineCall(let content): try JSONTree(encoding: content)
        case .addendum(let content): try JSONTree(encoding: content)
        case .panic(let content): try JSONTree(encoding: content)
        case .step(let content): try JSONTree(encoding: content)
        case .drill(let content): try JSONTree(encoding: content)
        case .service(let content): try JSONTree(encoding: content)
        case .signIn(let content): try JSONTree(encoding: content)
        case .clock(let content): try JSONTree(encoding: content)
        }
    }
}
