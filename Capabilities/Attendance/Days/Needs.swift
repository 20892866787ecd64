import Accounts
import Base
package import Desktop
import Directory
import Storage
import Timetable
import Web

extension Attendance {
    /// What waits on desktops: a teacher's registers, a home's unexplained absences.
    package var contribution: Contribution {
        Contribution(
            needs: { read, desk in
                switch desk {
                case .own(let record, .teacher): try registersToTake(read, record)
                case .own(let record, .pupil): try ownQuestions(read, record)
                case .own: []
                case .children(let children): try questions(read, children)
                }
            },
            tiles: { _, desk in tiles(desk) }, acts: { acts($0, on: $1) },
            said: { done, visit in said(done, words(visit)) })
    }

    /// Where an administrator decides the rules.
    private func tiles(_ desk: Contribution.Desk) -> [@Sendable (Visit) -> Tile] {
        guard case .own(let record, .administrator) = desk else { return [] }
        return [{ Tile(words($0)(.rulesTile), to: AttendancePath.rules(record.provider.slug), icon: .attendance) }]
    }

    /// Where a home announces an absence, beside the greeting: in the morning nothing is to be looked for. Of several
    /// children one is chosen first, so that the greeting stays short.
    private func acts(_ desk: Contribution.Desk, on day: Day) -> [@Sendable (Visit) -> HTML] {
        guard case .children(let all) = desk else { return [] }
        let children = all.filter { $0.mayExplain(on: day) }
        guard let first = children.first else { return [] }
        return [
            { visit in
                let title = words(visit)(.announceTitle)
                guard all.count > 1 else {
                    return Part.linkButton(
                        title, to: announcing(first), icon: .attendance, about: first.name.called)
                }
                let names = children.map { child in
                    Part.linkButton(child.name.called, to: announcing(child), icon: .attendance, about: title)
                }
                return Part.disclosure(title, Part.acts(names))
            }
        ]
    }

    private func announcing(_ child: Viewer.Child) -> Link {
        AttendancePath.child(child.provider.slug, child.person).at(Attendance.announcing)
    }

    /// The section in which an absence is announced.
    static let announcing = "announce"

    /// What a guardian is asked, first of all: why a child was absent, a question for each child and day.
    private func questions(
        _ read: PageRead<Viewer>, _ all: [Viewer.Child]
    ) throws -> [Contribution.Need] {
        let today = Day(read.visit.today)
        let children = all.filter { $0.mayExplain(on: today) }
        guard !children.isEmpty else { return [] }
        let open = try read.all(
            Unexplained.all(
                of: children.map(\.person), in: Array(Set(children.map(\.provider.id))),
                from: today.date.adding(days: -Unexplained.asks), minorsOn: today))
        let from = read.visit.path == ActingPath.family().description ? "family" : "desktop"
        return Unexplained.byDay(open).compactMap { absences in
            let child = children.first { $0.person == absences[0].person && $0.provider.id == absences[0].provider }
            guard let child else { return nil }
            let link = AttendancePath.explanations(.guardian)(child.provider.slug, child.person)
            return Contribution.Need(rank: 0) { visit in
                question(absences, child.name, showsLessons: child.showsSchool, to: link, from: from, words(visit))
            }
        }
    }

    /// What a student of age is asked.
    private func ownQuestions(
        _ read: PageRead<Viewer>, _ record: Viewer.Record
    ) throws -> [Contribution.Need] {
        let today = Day(read.visit.today)
        guard record.decidesAlone(on: today) else { return [] }
        let open = try read.all(
            Unexplained.all(
                of: [record.person], in: [record.provider.id],
                from: today.date.adding(days: -Unexplained.asks), minorsOn: nil))
        let link = AttendancePath.explanations(.pupil)(record.provider.slug)
        return Unexplained.byDay(open).map { absences in
            Contribution.Need(rank: 0) { visit in
                question(absences, nil, showsLessons: true, to: link, from: "desktop", words(visit))
            }
        }
    }

    /// The register of the lesson that is on, and in one line those of the last days that nobody has taken.
    private func registersToTake(
        _ read: PageRead<Viewer>, _ record: Viewer.Record
    ) throws -> [Contribution.Need] {
        let provider = record.provider
        let open = try openRegisters.lessons(
            of: read.viewer.persons(at: provider.id), in: provider.id, plans, read)
        let (today, minute) = read.visit.now.local
        let now = open.filter { $0.day == today && $0.time.ends > minute }
        let earlier = open.count - now.count
        let ofNow = now.map { lesson in
            Contribution.Need(rank: 10) { visit in need(lesson, provider.slug, words(visit)) }
        }
        let link = AttendancePath.registers(provider.slug)
        let ofEarlier = Contribution.Need(rank: 60) { visit in
            let words = words(visit)
            return Part.need(
                words(.open), note: words(.openNote, count: earlier),
                acts: [Part.linkButton(words(.openShow), to: link)])
        }
        return ofNow + (earlier > 0 ? [ofEarlier] : [])
    }

    private func need(_ lesson: HeldLesson, _ slug: String, _ words: AttendanceWords) -> HTML {
        let link = AttendancePath.register(.teacher)(slug, lesson.lesson.id, lesson.held)
        let groups = lesson.lesson.groups.map { $0.title(beside: lesson.lesson.subject) }.joined(separator: ", ")
        return Part.need(
            words(.openNow, ["subject": lesson.lesson.subject]),
            note: "\(groups) · \(words.days.clock(lesson.time.begins, to: lesson.time.ends))",
            acts: [Part.linkButton(words(.take), to: link, look: .primary, icon: .check, about: place(lesson, words))])
    }
}
