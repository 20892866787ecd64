import Accounts
import Attendance
import Base
import Directory
import Storage
import Web

/// One pupil's trail, for those who react.
struct PupilModel: Sendable {
    let role: Role
    let provider: Provider
    let pupil: ClassPupil
    let trail: Trail
    /// Every limit that holds or has held.
    let known: Set<AbsenceLimit.Key>
    /// All of the school year, the latest first.
    let reactions: [AbsenceReaction]
}

extension AbsenceTrail {
    /// A pupil of the own homeroom class, or of a school that one is principal of; for nobody else there is such a page.
    func mountPupil(on site: Site<Viewer>, as role: Role) {
        site.get(
            TrailPath.pupil(role), may: .acting(as: role),
            load: { read in
                let model = try load(read.viewer, read.visit, as: role, in: read)
                for person in model.shown {
                    read.look(at: person, in: model.provider.id, for: AbsenceTrail.purpose, as: role)
                }
                return model
            }, page: { model, visit in pupilPage(model, nil, visit) })
        site.post(TrailPath.reactions(role), may: .acting(as: role)) { write in try react(write, as: role) }
    }

    func load(_ viewer: Viewer, _ visit: Visit, as role: Role, in reader: any Reader) throws -> PupilModel {
        guard let provider = viewer.record(at: try visit.text("provider"), as: role)?.provider else {
            throw Fault.missing
        }
        let person = try visit.id("person", of: Person.self)
        let (persons, day) = (viewer.persons(at: provider.id), Day(visit.today))
        let pupil: ClassPupil
        if role == .teacher {
            pupil = try reader.one(ClassPupil.own(of: persons, only: person, in: provider.id, on: day))
        } else {
            _ = try reader.one(Person.governed(person, by: persons, as: role, in: provider.id, on: day))
            pupil = try reader.one(ClassPupil.of([person], in: provider.id, on: day))
        }
        let file = try TrailFile.load(.pupils([person], [provider.id]), on: day.date, in: reader)
        return PupilModel(
            role: role, provider: provider, pupil: pupil, trail: file.trail(of: person, in: provider.id),
            known: file.known(of: provider.id),
            reactions: try reader.all(
                AbsenceReaction.all(of: person, in: provider.id, since: SchoolTerm.yearBegins(day.date))))
    }

    func pupilPage(_ model: PupilModel, _ typed: TypedReaction?, _ visit: Visit) -> Page {
        let words = words(visit)
        let name = model.pupil.person.name.full
        let above = TrailPath.above(model.role)(model.provider.slug)
        let lead = [model.pupil.title, words.term(model.trail.term)].compactMap { $0 }.joined(separator: " · ")
        let over = words(model.role == .teacher ? .classTitle : .report)
        let content: HTML = """
            \(Part.heading(name, over: over, back: above, lead: lead))
            \(Part.errorSummary(typed?.errors ?? [], words.parts))
            \(Part.columns(
                "\(alerts(model, typed, words))\(reactions(model, words))",
                aside: sums(model.trail, words)))
            """
        return Page(
            title: "\(name): \(words(.title))", content: content, place: Place.desktop,
            acting: ActingPath.desktop(model.role)(model.provider.slug),
            done: visit.done == "absence-reaction" ? words(.saved) : nil)
    }

    private func alerts(_ model: PupilModel, _ typed: TypedReaction?, _ words: TrailWords) -> HTML {
        let cards = model.trail.alerts.reversed().map { card($0, model, typed, words) }
        // The form of a limit that was corrected away while it was filled in keeps what was typed.
        let gone = typed.flatMap { typed -> HTML? in
            guard !model.trail.alerts.contains(where: { typed.about == ReactionForm.About($0) }) else { return nil }
            return Part.card(words.word(typed.about.limit), form(typed.about, model, typed, words))
        }
        let list: HTML =
            cards.isEmpty && gone == nil
            ? Part.empty(words(.noAlerts), words(.noAlertsText), icon: .check)
            : "<div class=\"column\">\(gone)\(cards)</div>"
        return Part.section(words(.alerts), id: "alerts", list)
    }

    private func card(_ alert: Alert, _ model: PupilModel, _ typed: TypedReaction?, _ words: TrailWords) -> HTML {
        let about = ReactionForm.About(alert)
        let mine = typed.flatMap { $0.about == about ? $0 : nil }
        let since = words(.reachedOn, ["limit": words.word(alert.limit.key), "day": words.days.date(alert.since)])
        let step: HTML =
            alert.isOpen ? "<p>\(words(.agreed)) \(words.agreedStep(alert.limit))</p>" : .nothing
        return Part.card(
            words.reached(alert),
            """
            <p class="tags">\(tags([alert], words))<span class="quiet">\(since)</span></p>\(step)\
            \(Part.disclosure(words(.record), isOpen: mine != nil, form(about, model, mine, words)))
            """)
    }

    private func form(
        _ about: ReactionForm.About, _ model: PupilModel, _ typed: TypedReaction?, _ words: TrailWords
    ) -> HTML {
        let person = model.pupil.person.id
        return ReactionForm(
            about: about, person: person, link: TrailPath.reactions(model.role)(model.provider.slug, person)
        ).part(typed, words)
    }

    private func reactions(_ model: PupilModel, _ words: TrailWords) -> HTML {
        let rows = model.reactions.map { reaction in
            Part.row(
                words.word(reaction.step),
                note: "\(words.days.date(reaction.reactedOn)) · \(words.word(reaction.limit))",
                below: """
                    <span>\(reaction.how)</span><span class="quiet">\(words(.writtenBy, [
                        "person": reaction.author.name.full, "moment": words.days.moment(reaction.writtenAt),
                    ]))</span>
                    """)
        }
        let list =
            rows.isEmpty ? Part.empty(words(.noneDone), words(.noneDoneText), icon: .pencil) : Part.rows(rows)
        return Part.section(words(.done), id: "done", list)
    }

    /// Hours by national class, and what they mean.
    func sums(_ trail: Trail, _ words: TrailWords) -> HTML {
        let lines = (AbsenceClass.summed + [.school]).map { absenceClass -> (term: String, value: HTML) in
            (words.word(absenceClass), "\(words(.limitHours, ["amount": words.word(trail.sums[absenceClass])]))")
        }
        let total = words(.limitHours, ["amount": words.word(trail.sums.total)])
        return Part.section(
            words(.hoursTitle), id: "sums",
            """
            \(Part.card(nil, Part.definitions(lines + [(term: words(.total), value: "<b>\(total)</b>")])))\
            <p class="quiet">\(words(.hoursNote)) \(words(.schoolNote))</p>
            """)
    }
}

extension PupilModel {
    /// Whose names are on the page.
    var shown: [ID<Person>] { Array(Set([pupil.person.id] + reactions.map(\.author.id))) }
}
