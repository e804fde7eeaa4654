/// The keys of `courier.toml`; what they must be is checked by ``CourierConfiguration``.
struct CourierFile: Decodable {
    struct Centre: Decodable {
        var host: String?
        var port: Int?
        var name: String?
        var ca: String?
    }

    struct Sockets: Decodable {
        var courier: String?
    }

    var centre: Centre?
    var sockets: Sockets?
}
