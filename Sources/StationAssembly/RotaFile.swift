internal import MeldpostCore
internal import StrictConfiguration

/// The file of the rota: a shift a table, in the time of the islands.
///
/// ```toml
/// island = "bonaire"
///
/// [[shift]]
/// from = "2026-12-01 08"
/// until = "2026-12-01 20"
/// worker = 100
/// ```
struct RotaFile: Decodable {
    struct Shift: Decodable {
        var from: String?
        var until: String?
        var worker: Int?
    }

    var island: String?
    var shift: [Shift]?

    /// The rota of `island` in `file`.
    ///
    /// - Throws: the first rule that is broken, with its key.
    static func rota(
        of island: Island,
        in file: ConfigurationFile
    ) throws(ConfigurationRefusal) -> Rota {
        let content = try file.decode(RotaFile.self)
        guard content.island == island.code else {
            throw file.refusal("island", ConfigurationRule("must be the island of the station"))
        }
        var shifts: [Rota.Shift] = []
        for (offset, shift) in (content.shift ?? []).enumerated() {
            let key = "shift[\(offset + 1)]"
            guard let worker = shift.worker, WorkerAccount.numbers.contains(worker) else {
                throw file.refusal(key + ".worker", workerRule)
            }
            shifts.append(
                Rota.Shift(
                    from: try hour(shift.from, key + ".from", file),
                    until: try hour(shift.until, key + ".until", file),
                    worker: worker
                )
            )
        }
        do throws(RotaRefusal) {
            return try Rota(shifts: shifts)
        } catch {
            throw refusal(error, file)
        }
    }

    private static func refusal(
        _ refusal: RotaRefusal,
        _ file: ConfigurationFile
    ) -> ConfigurationRefusal {
        let key = "shift[\(refusal.shift)]"
        return switch refusal.rule {
        case .endsBeforeItBegins:
            file.refusal(key, ConfigurationRule("must end after it begins"))
        case .notAWorker:
            file.refusal(key + ".worker", workerRule)
        case .overlaps(let other):
            file.refusal("\(key), shift[\(other)]", ConfigurationRule("must not overlap"))
        }
    }

    private static var workerRule: ConfigurationRule {
        ConfigurationRule("must be the number of a worker, three digits")
    }

    private static func hour(
        _ text: String?,
        _ key: String,
        _ file: ConfigurationFile
    ) throws(ConfigurationRefusal) -> UnixHour {
        let rule = ConfigurationRule("must be a day and an hour such as \"2026-12-01 08\"")
        let bytes = Array((text ?? "").utf8)
        // A digit stands where the pattern has a 0, and else the sign itself.
        let pattern = Array("0000-00-00 00".utf8)
        guard bytes.count == pattern.count,
            zip(bytes, pattern).allSatisfy({ byte, sign in
                sign == 0x30 ? (0x30...0x39).contains(byte) : byte == sign
            })
        else { throw file.refusal(key, rule) }
        func number(_ range: Range<Int>) -> Int {
            bytes[range].reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }
        guard
            let hour = UnixHour(
                year: number(0..<4),
                month: number(5..<7),
                day: number(8..<10),
                hour: number(11..<13)
            )
        else { throw file.refusal(key, rule) }
        return hour
    }
}
