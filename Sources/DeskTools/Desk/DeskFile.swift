/// The shape of `desk.toml`.
struct DeskFile: Decodable {
    struct Inbox: Decodable {
        var host: String?
        var port: Int?
        var name: String?
        var ca: String?
        var certificate: String?
        var key: String?
    }

    struct Keys: Decodable {
        var rootKey: String?
        var keyList: String?
        var deskKey: String?
        var caseIdentities: String?
        var sourceIdentities: String?

        enum CodingKeys: String, CodingKey {
            case rootKey = "root_key"
            case keyList = "key_list"
            case deskKey = "desk_key"
            case caseIdentities = "case_identities"
            case sourceIdentities = "source_identities"
        }
    }

    var inbox: Inbox?
    var keys: Keys?
}
