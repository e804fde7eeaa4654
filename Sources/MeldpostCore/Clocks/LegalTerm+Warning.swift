extension LegalTerm {
    /// How long before its end a term is shown as due soon, so that there is time to act by hand.
    ///
    /// A quarter of a short term, a day of a week, a week of six.
    ///
    /// Source: DOMAIN 3.5(2).
    public var warning: Duration {
        switch self {
        case .takeUpSerious: .seconds(6 * 3_600)
        case .decideOnSteps, .tellPersonConcerned: .seconds(86_400)
        case .investigateNeed: .seconds(7 * 86_400)
        }
    }
}
