import Testing

@Suite struct RoomTests {
    @Test func `every room says what it is on one page`() throws {
        let rooms = try Manifest.read().targets.filter { $0.kind == .room || ["App", "TestKit"].contains($0.name) }
        #expect(rooms.count > 8)
        for room in rooms {
            let readme = try? Repository.text("\(room.path)/README.md")
            #expect(readme != nil, "\(room.path) has no README.md")
            #expect((readme ?? "").split(separator: "\n").count <= 60, "\(room.path)/README.md is longer than a page")
        }
    }

    @Test func `nothing is marked as unfinished`() throws {
        // Written apart, so that these lines are not found themselves.
        let words = ["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]
        let phrases = ["not imple" + "mented", "unimple" + "mented(", "coming " + "soon"]
        for file in Repository.files(".swift") + Repository.files(".sql") {
            let text = try file.text()
            let found =
                phrases.filter(text.contains)
                + text.split { !$0.isLetter && $0 != "_" }.map(String.init).filter(words.contains)
            #expect(found == [], "\(file)")
        }
    }

    @Test func `no file knows the machine it was written on`() throws {
        let folders = ["/wo" + "rk/", "/fa" + "rm/", "/opt/sw" + "ift"]
        for suffix in [".swift", ".sql", ".json", ".md", ".sh", ".py"] {
            for file in Repository.files(suffix) {
                let text = try file.text()
                #expect(folders.filter(text.contains) == [], "\(file)")
            }
        }
    }

    @Test func `what is shipped has no traps`() throws {
        let traps = try Repository.shipped().flatMap { file, swift in
            let raw = try file.text().split(separator: "\n", omittingEmptySubsequences: false)
            return swift.lines.enumerated().filter { Self.isTrap($0.element, above: raw.prefix($0.offset)) }
                .map { "\(file):\($0.offset + 1)" }
        }
        #expect(traps == [])
    }

    @Test(arguments: [
        ("let a = try! b()", true), ("fatalError()", true), ("let a = b as! C", true), ("a.first!.b", true),
        ("f(a!)", true), ("a[0]!", true),
        ("final class A: @unchecked Sendable {}", true), ("nonisolated(unsafe) var a = 1", true),
        ("var a: String!", true),
        ("if a != b { }", false), ("guard !a else { }", false), ("a = !b", false), ("try? a()", false),
        ("f(!a, !b)", false),
    ])
    func `a trap is known by its mark`(_ line: String, _ isTrap: Bool) {
        #expect(Self.isTrap(line[...], above: []) == isTrap)
    }

    @Test func `a promise to the compiler is allowed with its reason above`() {
        #expect(!Self.isTrap("final class A: @unchecked Sendable {", above: ["// The lock guards everything."]))
    }

    private static func isTrap(_ line: Substring, above: ArraySlice<Substring>) -> Bool {
        if line.contains("@unchecked Sendable") || line.contains("nonisolated(unsafe)") {
            return !above.suffix(4).contains { $0.contains("//") }
        }
        guard line.contains("!") || line.contains("fatalError(") else { return false }
        return line.contains("try!") || line.contains("fatalError(") || line.contains(" as! ")
            || line.contains(/[\w\)\]\}]!(?!=)/)
    }
}
