import Foundation
import Testing

/// Every lasting condition is raised by some test, and cleared where it can be.
@Suite struct ConditionTests {
    @Test func `every condition has a test that raises it`() throws {
        let file = try Repository.file("Sources/MeldpostCore/Station/Condition.swift")
        let names = file.text.matches(of: #/case (\w+) = "/#).map { String($0.1) }
        #expect(names.count > 20)
        let tests = Repository.files(below: "Tests").map(\.code).joined()
        for name in names {
            let call = try Regex("raises(AndClears|ForGood)\\(\\s*\\.\(name)\\b")
            #expect(tests.contains(call), "no test raises \(name)")
        }
    }
}
