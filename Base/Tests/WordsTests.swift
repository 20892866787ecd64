import Foundation
import Testing

@testable import Base

private enum Phrase: String, TextKey { case greeting, pupils }

@Suite struct WordsTests {
    private func words(_ json: String) throws -> Words<Phrase> {
        try Words(language: .fi, entries: JSONDecoder().decode([String: Entry].self, from: Data(json.utf8)))
    }

    @Test func `placeholders are filled by name, and unknown ones stay to be seen`() throws {
        let words = try words(#"{"greeting": "Hei {name}, {school}! {name}", "pupils": "-"}"#)
        #expect(words(.greeting, ["name": "Aino", "school": "Järvelä"]) == "Hei Aino, Järvelä! Aino")
        #expect(words(.greeting, ["name": "Aino"]) == "Hei Aino, {school}! Aino")
    }

    @Test func `a value that looks like a placeholder is a value`() throws {
        let words = try words(
            #"{"greeting": "{name}, {school}", "pupils": {"one": "{name}: 1", "other": "{name}: {count}"}}"#)
        #expect(words(.greeting, ["name": "{school}", "school": "{name}"]) == "{school}, {name}")
        #expect(words(.pupils, count: 3, ["name": "{count}"]) == "{count}: 3")
    }

    @Test(arguments: [
        (0, "0 oppilasta"), (1, "1 oppilas"), (2, "2 oppilasta"), (-1, "-1 oppilasta"), (21, "21 oppilasta"),
    ])
    func `one has its own form`(_ count: Int, _ text: String) throws {
        let words = try words(#"{"greeting": "-", "pupils": {"one": "{count} oppilas", "other": "{count} oppilasta"}}"#)
        #expect(words(.pupils, count: count) == text)
    }

    @Test func `a text with braces that belong to nothing stays as it is`() throws {
        let words = try words(#"{"greeting": "a } b { c", "pupils": "-"}"#)
        #expect(words(.greeting, ["name": "x"]) == "a } b { c")
    }

    @Test func `a missing key is an error at start, not on a page`() {
        #expect(throws: Fault.self) { try words(#"{"greeting": "Hei"}"#) }
    }

    @Test(arguments: [#"{"one": "a"}"#, #"{"other": "a"}"#, "3", "[]", "null"])
    func `a form that is no text and no pair is an error`(_ form: String) {
        #expect(throws: (any Error).self) { try words(#"{"greeting": "Hei", "pupils": \#(form)}"#) }
    }

    @Test func `a table has every language of its folder`() throws {
        let table = try Folder.with(["fi", "sv", "en"]) { try TextTable<Phrase>(in: $0) }
        #expect(Language.allCases.map { table(in: $0)(.greeting) } == ["Hei fi", "Hei sv", "Hei en"])
        #expect(table(in: .sv).language == .sv)
    }

    @Test(arguments: ["fi", "sv", "en"])
    func `a table without one of the languages is an error`(_ missing: String) throws {
        let there = ["fi", "sv", "en"].filter { $0 != missing }
        #expect(throws: (any Error).self) { try Folder.with(there) { try TextTable<Phrase>(in: $0) } }
    }
}

/// A folder that looks like a room's resources.
private enum Folder {
    static func with<Value>(_ languages: [String], _ body: (Bundle) throws -> Value) throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "words-\(UUID())")
        try FileManager.default.createDirectory(at: folder.appending(path: "Text"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for language in languages {
            try Data(#"{"greeting": "Hei \#(language)", "pupils": "-"}"#.utf8).write(
                to: folder.appending(path: "Text/\(language).json"))
        }
        return try body(try #require(Bundle(path: folder.path)))
    }
}
