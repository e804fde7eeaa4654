/// What all programs of this build share.
public enum Meldpost {
    /// The version of the software; it stands in records, logs and the status.
    public static let version = "0.1.0"
}
