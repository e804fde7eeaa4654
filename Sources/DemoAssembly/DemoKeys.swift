internal import AgeFormat
internal import FoundationEssentials
internal import MeldpostCore
internal import RecordFormat

/// All keys and certificates of a demo, made on the spot.
struct DemoKeys {
    /// The name in the inbox's certificate.
    static let serverName = "localhost"

    /// The island on which the box stands.
    static let island = Island.bonaire

    let station: StationID
    let root = SigningKey()
    let stationKey = SigningKey()
    let inboxKey = SigningKey()
    let deskKey = SigningKey()
    let caseIdentity = AgeIdentity.makeHybrid()
    let sourceIdentity = AgeIdentity.makeHybrid()

    /// Makes the keys; nothing is written yet.
    init() {
        var random = SystemRandomNumberGenerator()
        station = StationID(using: &random)
    }

    /// The first key list as the root key signed it: the island's advice and reporting point and
    /// its executive (chapter 2), both with the keys of the one desk of the demo.
    func keyList(issued: UnixHour) throws(DemoFault) -> Statement {
        do {
            let sets = try Chapter.allCases.map { chapter in
                try RecipientSet(
                    scope: RecipientScope(island: Self.island, chapter: chapter),
                    caseRecipients: [caseIdentity.recipient],
                    sourceRecipients: [sourceIdentity.recipient]
                )
            }
            let list = try KeyList(
                number: 1,
                issued: issued,
                recipientSets: sets,
                inboxKey: inboxKey.publicKey,
                deskKeys: [deskKey.publicKey]
            )
            return Statement.make(.keyList(list), key: root)
        } catch {
            throw .keys
        }
    }

    /// Writes everything into its place in `folder`.
    ///
    /// Nothing that opens or signs for the centre goes below `box` (P2).
    func write(to folder: DemoFolder, issued: UnixHour) throws(DemoFault) {
        let keyList = try keyList(issued: issued).encoded()
        try folder.write(Self.base64(root.seed.value), to: "root/root-key")

        try folder.write(Self.base64(stationKey.seed.value), to: "box/station/station-key")
        try folder.write(keyList, to: "box/key-list")
        try folder.write(try firstSupervisor(), to: "box/station/first-supervisor")

        try folder.write(Self.base64(inboxKey.seed.value), to: "centre/inbox/inbox-key")
        try folder.write(keyList, to: "centre/key-list")

        try folder.write(Self.base64(deskKey.seed.value), to: "centre/desk/desk-key")
        try folder.write(Self.line(caseIdentity.encoded), to: "centre/desk/case-identities")
        try folder.write(Self.line(sourceIdentity.encoded), to: "centre/desk/source-identities")

        try writeCertificates(to: folder)
    }

    /// The credential of the demo's worker, who is a supervisor: number 100, PIN 135790.
    private func firstSupervisor() throws(DemoFault) -> [UInt8] {
        let pin = KeyedPIN([1, 3, 5, 7, 9, 0])
        guard let verifier = PINHasher(key: stationKey).verifier(of: pin) else { throw .keys }
        let account = WorkerAccount(number: 100, verifier: verifier, isSupervisor: true)
        return Self.base64(SupervisorCredential.encode(account))
    }

    /// A text of base64 for bytes, as configuration files and credentials hold them.
    static func base64(_ bytes: [UInt8]) -> [UInt8] {
        line(Data(bytes).base64EncodedString())
    }

    private static func line(_ text: String) -> [UInt8] {
        Array(text.utf8) + [UInt8(ascii: "\n")]
    }

    private func writeCertificates(to folder: DemoFolder) throws(DemoFault) {
        let centre = try CertificateAuthority(name: "Meldpost demo: centre")
        try folder.write(try centre.certificate.utf8, to: "box/centre-ca.pem")
        try folder.write(try centre.certificate.utf8, to: "centre/centre-ca.pem")
        let server = try centre.issue(to: "inbox", use: .server(name: Self.serverName))
        try folder.write(server.certificate.utf8, to: "centre/inbox/inbox-certificate")
        try folder.write(server.key.utf8, to: "centre/inbox/inbox-tls-key")

        let stations = try CertificateAuthority(name: "Meldpost demo: stations")
        try folder.write(try stations.certificate.utf8, to: "centre/station-ca.pem")
        let courier = try stations.issue(to: "station", use: .client)
        try folder.write(courier.certificate.utf8, to: "box/courier/courier-certificate")
        try folder.write(courier.key.utf8, to: "box/courier/courier-key")

        let desks = try CertificateAuthority(name: "Meldpost demo: desks")
        try folder.write(try desks.certificate.utf8, to: "centre/desk-ca.pem")
        let desk = try desks.issue(to: "desk", use: .client)
        try folder.write(desk.certificate.utf8, to: "centre/desk/desk-certificate.pem")
        try folder.write(desk.key.utf8, to: "centre/desk/desk-tls-key.pem")
    }
}
