import Foundation

@testable import MeldpostCore

/// The questionnaire that is built into the station, read from its file.
enum QuestionnaireFile {
    static let data: Data = {
        let root = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let file = root.appending(path: "Sources/StationAssembly/Resources/questionnaire.json")
        return try! Data(contentsOf: file)
    }()

    static let questionnaire = try! JSONDecoder().decode(Questionnaire.self, from: data)
}
