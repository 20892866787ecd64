import Base

extension Styleguide {
    static func answers(_ words: Words<WebText>) -> [Entry] {
        [
            Entry(title: "Status", id: "status", show: statuses(words)),
            Entry(title: "Notices", id: "notices", show: notices),
            Entry(title: "Empty", id: "empty", show: empty),
            Entry(title: "Dialog", id: "dialog", show: dialog(words)),
            Entry(title: "More on request", id: "disclosure", show: more),
            Entry(title: "Squares for a camera", id: "squares", show: squares),
            Entry(title: "Pictures", id: "pictures", show: pictures),
            Entry(title: "Cards", id: "badge-cards", show: cards),
        ]
    }

    private static func statuses(_ words: Words<WebText>) -> HTML {
        HTML([
            Part.status("Läsnäolot on tallennettu.", .good, words),
            Part.status("Olet jo kirjautunut sisään.", .plain, words),
            Part.status("Kutsu vanhenee huomenna.", .warning, words),
        ])
    }

    private static var notices: HTML {
        HTML([
            Part.notice("Hyvä tietää", .plain, "<p>Näet samassa näkymässä lapset kaikista kunnista.</p>"),
            Part.notice("Valmis", .good, "<p>Kaikki 23 oppilasta on tuotu.</p>"),
            Part.notice("Huomaa", .notice, "<p>Lukujärjestys vaihtuu ma 30.11.</p>"),
            Part.notice("Varoitus", .warning, "<p>Salasana vanhenee kolmen päivän kuluttua.</p>"),
            Part.notice("Tuontia ei tehty", .stop, "<p>Tiedostossa on neljä virhettä. Mitään ei muutettu.</p>"),
        ])
    }

    private static var empty: HTML {
        Part.empty(
            "Ei odottavia asioita", "Kun koulu kysyy jotain, kysymys tulee tähän ja voit vastata heti.", icon: .check,
            act: Part.linkButton("Katso viikko", to: here))
    }

    private static func dialog(_ words: Words<WebText>) -> HTML {
        let acts = [Part.button("Kirjaa ulos", look: .danger)]
        return """
            \(line([Part.linkButton("Kirjaudu ulos kaikkialta", to: here, dialog: "guide-dialog")]))\
            \(Part.dialog(id: "guide-dialog", title: "Kirjaudutaanko ulos kaikkialta?",
                "<p>Muut laitteesi kysyvät salasanaa, kun avaat DigiOnen seuraavan kerran.</p>", acts: acts, words))
            """
    }

    /// A pattern and no code: nothing to read.
    private static var squares: HTML {
        Part.squares((0..<21).map { y in (0..<21).map { x in (x * y + x / 3 + y / 2) % 3 == 0 } }, label: "Esimerkki")
    }

    private static var pictures: HTML {
        let choices = Picture.allCases.map { (picture: $0, word: $0.rawValue) }
        return """
            \(Part.pictureSteps([.sun, nil], of: 3, label: "Kuva 3 / 3"))\
            \(Part.form(to: here, Part.pictureButtons(choices, name: "guide-picture")))
            """
    }

    private static var cards: HTML {
        let examples: [(String, Picture, PictureColour, String)] = [
            ("Aino", .fox, .blue, "Sininen kettu"), ("Maximilian-Alexander", .owl, .violet, "Violetti pöllö"),
        ]
        return Part.badgeCards(
            examples.map { name, picture, colour, word in
                Part.badgeCard(
                    name, note: "1A", picture: picture, colour, word, squares: squares, number: "482 190 375",
                    foot: "digione.example/badge")
            })
    }

    private static var more: HTML {
        Part.disclosure("Miksi tätä kysytään?", isOpen: true, "<p>Koulu on vastuussa oppilaasta koulupäivän ajan.</p>")
    }
}
