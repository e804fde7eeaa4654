internal import CentreLink
public import StrictConfiguration

/// `meldpost-courier --check`.
extension CourierConfiguration {
    /// Checks every key of `courier.toml`; the credentials only where their folder is named.
    ///
    /// - Parameters:
    ///   - path: where `courier.toml` is.
    ///   - directory: where the credentials are, if they are to be checked.
    /// - Returns: everything that is wrong.
    public static func check(path: String, credentials directory: String?) -> RefusalList {
        typealias Refusal = ConfigurationRefusal
        var list = RefusalList()
        guard
            let file = list.collect({ () throws(Refusal) in try ConfigurationFile(path: path) }),
            let keys = list.collect({ () throws(Refusal) in try file.decode(CourierFile.self) })
        else { return list }
        let centre = keys.centre
        let socket = keys.sockets?.courier
        list.collect { () throws(Refusal) in
            try file.socketPath(socket, "sockets.courier", default: socketPath)
        }
        list.collect { () throws(Refusal) in
            try file.host(centre?.host, "centre.host", allowsAddress: true)
        }
        list.collect { () throws(Refusal) in
            try file.number(centre?.port, "centre.port", in: 1...65_535)
        }
        list.collect { () throws(Refusal) in
            try file.host(centre?.name, "centre.name", allowsAddress: false)
        }
        list.collect { () throws(Refusal) in try checkAuthorities(centre?.ca, file) }
        if list.refusals.isEmpty, let directory {
            list.collect { () throws(Refusal) in
                try CourierConfiguration(path: path, credentials: directory)
            }
        }
        return list
    }

    /// Checks the authorities alone: they are looked at before the credentials are.
    private static func checkAuthorities(
        _ path: String?,
        _ file: ConfigurationFile
    ) throws(ConfigurationRefusal) {
        let endpoint = CentreEndpoint(
            host: "",
            port: 0,
            serverName: "",
            caCertificates: try file.content(ofPath: path, "centre.ca"),
            certificateChain: [],
            privateKey: []
        )
        let refusal: EndpointRefusal?
        do throws(EndpointRefusal) {
            try endpoint.check()
            refusal = nil
        } catch {
            refusal = error
        }
        if refusal == .caCertificates { throw file.refusal("centre.ca", .mustBePEM) }
    }
}
