import Testing

@Suite struct TextTests {
    @Test func `there are texts to look at`() { #expect(TextFolder.all.count > 4) }

    @Test(arguments: TextFolder.all)
    func `every key of the sources has a text in every language, and no text is left over`(_ folder: TextFolder) throws
    {
        let keys = try folder.keys()
        #expect(Set(keys).count == keys.count && !keys.isEmpty)
        for language in TextFolder.languages {
            let texts = Set(try folder.forms(language).keys)
            #expect(Set(keys).subtracting(texts) == [], "missing in \(language)")
            #expect(texts.subtracting(keys) == [], "left over in \(language)")
            #expect(try folder.repeated(language) == [], "twice in \(language)")
        }
    }

    @Test(arguments: TextFolder.all)
    func `a text has the same placeholders and forms in every language`(_ folder: TextFolder) throws {
        let finnish = try folder.forms("fi")
        for language in TextFolder.languages {
            for (key, form) in try folder.forms(language) {
                guard let first = finnish[key] else { continue }
                let names = TextFolder.placeholders(form.main)
                #expect(names == TextFolder.placeholders(first.main), "\(key) in \(language)")
                #expect(form.isCounted == first.isCounted, "\(key) in \(language)")
                for text in form.all {
                    #expect(TextFolder.placeholders(text).isSubset(of: names), "\(key) in \(language)")
                }
            }
        }
    }

    @Test(arguments: TextFolder.all, TextFolder.languages)
    func `no text is empty or badly set`(_ folder: TextFolder, _ language: String) throws {
        for (key, form) in try folder.forms(language) {
            for text in form.all {
                #expect(text.contains { !$0.isWhitespace }, "\(key) is empty")
                #expect(!text.contains("  ") && !text.contains("..."), "\(key): \(text)")
                #expect(text.first?.isWhitespace == false && text.last?.isWhitespace == false, "\(key): \(text)")
                #expect(!text.replacing(/\{[\w:]+\}/, with: "").contains { "{}".contains($0) }, "\(key): \(text)")
                if language != "en" { #expect(!text.contains("\"") && !text.contains("'"), "\(key): \(text)") }
            }
        }
    }
}
