import Base
import Testing

@Suite struct SlugTests {
    @Test(arguments: ["abc", "jarvikaupunki", "a-b", "a1b", "123", String(repeating: "a", count: 40)])
    func `three to forty letters, digits and hyphens are a slug`(_ text: String) {
        #expect(Slug(text)?.description == text)
    }

    @Test(arguments: [
        "", "ab", String(repeating: "a", count: 41), "-abc", "abc-", "Abc", "jä-rvi", "a b c", "a/b", "a.b", "a%62c",
        "a_b", "..", "abc\u{0}",
    ])
    func `anything else is none`(_ text: String) {
        #expect(Slug(text) == nil)
    }

    @Test(arguments: Slug.reserved.sorted())
    func `our own first path parts are never a provider's`(_ word: String) {
        #expect(Slug(word) == nil)
        #expect(Slug(from: word.uppercased())?.description != word)
    }

    @Test(
        arguments: [
            ("Järvikaupunki", "jarvikaupunki"), ("Ähtärin  kaupunki", "ahtarin-kaupunki"),
            ("Pedersöre – kommun!", "pedersore-kommun"),
            ("--- A & B ---", "a-b"), ("Oy", nil), ("", nil), ("Школа", nil), ("Account", nil), ("Koulu 2", "koulu-2"),
            ("Pitkänimisen maaseutukunnan koulutuskuntayhtymä", "pitkanimisen-maaseutukunnan-koulutuskunt"),
            ("Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa bbb", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
        ] as [(String, String?)])
    func `a slug is made from a name`(_ name: String, _ slug: String?) {
        #expect(Slug(from: name)?.description == slug)
    }
}
