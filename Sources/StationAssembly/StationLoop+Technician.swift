internal import ControlProtocol
internal import MeldpostCore

/// The technician at the control socket: the self-test, and who watches the panel.
extension StationLoop {
    /// Somebody at the control socket wants something.
    mutating func handle(_ input: TechnicianInput) {
        switch input {
        case .selfTestWanted(let order, let line):
            guard selfTest == nil else {
                _ = line.tell(TestNotice(.refused(.running)))
                return
            }
            selfTest = line
            feed(.selfTestWanted(order))
        case .selfTestAnswered(let answer, let line):
            guard selfTest === line else { return }
            feed(.selfTestAnswered(answer))
        case .selfTestGone(let line):
            guard selfTest === line else { return }
            feed(.selfTestStopped)
            selfTest = nil
        case .watchWanted(let watch):
            watches.add(watch, isServed: areKeysHidden, at: now)
        case .watchGone(let watch):
            watches.remove(watch)
        }
    }

    /// Lets a voice set its volume again where somebody begins to listen to it (F25).
    func noteBeginning(_ stimulus: Stimulus) {
        switch stimulus {
        case .handsetMoved(isLifted: true): panel.visitBegan()
        case .deskKeyPressed, .deskHandsetMoved(isLifted: true):
            if !machine.isDeskInUse { panel.deskBegan() }
        default: break
        }
    }

    /// Gives a stimulus of a door to the machine, and tells those who watch the panel.
    mutating func feedFromDoor(_ stimulus: Stimulus) {
        watches.note(stimulus, wasServed: areKeysHidden, at: now)
        feed(stimulus)
    }

    /// What those who watch the panel are still to be told, after each round.
    mutating func tellWatches() {
        guard !watches.isEmpty else { return }
        watches.settle(isServed: areKeysHidden, at: now)
    }

    /// Tells the technician of the self-test; one who does not listen counts as gone.
    mutating func tell(_ news: SelfTestNews) {
        guard let line = selfTest else { return }
        let notice = TestNotice(news)
        if notice.isLast { selfTest = nil }
        guard !line.tell(notice), !notice.isLast else { return }
        feed(.selfTestStopped)
    }

    /// Looks at the disk; where nothing can, that is the answer.
    func probeDisk(measuresWrites: Bool) -> DiskFacts? {
        guard let probe, probe.look(measuresWrites: measuresWrites) else { return DiskFacts() }
        return nil
    }

    /// Whether no key is told: somebody is served, or the keys are those of a self-test.
    private var areKeysHidden: Bool { machine.isSomebodyServed || machine.selfTest.hasPanel }
}
