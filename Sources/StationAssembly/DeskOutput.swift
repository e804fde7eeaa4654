/// Where the worker's voice is heard.
struct DeskOutput: Hashable, Sendable {
    /// The name of the playback PCM.
    var device: String
    /// How loud it is, in percent of each playback control's range.
    var volumePercent: Int
}
