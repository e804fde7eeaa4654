internal import ControlProtocol

/// What the technician reads of the panel.
enum WatchPage {
    /// What is said first.
    static func introduction(_ notice: PanelNotice) -> String {
        ServiceText.wrapped(
            "What happens at the panel, with the time since now. No key is shown: only that there "
                + "was one, and not even that while a visitor or a worker is served. Nothing is "
                + "stored. It ends with Ctrl-C, or after \(notice.count / 60) minutes."
        ).map { $0 + "\n" }.joined() + "\n"
    }

    /// The line of an event, with its end.
    static func line(of notice: PanelNotice) -> String {
        let time = "\(notice.tenths / 10).\(notice.tenths % 10) s"
        let margin = String(repeating: " ", count: max(0, 10 - time.count))
        return "\(margin)\(time)  \(words(of: notice))\n"
    }

    private static func words(of notice: PanelNotice) -> String {
        switch notice.kind {
        case .watching: "begins"
        case .key: "key"
        case .deskKey: "desk: key"
        case .keysHidden: "somebody is served: keys are not shown from here on"
        case .keysTold: "nobody is served: keys are shown again, without which"
        case .handsetLifted: "handset lifted"
        case .handsetDown: "handset hung up"
        case .deskHandsetLifted: "desk: handset lifted"
        case .deskHandsetDown: "desk: handset hung up"
        case .panicUp: "panic contacts: up"
        case .panicDown: "panic contacts: pressed"
        case .panicOdd: "panic contacts: they disagree"
        case .reset: "key switch: reset"
        case .testOn: "key switch: test on"
        case .testOff: "key switch: test off"
        case .firstLineRings: "line 1 rings"
        case .firstLineQuiet: "line 1 does not ring"
        case .firstLineUp: "line 1 receiver up"
        case .firstLineDown: "line 1 receiver down"
        case .secondLineRings: "line 2 rings"
        case .secondLineQuiet: "line 2 does not ring"
        case .secondLineUp: "line 2 receiver up"
        case .secondLineDown: "line 2 receiver down"
        case .panelFault:
            notice.count > 0
                ? "a fault of the panel came up (meldpostctl status)"
                : "a fault of the panel is gone"
        case .notTold: "\(notice.count) events not shown: the terminal was too slow"
        case .over: "the time is over"
        case .busy: "others watch already"
        }
    }
}
