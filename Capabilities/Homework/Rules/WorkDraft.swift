import Base
import Timetable
import Web

/// What was typed into the form, judged field by field.
struct WorkDraft: Sendable {
    enum Field: String, CaseIterable { case kind, when, day, text, bring, link }

    enum Refusal: Error, Hashable {
        case nothingAsked, textTooLong, bringTooLong, linkWrong, noOccasion, noDay, dayPast, dayFar, noSchool
    }

    /// When it is for, before the timetable has been asked.
    enum When: Hashable, Sendable {
        case lesson(HeldLesson.Key)
        case day(CivilDate)
        /// As it was.
        case same
    }

    let content: GivenWork.Content
    let when: When?
    private(set) var refusals: [Field: Refusal]

    static let mostText = 2000
    static let mostBring = 200
    static let mostLink = 500
    /// How far ahead homework is given.
    static let mostDays = 300

    init(_ form: Form, today: CivilDate, mayStay: Bool) {
        var refusals: [Field: Refusal] = [:]
        let kind = GivenWork.Kind(rawValue: form.text(Field.kind.rawValue)) ?? .homework
        let text = form.text(Field.text.rawValue).replacing("\r\n", with: "\n")
        if text.isEmpty { refusals[.text] = .nothingAsked }
        if text.count > Self.mostText { refusals[.text] = .textTooLong }
        let bring = form.text(Field.bring.rawValue)
        if bring.count > Self.mostBring || bring.contains(where: \.isNewline) { refusals[.bring] = .bringTooLong }
        let link = form.text(Field.link.rawValue)
        if !link.isEmpty, !Self.isAddress(link) { refusals[.link] = .linkWrong }
        content = GivenWork.Content(
            kind, text, bring: bring.isEmpty ? nil : bring, link: link.isEmpty ? nil : link)
        do throws(Refusal) {
            when = try Self.when(form, today: today, mayStay: mayStay)
        } catch {
            when = nil
            refusals[error == .noOccasion ? .when : .day] = error
        }
        self.refusals = refusals
    }

    /// The timetable has no such lesson any more.
    mutating func refuseOccasion() { refusals[.when] = .noOccasion }

    /// There is no school on the day that was typed.
    mutating func refuseDay() { refusals[.day] = .noSchool }

    private static func when(_ form: Form, today: CivilDate, mayStay: Bool) throws(Refusal) -> When {
        let chosen = form.text(Field.when.rawValue)
        if chosen == "same", mayStay { return .same }
        if let key = HeldLesson.Key(chosen) { return .lesson(key) }
        guard chosen == "day" else { throw .noOccasion }
        guard let day = CivilDate(form.text(Field.day.rawValue)) else { throw .noDay }
        guard day >= today else { throw .dayPast }
        guard day <= today.adding(days: mostDays) else { throw .dayFar }
        return .day(day)
    }

    /// A web address as a teacher copies it; only what a browser opens safely.
    static func isAddress(_ text: String) -> Bool {
        let scheme = "https://"
        guard text.lowercased().hasPrefix(scheme), text.count <= mostLink else { return false }
        let host = text.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
        return host.contains(".") && !host.contains("@")
            && text.unicodeScalars.allSatisfy { $0.value > 0x20 && !"\"<>\\^`{|}".unicodeScalars.contains($0) }
    }
}

extension HeldLesson.Key {
    /// The value of a choice: the lesson and the day of its pattern.
    var value: String { "\(lesson).\(held)" }

    /// nil when `value` is none of ours.
    init?(_ value: String) {
        let parts = value.split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2, let lesson = ID<Lesson>(parts[0]), let held = CivilDate(parts[1]) else { return nil }
        self.init(lesson, held: held)
    }
}
