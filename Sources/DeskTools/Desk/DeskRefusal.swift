internal import CentreLink
internal import StrictConfiguration

/// Why a command of the desk ends without having done its work, in fixed words.
enum DeskRefusal: Error, Hashable {
    /// The configuration is not usable.
    case configuration(ConfigurationRefusal)
    /// An identity file is not usable.
    case identities(AgeCommandRefusal)
    /// The inbox does not answer.
    case link(CentreLinkError)
    /// The inbox answered with something that is not of the protocol.
    case answerRefused
    /// The ID is not at least eight hexadecimal digits.
    case idMalformed
    /// No entry or incident has the ID.
    case idUnknown
    /// More than one entry or incident has the ID.
    case idAmbiguous
    /// None of the identities opens the record.
    case recordNotOpened
    /// The source block was asked for, and no source identities are configured.
    case noSourceIdentities
    /// The source identities do not open the source block.
    case sourceNotOpened
    /// The step is not one of the list.
    case stepUnknown
    /// The record has no such term.
    case termUnknown
    /// The inbox did not take what the desk said.
    case notTaken
    /// The desk key is not in the key list of the inbox.
    case keyNotListed
    /// The months are not `YYYY-MM`, in order, and at most thirty-six.
    case monthsMalformed
    /// There is no such condition.
    case conditionUnknown

    /// What a person reads.
    var words: String {
        switch self {
        case .configuration(let refusal): refusal.words
        case .identities(let refusal): refusal.words
        case .link(let error): "the inbox was not reached (\(error.faultCode))"
        case .answerRefused: "the inbox answered with something that this version does not know"
        case .idMalformed: "an ID is at least eight hexadecimal digits, such as 3f2a-91bc"
        case .idUnknown: "there is nothing with this ID"
        case .idAmbiguous: "more than one has this ID; give more of its digits"
        case .recordNotOpened: "none of the case identities opens this record"
        case .noSourceIdentities: "no source identities are configured (keys.source_identities)"
        case .sourceNotOpened: "the source identities do not open the source of this record"
        case .stepUnknown: "there is no such step; meldpost-desk help step lists them"
        case .termUnknown: "this record has no term that the step could close"
        case .notTaken: "the inbox did not take it"
        case .keyNotListed: "the desk key is not in the key list of the inbox"
        case .monthsMalformed: "give months as YYYY-MM, the first before the last, at most 36"
        case .conditionUnknown: "there is no such condition"
        }
    }

    /// How the program ends.
    var exitCode: Int32 {
        switch self {
        case .configuration(let refusal): refusal.exit.rawValue
        case .identities: SystemExit.noInput.rawValue
        case .link: SystemExit.unavailable.rawValue
        case .answerRefused: SystemExit.protocolError.rawValue
        case .stepUnknown, .monthsMalformed: SystemExit.usage.rawValue
        case .keyNotListed: SystemExit.noPermission.rawValue
        case .idMalformed, .idUnknown, .idAmbiguous, .recordNotOpened, .noSourceIdentities,
            .sourceNotOpened, .termUnknown, .notTaken, .conditionUnknown:
            1
        }
    }
}
