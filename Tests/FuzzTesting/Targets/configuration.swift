import StrictConfiguration

/// A configuration file with keys of every type, and what it is refused for.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    do throws(ConfigurationRefusal) {
        let file = try ConfigurationFile(path: "file", bytes: bytes)
        let content = try file.decode(Content.self)
        _ = try file.number(content.table?.number, "table.number", in: 1...9)
        _ = try file.socketPath(content.table?.text, "table.text", default: "/")
        _ = try file.host(content.table?.host, "table.host", allowsAddress: true)
        _ = try file.hexadecimal(content.table?.digits, "table.digits", byteCount: 2)
        _ = try file.base64(content.table?.bytes, "table.bytes", byteCount: 2)
        for member in content.list ?? [] {
            _ = try file.choice(member.text, "list.text", of: ["a", "b"])
        }
    } catch {
        let words = error.words.utf8
        precondition(words.count < 400, "A refusal is one short line.")
        precondition(words.allSatisfy { (0x20..<0x7F).contains($0) }, "Without control characters.")
    }
    return 0
}

private struct Content: Decodable {
    struct Table: Decodable {
        var text: String?
        var number: Int?
        var flag: Bool?
        var host: String?
        var digits: String?
        var bytes: String?
        var texts: [String]?
    }

    struct Member: Decodable {
        var text: String?
        var number: Int?
    }

    var table: Table?
    var list: [Member]?
}
