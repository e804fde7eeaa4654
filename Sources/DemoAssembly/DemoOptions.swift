/// What a person can choose about a demo.
public struct DemoOptions: Hashable, Sendable {
    /// The slots that can be chosen, in milliseconds.
    ///
    /// The station takes no others; a real box has 20,000.
    public static let slots = 200...20_000

    /// How long a slot of the exchange with the centre is, in milliseconds.
    public var slotMilliseconds: Int

    /// Whether the folder stays after the end; its path is then written to standard error.
    public var keepsFolder: Bool

    /// The voice, or nothing for a demo that is only read.
    public var voice: DemoVoice?

    /// Makes the options.
    ///
    /// - Parameters:
    ///   - slotMilliseconds: how long a slot is, within ``slots``.
    ///   - keepsFolder: whether the folder stays after the end.
    ///   - voice: the voice, if there is one.
    public init(
        slotMilliseconds: Int = 250,
        keepsFolder: Bool = false,
        voice: DemoVoice? = nil
    ) {
        precondition(Self.slots.contains(slotMilliseconds), "The program has checked the slot.")
        self.slotMilliseconds = slotMilliseconds
        self.keepsFolder = keepsFolder
        self.voice = voice
    }
}
