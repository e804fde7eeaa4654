internal import CentreLink
internal import DeskProtocol
internal import Glibc
internal import MeldpostCore
internal import RecordFormat

/// The way to the desk routes of an inbox.
protocol InboxRoutes: Sendable {
    /// The body of the answer to a GET.
    func get(_ path: String) async throws(DeskRefusal) -> [UInt8]
    /// The body of the answer to a POST.
    func post(_ path: String, _ body: [UInt8]) async throws(DeskRefusal) -> [UInt8]
}

/// The routes over the network.
struct RemoteInbox: InboxRoutes {
    /// How long one answer may take: a page of entries over a slow line, for which a person waits.
    ///
    /// No slot hangs on it, as at the courier.
    private static let patience: Duration = .seconds(60)

    let client: CentreClient

    init(_ endpoint: CentreEndpoint) throws(DeskRefusal) {
        do throws(EndpointRefusal) {
            client = try CentreClient(
                endpoint: endpoint,
                limits: CentreLimits(timeout: Self.patience)
            )
        } catch {
            throw .link(CentreLinkError(.tlsRefused))
        }
    }

    func get(_ path: String) async throws(DeskRefusal) -> [UInt8] {
        do throws(CentreLinkError) {
            return try Self.body(of: try await client.get(path: path, checkedAt: Self.now()))
        } catch {
            throw .link(error)
        }
    }

    func post(_ path: String, _ body: [UInt8]) async throws(DeskRefusal) -> [UInt8] {
        do throws(CentreLinkError) {
            let answer = try await client.post(path: path, body: body, checkedAt: Self.now()) {}
            return try Self.body(of: answer)
        } catch {
            throw .link(error)
        }
    }

    /// The clock of the centre's own machine counts as confirmed.
    private static func now() -> ConfirmedTime {
        ConfirmedTime(lowerBound: SystemClock.now(), isConfirmed: true)
    }

    private static func body(of answer: CentreAnswer) throws(CentreLinkError) -> [UInt8] {
        guard answer.status == 200 else { throw CentreLinkError(.answerMalformed) }
        return answer.body
    }
}

/// The wall clock of the desk's machine.
enum SystemClock {
    static func now() -> UnixTime {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return UnixTime(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }
}

extension InboxRoutes {
    /// The selected entries, in the order of their arrival.
    func entries(_ selection: EntrySelection) async throws(DeskRefusal) -> [DeskEntry] {
        var entries: [DeskEntry] = []
        var next: UInt64 = 0
        while true {
            let path = "\(DeskRoute.entries)?after=\(next)\(selection.query)"
            let page = try await page(EntriesPage.self, path)
            entries += page.entries
            guard !page.isLast, page.next > next else { return entries }
            next = page.next
        }
    }

    /// The panic incidents.
    func panics() async throws(DeskRefusal) -> [PanicReport] {
        try await page(PanicsPage.self, DeskRoute.panics).incidents
    }

    /// The lasting conditions of stations.
    func conditions() async throws(DeskRefusal) -> [ConditionReport] {
        try await page(ConditionsPage.self, DeskRoute.conditions).conditions
    }

    /// The log of steps on the entry with a digest.
    func steps(of digest: Digest) async throws(DeskRefusal) -> [StepReport] {
        var steps: [StepReport] = []
        var next: UInt64 = 0
        while true {
            let entry = HexText.of(digest.bytes)
            let path = "\(DeskRoute.steps)?after=\(next)&entry=\(entry)"
            let page = try await page(StepsPage.self, path)
            steps += page.steps
            guard !page.isLast, page.next > next else { return steps }
            next = page.next
        }
    }

    /// Sends statements and steps; whatever the inbox does not take is a refusal.
    func send(_ post: DeskPost) async throws(DeskRefusal) {
        let body = try await self.post(DeskRoute.statements, DeskJSON.encoded(post))
        for outcome in try decoded(DeskPostAnswer.self, body).outcomes {
            switch outcome {
            case .taken, .known: continue
            case .keyNotListed: throw .keyNotListed
            case .notAStatement, .subjectUnknown, .proofRefused, .stepUnknown: throw .notTaken
            }
        }
    }

    /// Ends a condition.
    func clear(_ number: Int64) async throws(DeskRefusal) {
        let body = DeskJSON.encoded(ConditionClearance(number: number))
        let answer = try await post(DeskRoute.clearCondition, body)
        guard try decoded(ConditionClearanceAnswer.self, answer).isCleared else {
            throw .conditionUnknown
        }
    }

    private func page<Page: Decodable>(
        _ type: Page.Type,
        _ path: String
    ) async throws(DeskRefusal) -> Page {
        try decoded(type, try await get(path))
    }

    private func decoded<Value: Decodable>(
        _ type: Value.Type,
        _ bytes: [UInt8]
    ) throws(DeskRefusal) -> Value {
        do throws(DeskProtocolRefusal) {
            return try DeskJSON.decoded(type, from: bytes)
        } catch {
            throw .answerRefused
        }
    }
}
