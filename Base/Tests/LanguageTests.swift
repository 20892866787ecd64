import Base
import Testing

@Suite struct LanguageTests {
    @Test(
        arguments: [
            ("sv-FI,sv;q=0.9,en;q=0.8", .sv), ("en;q=0.5, sv;q=0.8", .sv), ("de, en;q=0.3", .en), ("EN-gb", .en),
            ("fi;q=0, en;q=0.1", .en), ("sv;q=0", .fi), ("*", .fi), ("", .fi), ("de", .fi), ("en, sv", .en),
            ("sv ; q=0.2 , en ; q=0.1", .sv),
            ("fil-PH, en;q=0.9", .en), ("eno, sv;q=0.5", .sv), (",,;;q=1,=,en", .en), ("en;q=;q=", .en), ("q=1", .fi),
            ("en;q=nan, sv;q=0.1", .sv),
        ] as [(String, Language)])
    func `the heaviest of our languages is taken`(_ header: String, _ language: Language) {
        #expect(Language.preferred(in: header) == language)
    }

    @Test func `without a header it is Finnish, and a header without end is not read to its end`() {
        #expect(Language.preferred(in: nil) == .fi)
        #expect(Language.preferred(in: String(repeating: "de;q=0.9,", count: 100_000) + "sv") == .fi)
        #expect(Language.preferred(in: "sv," + String(repeating: ";", count: 1_000_000)) == .sv)
    }

    @Test func `a missing name falls back to Finnish`() {
        let name = TranslatedName(fi: "Järvikaupunki", sv: "Sjöstad")
        #expect(Language.allCases.map { name(in: $0) } == ["Järvikaupunki", "Sjöstad", "Järvikaupunki"])
    }
}
