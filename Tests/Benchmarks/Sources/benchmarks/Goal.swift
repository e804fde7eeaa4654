/// A figure beside what it should be.
struct Goal {
    let name: String
    let figure: String
    let goal: String
    let isMet: Bool

    /// Prints `goals` and says whether all are met.
    static func report(_ goals: [Goal]) -> Bool {
        for goal in goals {
            let verdict = goal.isMet ? "met   " : "MISSED"
            print("\(verdict)  \(goal.name): \(goal.figure) (\(goal.goal))")
        }
        return goals.allSatisfy(\.isMet)
    }
}
