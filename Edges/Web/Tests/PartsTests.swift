import Base
import Foundation
import Testing
import Web

@Suite struct PartsTests {
    private let here: PathPattern = "/here"

    private func words() throws -> Words<WebText> { try WebText.table()(in: .fi) }

    @Test func `a field ties label, hint and error to its input and keeps what was typed`() throws {
        let field = Field(
            "Tunnus", name: "name", value: "a\"b", hint: "Esimerkiksi aino", error: "Kirjoita tunnus",
            autocomplete: "username")
        let text = Part.field(field, try words()).text
        #expect(text.contains(#"<label for="field-name">Tunnus</label>"#))
        #expect(text.contains(#"id="field-name" name="name" autocomplete="username""#))
        #expect(text.contains(#"aria-describedby="field-name-error field-name-hint" aria-invalid="true" required"#))
        #expect(text.contains(#"value="a&quot;b""#))
    }

    @Test func `squares are drawn as runs, four from the edge, on a light ground`() {
        let text = Part.squares([[true, true, false], [false, false, false], [false, true, false]], label: "Koodi").text
        #expect(text.contains("viewBox=\"0 0 11 11\"") && text.contains("aria-label=\"Koodi\""))
        #expect(text.contains("d=\"M4 4h2v1h-2zM5 6h1v1h-1z\""))
    }

    @Test func `a password is never written back into a page`() throws {
        let text = Part.field(Field("Salasana", name: "password", kind: .password, value: "salainen"), try words()).text
        #expect(!text.contains("salainen"))
    }

    @Test func `an optional field says so`() throws {
        let text = Part.field(Field("Puhelin", name: "phone", isRequired: false), try words()).text
        #expect(text.contains("(ei pakollinen)"))
    }

    @Test func `the error summary leads to each field and is absent without errors`() throws {
        let errors = [FieldError("Valitse syy", in: "why"), FieldError("Pyyntö vanheni")]
        let text = Part.errorSummary(errors, try words()).text
        #expect(text.contains("2 kohtaa kaipaa korjausta"))
        #expect(text.contains(##"<li><a href="#field-why">Valitse syy</a></li><li>Pyyntö vanheni</li>"##))
        #expect(Part.errorSummary([], try words()).isEmpty)
    }

    @Test func `a group of choices is a fieldset whose first option carries the id`() throws {
        let choices = [Choice("Sairaana", value: "ill"), Choice("Muu syy", value: "other")]
        let text = Part.choiceGroup(Field("Syy", name: "why", value: "other"), choices, try words()).text
        #expect(text.contains("<legend>Syy</legend>"))
        #expect(text.contains(#"value="ill" id="field-why">"#))
        #expect(text.contains(#"value="other" checked>"#))
    }

    @Test func `an action is a form with one button and the values it carries`() {
        let text = Part.action("Sairaana", to: here(), values: ["child": "<7>"], look: .primary).text
        #expect(
            text == #"<form method="post" action="/here" class="action">"#
                + #"<input type="hidden" name="child" value="&lt;7&gt;">"#
                + #"<button type="submit" class="button primary"><span>Sairaana</span></button></form>"#)
    }

    @Test func `a table names columns and rows, and its cells for the narrow form`() {
        let columns = [Column("Nimi"), Column("Poissa", isNumber: true), Column("Toiminto", isTitleHidden: true)]
        let text = Part.table("Oppilaat", columns, rows: [["Aada", "3", "–"]]).text
        #expect(text.contains(#"<th scope="col" role="columnheader" class="num">Poissa</th>"#))
        #expect(text.contains(#"<th scope="row" role="rowheader">Aada</th>"#))
        #expect(text.contains(#"<td role="cell" class="num" data-label="Poissa">3</td><td role="cell">–</td>"#))
    }

    @Test(arguments: Meaning.allCases.filter { $0 != .plain })
    func `a coloured tag has an icon beside its word`(_ meaning: Meaning) {
        let text = Part.tag("Sana", meaning).text
        #expect(text.contains("<svg") && text.contains("<span>Sana</span>"))
    }

    @Test(arguments: [("Aino Maria Niemelä", "AN"), ("Öörni", "Ö"), ("wilhelm af Sandeberg", "WS"), ("", "")])
    func `initials come from the first and the last name`(_ name: String, _ initials: String) {
        #expect(Part.initials(of: name) == initials)
    }

    @Test func `a name always gets the same colour`() {
        #expect(Tone(of: "Aino Niemelä") == Tone(of: "Aino Niemelä"))
        #expect(Set((0..<200).map { Tone(of: "Oppilas \($0)").number }) == Set(0..<Tone.count))
    }

    @Test func `a list of one page has no pagination`() throws {
        #expect(Part.pagination(1, of: 1, try words()) { _ in here() }.isEmpty)
        let text = Part.pagination(1, of: 2, try words()) { here().with(["page": String($0)]) }.text
        #expect(text.contains("/here?page=2") && text.contains("Sivu 1 / 2") && !text.contains("page=0"))
    }

    @Test func `the day of a week without lessons is left out of the narrow form`() {
        let hour = Week.Hour("8.15", [.init("Äidinkieli", note: "112"), nil])
        let text = Part.week(Week("Viikko", hourTitle: "Alkaa", days: ["ma", "ti"], hours: [hour])).text
        #expect(text.contains("<h3>ma</h3>") && !text.contains("<h3>ti</h3>"))
    }

    @Test(arguments: [(nil as Int?, "ma ti ke", false), (0, "ma ti ke", false), (1, "ti ke", true), (2, "ke", true)])
    func `the narrow form of a week begins with today, and the days before can be opened`(
        _ today: Int?, _ shown: String, _ isFolded: Bool
    ) {
        let lesson = Week.Lesson("Äidinkieli", note: "112")
        let week = Week(
            "Viikko", hourTitle: "Alkaa", days: ["ma", "ti", "ke"], today: today, earlierTitle: "Viikon alku",
            hours: [Week.Hour("8.15", [lesson, lesson, lesson])])
        let list = Part.week(week).text.components(separatedBy: "week-list")[1]
        let open = list.components(separatedBy: "</details>").last ?? ""
        #expect(open.matches(of: /<h3[^>]*>(\w+)/).map { String($0.1) }.joined(separator: " ") == shown)
        #expect(list.contains("<summary>") == isFolded)
        #expect(list.contains("ma</h3>"))
    }
}
