import Foundation

/// The ear at the loopback card: what the station plays is recorded on the other side of it.
struct Hearing {
    /// Frames a second; the voice speaks at this rate, and nothing converts it.
    static let rate = 22_050

    /// Whose ear it is: the loopback card has a device for each of them.
    enum Ear: Int {
        case kiosk
        case desk

        /// What the station plays to.
        var device: String { "hw:Loopback,0,\(rawValue)" }
        fileprivate var file: String { "heard\(rawValue).raw" }
    }

    private let samples: [Int16]

    /// Begins to record in the machine.
    static func begin(_ appliance: Appliance, at ear: Ear = .kiosk) throws {
        try appliance.shell(
            "(arecord -q -D hw:Loopback,1,\(ear.rawValue) -t raw -f S16_LE -c 1 -r \(rate) "
                + "/run/\(ear.file) >/run/heard.log 2>&1 &); sleep 0.3"
        )
    }

    /// Ends all recordings, and fetches one through a folder that machine and host share.
    init(_ appliance: Appliance, _ folder: ApplianceFolder, at ear: Ear = .kiosk) throws {
        try appliance.shell(
            "pkill -INT arecord; sleep 0.3; mount -t hostfs none /mnt -o \(folder.path) "
                + "&& cp /run/\(ear.file) /mnt/\(ear.file); umount /mnt; rm -f /run/\(ear.file)"
        )
        let path = "\(folder.path)/\(ear.file)"
        samples = Self.samples(FileManager.default.contents(atPath: path) ?? Data())
        try? FileManager.default.removeItem(atPath: path)
    }

    /// How long it is.
    var seconds: Double { Double(samples.count) / Double(Self.rate) }

    /// Whether it is silence, or nothing at all.
    var isSilent: Bool { samples.allSatisfy { abs(Int($0)) < 400 } }

    /// Whether this clip of the catalogue was played from begin to end, sample by sample.
    func has(_ name: String, in language: String) throws -> Bool {
        let catalogue = try Self.catalogue(language)
        guard let file = catalogue.clips[name] else {
            throw ApplianceFolder.Fault(words: "no clip \(name)")
        }
        let clip = try Self.samples(ofFile: "\(catalogue.folder)/\(file)")
        // Silence would be found anywhere: the search is for the first loud stretch.
        guard let loud = clip.firstIndex(where: { abs(Int($0)) > 2_000 }) else { return false }
        let key = clip[loud..<min(clip.count, loud + 64)]
        guard let first = key.first else { return false }
        let earliest = max(0, loud)
        for place in samples.indices.dropFirst(earliest) where samples[place] == first {
            let begin = place - loud
            guard begin + clip.count <= samples.count else { return false }
            if samples[place..<place + key.count] == key,
                samples[begin..<begin + clip.count].elementsEqual(clip)
            {
                return true
            }
        }
        return false
    }

    /// What was begun to be said, in its order, with the seconds since the begin: for the words of a
    /// failure.
    func words(in language: String) throws -> String {
        var begins: [Int16: [(name: String, clip: [Int16], loud: Int)]] = [:]
        let catalogue = try Self.catalogue(language)
        for (name, file) in catalogue.clips {
            let clip = try Self.samples(ofFile: "\(catalogue.folder)/\(file)")
            guard let loud = clip.firstIndex(where: { abs(Int($0)) > 2_000 }),
                clip.count > loud + 2_000
            else { continue }
            begins[clip[loud], default: []].append((name, clip, loud))
        }
        var words: [String] = []
        for place in samples.indices.dropLast(2_000) {
            for (name, clip, loud) in begins[samples[place]] ?? []
            where clip[loud..<loud + 2_000].elementsEqual(samples[place..<place + 2_000]) {
                let tenths = max(0, place - loud) * 10 / Self.rate
                words.append("\(tenths / 10).\(tenths % 10) \(name)")
            }
        }
        return words.joined(separator: "\n")
    }

    private struct Manifest: Decodable {
        struct Clip: Decodable {
            var file: String
        }

        var clips: [String: Clip]
    }

    /// The clips of a language, and the folder that they are in.
    private static func catalogue(
        _ language: String
    ) throws -> (clips: [String: String], folder: String) {
        guard let root = ApplianceParts.cached("root") else {
            throw ApplianceFolder.Fault(words: "no system")
        }
        let folder = URL(filePath: root).deletingLastPathComponent().path + "/voice/\(language)"
        let manifest = try JSONDecoder().decode(
            Manifest.self,
            from: Data(contentsOf: URL(filePath: "\(folder)/manifest.json"))
        )
        return (manifest.clips.mapValues(\.file), folder)
    }

    private static func samples(ofFile path: String) throws -> [Int16] {
        // The header that our own files have: 44 bytes.
        samples(try Data(contentsOf: URL(filePath: path)).dropFirst(44))
    }

    private static func samples(_ bytes: Data) -> [Int16] {
        let all = [UInt8](bytes)
        return stride(from: 0, to: all.count - 1, by: 2).map { place in
            Int16(bitPattern: UInt16(all[place]) | UInt16(all[place + 1]) << 8)
        }
    }
}
