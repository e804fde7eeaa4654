import Testing

@testable import DemoAssembly

@Suite struct DeskListingTests {
    private let list = [
        "PANIC Bonaire  pressed  since 21 November 2026 19:03",
        "      00aa-11bb  accepted by a person",
        "PANIC Bonaire  pressed  since 21 November 2026 19:05",
        "      77cc-88dd  NOT ACCEPTED: meldpost-desk accept 77cc-88dd",
        "ID         KIND           ISLAND        URGENCY  RECEIVED       LEFT",
        " 3f2a-91bc report         Bonaire       urgent   21 Nov 19 h    23 h 10 min",
        "                                                                6 d 23 h",
        "*aaaa-bbbb-cccc advice request",
        "*9999-0000 report         Bonaire       ordinary 21 Nov 19 h    6 d 23 h",
        "* not opened yet   ! two versions of one entry (see conditions)",
    ]

    @Test func `the record to open is the first that nobody has opened`() {
        #expect(DeskListing.recordToOpen(in: list) == "aaaa-bbbb-cccc")
    }

    @Test func `where all were opened it is the last one in the list`() {
        let opened = list.map { $0.hasPrefix("*") ? " " + $0.dropFirst() : $0 }
        #expect(DeskListing.recordToOpen(in: opened) == "9999-0000")
    }

    @Test func `the panic to accept is the first that nobody has accepted`() {
        #expect(DeskListing.panicToAccept(in: list) == "77cc-88dd")
    }

    @Test func `an empty list has neither`() {
        #expect(DeskListing.recordToOpen(in: ["Nothing waits."]) == nil)
        #expect(DeskListing.panicToAccept(in: ["Nothing waits."]) == nil)
        #expect(DeskListing.recordToOpen(in: []) == nil)
    }
}
