public import MeldpostCore

/// One of the sounds that everything said is put together from, whatever the language.
///
/// The set is closed: it follows from the questionnaire and from the ranges here, so it is recorded
/// or rendered whole before anybody answers, and no synthesiser ever sees an answer.
public enum ClipKey: Hashable, Sendable {
    /// A text of the questionnaire.
    case prompt(PromptID)
    /// A whole number from 0 to 99, standing by itself.
    case number(Int)
    /// A digit from 0 to 9, one of several that are said one by one.
    case digit(UInt8)
    /// A letter by its name.
    case letter(Letter)
    /// A day of the month from 1 to 31, with the words that join it to the month.
    case day(Int)
    /// A month from 1 to 12.
    case month(Int)
    /// A day of the week.
    case weekday(Weekday)
    /// A whole hour from 0 to 23, with the part of the day.
    case hour(UInt8)
    /// A place of the questionnaire.
    case place(PlaceID)

    /// The name of the clip in a manifest and at the head of its file's name.
    public var name: String {
        switch self {
        case .prompt(let prompt): "prompt.\(prompt.rawValue)"
        case .number(let number): "number.\(number)"
        case .digit(let digit): "digit.\(digit)"
        case .letter(let letter): "letter.\(letter.text.lowercased())"
        case .day(let day): "day.\(day)"
        case .month(let month): "month.\(month)"
        case .weekday(let weekday): "weekday.\(weekday.rawValue)"
        case .hour(let hour): "hour.\(hour)"
        case .place(let place): "place.\(place.rawValue)"
        }
    }

    /// Whether ``name`` can be part of a file's name: letters a to z, digits, dot and hyphen.
    public var isNameable: Bool {
        let name = name.utf8
        return name.count <= 80
            && name.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "."), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}
