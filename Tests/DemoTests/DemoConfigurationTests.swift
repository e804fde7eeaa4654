import MeldpostCore
import TOMLKit
import Testing

@testable import DemoAssembly

@Suite struct DemoConfigurationTests {
    private let keys = DemoKeys()

    private func configuration(_ path: String = "/tmp/demo") -> DemoConfiguration {
        DemoConfiguration(
            folder: DemoFolder(path: path),
            keys: keys,
            ports: DemoConfiguration.Ports(plug: 1_001, station: 1_002, desk: 1_003),
            slotMilliseconds: 250
        )
    }

    @Test func `the four files are TOML with the values of this demo`() throws {
        let station = try TOMLTable(string: configuration().station)
        #expect(station["station"]?["island"]?.string == "bonaire")
        let digits = keys.station.bytes.map {
            String($0 >> 4, radix: 16) + String($0 & 15, radix: 16)
        }
        #expect(station["station"]?["id"]?.string == digits.joined())
        #expect(station["pace"]?["slot_milliseconds"]?.int == 250)
        #expect(station["panel"]?["kind"]?.string == "terminal")
        let courier = try TOMLTable(string: configuration().courier)
        #expect(courier["centre"]?["port"]?.int == 1_001)
        #expect(courier["centre"]?["name"]?.string == DemoKeys.serverName)
        #expect(
            courier["sockets"]?["courier"]?.string == station["sockets"]?["courier"]?.string
        )
        let inbox = try TOMLTable(string: configuration().inbox)
        #expect(inbox["listen"]?["host"]?.string == "127.0.0.1")
        #expect(inbox["listen"]?["station_port"]?.int == 1_002)
        #expect(inbox["listen"]?["desk_port"]?.int == 1_003)
        #expect(inbox["station"]?[0]?["id"]?.string == digits.joined())
        let desk = try TOMLTable(string: configuration().desk)
        #expect(desk["inbox"]?["port"]?.int == 1_003)
        #expect(desk["keys"]?["root_key"]?.string == station["trust"]?["root_key"]?.string)
    }

    @Test func `a folder of any name stands in the files as it is`() throws {
        let path = "/tmp/a \"b\" \\c\t\u{1} ñ"
        let table = try TOMLTable(string: configuration(path).station)
        #expect(table["trust"]?["key_list"]?.string == "\(path)/box/key-list")
    }
}
