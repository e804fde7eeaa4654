/// The switches and lines, each of which counts once it was different in eight samples in a row.
///
/// The counters stand upright, a bit of each in one word: so six inputs cost as much as one.
public struct SteadySwitches {
    /// Which contacts these are.
    public static let contacts: PanelContacts = [
        .reset, .test, .firstLineRings, .firstLineOffHook, .secondLineRings, .secondLineOffHook,
    ]
    /// A sample is taken every so many milliseconds; eight of them are 32 ms.
    static let sampleTime: UInt8 = 4

    /// The contacts that conduct, steadily.
    public private(set) var steady: PanelContacts = []

    private var time: UInt8 = 0
    private var ones: UInt16 = 0
    private var twos: UInt16 = 0
    private var fours: UInt16 = 0

    /// Makes switches none of which conducts.
    public init() {}

    /// Reads all of them once a millisecond.
    public mutating func read(_ contacts: PanelContacts) {
        time &+= 1
        guard time == Self.sampleTime else { return }
        time = 0
        let different = contacts.intersection(Self.contacts).rawValue ^ steady.rawValue
        let afterOnes = ones & different
        ones = ~ones & different
        let afterTwos = twos & afterOnes
        twos = (twos ^ afterOnes) & different
        let changed = fours & afterTwos
        fours = (fours ^ afterTwos) & different
        steady = PanelContacts(rawValue: steady.rawValue ^ changed)
    }
}
