public import MeldpostCore

/// Something that the panel shows or says.
public enum PanelOutput: Hashable, Sendable {
    /// The voice says this text; what was being said stops. The number comes back when it ends; it
    /// stands in no line, and is zero in what is read from one.
    case say(String, number: UInt64 = 0)
    /// What the text that follows is put together from: names of clips, and pauses in milliseconds.
    case sound([String])
    /// The voice is silent at once.
    case hush
    /// The voice of the desk says this text; what was being said there stops.
    case deskSay(String)
    /// The voice of the desk is silent at once.
    case deskHush
    /// The tone of a key of the desk keypad.
    case deskKeyTone
    /// The tone of a refused key of the desk keypad.
    case deskErrorTone
    /// The tone of a key: the same for all keys.
    case keyTone
    /// The tone of a refused key.
    case errorTone
    /// A lamp shines so from now on.
    case lamp(Lamp, LampRhythm)
    /// The panic relay is closed or open from now on.
    case relay(isClosed: Bool)

    /// How many characters of a text are shown; a prompt is far shorter.
    public static let textLimit = 2_000

    /// Takes the part of an effect that is the panel's, or gives `nil` for any other effect.
    ///
    /// - Parameters:
    ///   - effect: what the station decided.
    ///   - rendered: gives the text of an utterance.
    public init?(_ effect: Effect, rendered: (Utterance) -> String) {
        switch effect {
        case .say(let utterance): self = .say(rendered(utterance), number: utterance.number)
        case .hush: self = .hush
        case .sayAtDesk(let utterance): self = .deskSay(rendered(utterance))
        case .hushDesk: self = .deskHush
        case .soundDeskKeyTone: self = .deskKeyTone
        case .soundDeskErrorTone: self = .deskErrorTone
        case .soundKeyTone: self = .keyTone
        case .soundErrorTone: self = .errorTone
        case .setLamp(let lamp, let rhythm): self = .lamp(lamp, rhythm)
        case .setRelay(let isClosed): self = .relay(isClosed: isClosed)
        default: return nil
        }
    }

    /// The line that is written, without its end.
    ///
    /// Control characters become spaces, so that no text can break a line or move a cursor.
    public var line: String {
        switch self {
        case .say(let text, _): "say " + Self.cleaned(text)
        case .sound(let parts): "sound " + Self.cleaned(parts.joined(separator: " "))
        case .hush: "hush"
        case .deskSay(let text): "desk-say " + Self.cleaned(text)
        case .deskHush: "desk-hush"
        case .deskKeyTone: "desk-tone"
        case .deskErrorTone: "desk-error-tone"
        case .keyTone: "tone"
        case .errorTone: "error-tone"
        case .lamp(let lamp, let rhythm): "lamp \(lamp.name) \(rhythm.name)"
        case .relay(let isClosed): isClosed ? "relay closed" : "relay open"
        }
    }

    /// Reads a line, without its end, or gives `nil` for a line that means nothing.
    public init?(line: String) {
        let parts = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
        switch (parts.first, parts.dropFirst().first) {
        case ("say", let text?): self = .say(Self.cleaned(String(text)))
        case ("sound", let parts?):
            self = .sound(parts.split(separator: " ").map { Self.cleaned(String($0)) })
        case ("hush", nil): self = .hush
        case ("desk-say", let text?): self = .deskSay(Self.cleaned(String(text)))
        case ("desk-hush", nil): self = .deskHush
        case ("desk-tone", nil): self = .deskKeyTone
        case ("desk-error-tone", nil): self = .deskErrorTone
        case ("tone", nil): self = .keyTone
        case ("error-tone", nil): self = .errorTone
        case ("relay", "closed"?): self = .relay(isClosed: true)
        case ("relay", "open"?): self = .relay(isClosed: false)
        case ("lamp", let words?):
            let words = words.split(separator: " ", omittingEmptySubsequences: false)
            guard
                words.count == 2,
                let lamp = Lamp.allCases.first(where: { $0.name == words[0] }),
                let rhythm = LampRhythm.allCases.first(where: { $0.name == words[1] })
            else {
                return nil
            }
            self = .lamp(lamp, rhythm)
        default: return nil
        }
    }

    /// What this output replaces when both wait: a state of the same thing.
    ///
    /// `nil` for a moment.
    var lastingThing: LastingThing? {
        switch self {
        case .lamp(let lamp, _): .lamp(lamp)
        case .relay: .relay
        default: nil
        }
    }

    /// A thing on the panel that stays as it was last set.
    enum LastingThing: Hashable, Sendable {
        case lamp(Lamp)
        case relay
    }

    private static func cleaned(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.prefix(textLimit).unicodeScalars.map { scalar in
                    switch scalar.properties.generalCategory {
                    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate,
                        .privateUse, .unassigned:
                        " "
                    default: scalar
                    }
                }
            )
        )
    }
}

extension Lamp {
    /// The word that stands for this lamp in a line.
    public var name: String {
        switch self {
        case .panic: "panic"
        case .desk: "desk"
        case .ready: "ready"
        case .fault: "fault"
        }
    }
}

extension LampRhythm {
    /// The word that stands for this rhythm in a line.
    public var name: String {
        switch self {
        case .off: "off"
        case .on: "on"
        case .slow: "slow"
        case .fast: "fast"
        case .double: "double"
        case .blip: "blip"
        }
    }
}
