import Accounts
import Attendance
import Base
package import Desktop
import Directory
import Storage
import Web

extension AbsenceTrail {
    /// What waits on desktops: for homeroom teachers with the form, for principals as a number, for homes in plain words.
    package var contribution: Contribution {
        Contribution(needs: { try needs($0, $1) }, tiles: { try tiles($0, $1) })
    }

    private static let mostNeeds = 5
    /// After what must be done today.
    private static let rank = 60

    private func needs(_ read: PageRead<Viewer>, _ desk: Contribution.Desk) throws -> [Contribution.Need] {
        switch desk {
        case .own(let record, .teacher): try teacherNeeds(read, record)
        case .own(let record, .principal): try principalNeeds(read, record)
        case .own(let record, .pupil): try pupilNeeds(read, record)
        case .own: []
        case .children(let children): try childNeeds(read, children.filter(\.showsAttendance))
        }
    }

    private func need(_ part: @escaping @Sendable (TrailWords) -> HTML) -> Contribution.Need {
        Contribution.Need(rank: AbsenceTrail.rank) { visit in part(words(visit)) }
    }

    private func teacherNeeds(_ read: PageRead<Viewer>, _ record: Viewer.Record) throws -> [Contribution.Need] {
        let provider = record.provider
        let (teachers, day) = (read.viewer.persons(at: provider.id), Day(read.visit.today))
        let pupils = try classes.value(
            of: HomeroomTeachers(persons: teachers, provider: provider.id, day: day), in: [provider.id], read
        ) {
            try read.all(ClassPupil.own(of: teachers, in: provider.id, on: day))
        }
        guard !pupils.isEmpty else { return [] }
        let trails = try memory.trails(.pupils(pupils.map(\.person.id), [provider.id]), read)
        let waiting = trails.waiting(for: .teacher)
        guard !waiting.isEmpty else { return [] }
        let all =
            pupils
            .flatMap { pupil in (waiting[pupil.person.id] ?? []).map { (pupil: pupil, alert: $0) } }
            .sorted { $0.alert.latest < $1.alert.latest }
        let shown = all.prefix(AbsenceTrail.mostNeeds)
        for (pupil, _) in shown {
            read.look(at: pupil.person.id, in: provider.id, for: AbsenceTrail.purpose, as: .teacher)
        }
        let needs = shown.map { pupil, alert in need { teacherNeed(pupil, alert, provider.slug, $0) } }
        let rest = all.count - shown.count
        return rest > 0 ? needs + [need { moreNeed(rest, provider.slug, $0) }] : needs
    }

    private func teacherNeed(_ pupil: ClassPupil, _ alert: Alert, _ slug: String, _ words: TrailWords) -> HTML {
        let (person, name) = (pupil.person.id, pupil.person.name.full)
        let what =
            alert.limit.kind == .absenceHours
            ? words(.needHours, ["person": name, "hours": words.word(alert.hours)])
            : words(.needDays, count: alert.daysUnexplained(on: words.days.today), ["person": name])
        let form = ReactionForm(
            about: ReactionForm.About(alert), person: person, link: TrailPath.reactions(.teacher)(slug, person))
        return Part.need(
            what, note: [pupil.title, words.agreedStep(alert.limit)].compactMap { $0 }.joined(separator: " · "),
            acts: [
                Part.disclosure(words(.record), form.part(nil, words)),
                Part.linkButton(words(.title), to: TrailPath.pupil(.teacher)(slug, person), look: .plain, about: name),
            ])
    }

    private func moreNeed(_ count: Int, _ slug: String, _ words: TrailWords) -> HTML {
        Part.need(
            words(.moreNeeds, count: count), note: words(.moreNeedsText),
            acts: [Part.linkButton(words(.openClass), to: TrailPath.classes(slug))])
    }

    private func principalNeeds(_ read: PageRead<Viewer>, _ record: Viewer.Record) throws -> [Contribution.Need] {
        let provider = record.provider
        let day = Day(read.visit.today)
        let schools = try read.all(
            Organisation.governedIDs(
                by: read.viewer.persons(at: provider.id), as: .principal, in: provider.id, on: day))
        let trails = try memory.trails(.schools(schools, provider.id, day), read)
        let count = trails.waiting(for: .principal).count
        guard count > 0 else { return [] }
        return [
            need { words in
                Part.need(
                    words(.reportNeed, count: count), note: words(.reportNeedText),
                    acts: [Part.linkButton(words(.openReport), to: TrailPath.report(provider.slug))])
            }
        ]
    }

    private func tiles(
        _ read: PageRead<Viewer>, _ desk: Contribution.Desk
    ) throws -> [@Sendable (Visit) -> Tile] {
        func tile(_ text: TrailText, _ link: Link, _ icon: Icon = .clock) -> [@Sendable (Visit) -> Tile] {
            [{ visit in Tile(words(visit)(text), to: link, icon: icon) }]
        }
        switch desk {
        case .own(let record, .teacher):
            return try hasClass(read, record) ? tile(.myClass, TrailPath.classes(record.provider.slug)) : []
        case .own(let record, .principal): return tile(.report, TrailPath.report(record.provider.slug))
        case .own(let record, .administrator): return tile(.limits, TrailPath.limits(record.provider.slug))
        case .own(let record, .pupil): return tile(.ownSums, TrailPath.ownSums(record.provider.slug))
        case .own: return []
        case .children(let children):
            guard let child = children.first, children.count == 1, child.showsAttendance else { return [] }
            return tile(.childSums, TrailPath.childSums(child.provider.slug, child.person))
        }
    }
    private func hasClass(_ read: PageRead<Viewer>, _ record: Viewer.Record) throws -> Bool {
        try own.groups(as: .teacher, in: record.provider.id, read).contains { $0.group.kind == .homeroom }
    }
}

/// Some person records of one provider on a day, who may be teachers of a homeroom class.
struct HomeroomTeachers: Hashable, Sendable {
    let persons: [ID<Person>]
    let provider: ID<Provider>
    let day: Day
}
