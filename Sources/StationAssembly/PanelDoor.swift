internal import MeldpostCore

/// A panel: what people press, hear and see.
protocol PanelDoor: Sendable {
    /// Carries out an effect of the panel, and returns at once.
    func perform(_ effect: Effect)
}
