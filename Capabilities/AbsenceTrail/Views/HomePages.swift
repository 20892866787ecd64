import Accounts
import Attendance
import Base
import Desktop
import Directory
import Storage
import Web

/// A pupil's sums as the pupil or a guardian sees them: what staff wrote stays with staff.
struct HomeModel: Sendable {
    let provider: Provider
    let trail: Trail
    /// The child of a guardian; nil for the pupil.
    let child: Viewer.Child?
    let acting: Link
}

extension AbsenceTrail {
    func mountOwnSums(on site: Site<Viewer>) {
        site.get(
            TrailPath.ownSums, may: .acting(as: .pupil),
            load: { read in
                let record = try read.record(as: .pupil)
                let provider = record.provider
                let trails = try memory.trails(.pupils([record.person], [provider.id]), read)
                return HomeModel(
                    provider: provider, trail: trails.trail(of: record.person, in: provider.id), child: nil,
                    acting: ActingPath.desktop(.pupil)(provider.slug))
            }, page: homePage)
    }

    func mountChildSums(on site: Site<Viewer>) {
        site.get(
            TrailPath.childSums, may: .guardianOfChild,
            load: { read in
                let child = try read.child()
                guard child.showsAttendance else { throw Fault.missing }
                read.look(at: child.person, in: child.provider.id, for: AbsenceTrail.purpose, as: .guardian)
                let trails = try memory.trails(.pupils([child.person], [child.provider.id]), read)
                return HomeModel(
                    provider: child.provider, trail: trails.trail(of: child.person, in: child.provider.id),
                    child: child,
                    acting: ActingPath.child(child.provider.slug, child.person))
            }, page: homePage)
    }

    private func homePage(_ model: HomeModel, _ visit: Visit) -> Page {
        let words = words(visit)
        let title = words(model.child == nil ? .ownSums : .childSums)
        let notices = model.trail.waiting(for: .guardian).map { alert in
            Part.notice(
                words.toHome(alert, model.child?.name), .notice,
                "<p>\(words.adviceToHome(alert, isOwn: model.child == nil))</p>")
        }
        let list =
            model.trail.sums == AbsenceSums([])
            ? Part.empty(words(.noAbsences), words(.noAbsencesText), icon: .check) : sums(model.trail, words)
        let lead = words(.sumsLead, ["term": words.term(model.trail.term)])
        let content: HTML = """
            \(Part.heading(model.child?.name.called ?? title, over: model.child == nil ? nil : title, lead: lead))
            \(HTML(notices))<div class="column">\(list)</div>
            """
        return Page(title: title, content: content, place: Place.desktop, acting: model.acting)
    }

    /// What waits for the homes of all children, in one statement.
    func childNeeds(_ read: PageRead<Viewer>, _ children: [Viewer.Child]) throws -> [Contribution.Need] {
        guard !children.isEmpty else { return [] }
        let providers = Set(children.map(\.provider.id)).sorted()
        let trails = try memory.trails(.pupils(children.map(\.person), providers), read)
        return children.filter { $0.scope != .information }.flatMap { child in
            trails.trail(of: child.person, in: child.provider.id).waiting(for: .guardian).map { alert in
                read.look(at: child.person, in: child.provider.id, for: AbsenceTrail.purpose, as: .guardian)
                return homeNeed(alert, child.name, TrailPath.childSums(child.provider.slug, child.person))
            }
        }
    }

    func pupilNeeds(_ read: PageRead<Viewer>, _ record: Viewer.Record) throws -> [Contribution.Need] {
        let provider = record.provider
        let trails = try memory.trails(.pupils([record.person], [provider.id]), read)
        return trails.trail(of: record.person, in: provider.id).waiting(for: .guardian).map { alert in
            homeNeed(alert, nil, TrailPath.ownSums(provider.slug))
        }
    }

    private func homeNeed(_ alert: Alert, _ child: PersonName?, _ link: Link) -> Contribution.Need {
        Contribution.Need(rank: 70) { visit in
            let words = words(visit)
            return Part.need(
                words.toHome(alert, child), note: words.adviceToHome(alert, isOwn: child == nil),
                acts: [Part.linkButton(words(.showSums), to: link, about: child?.called)])
        }
    }
}

extension TrailWords {
    /// What a limit means at home, in plain words.
    func toHome(_ alert: Alert, _ child: PersonName?) -> String {
        let hours = word(alert.hours)
        switch (alert.limit.kind, child) {
        case (.absenceHours, let child?): return self(.homeHours, ["child": child.called, "hours": hours])
        case (.absenceHours, nil): return self(.ownHours, ["hours": hours])
        case (.unexplainedDays, let child?): return self(.homeDays, ["child": child.called])
        case (.unexplainedDays, nil): return self(.ownDays)
        }
    }

    func adviceToHome(_ alert: Alert, isOwn: Bool) -> String {
        switch alert.limit.kind {
        case .absenceHours: self(isOwn ? .ownHoursText : .homeHoursText)
        case .unexplainedDays: self(isOwn ? .ownDaysText : .homeDaysText)
        }
    }
}
