import Homework
import Rostering

/// What teachers of a subject give, in the language of the school; `{p}` and `{q}` are pages, `{a}` and `{b}` exercises,
/// `{k}` is a chapter.
struct HomeworkStock: Sendable {
    /// What the names of its groups hold.
    let names: [String]
    let homework: [String]
    let bring: String?
    let exams: [String]

    private init(_ names: [String], _ homework: [String], bring: String? = nil, exams: [String] = []) {
        (self.names, self.homework, self.bring, self.exams) = (names, homework, bring, exams)
    }

    /// The stock for a group, by its name and its school's.
    static func of(_ group: LivelyGroup) -> HomeworkStock {
        let title = group.title.lowercased()
        let all = group.school.lowercased().hasSuffix("skola") ? swedish : finnish
        return all.first { $0.names.contains(where: title.contains) } ?? all[all.count - 1]
    }

    func homework(_ dice: inout Sample.Dice) -> GivenWork.Content? {
        guard !homework.isEmpty else { return nil }
        return GivenWork.Content(
            .homework, filled(dice.pick(homework), &dice), bring: dice.chance(perMille: 300) ? bring : nil)
    }

    /// nil for subjects without exams.
    func exam(_ dice: inout Sample.Dice) -> GivenWork.Content? {
        exams.isEmpty ? nil : GivenWork.Content(.exam, filled(dice.pick(exams), &dice))
    }

    private func filled(_ text: String, _ dice: inout Sample.Dice) -> String {
        let (page, exercise, chapter) = (12 + dice.below(110), 1 + dice.below(9), 2 + dice.below(7))
        return [
            ("{p}", page), ("{q}", page + 1 + dice.below(4)), ("{a}", exercise), ("{b}", exercise + 1 + dice.below(3)),
            ("{k}", chapter), ("{l}", chapter + 1),
        ].reduce(text) { $0.replacing($1.0, with: String($1.1)) }
    }

    private static let finnish = [
        HomeworkStock(
            ["matematiikka"],
            ["Tehtävät {a}–{b} sivulta {p}", "s. {p}–{q}, tehtävät {a}–{b}", "Laske monisteen loput"], bring: "laskin",
            exams: ["yhtälöt", "murtoluvut", "geometria, luvut {k}–{l}"]),
        HomeworkStock(
            ["äidinkieli"],
            [
                "Lue s. {p}–{q} ja tee tehtävät {a}–{b}", "Lue lukukirjaa 20 minuuttia",
                "Kirjoita tarinan loppu vihkoon",
            ], bring: "lukukirja", exams: ["lauseenjäsenet", "sanaluokat, s. {p}–{q}"]),
        HomeworkStock(
            ["englanti", "ruotsi", "saksa"],
            ["Opettele kappaleen {k} sanat", "Lue kappale {k} ääneen, tehtävät {a}–{b}", "Tehtävät {a}–{b}, s. {p}"],
            bring: "kuulokkeet", exams: ["kappaleet {k}–{l}", "kappaleen {k} sanakoe"]),
        HomeworkStock(
            ["liikunta"], ["Liikumme ulkona. Pukeudu sään mukaan."], bring: "ulkoliikuntavaatteet"),
        HomeworkStock(["kotitalous"], ["Tuo resepti, jota haluat kokeilla"], bring: "esiliina"),
        HomeworkStock(["kuvataide", "käsityö"], ["Mieti valmiiksi, mistä aloitat työsi"], bring: "suojapaita"),
        HomeworkStock(["musiikki"], ["Harjoittele laulun {k} sanat"]),
        HomeworkStock(
            [
                "biologia", "maantie", "fysiikka", "kemia", "terveystieto", "ympäristöoppi", "historia",
                "yhteiskuntaoppi",
            ],
            ["Lue s. {p}–{q} ja tee tehtävät {a}–{b}", "Lue kappale {k} ja vastaa kysymyksiin {a}–{b}"],
            exams: ["kappaleet {k}–{l}", "s. {p}–{q} ja vihkomuistiinpanot"]),
        HomeworkStock([], ["Lue s. {p}–{q}", "Tee kappaleen {k} tehtävät {a}–{b}"]),
    ]

    private static let swedish = [
        HomeworkStock(
            ["matematik"], ["Uppgifterna {a}–{b} på sidan {p}", "s. {p}–{q}, uppgifterna {a}–{b}"],
            bring: "miniräknare", exams: ["ekvationer", "bråk", "geometri, kapitel {k}–{l}"]),
        HomeworkStock(
            ["modersmål"],
            [
                "Läs s. {p}–{q} och gör uppgifterna {a}–{b}", "Läs i läseboken i 20 minuter",
                "Skriv slutet på berättelsen",
            ],
            bring: "läseboken", exams: ["satsdelar", "ordklasser, s. {p}–{q}"]),
        HomeworkStock(
            ["finska", "engelska", "tyska"],
            ["Lär dig orden i kapitel {k}", "Läs kapitel {k} högt, uppgifterna {a}–{b}"], bring: "hörlurar",
            exams: ["kapitel {k}–{l}", "ordprov på kapitel {k}"]),
        HomeworkStock(["gymnastik"], ["Vi är ute. Klä dig efter vädret."], bring: "utekläder"),
        HomeworkStock(["huslig ekonomi"], ["Ta med ett recept som du vill prova"], bring: "förkläde"),
        HomeworkStock(["bildkonst", "slöjd"], ["Tänk ut vad du börjar med"], bring: "skyddsskjorta"),
        HomeworkStock(["musik"], ["Öva på orden till sång {k}"]),
        HomeworkStock(
            ["biologi", "geografi", "fysik", "kemi", "hälsokunskap", "omgivningslära", "historia", "samhällslära"],
            ["Läs s. {p}–{q} och gör uppgifterna {a}–{b}", "Läs kapitel {k} och svara på frågorna {a}–{b}"],
            exams: ["kapitel {k}–{l}", "s. {p}–{q} och anteckningarna"]),
        HomeworkStock([], ["Läs s. {p}–{q}", "Gör uppgifterna {a}–{b} i kapitel {k}"]),
    ]
}
