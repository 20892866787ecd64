import Base

extension Styleguide {
    static func lists(_ words: Words<WebText>) -> [Entry] {
        [
            Entry(title: "Table", id: "table", show: table),
            Entry(title: "Rows", id: "rows", show: rows),
            Entry(title: "Cards and needs", id: "cards", show: cards),
            Entry(title: "Tabs and pages", id: "tabs", show: tabs(words)),
            Entry(title: "Tiles", id: "tiles", show: tiles),
            Entry(title: "Definitions", id: "definitions", show: definitions),
            Entry(title: "Paper", id: "paper-sample", show: paper),
        ]
    }

    private static var table: HTML {
        let columns = [
            Column("Nimi", sort: .init(link: here, order: .ascending)), Column("Luokka"),
            Column("Poissaoloja", isNumber: true, sort: .init(link: here)), Column("Toiminto", isTitleHidden: true),
        ]
        let pupils = [("Aada Hakala", "8B", 3), ("Ali Karimi", "8B", 12), ("Wilhelm af Sandeberg", "8A", 0)]
        let rows: [[HTML]] = pupils.map { pupil in
            [
                Part.link(pupil.0, to: here), "\(pupil.1)", "\(pupil.2)",
                Part.linkButton("Avaa", to: here, look: .plain, about: pupil.0),
            ]
        }
        return Part.table("Oppilaat", columns, rows: rows, showsCaption: true)
    }

    private static var rows: HTML {
        Part.rows([
            Part.row("Aino Niemelä", to: here, lead: Part.avatar("Aino Niemelä"), note: "7A · Järvelän koulu"),
            Part.row(
                "Eino Niemelä", to: here, lead: Part.avatar("Eino Niemelä"), note: "3B · Metsolan koulu",
                tail: Part.tag("Vastaa huomenna", .warning)),
            Part.row(
                "Puhelin, Firefox", lead: Icon.device(), note: "Käytetty tänään 7.48",
                tail: Part.action("Kirjaa ulos", to: here, about: "Puhelin, Firefox")),
        ])
    }

    private static var cards: HTML {
        """
        \(Part.needs([
            Part.need("Aino, englanti: miksi poissa?", note: "Tänään klo 8.15. Opettaja Laine merkitsi poissaolon.",
                who: Part.person("Aino Niemelä", note: "Järvelän koulu, Järvikaupunki"),
                tag: Part.tag("3 pv", .notice, icon: .clock),
                acts: [Part.button("Sairaana", look: .primary), Part.button("Muu syy"),
                    Part.button("Hänen piti olla koulussa", look: .plain)]),
            Part.need("Varaa aika arviointikeskusteluun", note: "Vapaita aikoja 14. Ajat ovat 7.–11.12.",
                acts: [Part.linkButton("Valitse aika", to: here)]),
        ]))\
        \(Part.card("Luokanvalvoja", note: "8B", Part.person("Leena Salo", note: "matematiikka ja fysiikka")))
        """
    }

    private static func tabs(_ words: Words<WebText>) -> HTML {
        let tabs = [
            Tab("Oppilaat", to: here, isCurrent: true, count: 23), Tab("Huoltajat", to: here, count: 41),
            Tab("Opettajat", to: here),
        ]
        return "\(Part.tabs("Ryhmän henkilöt", tabs))\(Part.pagination(2, of: 7, words) { _ in here })"
    }

    private static var tiles: HTML {
        """
        \(Part.tiles([
            Tile("Matikkapolku", to: here, note: "Aino, Eino"), Tile("Lukumatka", to: here, note: "Eino"),
            Tile("Iltapäivä\u{AD}toiminta", to: here, note: "Koulu"), Tile("Ruokalista", to: here, icon: .calendar),
        ]))\
        \(Part.tiles([Tile("Kirjat", to: here, icon: .book), Tile("Koulu", to: here, icon: .school)], isLarge: true))
        """
    }

    private static var definitions: HTML {
        Part.card(
            "Tiedot",
            Part.definitions([
                ("Nimi", "Aino Niemelä"), ("Luokka", "7A"), ("Koulu", "Järvelän koulu"),
                ("Huoltajat", "Sari Niemelä, Mikko Niemelä"),
                ("Sivu verkossa", Part.outside("https://kirja.example/luku/7")),
                ("Kirjoitettua", Part.inlineLines("s. 34–35\ntehtävät 4–6")),
            ]))
    }

    private static var paper: HTML {
        let parties = Part.definitions([("Oppilas", "Aino Niemelä, 7A"), ("Haettu aika", "7.12.2026–16.12.2026")])
        return """
            \(Part.printButton("Tulosta"))\(Part.paper(
                .fi, from: "Järvikaupunki", place: "Järvelän koulu", kind: "Viranhaltijapäätös",
                marks: ["Päätös 12/2026", "23.11.2026"], title: "Päätös poissaololuvasta",
                """
                \(Part.paperSection("Asianosaiset", parties))\
                \(Part.paperSection("Päätös", Part.lines("Lupa myönnetään.\n\nTehtävät sovitaan opettajien kanssa.")))\
                \(Part.paperAppendix("Oikaisuvaatimusohje", "<p>Tähän päätökseen saa vaatia oikaisua.</p>"))
                """))
            """
    }
}
