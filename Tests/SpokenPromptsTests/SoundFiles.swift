import Foundation
import ProgramKit

@testable import SpokenPrompts

/// PCMs of ALSA without a card: what is played goes into a file, or nowhere.
///
/// The configuration takes the place of the system's, for this process: `file:PATH` writes a WAV
/// file or fills a pipe, `nothing` takes everything, `paced` is a card that takes samples at its own
/// pace (`Programs/paced_card.c`), where there is a compiler for it.
enum SoundFiles {
    private static let configuration = """
        pcm_type.paced { lib "LIBRARY" }
        pcm.paced { type paced }
        pcm.nothing { type null }
        pcm.default { type null }
        pcm.file {
            @args [ FILE ]
            @args.FILE { type string }
            type file
            slave.pcm { type null }
            file $FILE
            format "wav"
        }

        """

    /// The folder of this run, with the configuration in use.
    static var folder: String { base.path }

    private static let base: TemporaryFolder = {
        let base = TemporaryFolder()
        let text = configuration.replacing("LIBRARY", with: base.file("paced.so"))
        setenv("ALSA_CONFIG_PATH", base.write(text, to: "asound.conf"), 1)
        return base
    }()

    /// Compiles the card that takes samples at its own pace.
    static func makePacedCard() -> Bool {
        let source = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Programs/paced_card.c").path
        let words = ["-shared", "-fPIC", "-DPIC", "-o", folder + "/paced.so", source, "-lasound"]
        return Command.run("cc", words).status == 0
    }

    /// A path for a new file.
    static func newPath() -> String { "\(folder)/\(UUID().uuidString).wav" }

    /// The samples of the file that ALSA wrote and closed.
    static func samples(_ path: String) throws -> [Int16] {
        let bytes = Array(try Data(contentsOf: URL(filePath: path)))
        precondition(bytes.count >= 44, "ALSA has written a header")
        return stride(from: 44, to: bytes.count - 1, by: 2).map { offset in
            Int16(bitPattern: UInt16(bytes[offset]) | UInt16(bytes[offset + 1]) << 8)
        }
    }

    /// The lengths of the stretches of sound and of silence, in turns, in milliseconds; a stretch
    /// of silence has at least 20 ms.
    static func stretches(_ samples: [Int16]) -> [(isLoud: Bool, milliseconds: Int)] {
        var found: [(isLoud: Bool, frames: Int)] = []
        let window = 110
        for start in stride(from: 0, to: samples.count, by: window) {
            let piece = samples[start..<min(start + window, samples.count)]
            let isLoud = piece.contains { abs(Int($0)) > 400 }
            if found.last?.isLoud == isLoud {
                found[found.count - 1].frames += piece.count
            } else {
                found.append((isLoud, piece.count))
            }
        }
        var merged: [(isLoud: Bool, frames: Int)] = []
        for stretch in found {
            let isShort = !stretch.isLoud && stretch.frames < 441
            if isShort || merged.last?.isLoud == stretch.isLoud, !merged.isEmpty {
                merged[merged.count - 1].frames += stretch.frames
            } else {
                merged.append(stretch)
            }
        }
        return merged.map { ($0.isLoud, $0.frames * 1_000 / SoundFormat.rate) }
    }
}
