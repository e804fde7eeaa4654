import Foundation
import Testing

/// STYLE 3.1: a median of about 100 lines a file, and none over 300.
@Suite struct LengthTests {
    @Test func `no source file is longer than 300 lines`() {
        for file in Repository.sources {
            #expect(file.lines.count <= 301, "\(file.path) has \(file.lines.count) lines")
        }
    }

    @Test func `the median source file has at most 120 lines`() {
        let lengths = Repository.sources.map(\.lines.count).sorted()
        #expect(lengths[lengths.count / 2] <= 120)
    }
}
