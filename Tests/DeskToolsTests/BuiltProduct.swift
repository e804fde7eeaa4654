import Foundation

/// A program of this package, where the build put it.
enum BuiltProduct {
    /// The program `meldpost-desk`, beside the running test bundle.
    static let desk = url("meldpost-desk")

    /// The place of a program that was built together with these tests.
    static func url(_ name: String) -> URL {
        // The bundle is itself the running program, or sits in the folder of its own name.
        let bundle = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        var folder = bundle.deletingLastPathComponent()
        while folder.path != "/" {
            let program = folder.appending(path: name)
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(
                atPath: program.path,
                isDirectory: &isFolder
            )
            if exists, !isFolder.boolValue { return program }
            folder = folder.deletingLastPathComponent()
        }
        return bundle.deletingLastPathComponent().appending(path: name)
    }
}
