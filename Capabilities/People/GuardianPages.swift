import Accounts
import Audit
import Base
import Directory
import Storage
import Web

/// A learner's own guardians, and whether they may see an adult's data.
struct GuardiansModel: Sendable {
    let provider: Provider
    let acting: Link
    let age: Viewer.Age
    let guardians: [Guardian]
}

extension People {
    func mountGuardians(on site: Site<Viewer>) {
        site.get(
            ActingPath.guardians, may: .acting(as: .pupil),
            load: { read in
                let record = try read.record(as: .pupil)
                let day = Day(read.visit.today)
                let guardians = try read.all(Person.guardians(of: record.person, in: record.provider.id, on: day))
                for guardian in guardians {
                    read.look(at: guardian.person.id, in: record.provider.id, for: "guardians", as: .pupil)
                }
                return GuardiansModel(
                    provider: record.provider, acting: acting(.pupil, record), age: record.age(on: day),
                    guardians: guardians)
            }, page: guardiansPage)
        site.post(ActingPath.grant, may: .acting(as: .pupil)) { write in
            try grant(write, isGranted: true, "grant-given")
        }
        site.post(ActingPath.grantEnding, may: .acting(as: .pupil)) { write in
            try grant(write, isGranted: false, "grant-taken")
        }
    }

    private func grant(_ write: PageWrite<Viewer>, isGranted: Bool, _ done: String) throws -> Outcome {
        let slug = try write.visit.text("provider")
        guard let record = write.viewer.record(at: slug, as: .pupil), record.decidesAlone(on: Day(write.visit.today))
        else {
            throw Fault.missing
        }
        let guardianship = try write.visit.id("guardianship", of: Guardianship.self)
        let isChanged = try Guardianship.grant(
            guardianship, by: [record.person], in: record.provider.id, isGranted: isGranted, at: write.visit.now,
            in: write.writer)
        guard let isChanged else { throw Fault.missing }
        if isChanged {
            try Change(
                done, of: "guardianship", guardianship.uuid, in: record.provider.id.uuid, by: write.viewer.account.uuid
            ).write(at: write.visit.now, in: write.writer)
        }
        return .done(done, at: ActingPath.guardians(slug))
    }

    private func guardiansPage(_ model: GuardiansModel, _ visit: Visit) -> Page {
        let (words, _) = words(visit)
        let rows = model.guardians.map { guardian in
            Part.row(
                guardian.person.shownName(to: .pupil), lead: Part.avatar(guardian.person.shownName(to: .pupil)),
                note: words(guardian.scope), tail: model.age != .minor ? permission(guardian, model, words) : .nothing)
        }
        let content: HTML = """
            \(Part.heading(words(.myGuardians), lead: words(lead(model.age))))
            \(rows.isEmpty ? Part.quiet(words(.noGuardians)) : Part.rows(rows))
            """
        let done: PeopleText? =
            switch visit.done {
            case "grant-given": .grantGiven
            case "grant-taken": .grantTaken
            default: nil
            }
        return Page(
            title: words(.myGuardians), content: content, place: Place.desktop, acting: model.acting,
            done: done.map { words($0) })
    }

    private func permission(_ guardian: Guardian, _ model: GuardiansModel, _ words: Words<PeopleText>) -> HTML {
        let name = guardian.person.shownName(to: .pupil)
        return guardian.grantedAt == nil
            ? """
            \(Part.tag(words(.notAllowed)))\(Part.action(
                words(.allow), to: ActingPath.grant(model.provider.slug, guardian.guardianship), about: name))
            """
            : """
            \(Part.tag(words(.allowed), .good))\(Part.action(
                words(.disallow), to: ActingPath.grantEnding(model.provider.slug, guardian.guardianship),
                about: name))
            """
    }

    private func lead(_ age: Viewer.Age) -> PeopleText {
        switch age {
        case .minor: .minorLead
        case .adult: .adultLead
        case .unknown: .unknownAgeLead
        }
    }
}
