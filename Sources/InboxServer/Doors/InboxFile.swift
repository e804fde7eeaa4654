/// The shape of `inbox.toml`.
struct InboxFile: Decodable {
    struct Listen: Decodable {
        var host: String?
        var stationPort: Int?
        var deskPort: Int?

        enum CodingKeys: String, CodingKey {
            case host
            case stationPort = "station_port"
            case deskPort = "desk_port"
        }
    }

    struct Trust: Decodable {
        var stationCA: String?
        var deskCA: String?
        var rootKey: String?
        var keyList: String?

        enum CodingKeys: String, CodingKey {
            case stationCA = "station_ca"
            case deskCA = "desk_ca"
            case rootKey = "root_key"
            case keyList = "key_list"
        }
    }

    struct Store: Decodable {
        var directory: String?
    }

    struct Station: Decodable {
        var id: String?
        var key: String?
        var certificateDigest: String?
        var island: String?

        enum CodingKeys: String, CodingKey {
            case id
            case key
            case certificateDigest = "certificate_sha256"
            case island
        }
    }

    var listen: Listen?
    var trust: Trust?
    var store: Store?
    var station: [Station]?
}
