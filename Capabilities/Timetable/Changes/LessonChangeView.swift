import Accounts
import Base
import Directory
import Web

extension Timetable {
    /// What is different about a lesson, what it collides with, and the form.
    @Sendable func lessonChangePage(_ model: LessonChangeModel, _ visit: Visit) -> Page {
        let (words, own) = (changeWords(in: visit.language), words(visit))
        let occurrence = model.occurrence
        let held = occurrence.held
        let groups = held.lesson.groups.map { $0.title(beside: held.lesson.subject) }.joined(separator: ", ")
        let time = own.days.clock(held.lesson.time.begins, to: held.lesson.time.ends)
        let errors = model.form.errors.sorted { $0.key < $1.key }.map { FieldError(words($0.value), in: $0.key) }
        let done: String? =
            switch visit.done {
            case "lesson-changed": words(.changeSaved)
            case "lesson-restored": words(.changeRestored)
            case "lesson-added": words(.extraSaved)
            default: nil
            }
        let content: HTML = """
            \(Part.heading(held.lesson.subject, over: words(.changes),
                back: model.context.back(occurrence.role, occurrence.slug, on: occurrence.day),
                lead: [groups, "\(own.days.date(occurrence.day)) \(time)"].filter { !$0.isEmpty }
                    .joined(separator: " · ")))
            \(Part.errorSummary(errors, own.parts))
            \(late(model, words))
            \(now(model, words, own))
            \(doubles(occurrence.doubles, words, own))
            \(Part.section(words(.changeThis), id: "change", Part.card(nil, form(model, words, own))))
            \(restoring(model, words))
            """
        return Page(
            title: held.lesson.subject, content: content, place: Place.desktop,
            acting: ActingPath.desktop(occurrence.role)(occurrence.slug), done: done)
    }

    private func late(_ model: LessonChangeModel, _ words: Words<ChangePageText>) -> HTML {
        model.form.isLate
            ? Part.notice(words(.changeRace), .warning, "<p>\(words(.changeRaceText))</p>") : .nothing
    }

    /// What holds now, each with whence it is.
    private func now(_ model: LessonChangeModel, _ words: Words<ChangePageText>, _ own: TimetableWords) -> HTML {
        let occurrence = model.occurrence
        let rows = said(occurrence.held, own).map { text in Part.row(text) }
        guard !rows.isEmpty else { return "<p>\(Part.quiet(words(.changeUsual)))</p>" }
        let isHand = occurrence.held.lesson.isHandMade || occurrence.changes.contains { $0.isHandMade }
        return Part.section(
            words(.changeNow), id: "now", aside: Part.quiet(words(isHand ? .changeByHand : .changeImported)),
            Part.rows(rows))
    }

    /// What is different about a lesson of a day, a sentence for each.
    func said(_ held: HeldLesson, _ words: TimetableWords) -> [String] {
        var said: [String] = []
        switch held.state {
        case .usual, .movedFrom: break
        case .extra: said.append(words(.extra))
        case .cancelled: said.append(words(.cancelled))
        case .movedTo(let day, let time):
            said.append(words(.movedTo, ["when": "\(words.days.day(day)) \(words.days.atClock(time.begins))"]))
        }
        if case .movedFrom = held.state {
            said.append(
                words(
                    .movedTo,
                    ["when": "\(words.days.day(held.day)) \(words.days.atClock(held.time.begins))"]))
        }
        if held.isRoomChanged { said.append(words(.roomChanged, ["room": held.room ?? "–"])) }
        if let substitute = held.substitute { said.append(words(.substitute, ["name": substitute.name.full])) }
        return said + held.notes
    }

    /// Rooms and teachers that are needed twice: a notice, since it may be meant so.
    func doubles(
        _ doubles: [DoubleBooking], _ words: Words<ChangePageText>, _ own: TimetableWords
    ) -> HTML {
        guard !doubles.isEmpty else { return .nothing }
        let lines = doubles.map { "<li>\(said($0, words, own))</li>" as HTML }
        return Part.notice(words(.doubleTitle), .warning, "<ul>\(lines)</ul><p>\(words(.doubleText))</p>")
    }

    func said(_ double: DoubleBooking, _ words: Words<ChangePageText>, _ own: TimetableWords) -> String {
        let other = double.other
        let groups = other.lesson.groups.map { $0.title(beside: other.lesson.subject) }.joined(separator: ", ")
        let lesson = [groups, other.lesson.subject, own.days.clock(other.time.begins, to: other.time.ends)]
            .filter { !$0.isEmpty }.joined(separator: " ")
        switch double.what {
        case .room(let room): return words(.doubleRoom, ["room": room, "lesson": lesson])
        case .teacher(let teacher): return words(.doubleTeacher, ["name": teacher.name.full, "lesson": lesson])
        }
    }

    private func form(_ model: LessonChangeModel, _ words: Words<ChangePageText>, _ own: TimetableWords) -> HTML {
        let (occurrence, form) = (model.occurrence, model.form)
        func error(_ name: String) -> String? { form.errors[name].map { words($0) } }
        let cancelled = Field(words(.changeCancelled), name: "cancelled", isRequired: false)
        let day = Field(
            words(.changeMoveDay), name: "day", kind: .date, value: form.day, hint: words(.changeMoveDayHint),
            error: error("day"), isRequired: false, width: .short)
        let hour = Field(
            words(.changeMoveHour), name: "hour", value: form.hour, error: error("hour"), isRequired: false)
        let room = Field(words(.changeRoom), name: "room", value: form.room, error: error("room"), isRequired: false)
        let note = Field(
            words(.changeNote), name: "note", value: form.note, hint: words(.changeNoteHint), isRequired: false)
        let rooms =
            [Choice(usualRoom(occurrence, words), value: "")]
            + occurrence.rooms.filter { $0.id != occurrence.place.room }.map {
                Choice($0.code, value: $0.id.description)
            }
        return Part.form(
            to: ChangePath.lesson(occurrence.role)(occurrence.slug, occurrence.held.lesson.id, occurrence.day),
            values: hidden(model),
            """
            \(Part.checkbox(cancelled, isOn: form.isCancelled, own.parts))\
            \(teacherField(form, words(.changeSubstitute), words, own))\
            \(Part.select(room, rooms, own.parts))\
            \(Part.field(day, own.parts))\
            \(Part.select(hour, hours(occurrence, words, own), own.parts))\
            \(Part.field(note, own.parts))\
            \(Part.acts([Part.button(words(.changeSave), look: .primary, icon: .check)]))
            """)
    }

    private func hidden(_ model: LessonChangeModel) -> KeyValuePairs<String, String> {
        [
            "state": model.occurrence.state, "group": model.context.group?.description ?? "",
            "teacher": model.context.teacher?.description ?? "",
        ]
    }

    private func usualRoom(_ occurrence: LessonOccurrence, _ words: Words<ChangePageText>) -> String {
        occurrence.held.lesson.room.map { words(.changeUsualRoom, ["room": $0]) } ?? words(.changeNoRoom)
    }

    private func hours(
        _ occurrence: LessonOccurrence, _ words: Words<ChangePageText>, _ own: TimetableWords
    ) -> [Choice] {
        let length = occurrence.place.hours.count
        let all = occurrence.hours.sorted { $0.key < $1.key }.compactMap { number, time -> Choice? in
            guard let last = occurrence.hours[number + length - 1] else { return nil }
            return Choice(
                words(
                    .changeHour,
                    ["hour": String(number), "time": own.days.clock(time.lowerBound, to: last.upperBound)]),
                value: String(number))
        }
        return [Choice(words(.changeUsualHour), value: "")] + all
    }

    /// A teacher by name or code; when the name is several people's, they stand below to choose from.
    func teacherField(
        _ form: ChangeForm, _ label: String, _ words: Words<ChangePageText>, _ own: TimetableWords
    ) -> HTML {
        let field = Field(
            label, name: "substitute", kind: .search, value: form.substitute, hint: words(.changeSubstituteHint),
            error: form.errors["substitute"].map { words($0) }, isRequired: false)
        guard !form.choices.isEmpty else { return Part.field(field, own.parts) }
        let choices = form.choices.map { found in
            Choice(
                found.person.name.full, value: found.person.id.description,
                note: found.schools.joined(separator: ", "))
        }
        let which = Field(words(.changeWhich), name: "teacher-id", isRequired: false)
        return "\(Part.field(field, own.parts))\(Part.choiceGroup(which, choices, own.parts))"
    }

    private func restoring(_ model: LessonChangeModel, _ words: Words<ChangePageText>) -> HTML {
        let occurrence = model.occurrence
        let isExtra = occurrence.held.lesson.isHandMade
        guard isExtra || !occurrence.changes.isEmpty else { return .nothing }
        let act = Part.action(
            words(isExtra ? .changeRemoveExtra : .changeRestore),
            to: ChangePath.restoring(occurrence.role)(occurrence.slug, occurrence.held.lesson.id, occurrence.day),
            values: hidden(model), look: .danger, icon: isExtra ? .close : .undo)
        let text: HTML = isExtra ? .nothing : "<p>\(words(.changeRestoreText))</p>"
        return Part.card(nil, "\(text)\(Part.acts([act]))")
    }
}
