import Accounts
import Base
import Directory
import HTTPTypes
import Web

extension Badges {
    /// The door, the devices, and every pupil with the card.
    func cardsPage(_ model: CardsModel, _ visit: Visit) -> Page {
        let (words, parts) = (words(visit), parts(visit))
        let isTeacher = model.role == .teacher
        let heading = Part.heading(
            words(.cardsTitle), over: model.group.title,
            back: ActingPath.group(model.role)(model.provider.slug, model.group.id),
            lead: words(isTeacher ? .cardsLead : .overseenLead))
        let list = cardList(model, visit)
        let content: HTML = """
            \(heading)\(Part.errorSummary(model.errors, parts))
            \(isTeacher
                ? Part.columns("\(door(model, visit))\(printing(model, visit))\(list)", aside: devices(model, visit))
                : "\(model.opening == nil ? .nothing : Part.notice(openWords(model, visit), .good))\(list)")
            """
        return Page(
            title: words(.cardsTitle), content: content,
            status: model.errors.isEmpty ? .ok : .unprocessableContent,
            place: isTeacher ? Place.groups : Place.desktop,
            acting: ActingPath.desktop(model.role)(model.provider.slug), done: done(visit.done, words))
    }

    private func done(_ word: String?, _ words: Words<BadgesText>) -> String? {
        switch word {
        case "badge-ended": words(.badgeEnded)
        case "badges-ended": words(.badgesEnded)
        case "picture-code-ended": words(.pictureCodeEnded)
        case "badges-open": words(.doorOpened)
        case "badges-shut": words(.doorShutNow)
        case "device-ended": words(.deviceEnded)
        default: nil
        }
    }

    /// Whom cards are printed for; those who have none are chosen already.
    private func printing(_ model: CardsModel, _ visit: Visit) -> HTML {
        let (words, parts) = (words(visit), parts(visit))
        let open = model.cards.filter { model.allowed.contains($0.person.id) }
        let left = model.cards.count - open.count
        let choices = open.map { card in
            Choice(
                card.person.name.full, value: card.person.id.description,
                note: [
                    words(card.badge == nil ? .getsCard : .getsNewCard),
                    card.person.isProtected ? words(.protected) : nil,
                ].compactMap { $0 }.joined(separator: " · "))
        }
        let field = Field(
            words(.forWhom), name: "person", error: model.errors.first { $0.field == "person" }?.text)
        let chosen = Set(open.filter { $0.badge == nil }.map(\.person.id.description))
        let button = Part.button(words(.printCards), look: .secondary, icon: .printer)
        let form =
            open.isEmpty
            ? Part.quiet(words(.nobodyHere))
            : Part.form(
                to: ActingPath.badges(model.role)(model.provider.slug, model.group.id),
                "\(Part.checkboxes(field, choices, chosen: chosen, parts))\(Part.acts([button]))")
        let isWrong = model.errors.contains { $0.field == "person" }
        return Part.section(
            words(.printHeading), id: "print",
            """
            <p class="quiet">\(words(.printLead))</p>\
            \(Part.disclosure(words(.chooseAndPrint), isOpen: isWrong || chosen.count == open.count, form))\
            \(left == 0 ? .nothing : Part.quiet(words(.leftOut, count: left)))
            """)
    }

    private func cardList(_ model: CardsModel, _ visit: Visit) -> HTML {
        let words = words(visit)
        // Whoever gets a card is chosen above; the list is of the cards that there are.
        let made = model.cards.filter { $0.badge != nil }
        let rows = made.map { card($0, model, visit) }
        let left = model.cards.count - made.count
        let without = left == 0 ? "" : words(.withoutCard, count: left)
        let ending = Part.disclosure(
            words(.endAll),
            """
            <p>\(words(.endAllText))</p>\(Part.acts([
                Part.action(
                    words(.endAllNow), to: BadgePath.allEnding(model.role)(model.provider.slug, model.group.id),
                    look: .danger)
            ]))
            """)
        return Part.section(
            words(.pupilsHeading), id: "cards",
            rows.isEmpty
                ? Part.quiet(words(.noCards)) : "\(Part.rows(rows))\(Part.quiet(without))\(ending)")
    }

    private func card(_ card: PupilCard, _ model: CardsModel, _ visit: Visit) -> HTML {
        let words = words(visit)
        let days = DayWords(parts(visit), today: visit.today)
        let (slug, group, name) = (model.provider.slug, model.group.id, card.person.name.full)
        let note = [
            card.picture.map { words($0) }, card.madeAt.map { words(.madeOn, ["when": days.day($0.day)]) },
            card.usedAt.map { words(.usedOn, ["when": days.moment($0)]) },
            card.codeChosenAt == nil ? words(.noPictureCode) : nil,
        ].compactMap { $0 }
        let reset =
            model.role == .teacher && card.codeChosenAt != nil
            ? Part.action(
                words(.resetPictureCode), to: BadgePath.pictureCodeEnding(slug, group, card.person.id),
                look: card.isLocked ? .secondary : .plain, about: name) : .nothing
        let end = Part.action(
            words(.endCard), to: BadgePath.ending(model.role)(slug, group, card.person.id), look: .plain, about: name)
        return Part.row(
            name, lead: card.picture.map { $0.animal($0.colour) } ?? Part.avatar(name),
            note: note.joined(separator: " · "), below: Part.acts([reset, end]),
            tail: "\(card.isLocked ? Part.tag(words(.lockedTag), .warning) : .nothing)\(protection(card, words))")
    }

    private func protection(_ card: PupilCard, _ words: Words<BadgesText>) -> HTML {
        card.person.isProtected ? Part.tag(words(.protected), .stop, icon: .lock) : .nothing
    }
}
