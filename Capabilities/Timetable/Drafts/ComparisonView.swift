import Accounts
import Base
import Directory
import Web

extension Timetable {
    private static let changesShown = 100

    /// What is different between two editions: lessons by group, changes of days, school days and hours.
    func comparison(_ comparison: EditionComparison, lessons link: Link, _ visit: Visit) -> HTML {
        """
        \(givingWay(comparison, visit))\(groups(comparison, link, visit))\(changes(comparison, visit))\
        \(days(comparison, visit))
        """
    }

    /// What people have made by hand and the other edition does not have: said first, since it is easily missed.
    private func givingWay(_ comparison: EditionComparison, _ visit: Visit) -> HTML {
        let words = importWords(in: visit.language)
        guard !comparison.givingWay.isEmpty else { return .nothing }
        let lines = comparison.givingWay.prefix(Self.changesShown).map { change in
            "<li>\(title(change, self.words(visit))): \(said(change.change, visit))</li>" as HTML
        }
        return Part.notice(
            words(.givingWay, count: comparison.givingWay.count), .warning,
            "<p>\(words(.givingWayText))</p><ul>\(lines)</ul>")
    }

    private func groups(_ comparison: EditionComparison, _ link: Link, _ visit: Visit) -> HTML {
        let words = importWords(in: visit.language)
        guard !comparison.lessons.isEmpty else { return .nothing }
        let rows = comparison.byGroup.map { group, lessons -> [HTML] in
            let name = group?.title ?? words(.noGroup)
            func count(_ isCounted: (EditionComparison.Difference<Lesson>) -> Bool) -> HTML {
                "\(lessons.count(where: isCounted))"
            }
            return [
                Part.link(name, to: link.with(["group": group?.id.description ?? ""])), count { $0.before == nil },
                count { $0.before != nil && $0.after != nil }, count { $0.after == nil },
            ]
        }
        let columns =
            [Column(words(.group))]
            + [ImportPageText.new, .changing, .ending].map { Column(words($0), isNumber: true) }
        return Part.section(words(.byGroup), id: "groups", Part.table(words(.byGroup), columns, rows: rows))
    }

    private func changes(_ comparison: EditionComparison, _ visit: Visit) -> HTML {
        let (words, own) = (importWords(in: visit.language), words(visit))
        guard !comparison.changes.isEmpty else { return .nothing }
        let sorted = comparison.changes.sorted {
            ($0.shown?.change.held ?? .farPast) < ($1.shown?.change.held ?? .farPast)
        }
        let rows = sorted.prefix(Self.changesShown).compactMap { difference -> HTML? in
            guard let shown = difference.shown else { return nil }
            let text = [difference.before, difference.after].compactMap { $0 }
                .map { said($0.change, visit) }.joined(separator: " → ")
            let hand = shown.change.isHandMade ? words(.handMade) : nil
            return Part.row(
                title(shown, own), note: [text, hand].compactMap { $0 }.joined(separator: " · "),
                tail: mark(difference, words))
        }
        return Part.section(
            words(.dayChanges), id: "changes",
            "\(Part.rows(rows))\(more(sorted.count - rows.count, words))")
    }

    /// "Biologia, ke 25.11."
    private func title(_ change: EditionComparison.Change, _ words: TimetableWords) -> String {
        let groups = change.lesson.groups.map(\.title).joined(separator: ", ")
        return [change.lesson.subject, groups, words.days.date(change.change.held)].filter { !$0.isEmpty }
            .joined(separator: ", ")
    }

    /// One change in words.
    private func said(_ change: LessonChange, _ visit: Visit) -> String {
        let words = words(visit)
        let text: String? =
            switch change.what {
            case .cancelled: words(.cancelled)
            case .moved(let day, let time):
                words(.movedTo, ["when": "\(words.days.date(day)) \(words.days.atClock(time.begins))"])
            case .room(let room): words(.roomChanged, ["room": room])
            case .substitute(let teacher): words(.substitute, ["name": teacher.name.full])
            case .note: nil
            }
        return [text, change.note].compactMap { $0 }.joined(separator: " · ")
    }

    func mark<Thing>(_ difference: EditionComparison.Difference<Thing>, _ words: Words<ImportPageText>) -> HTML {
        if difference.before == nil { return Part.tag(words(.new), .good, icon: .plus) }
        return difference.after == nil
            ? Part.tag(words(.ending), .warning, icon: .close) : Part.tag(words(.changing), .notice, icon: .pencil)
    }

    private func days(_ comparison: EditionComparison, _ visit: Visit) -> HTML {
        let (words, own) = (importWords(in: visit.language), words(visit))
        let days = comparison.days.compactMap { difference -> HTML? in
            guard let shown = difference.shown else { return nil }
            let span =
                shown.days.lowerBound == shown.days.upperBound
                ? own.days.date(shown.days.lowerBound)
                : "\(own.days.date(shown.days.lowerBound))–\(own.days.date(shown.days.upperBound))"
            let follows = shown.follows.map { words(.follows, ["weekday": weekday($0, own)]) }
            let kind = words(shown.kind == .holiday ? .holiday : .schoolDay)
            return Part.row(
                shown.title.isEmpty ? kind : shown.title,
                note: [kind, span, follows].compactMap { $0 }.joined(separator: " · "), tail: mark(difference, words))
        }
        let rows = days + hours(comparison, words, own)
        return rows.isEmpty ? .nothing : Part.section(words(.daysAndHours), id: "days", Part.rows(rows))
    }

    private func hours(
        _ comparison: EditionComparison, _ words: Words<ImportPageText>, _ own: TimetableWords
    ) -> [HTML] {
        comparison.hours.sorted { order($0) < order($1) }.compactMap { difference -> HTML? in
            guard let shown = difference.shown else { return nil }
            let times = [difference.before, difference.after].compactMap { $0 }.map {
                own.days.clock($0.time.lowerBound, to: $0.time.upperBound)
            }
            let title =
                shown.number.map { words(.hourOf, ["schedule": shown.schedule, "hour": String($0)]) }
                ?? words(.lunchOf, ["schedule": shown.schedule])
            return Part.row(title, note: times.joined(separator: " → "), tail: mark(difference, words))
        }
    }

    private func order(_ difference: EditionComparison.Difference<EditionComparison.Hour>) -> (String, Int) {
        (difference.shown?.schedule ?? "", difference.shown?.time.lowerBound ?? 0)
    }

    /// "ma" of a weekday's number.
    func weekday(_ number: Int, _ words: TimetableWords) -> String {
        // Day 4 of the calendar is a Monday.
        let monday = CivilDate(dayNumber: 4)
        return words.days.weekday(monday.adding(days: (number - monday.weekday)))
    }
}
