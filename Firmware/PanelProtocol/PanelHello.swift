/// How a controller introduces itself: who it is, why it started, and all that lasts.
public struct PanelHello: Equatable, Sendable {
    /// The version of the firmware.
    public var firmware: FirmwareVersion
    /// How often it has started since it got power: from 1.
    public var boots: UInt16
    /// Why it started.
    public var cause: ResetCause
    /// Whether no station has welcomed it since it got power.
    ///
    /// Then the counts begin anew, and what a station remembers of it is of another life.
    public var isFresh: Bool
    /// Up to which press the station keeps them: later ones are to be heard again.
    public var kept: UInt16
    /// What lasts.
    public var state: PanelState

    static let length = 9 + PanelState.length

    /// Makes an introduction.
    public init(
        firmware: FirmwareVersion,
        boots: UInt16,
        cause: ResetCause,
        isFresh: Bool,
        kept: UInt16,
        state: PanelState
    ) {
        self.firmware = firmware
        self.boots = boots
        self.cause = cause
        self.isFresh = isFresh
        self.kept = kept
        self.state = state
    }

    init?(_ bytes: FrameBytes, at index: Int) {
        guard let cause = ResetCause(rawValue: bytes[index + 5]), bytes[index + 6] <= 1,
            let state = PanelState(bytes, at: index + 9)
        else { return nil }
        firmware = FirmwareVersion(
            major: bytes[index],
            minor: bytes[index + 1],
            patch: bytes[index + 2]
        )
        boots = bytes.word(at: index + 3)
        self.cause = cause
        isFresh = bytes[index + 6] == 1
        kept = bytes.word(at: index + 7)
        self.state = state
    }

    func write(to bytes: inout FrameBytes) {
        bytes.append(firmware.major)
        bytes.append(firmware.minor)
        bytes.append(firmware.patch)
        bytes.append(boots)
        bytes.append(cause.rawValue)
        bytes.append(isFresh ? 1 : 0 as UInt8)
        bytes.append(kept)
        state.write(to: &bytes)
    }
}

/// The version of a controller's firmware.
public struct FirmwareVersion: Equatable, Sendable {
    /// Grows when it needs another protocol.
    public var major: UInt8
    /// Grows with what it can do.
    public var minor: UInt8
    /// Grows with each correction.
    public var patch: UInt8

    /// Makes a version.
    public init(major: UInt8, minor: UInt8, patch: UInt8) {
        self.major = major
        self.minor = minor
        self.patch = patch
    }

    /// The version of the firmware in this repository.
    public static let current = FirmwareVersion(major: 1, minor: 1, patch: 0)
}

/// Why a controller started.
public enum ResetCause: UInt8, Equatable, Sendable {
    /// It got power.
    case power = 1
    /// Its watchdog found that it hung.
    case watchdog
    /// Somebody pulled its reset line.
    case line
}
