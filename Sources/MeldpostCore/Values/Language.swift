/// A language that the station speaks.
///
/// Source: ISO 639-1 and, for Papiamentu, ISO 639-3; the four languages of DOMAIN 2.2.
public enum Language: String, Hashable, Sendable, CaseIterable, Codable {
    case papiamentu = "pap"
    case dutch = "nl"
    case english = "en"
    case spanish = "es"
}
