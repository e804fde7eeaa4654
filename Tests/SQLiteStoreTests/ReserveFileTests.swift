import Foundation
import ProgramKit
import SQLiteStore
import Testing

@Suite struct ReserveFileTests {
    private let folder = TemporaryFolder(inMemory: true)

    @Test func `a reserve is allocated, not only long`() throws {
        let reserve = ReserveFile(path: folder.file("reserve"), bytes: 1 << 20)
        #expect(!reserve.isHeld)
        try reserve.hold()
        #expect(reserve.isHeld)
        var status = stat()
        #expect(lstat(reserve.path, &status) == 0)
        #expect(status.st_blocks * 512 >= 1 << 20)
    }

    @Test func `a sparse file of the right length is not a reserve, and is made one`() throws {
        let reserve = ReserveFile(path: folder.file("reserve"), bytes: 1 << 20)
        folder.write([], to: "reserve")
        truncate(reserve.path, 1 << 20)
        #expect(!reserve.isHeld)
        try reserve.hold()
        #expect(reserve.isHeld)
    }

    @Test func `a reserve is given up once and made again`() throws {
        let reserve = ReserveFile(path: folder.file("reserve"), bytes: 4096)
        try reserve.hold()
        #expect(try reserve.release())
        #expect(try !reserve.release())
        #expect(!reserve.isHeld)
        try reserve.hold()
        #expect(reserve.isHeld)
    }

    @Test func `a reserve without room is a full fault and leaves no part`() {
        let bytes: Int64 = 1 << 60
        let reserve = ReserveFile(path: folder.file("reserve"), bytes: bytes)
        do throws(FileFault) {
            try reserve.hold()
            Issue.record("there was room")
        } catch {
            #expect(error.operation == .allocate)
            #expect(error.isFull || error.errorNumber == EFBIG)
        }
        #expect(folder.names.isEmpty)
    }

    @Test func `a reserve is given up in steps and made whole again`() throws {
        let reserve = ReserveFile(path: folder.file("reserve"), bytes: 1 << 20)
        try reserve.hold()
        #expect(try reserve.shrink(to: 3 << 18) == 1 << 18)
        #expect(reserve.heldBytes == 3 << 18)
        #expect(!reserve.isHeld)
        #expect(try reserve.shrink(to: 3 << 18) == 0)
        try reserve.hold()
        #expect(reserve.isHeld)
    }
}
