import Accounts
import Base
import Directory
import Storage
import Testing
import Web

@testable import Badges

@Suite struct OpeningSpanTests {
    private func at(_ clock: String) throws -> Instant { try #require(Instant("2026-11-23T\(clock):00Z")) }

    @Test(arguments: [("06:15", 15, "06:30"), ("06:16", 15, "06:35"), ("06:13", 45, "07:00"), ("06:00", 90, "07:30")])
    func `the end stands on five minutes of the clock`(_ from: String, _ minutes: Int64, _ end: String) throws {
        let span = try #require(OpeningSpan(rawValue: minutes))
        #expect(try span.end(from: at(from)) == at(end))
    }

    @Test func `a door does not stay open past the day, and each end is offered once`() throws {
        // 23.50 in Finland.
        let late = try at("21:50")
        #expect(OpeningSpan.morning.end(from: late) == (try at("22:00")))
        #expect(OpeningSpan.choices(from: late).count == 1)
        #expect(OpeningSpan.choices(from: try at("06:00")).count == OpeningSpan.allCases.count)
    }
}

@Suite struct PictureCodeTests {
    private func next(
        _ chosen: String, _ again: String = "", _ picture: String = "", hasCode: Bool = false, tries: Int32 = 0
    ) -> PictureStep {
        PictureStep.next(chosen: chosen, again: again, picture: picture, hasCode: hasCode, tries: tries)
    }

    private func code(_ text: String) throws -> PictureCode { try #require(PictureCode(text)) }

    @Test func `a child with a code taps three pictures, and they are compared`() throws {
        #expect(next("", hasCode: true) == .recall(PictureCode()))
        #expect(next("", "", "sun", hasCode: true) == .recall(try code("sun")))
        #expect(next("sun-car", "", "key", hasCode: true) == .compare(try code("sun-car-key")))
        #expect(next("sun-sun", "", "sun", hasCode: true) == .compare(try code("sun-sun-sun")))
    }

    @Test func `the first time three pictures are chosen, and chosen once more`() throws {
        #expect(next("sun-car", "", "key") == .again(chosen: try code("sun-car-key"), PictureCode()))
        #expect(next("sun-car-key", "sun", "car") == .again(chosen: try code("sun-car-key"), try code("sun-car")))
        #expect(next("sun-car-key", "sun-car", "key") == .keep(try code("sun-car-key")))
        #expect(next("sun-car-key", "sun-car", "sun") == .refused(.differs))
    }

    @Test func `one picture three times is refused, also behind the form's back`() {
        #expect(next("sun-sun", "", "sun") == .refused(.tooPlain))
        #expect(next("sun-sun-sun", "sun-sun", "sun") == .refused(.tooPlain))
    }

    @Test func `after five wrong codes nothing is compared`() {
        #expect(next("sun-car", "", "key", hasCode: true, tries: 5) == .refused(.locked))
        #expect(next("", hasCode: true, tries: 5) == .refused(.locked))
    }

    @Test(arguments: ["fox", "sun-fox", "sun sun", "sun-car-key-sun", "☀", "sun--x", "-", "sun-", "SUN"])
    func `what no page of ours sends is not read`(_ text: String) {
        #expect(PictureCode(text) == nil)
        #expect(next(text) == .refused(.unreadable))
        #expect(next("", text) == .refused(.unreadable))
    }

    @Test func `two pictures are not tapped at once`() {
        #expect(next("", "", "sun-car") == .refused(.unreadable))
    }
}

@Suite struct CardTests {
    @Test func `forty cards have forty pictures, and whoever has one keeps it`() {
        #expect(Set(CardPicture.all).count == 40)
        #expect(CardPicture.all.allSatisfy { CardPicture($0.text) == $0 })
        let own = CardPicture.all[1]
        let given = CardPicture.given([nil, own, nil] + Array(repeating: nil, count: 37))
        #expect(given[1] == own && Set(given).count == 40)
        #expect(CardPicture.given(Array(repeating: nil, count: 41)).count == 41)
    }

    @Test func `neighbours differ in animal and in colour`() {
        for (one, next) in zip(CardPicture.all, CardPicture.all.dropFirst()) {
            #expect(one.animal != next.animal && one.colour != next.colour)
        }
    }

    @Test func `a token has 128 bits in 22 characters, a number nine digits`() {
        let secrets = (0..<50).map { _ in CardSecret.random() }
        #expect(Set(secrets.map(\.token.text)).count == 50)
        for secret in secrets {
            #expect(Base64URL.bytes(secret.token.text)?.count == 16)
            #expect(ShownCard(secret.token.text) == .token(secret.token.text))
            #expect(ShownCard(secret.shownNumber) == .number(secret.number))
            #expect(secret.shownNumber.count == 11)
        }
    }

    @Test(arguments: [
        "", "12345678", "1234567890", "482 190 37x", String(repeating: "a", count: 21),
        String(repeating: "å", count: 22),
        "../../../../etc/passwd", "' OR 1=1 -- aaaaaaaaaa",
    ])
    func `anything else is no card`(_ text: String) { #expect(ShownCard(text) == nil) }

    @Test(arguments: ["482 190 375", "482190375", "482-190-375", " 482190375"])
    func `a number may be typed as it looks`(_ text: String) { #expect(ShownCard(text) == .number("482190375")) }

    private func person(_ called: String, _ family: String, isProtected: Bool = false) -> Person {
        Person(
            id: .new(at: Instant(milliseconds: 0)), name: PersonName(given: called, called: called, family: family),
            yearLevel: nil, isProtected: isProtected)
    }

    @Test func `namesakes get a letter, a protected one does not`() {
        let people = [person("Aino", "Niemi"), person("Aino", "Salo", isProtected: true), person("Eetu", "Laine")]
        #expect(CardName.shown(people) == ["Aino N.", "Aino", "Eetu"])
    }

    @Test func `a device's code is read as people type it`() throws {
        let seal = try Seal(key: Array(repeating: 7, count: 32))
        let code = DeviceCode.random()
        #expect(code.wholeMatch(of: /[0-9a-hjkmnp-tv-z]{4}-[0-9a-hjkmnp-tv-z]{4}/) != nil)
        let typed = code.uppercased().replacing("-", with: " ")
        #expect(DeviceCode.hash(typed, seal) == DeviceCode.hash(code, seal))
    }
}
