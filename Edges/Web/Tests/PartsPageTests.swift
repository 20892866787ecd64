import Base
import Foundation
import Testing
import Web

@Suite struct PartsPageTests {
    private let here: PathPattern = "/here"

    private func frame(_ language: Language, _ content: HTML) throws -> Frame {
        var frame = Frame(
            "Iltapäivä\u{AD}toiminta", path: "/here?week=48", assets: "/assets/abc",
            words: try WebText.table()(in: language), content: content)
        frame.account = .init("Sari Niemelä", note: "huoltaja", to: here())
        frame.items = [.init("Työpöytä", icon: .home, to: here(), isCurrent: true)]
        frame.acting = [
            .init("Kaikki lapset", to: here()),
            .init("Aino", note: "7A", avatar: "Aino Niemelä", to: here(), isCurrent: true),
        ]
        frame.status = .init("Tallennettu.")
        return frame
    }

    private func matches(_ pattern: some RegexComponent<(Substring, Substring)>, in text: String) -> [String] {
        text.matches(of: pattern).map { String($0.output.1) }
    }

    @Test(arguments: Language.allCases)
    func `a page has its language, title and landmarks once`(_ language: Language) throws {
        let text = try frame(language, Part.heading("Otsikko")).document().text
        #expect(text.hasPrefix("<!doctype html>\n<html lang=\"\(language.rawValue)\">"))
        #expect(text.contains("<title>Iltapäivätoiminta – DigiOne</title>"))
        for landmark in ["<header class=\"masthead\"", "<main id=\"main\"", "<footer ", "<h1>", "<nav class=\"rail\""] {
            #expect(text.components(separatedBy: landmark).count == 2, "\(landmark)")
        }
    }

    @Test func `the language choice names each language in itself and returns to the page`() throws {
        let text = try frame(.sv, "").document().text
        #expect(text.contains(#"method="post" action="/language">"#))
        #expect(text.contains(#"<input type="hidden" name="to" value="/here?week=48">"#))
        for (code, name) in [("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")] {
            #expect(text.contains("value=\"\(code)\" lang=\"\(code)\""))
            #expect(text.contains("<span>\(name)</span>"))
        }
        #expect(text.contains(#"value="sv" lang="sv" aria-current="true""#))
    }

    @Test func `the switch says who acts for whom`() throws {
        let text = try frame(.fi, "").document().text
        #expect(text.contains("Olet Sari Niemelä, huoltaja. Näytetään: Aino, 7A."))
    }

    @Test func `before signing in there is neither navigation nor a way out`() throws {
        let words = try WebText.table()(in: .fi)
        let frame = Frame("Kirjaudu", path: "/sign-in", assets: "/a", words: words, layout: .door, content: "")
        let text = frame.document().text
        #expect(!text.contains("<nav") && !text.contains("/sign-out") && text.contains("/language"))
    }

    @Test(arguments: Language.allCases)
    func `the styleguide has nothing inline, no id twice and no label without its field`(
        _ language: Language
    ) throws {
        let words = try WebText.table()(in: language)
        let text = try frame(language, Styleguide.content(words)).document().text
        #expect(!text.contains(" style=") && !text.contains("<style") && !text.contains("javascript:"))
        #expect(text.components(separatedBy: "<script").count == 2)
        let ids = matches(/\sid="([^"]*)"/, in: text)
        #expect(ids.count == Set(ids).count)
        for reference in matches(/\s(?:for|aria-labelledby|aria-controls)="([^"]*)"/, in: text) {
            #expect(ids.contains(reference), "\(reference)")
        }
    }

    @Test(arguments: Language.allCases)
    func `an error page says what happened and leads on`(_ language: Language) throws {
        let words = try WebText.table()(in: language)
        let pages: [ErrorPage] = [
            .missing, .forbidden, .otherSite, .method, .invalid, .conflict, .tooLarge, .signedOut, .unavailable,
            .tooMany(retryAfterSeconds: 90), .broken(reference: "7k2m94qx"),
        ]
        for page in pages {
            let text = page.content(words).text
            #expect(text.contains("<h1>\(page.title(words))</h1>"))
            #expect(text.contains("class=\"button primary\" href=\"/"))
        }
        #expect(ErrorPage.broken(reference: "7k2m94qx").content(words).text.contains("<code>7k2m94qx</code>"))
        #expect(ErrorPage.tooMany(retryAfterSeconds: 90).content(words).text.contains(" 2 minu"))
    }
}
