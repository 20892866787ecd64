import Base
import Directory
import Timetable
import Web

/// Before whose eyes a lesson's work is said.
enum RemarkEyes: Sendable {
    /// A pupil, who ticks it at the provider under this slug.
    case pupil(String)
    /// Guardians, with their children's names.
    case home([ID<Person>: PersonName])
    case staff
}

extension Homework {
    /// "Läksy: s. 34–35", "Mukaan: kompassi", "Koe: yhtälöt".
    func remark(_ lesson: LessonWork, as eyes: RemarkEyes) -> LessonRemarks.Remark {
        let isExam = lesson.work.content.kind == .exam
        return LessonRemarks.Remark(rank: isExam ? 20 : 30, isExam: isExam) { visit in
            let words = words(visit)
            return LessonRemarks.Said(
                tags: tags(lesson, eyes, words), note: note(lesson, words), act: act(lesson, eyes, visit, words))
        }
    }

    /// How long a word in a coloured tag is at most; what is longer stands in the note.
    private static let mostTag = 40
    /// How much of a text the line of a lesson says; the list has all of it.
    private static let mostNote = 160

    private func note(_ lesson: LessonWork, _ words: HomeworkWords) -> String? {
        let content = lesson.work.content
        if content.kind == .exam, lesson.group == nil, isShort(content.text) { return nil }
        let said = words(content.kind == .exam ? .sayExam : .sayHomework, ["what": brief(content.text)])
        return lesson.group.map { words(.sayOf, ["group": $0, "what": said]) } ?? said
    }

    private func tags(_ lesson: LessonWork, _ eyes: RemarkEyes, _ words: HomeworkWords) -> [LessonRemarks.Tag] {
        let content = lesson.work.content
        var tags: [LessonRemarks.Tag] = []
        if content.kind == .exam {
            let short = isShort(content.text) && lesson.group == nil
            tags.append(
                .init(short ? words(.sayExam, ["what": content.text]) : words(.exam), .notice, icon: .pencil))
        }
        if let bring = content.bring { tags.append(.init(words(.sayBring, ["what": bring]), icon: .bag)) }
        return tags + done(lesson, eyes, words)
    }

    private func done(_ lesson: LessonWork, _ eyes: RemarkEyes, _ words: HomeworkWords) -> [LessonRemarks.Tag] {
        let done = lesson.doers.filter(\.value).keys
        guard !done.isEmpty, lesson.work.content.kind == .homework else { return [] }
        guard case .home(let names) = eyes, lesson.doers.count > 1 else { return [.init(words(.done), .good)] }
        let called = done.compactMap { names[$0]?.called }.sorted().joined(separator: ", ")
        return [.init(words(.doneFor, ["name": called]), .good)]
    }

    private func act(_ lesson: LessonWork, _ eyes: RemarkEyes, _ visit: Visit, _ words: HomeworkWords) -> HTML {
        guard case .pupil(let slug) = eyes, lesson.work.content.kind == .homework,
            let isDone = lesson.doers.values.first
        else { return .nothing }
        return tickAct(
            lesson.work, isDone: isDone, slug, isNamed: lesson.isOneOfSeveral,
            ["to": visit.path, "day": visit.query["day"] ?? ""], words)
    }

    private func isShort(_ text: String) -> Bool { text.count <= Self.mostTag && !text.contains(where: \.isNewline) }

    /// The text on one line.
    private func brief(_ text: String, most: Int = mostNote) -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.count <= most ? line : "\(line.prefix(most - 1))…"
    }

    /// One click: done, or not done after all. Read aloud, and among others in sight, it says which homework.
    ///
    /// - Parameter values: where the answer leads back to; without them to the list.
    func tickAct(
        _ work: GivenWork, isDone: Bool, _ slug: String, isNamed: Bool = false,
        _ values: KeyValuePairs<String, String>, _ words: HomeworkWords
    ) -> HTML {
        let path = isDone ? HomeworkPath.tickEnding : HomeworkPath.tick
        let what = brief(work.content.text, most: Self.mostTag)
        let named = words(isDone ? .untickOf : .tickOf, ["what": what])
        return Part.action(
            isNamed ? named : words(isDone ? .untick : .tick), to: path(slug, work.id), values: values,
            look: isDone ? .plain : .secondary, icon: isDone ? .undo : .check, about: isNamed ? nil : what)
    }
}
