import Foundation

/// The files of the repository as text, for checks of what text can show.
enum Repository {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent()

    struct File: CustomStringConvertible {
        var path: String
        var text: String

        var lines: [Substring] {
            text.split(separator: "\n", omittingEmptySubsequences: false)
        }

        var description: String { path }

        /// The target that the file belongs to: the folder below `Sources`.
        var target: String {
            path.split(separator: "/").dropFirst().first.map(String.init) ?? ""
        }

        /// The lines of code: without whole-line comments.
        var code: String {
            lines.filter { !$0.drop { $0 == " " }.hasPrefix("//") }.joined(separator: "\n")
        }
    }

    /// Every text file below `folder`, built things left out.
    static func files(below folder: String, endings: Set<String> = ["swift"]) -> [File] {
        let base = root.appending(path: folder)
        let walk = FileManager.default.enumerator(atPath: base.path(percentEncoded: false))
        return (walk?.allObjects as? [String] ?? []).sorted().compactMap { name in
            guard endings.contains((name as NSString).pathExtension), !name.contains(".build")
            else { return nil }
            let url = base.appending(path: name)
            guard let text = try? String(contentsOf: url, encoding: .utf8) else { return nil }
            return File(path: "\(folder)/\(name)", text: text)
        }
    }

    /// Every file of text in the repository, whatever its name is, built things left out.
    static let everything: [File] = {
        let walk = FileManager.default.enumerator(atPath: root.path(percentEncoded: false))
        var files: [File] = []
        while let name = walk?.nextObject() as? String {
            let last = (name as NSString).lastPathComponent
            if last.hasPrefix(".build") || last == ".git" {
                walk?.skipDescendants()
            } else if let text = try? String(
                contentsOf: root.appending(path: name),
                encoding: .utf8
            ) {
                files.append(File(path: name, text: text))
            }
        }
        return files.sorted { $0.path < $1.path }
    }()

    /// The scripts of the shell: what says so in its first line, and what such a one takes in.
    static let scripts = everything.filter {
        $0.path.hasSuffix(".sh") || $0.text.hasPrefix("#!/bin/sh")
            || $0.text.hasPrefix("#!/usr/bin/env bash")
    }

    /// The sources of both packages, without the nested manifest.
    static let sources =
        files(below: "Sources")
        + files(below: "Firmware").filter { !$0.path.hasSuffix("Package.swift") }

    static func file(_ path: String) throws -> File {
        File(
            path: path,
            text: try String(contentsOf: root.appending(path: path), encoding: .utf8)
        )
    }

    /// The first matches of `pattern`, as `path: match`.
    static func matches(
        of pattern: String,
        in files: [File],
        codeOnly: Bool = true
    ) throws
        -> [String]
    {
        // The kind of Unicode sees no boundary at a point between letters, as in `Task.sleep`.
        let expression = try Regex(pattern).wordBoundaryKind(.simple)
        return files.flatMap { file in
            (codeOnly ? file.code : file.text).matches(of: expression).map { match in
                "\(file.path): \(match.0)"
            }
        }
    }
}
