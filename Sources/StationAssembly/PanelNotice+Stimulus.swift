internal import ControlProtocol
internal import MeldpostCore

extension PanelNotice {
    /// What a watching technician is told of `stimulus`, or nothing where it is not the panel's.
    ///
    /// The key itself is not looked at (P8).
    static func event(of stimulus: Stimulus) -> (kind: Kind, count: Int, isKey: Bool)? {
        switch stimulus {
        case .keyPressed: (.key, 0, true)
        case .deskKeyPressed: (.deskKey, 0, true)
        case .handsetMoved(let isLifted): (isLifted ? .handsetLifted : .handsetDown, 0, false)
        case .deskHandsetMoved(let isLifted):
            (isLifted ? .deskHandsetLifted : .deskHandsetDown, 0, false)
        case .panicContactsRead(let contacts): (kind(of: contacts), 0, false)
        case .panicReported(let report): (kind(of: report.contacts), 0, false)
        case .resetRequested: (.reset, 0, false)
        case .panicTestTurned(let isOn): (isOn ? .testOn : .testOff, 0, false)
        case .lineRings(.first, let isOn): (isOn ? .firstLineRings : .firstLineQuiet, 0, false)
        case .lineRings(.second, let isOn): (isOn ? .secondLineRings : .secondLineQuiet, 0, false)
        case .lineOffHook(.first, let isUp): (isUp ? .firstLineUp : .firstLineDown, 0, false)
        case .lineOffHook(.second, let isUp): (isUp ? .secondLineUp : .secondLineDown, 0, false)
        case .conditionChanged(let condition, let isRaised) where condition.isOfPanel:
            (.panelFault, isRaised ? 1 : 0, false)
        default: nil
        }
    }

    private static func kind(of contacts: PanicContacts) -> Kind {
        switch contacts {
        case .released: .panicUp
        case .pressed: .panicDown
        default: .panicOdd
        }
    }
}

extension Condition {
    /// Whether it is about the panel or the line to it.
    fileprivate var isOfPanel: Bool {
        switch self {
        case .panelLinkLost, .panelVersionUnknown, .panelFaulty, .panelKeyStuck, .deskKeyStuck,
            .chipMissing, .lineUnusable, .keypadSizeWrong, .housingOpen, .mainsLost, .batteryLow:
            true
        default: false
        }
    }
}
