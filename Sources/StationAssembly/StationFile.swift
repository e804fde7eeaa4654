/// The file `station.toml` as it is written; every key is checked in ``StationSettings``.
struct StationFile: Decodable {
    struct Station: Decodable {
        var id: String?
        var island: String?
        var stateDirectory: String?
        var reserveBytes: Int?

        enum CodingKeys: String, CodingKey {
            case id
            case island
            case stateDirectory = "state_directory"
            case reserveBytes = "reserve_bytes"
        }
    }

    struct Trust: Decodable {
        var rootKey: String?
        var keyList: String?

        enum CodingKeys: String, CodingKey {
            case rootKey = "root_key"
            case keyList = "key_list"
        }
    }

    struct Panel: Decodable {
        var kind: String?
        var device: String?
    }

    struct Sockets: Decodable {
        var courier: String?
        var courierUser: String?
        var control: String?
        var controlGroup: String?

        enum CodingKeys: String, CodingKey {
            case courier
            case courierUser = "courier_user"
            case control
            case controlGroup = "control_group"
        }
    }

    struct Pace: Decodable {
        var slotMilliseconds: Int?

        enum CodingKeys: String, CodingKey {
            case slotMilliseconds = "slot_milliseconds"
        }
    }

    struct QuestionnaireChoice: Decodable {
        var file: String?
        var approvals: String?
    }

    struct Voice: Decodable {
        var catalogue: String?
        var device: String?
        var volumePercent: Int?
        var deskDevice: String?
        var deskVolumePercent: Int?

        enum CodingKeys: String, CodingKey {
            case catalogue
            case device
            case volumePercent = "volume_percent"
            case deskDevice = "desk_device"
            case deskVolumePercent = "desk_volume_percent"
        }
    }

    struct Desk: Decodable {
        var opening: [String]?
        var rota: String?
        var language: String?
    }

    struct Panic: Decodable {
        var silent: Bool?
    }

    var station: Station?
    var trust: Trust?
    var panel: Panel?
    var gpio: GPIO?
    var sockets: Sockets?
    var pace: Pace?
    var questionnaire: QuestionnaireChoice?
    var desk: Desk?
    var panic: Panic?
    var voice: Voice?
}
