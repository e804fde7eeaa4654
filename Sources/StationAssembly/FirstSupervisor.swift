internal import FoundationEssentials
internal import Glibc
internal import MeldpostCore
internal import ProgramStreams
internal import RecordFormat
internal import StrictConfiguration

/// The first supervisor of a station: a credential that is made once, at commissioning.
///
/// Nobody is there yet who could make an account at the keypad. It is looked at only while the journal
/// knows no supervisor.
public enum FirstSupervisor {
    static let credential: StaticString = "first-supervisor"

    /// Asks for a PIN twice on the terminal, or takes two lines of a pipe, and prints the credential.
    ///
    /// - Parameters:
    ///   - number: the number of the supervisor, of three digits.
    ///   - credentials: the directory with the station's key, or nothing for the one systemd names.
    /// - Returns: the exit code, as in sysexits.h.
    public static func print(number: Int, credentials: String?) -> Int32 {
        do throws(ConfigurationRefusal) {
            let folder = try Credentials(directory: credentials)
            let seed = try folder.base64(name: "station-key", byteCount: SigningKey.seedLength)
            guard WorkerAccount.numbers.contains(number) else {
                return end("the number has three digits and does not begin with 0", .usage)
            }
            guard let key = try? SigningKey(seed: seed) else {
                return end("the station's key is not one", .dataError)
            }
            guard let pin = readPIN("PIN of six digits: "), let again = readPIN("Once more: ")
            else {
                return end("a PIN has six digits", .usage)
            }
            guard pin == again else { return end("the two PINs are not the same", .usage) }
            guard !pin.isTrivial else { return end("that PIN is too easy", .usage) }
            guard let verifier = PINHasher(key: key).verifier(of: pin) else {
                return end("there is not enough memory", .osError)
            }
            let account = WorkerAccount(number: number, verifier: verifier, isSupervisor: true)
            let credential = Data(SupervisorCredential.encode(account)).base64EncodedString()
            return ProgramOutput.give(Array("\(credential)\n".utf8), by: "meldpostd")
        } catch {
            return end(error.words, error.exit)
        }
    }

    /// Reads a line without showing it.
    private static func readPIN(_ question: String) -> KeyedPIN? {
        let isTerminal = isatty(STDIN_FILENO) == 1
        var shown = termios()
        if isTerminal {
            _ = ProgramOutput.write(Array(question.utf8), to: STDERR_FILENO)
            tcgetattr(STDIN_FILENO, &shown)
            var hidden = shown
            hidden.c_lflag &= ~tcflag_t(ECHO)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
        }
        defer {
            if isTerminal {
                tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
                ProgramOutput.say("")
            }
        }
        let digits = readLine().map { $0.utf8.map { $0 &- UInt8(ascii: "0") } } ?? []
        guard digits.count == KeyedPIN.length, digits.allSatisfy({ $0 <= 9 }) else { return nil }
        return KeyedPIN(digits)
    }

    private static func end(_ words: String, _ exit: SystemExit) -> Int32 {
        ProgramOutput.say("meldpostd: \(words)")
        return exit.rawValue
    }
}
