import CLinux
import Foundation
import LocalSockets
import Testing

@Suite struct ProcessHardeningTests {
    @Test func `no picture of the memory can be taken any more`() {
        #expect(ProcessHardening.apply())
        #expect(clinux_allows_dump() == 0)
        var limit = rlimit()
        #expect(getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit) == 0)
        #expect(limit.rlim_cur == 0 && limit.rlim_max == 0)
    }
}
