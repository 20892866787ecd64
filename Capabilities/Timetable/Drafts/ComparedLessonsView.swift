import Accounts
import Base
import Directory
import Web

extension Timetable {
    /// The lessons of one group that would come, change and go, field by field.
    @Sendable func comparedLessonsPage(_ model: ComparedLessonsModel, _ visit: Visit) -> Page {
        let (words, own) = (importWords(in: visit.language), words(visit))
        let title = model.group?.title ?? words(.noGroup)
        let sorted = model.lessons.sorted { order($0) < order($1) }
        let rows = sorted.compactMap { difference -> HTML? in
            guard let shown = difference.shown else { return nil }
            let note: String
            if let before = difference.before, let after = difference.after {
                note = before.fields(otherThan: after).map { field in
                    words(
                        .fieldChange,
                        [
                            "field": words(name(field)), "before": value(field, of: before, words, own),
                            "after": value(field, of: after, words, own),
                        ])
                }.joined(separator: " · ")
            } else {
                note = [LessonField.room, .teachers, .days].map { value($0, of: shown, words, own) }
                    .joined(separator: " · ")
            }
            return Part.row(
                "\(value(.time, of: shown, words, own)) \(shown.subject)", note: note, tail: mark(difference, words))
        }
        let content: HTML = """
            \(Part.heading(title, over: words(model.over.title), back: model.over.link, lead: words(.lessonsChanging,
                count: rows.count)))
            \(Part.rows(rows))
            """
        return Page(title: title, content: content, place: Place.desktop, acting: model.kept.acting)
    }

    private func order(_ difference: EditionComparison.Difference<Lesson>) -> (Int, Int, String) {
        guard let lesson = difference.shown else { return (0, 0, "") }
        return (lesson.weekday, lesson.time.begins, lesson.subject)
    }

    private func name(_ field: LessonField) -> ImportPageText {
        switch field {
        case .subject: .fieldSubject
        case .time: .fieldTime
        case .room: .fieldRoom
        case .teachers: .fieldTeachers
        case .groups: .fieldGroups
        case .days: .fieldDays
        case .note: .fieldNote
        }
    }

    private func value(
        _ field: LessonField, of lesson: Lesson, _ words: Words<ImportPageText>, _ own: TimetableWords
    ) -> String {
        let text: String =
            switch field {
            case .subject: lesson.subject
            case .time:
                "\(weekday(lesson.weekday, own)) \(own.days.clock(lesson.time.begins, to: lesson.time.ends))"
            case .room: lesson.room ?? ""
            case .teachers: lesson.teachers.map(\.name.full).joined(separator: ", ")
            case .groups: lesson.groups.map(\.title).joined(separator: ", ")
            case .days: "\(own.days.plain(lesson.days.lowerBound))–\(own.days.plain(lesson.days.upperBound))"
            case .note: lesson.note ?? ""
            }
        return text.isEmpty ? words(.blank) : text
    }
}
