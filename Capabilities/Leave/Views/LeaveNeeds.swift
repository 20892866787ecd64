import Accounts
import Base
package import Desktop
import Directory
import Storage
import Web

extension Leave {
    /// What waits on desktops: applications for who decides, decisions for homes until they are marked as read.
    package var contribution: Contribution {
        Contribution(
            needs: { read, desk in
                switch desk {
                case .own(let record, let role): try needs(read, record, role)
                case .children(let children): try news(read, of: children)
                }
            }, tiles: { _, desk in tiles(desk) })
    }

    /// The most that stands on a desktop; the rest is in the queue.
    private static let mostNeeds = 5
    /// How long an unread decision stays on the desktop.
    private static let daysOfNews = 60

    private func needs(
        _ read: PageRead<Viewer>, _ record: Viewer.Record, _ role: Role
    ) throws -> [Contribution.Need] {
        guard let decider = LeaveDecider(rawValue: role.rawValue) else {
            return role == .pupil && record.decidesAlone(on: Day(read.visit.today)) ? try news(read, record) : []
        }
        let (provider, day) = (record.provider, Day(read.visit.today))
        guard let reach = try deskReach(role, read.viewer.persons(at: provider.id), in: provider.id, read) else {
            return []
        }
        let waiting = try read.all(
            LeaveApplication.waiting(for: decider, reach, in: provider.id, on: day, most: Leave.mostNeeds))
        read.look(at: waiting.flatMap { [$0.pupil.id, $0.applicant.id] }, in: provider.id, as: role)
        return waiting.map { application in
            Contribution.Need(rank: 30) { visit in need(application, provider, role, words(visit)) }
        }
    }

    /// Whose applications wait on a desktop; nil for a teacher without an own class, who is asked nothing.
    private func deskReach(
        _ role: Role, _ persons: [ID<Person>], in provider: ID<Provider>, _ read: PageRead<Viewer>
    ) throws -> LeaveReach? {
        guard role == .teacher else { return Leave.reach(role, persons) }
        let teachers = LeaveReach.Teachers(persons: persons, provider: provider, day: Day(read.visit.today))
        let pupils = try classes.value(of: teachers, in: [provider], read) { try read.all(teachers.pupils) }
        return pupils.isEmpty ? nil : .own(pupils)
    }

    /// Whom it concerns, what is asked and why, and the decision near: granting on the spot and asked once, since a decision
    /// goes home at once; anything else with its form.
    private func need(
        _ application: LeaveApplication, _ provider: Provider, _ role: Role, _ words: LeaveWords
    ) -> HTML {
        let pupil = application.pupil.name
        let reason = application.reason.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let short = reason.count > 160 ? "\(reason.prefix(160))…" : reason
        return Part.need(
            words(.needDecide, ["days": words.span(application.days)]),
            note: "\(words.schoolDays(application.schoolDays)). \(short)",
            who: Part.person(pupil.full, note: application.homeroom),
            tag: application.longWait(on: words.days.today) == nil ? .nothing : words.tag(application, marksWait: true),
            acts: [
                Part.disclosure(
                    words(.grantNow),
                    """
                    <p>\(words(.grantAsk, ["days": words.request(application.days, application.schoolDays)]))</p>\
                    \(Part.action(
                        words(.grantConfirm), to: LeavePath.decision(role)(provider.slug, application.id),
                        values: ["seen": application.seen, "outcome": LeaveOutcome.granted.rawValue], look: .primary,
                        icon: .check, about: pupil.full))
                    """),
                Part.linkButton(
                    words(.readAndDecide), to: LeavePath.application(role)(provider.slug, application.id),
                    about: pupil.full),
            ])
    }

    private func news(_ read: PageRead<Viewer>, of children: [Viewer.Child]) throws -> [Contribution.Need] {
        let children = children.filter(\.readsLeave)
        guard !children.isEmpty else { return [] }
        // The desktop itself notes the look at its children.
        let all = try read.all(
            LeaveApplication.unread(
                of: children.map(\.person), in: Array(Set(children.map(\.provider.id))),
                guardians: children.map(\.guardian), by: read.viewer.account,
                since: Instant(startOf: read.visit.today.adding(days: -Leave.daysOfNews))))
        return all.compactMap { application in
            guard let child = children.first(where: { $0.person == application.pupil.id }) else { return nil }
            // From whom the school is hidden sees the own applications alone, as `HomeSight` has it.
            let isOwn = application.account == read.viewer.account || application.applicant.id == child.guardian
            guard child.showsSchool || isOwn else { return nil }
            let (slug, person) = (child.provider.slug, child.person)
            return told(
                application, to: LeavePath.application(.guardian)(slug, person, application.id),
                receipt: LeavePath.receipt(.guardian)(slug, person, application.id), who: child)
        }
    }

    private func news(_ read: PageRead<Viewer>, _ record: Viewer.Record) throws -> [Contribution.Need] {
        let provider = record.provider
        return try read.all(
            LeaveApplication.unread(
                of: [record.person], in: [provider.id], guardians: [record.person], by: read.viewer.account,
                since: Instant(startOf: read.visit.today.adding(days: -Leave.daysOfNews)))
        ).map { application in
            told(
                application, to: LeavePath.application(.pupil)(provider.slug, application.id),
                receipt: LeavePath.receipt(.pupil)(provider.slug, application.id), who: nil)
        }
    }

    /// A decision that the home has not read: what is not as was asked near the top, what was granted quietly below.
    private func told(
        _ application: LeaveApplication, to link: Link, receipt: Link, who child: Viewer.Child?
    ) -> Contribution.Need {
        let outcome = application.standing?.outcome ?? .refused
        return Contribution.Need(rank: outcome == .granted ? 90 : 25) { visit in
            let words = words(visit)
            let title: LeaveText =
                switch outcome {
                case .granted: .newsGranted
                case .partly: .newsPartly
                case .refused: .newsRefused
                }
            let days = application.standing?.days ?? application.days
            let read = Part.linkButton(
                words(.readDecision), to: link, look: outcome == .granted ? .plain : .primary, about: child?.name.called
            )
            let clear = Part.action(
                words(.markRead), to: receipt, values: ["decision": application.seen], look: .plain,
                about: child?.name.called)
            return Part.need(
                words(title, ["days": words.span(days)]), note: outcome == .granted ? nil : words(.newsAppeal),
                who: child.map { Part.person($0.name.full, note: $0.shownSchool.map { _ in application.schoolName }) }
                    ?? .nothing,
                tag: words.tag(application), acts: outcome == .granted ? [clear, read] : [read, clear])
        }
    }

    private func tiles(_ desk: Contribution.Desk) -> [@Sendable (Visit) -> Tile] {
        switch desk {
        case .children(let children):
            // Of several children each has it on the own desktop, as it has the sums of absences.
            guard let child = children.first, children.count == 1, child.readsLeave else { return [] }
            let link = LeavePath.list(.guardian)(child.provider.slug, child.person)
            return [{ visit in Tile(words(visit)(.title), to: link, icon: .calendar) }]
        case .own(let record, let role):
            let slug = record.provider.slug
            switch role {
            case .pupil:
                return [
                    { visit in Tile(words(visit)(.title), to: LeavePath.list(.pupil)(slug), icon: .calendar) }
                ]
            case .teacher, .principal, .office:
                return [
                    { visit in Tile(words(visit)(.title), to: LeavePath.queue(role)(slug), icon: .calendar) }
                ]
            case .administrator:
                return [{ visit in Tile(words(visit)(.rulesTitle), to: LeavePath.rules(slug), icon: .calendar) }]
            default: return []
            }
        }
    }
}
