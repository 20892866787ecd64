import Accounts
import Base
import Directory
import Web

extension Badges {
    /// "Kirjautuminen on auki luokalle 1A kello 9.15 asti", for the list of the cards.
    func openWords(_ model: CardsModel, _ visit: Visit) -> String {
        guard let opening = model.opening else { return "" }
        let days = DayWords(parts(visit), today: visit.today)
        return words(visit)(
            .openUntil, ["group": model.group.title, "time": days.clock(opening.endsAt.local.minute)])
    }

    /// Is it open, until when, by whom; and how long from now.
    func door(_ model: CardsModel, _ visit: Visit) -> HTML {
        let (words, parts) = (words(visit), parts(visit))
        let days = DayWords(parts, today: visit.today)
        let (slug, group) = (model.provider.slug, model.group.id)
        let state: HTML =
            if let opening = model.opening {
                """
                \(Part.notice(openWords(model, visit), .good,
                    "<p>\(words(.openedBy, ["name": opening.opener.name.full, "when": days.moment(opening.openedAt)]))</p>"))
                \(Part.acts([
                    Part.action(words(.shutNow), to: BadgePath.openingEnding(slug, group), look: .danger, icon: .lock)
                ]))
                """
            } else {
                "<p class=\"quiet\">\(words(.doorIsShut))</p>"
            }
        let choices = OpeningSpan.choices(from: visit.now).map { span, end in
            Choice(
                words(.until, ["time": days.clock(end.local.minute)]), value: String(span.rawValue),
                note: words(.minutes, count: Int(span.rawValue)))
        }
        let field = Field(
            words(.openFor), name: "minutes",
            value: String(OpeningSpan.lesson.rawValue),
            error: model.errors.first { $0.field == "minutes" }?.text)
        let button = Part.button(
            words(model.opening == nil ? .openNow : .changeEnd), look: model.opening == nil ? .primary : .secondary,
            icon: .clock)
        let form = Part.form(
            to: BadgePath.opening(slug, group), "\(Part.choiceGroup(field, choices, parts))\(Part.acts([button]))")
        return Part.section(
            words(.doorHeading), id: "door",
            "\(state)\(model.opening == nil ? form : Part.disclosure(words(.otherEnd), form))")
    }
}
