/// What a station is told once, at its start.
public struct StationConfiguration: Hashable, Sendable {
    /// The island of the desk.
    public var island: Island
    /// The length of a slot (DESIGN 11).
    public var slot: Duration
    /// The questions and texts of a visit.
    public var questionnaire: Questionnaire
    /// The languages that a visitor can choose, in this order.
    public var languages: [Language]
    /// The version of the software, as it stands in records.
    public var softwareVersion: String
    /// The kind of the panel, as it stands in records.
    public var panelKind: String
    /// When somebody of the desk is there; no hours where nobody said so.
    public var opening: OpeningTable
    /// Who is on call; nothing where the desk keeps no rota here.
    public var rota: Rota?
    /// The language of the desk.
    public var deskLanguage: Language
    /// Whether an alarm is never spoken of at the desk without being asked.
    public var isAlarmSilent: Bool
    /// The account of the first supervisor, for a station that has none.
    public var firstSupervisor: WorkerAccount?
    /// The mean time between commits that store nothing (DESIGN 14, rule 7).
    public var dummyInterval: Duration
    /// What of a self-test the panel does not have, because nothing is wired there.
    public var unwired: Set<SelfTestCheck>

    /// Makes a configuration; all but the first, the third, and the names have their usual values.
    public init(
        island: Island,
        slot: Duration = .seconds(20),
        questionnaire: Questionnaire,
        languages: [Language] = Language.allCases,
        softwareVersion: String,
        panelKind: String,
        opening: OpeningTable = OpeningTable(hours: []),
        rota: Rota? = nil,
        deskLanguage: Language = .english,
        isAlarmSilent: Bool = true,
        firstSupervisor: WorkerAccount? = nil,
        dummyInterval: Duration = .seconds(300),
        unwired: Set<SelfTestCheck> = []
    ) {
        self.island = island
        self.slot = slot
        self.questionnaire = questionnaire
        self.languages = languages
        self.softwareVersion = softwareVersion
        self.panelKind = panelKind
        self.opening = opening
        self.rota = rota
        self.deskLanguage = deskLanguage
        self.isAlarmSilent = isAlarmSilent
        self.firstSupervisor = firstSupervisor
        self.dummyInterval = dummyInterval
        self.unwired = unwired
    }
}
