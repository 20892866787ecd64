import Base
import Directory
import Timetable
import Web

/// The form that gives homework or mends it, with what was typed and what is wrong with it.
struct WorkForm: Sendable {
    let offer: Offer
    /// The lesson from which the form was opened.
    var opened: HeldLesson.Key?
    /// What it mends; nil for something new.
    var present: ListedWork?
    var typed: (form: Form, draft: WorkDraft)?

    init(offer: Offer, opened: HeldLesson.Key? = nil) { (self.offer, self.opened) = (offer, opened) }

    static func opened(_ visit: Visit) -> HeldLesson.Key? {
        let (lesson, held) = (visit.query.text("lesson"), visit.query.text("held"))
        return HeldLesson.Key("\(lesson).\(held)")
    }

    /// What stands in a field: typed, or as it is.
    func value(_ field: WorkDraft.Field) -> String {
        if let typed { return typed.form.text(field.rawValue) }
        let content = present?.work.content
        switch field {
        case .kind: return content?.kind.rawValue ?? GivenWork.Kind.homework.rawValue
        case .text: return content?.text ?? ""
        case .bring: return content?.bring ?? ""
        case .link: return content?.link ?? ""
        case .when: return present != nil ? "same" : offer.meant(from: opened)?.key.value ?? "day"
        case .day: return ""
        }
    }
}

extension Homework {
    /// Everything that keeps the form from being sent.
    func errors(_ form: WorkForm, _ words: HomeworkWords) -> [FieldError] {
        WorkDraft.Field.allCases.compactMap { field in
            error(field, form, words).map { FieldError($0, in: field.rawValue) }
        }
    }

    private func error(_ field: WorkDraft.Field, _ form: WorkForm, _ words: HomeworkWords) -> String? {
        form.typed?.draft.refusals[field].map { refusal in
            switch refusal {
            case .nothingAsked: words(.nothingAsked)
            case .textTooLong: words(.textTooLong, ["count": String(WorkDraft.mostText)])
            case .bringTooLong: words(.bringTooLong, ["count": String(WorkDraft.mostBring)])
            case .linkWrong: words(.linkWrong)
            case .noOccasion: words(.noOccasion)
            case .noDay: words(.noDay)
            case .dayPast: words(.dayPast)
            case .dayFar: words(.dayFar)
            case .noSchool: words(.noSchool)
            }
        }
    }

    func fields(_ form: WorkForm, _ words: HomeworkWords) -> HTML {
        func field(
            _ field: WorkDraft.Field, _ label: HomeworkText, kind: Field.Kind = .text, hint: HomeworkText? = nil,
            isRequired: Bool = false, width: Field.Width = .full
        ) -> Field {
            Field(
                words(label), name: field.rawValue, kind: kind, value: form.value(field), hint: hint.map { words($0) },
                error: error(field, form, words), isRequired: isRequired, width: width)
        }
        let kinds = [
            Choice(words(.homework), value: GivenWork.Kind.homework.rawValue),
            Choice(words(.exam), value: GivenWork.Kind.exam.rawValue),
        ]
        return """
            \(Part.segments(field(.kind, .kind, isRequired: true), kinds))\
            \(Part.field(field(.text, .text, kind: .lines, hint: .textHint, isRequired: true), words.parts))\
            \(Part.choiceGroup(field(.when, .when, isRequired: true), occasions(form, words), words.parts))\
            \(form.offer.way == .substitute ? .nothing
                : Part.field(field(.day, .day, kind: .date, hint: .dayHint, width: .short), words.parts))\
            \(Part.field(field(.bring, .bring, hint: .bringHint), words.parts))\
            \(Part.field(field(.link, .linkLabel, kind: .url, hint: .linkHint), words.parts))
            """
    }

    /// The group's next lessons, so that no date has to be typed; another day beside them.
    private func occasions(_ form: WorkForm, _ words: HomeworkWords) -> [Choice] {
        let present = form.present?.work.occasion.key
        let lessons = form.offer.choices(from: form.opened).filter { $0.key != present }
        let subjects = Set(lessons.map(\.lesson.subject))
        let next = lessons.first { $0.day > words.days.today }
        let same = form.present.map { work in
            Choice(words(.whenSame, ["when": words.moment(work.day, work.lesson?.begins)]), value: "same")
        }
        let choices = lessons.map { lesson in
            let moment = words.moment(lesson.day, lesson.time.begins)
            return Choice(
                lesson == next ? words(.whenNext, ["when": moment]) : moment.capitalizedFirstLetter,
                value: lesson.key.value, note: note(lesson, form, namesSubject: subjects.count > 1, words))
        }
        let other =
            form.offer.way == .substitute ? [] : [Choice(words(.whenDay), value: "day")]
        return [same].compactMap { $0 } + choices + other
    }

    /// The subject where there are several, and with whom the lesson is shared.
    private func note(
        _ lesson: HeldLesson, _ form: WorkForm, namesSubject: Bool, _ words: HomeworkWords
    ) -> String? {
        let titles = lesson.lesson.groups.map(\.title).joined(separator: ", ")
        let isShared = lesson.lesson.groups.count > 1 && form.offer.isOwn(lesson)
        let parts = [
            namesSubject ? lesson.lesson.subject : nil, isShared ? words(.together, ["groups": titles]) : nil,
        ].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: " · ")
    }
}

extension String {
    fileprivate var capitalizedFirstLetter: String { prefix(1).uppercased() + dropFirst() }
}
