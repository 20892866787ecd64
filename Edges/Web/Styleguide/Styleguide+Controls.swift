import Base

extension Styleguide {
    static func controls(_ words: Words<WebText>) -> [Entry] {
        [
            Entry(title: "Buttons", id: "buttons", show: buttons),
            Entry(title: "Fields", id: "fields", show: fields(words)),
            Entry(title: "Choices", id: "choices", show: choices(words)),
            Entry(title: "Register", id: "marks", show: marks(words)),
            Entry(title: "Form with errors", id: "form-errors", show: wrongForm(words)),
            Entry(title: "Search of a long list", id: "search", show: search(words)),
        ]
    }

    private static func search(_ words: Words<WebText>) -> HTML {
        let name = Field("Nimi", name: "q", kind: .search, value: "pelto", isRequired: false)
        let role = Field("Rooli", name: "role", value: "pupil", isRequired: false)
        let roles = [Choice("Kaikki", value: ""), Choice("Oppilas", value: "pupil")]
        return """
            \(Part.search(
                "Henkilöhaku", to: here, "\(Part.field(name, words))\(Part.select(role, roles, words))", button: "Hae"))\
            \(Part.ways(
                "Sivut", first: ("Ensimmäinen", here), before: ("Edellinen", here), after: ("Seuraava", here),
                last: ("Viimeinen", here)))
            """
    }

    private static var buttons: HTML {
        line([
            Part.button("Tallenna", look: .primary), Part.button("Muu syy"), Part.button("Lue lisää", look: .plain),
            Part.button("Poista kutsu", look: .danger), Part.button("Tallenna", isDisabled: true),
            Part.linkButton("Uusi viesti", to: here, look: .primary, icon: .plus),
            Part.linkButton("Tulosta", to: here, icon: .printer),
            Part.linkButton("Takaisin", to: here, look: .plain, icon: .back, about: "ryhmiin"),
        ])
    }

    private static func fields(_ words: Words<WebText>) -> HTML {
        Part.form(
            to: here,
            """
            \(Part.field(Field("Kutsumanimi", name: "called", value: "Aino", autocomplete: "given-name"), words))\
            \(Part.field(Field("Sähköposti", name: "mail", kind: .email, hint: "Lähetämme vain vahvistuksen.",
                autocomplete: "email", isRequired: false), words))\
            \(Part.field(Field("Salasana", name: "secret", kind: .password, hint: "Vähintään 10 merkkiä.",
                autocomplete: "new-password"), words))\
            \(Part.field(Field("Päivä", name: "day", kind: .date, value: "2026-11-24", width: .medium), words))\
            \(Part.field(Field("Oppilaita", name: "size", kind: .number, value: "23", width: .short), words))\
            \(Part.field(Field("Viesti kotiin", name: "note", kind: .lines,
                hint: "Näkyy molemmille huoltajille."), words))\
            \(Part.fileField(Field("OneRoster-paketti", name: "file", hint: "Zip, enintään 100 Mt."),
                accept: ".zip", words))
            """)
    }

    private static func choices(_ words: Words<WebText>) -> HTML {
        let schools = [
            Choice("Järvelän koulu", value: "a"), Choice("Metsolan koulu", value: "b"),
            Choice("Sjöviks skola", value: "c"),
        ]
        let reasons = [
            Choice("Sairaana", value: "ill"),
            Choice("Terveyden\u{AD}huolto", value: "care", note: "Hammaslääkäri, neuvola tai muu käynti"),
            Choice("Muu syy", value: "other", opens: true),
        ]
        return """
            \(Part.select(Field("Koulu", name: "school", value: "b"), schools, words))\
            \(Part.choiceGroup(Field("Miksi poissa?", name: "reason", value: "ill"), reasons, words))\
            \(Part.opened(Part.field(Field("Kerro syy", name: "why-other"), words)))\
            \(Part.checkboxes(Field("Kenelle", name: "to", isRequired: false), schools, chosen: ["a", "c"], words))\
            \(Part.checkbox(Field("Muista minut tällä laitteella", name: "stay"), isOn: true, words))
            """
    }

    private static func marks(_ words: Words<WebText>) -> HTML {
        let marks = [
            Choice("Läsnä", value: "here", meaning: .good), Choice("Poissa", value: "absent", meaning: .stop),
            Choice("Myöhässä", value: "late", meaning: .notice),
        ]
        let given = [("Aada Hakala", "here"), ("Ali Karimi", "absent"), ("Emma Virtanen", "late")]
        let rows = given.enumerated().map { index, pupil in
            let note = Field("Huomautus", name: "note-\(index)", isRequired: false)
            let minutes = Field(
                "Minuuttia myöhässä", name: "minutes-\(index)", kind: .number, isRequired: false, width: .short)
            return MarkRow(
                pupil.0, tags: pupil.1 == "absent" ? [Part.tag("Ilmoitettu: sairaana", .notice)] : [],
                Field(pupil.0, name: "mark-\(index)", value: pupil.1), marks,
                more: (
                    "Lisää", pupil.1 == "late",
                    """
                    \(Part.markFields(for: "late", when: "Jos myöhässä", Part.field(minutes, words)))\
                    \(Part.field(note, words))
                    """
                ))
        }
        let counts = [
            MarkCount("läsnä", value: "here"), MarkCount("poissa", value: "absent"),
            MarkCount("myöhässä", value: "late"),
        ]
        return Part.marks(
            to: here, rows, counts: counts, button: Part.button("Tallenna", look: .primary),
            waiting: "Yhteyttä ei ole. Merkinnät lähetetään, kun yhteys palaa.")
    }

    private static func wrongForm(_ words: Words<WebText>) -> HTML {
        let errors = [FieldError("Kirjoita puhelinnumero", in: "phone"), FieldError("Valitse syy", in: "why")]
        let reasons = [Choice("Sairaana", value: "ill"), Choice("Muu syy", value: "other")]
        return Part.form(
            to: here,
            """
            \(Part.errorSummary(errors, words))\
            \(Part.field(Field("Puhelin", name: "phone", kind: .tel, value: "040", hint: "Esimerkiksi 040 123 4567.",
                error: "Kirjoita puhelinnumero", autocomplete: "tel", width: .medium), words))\
            \(Part.choiceGroup(Field("Syy", name: "why", error: "Valitse syy"), reasons, words))\
            \(Part.acts([Part.button("Tallenna", look: .primary), Part.button("Peruuta", look: .plain)]))
            """)
    }
}
