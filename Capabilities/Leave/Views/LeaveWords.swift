import Base
import Web

/// The words of this room, of parts and of days.
struct LeaveWords {
    let own: Words<LeaveText>
    let parts: Words<WebText>
    let days: DayWords

    func callAsFunction(_ key: LeaveText, _ values: KeyValuePairs<String, String> = [:]) -> String {
        own(key, values)
    }

    /// "ma 7.12.–pe 11.12.", one day alone without a dash.
    func span(_ days: ClosedRange<CivilDate>) -> String {
        let first = self.days.date(days.lowerBound)
        return days.lowerBound == days.upperBound ? first : "\(first)–\(self.days.date(days.upperBound))"
    }

    /// "7.12.2026–11.12.2026", for papers.
    func plain(_ days: ClosedRange<CivilDate>) -> String {
        let first = self.days.plain(days.lowerBound)
        return days.lowerBound == days.upperBound ? first : "\(first)–\(self.days.plain(days.upperBound))"
    }

    /// "5 koulupäivää"
    func schoolDays(_ count: Int) -> String { own(.schoolDays, count: count) }

    /// The days with how many of them are school days.
    func request(_ days: ClosedRange<CivilDate>, _ count: Int) -> String { "\(span(days)) · \(schoolDays(count))" }

    func decider(_ decider: LeaveDecider) -> String { self(decider == .teacher ? .classTeacher : .principal) }

    /// Where an application stands, as a tag.
    ///
    /// - Parameter marksWait: whether a long wait is said, to those who may end it.
    func tag(_ application: LeaveApplication, marksWait: Bool = false) -> HTML {
        if marksWait, let wait = application.longWait(on: days.today) {
            return Part.tag(own(.waitedDays, count: wait), .warning, icon: .clock)
        }
        return switch (application.state, application.standing?.outcome) {
        case (.waiting, _): Part.tag(self(.waiting), .notice, icon: .clock)
        case (.withdrawn, _): Part.tag(self(.withdrawn), .plain)
        case (.decided, .granted?): Part.tag(self(.granted), .good)
        case (.decided, .partly?): Part.tag(self(.partly), .warning)
        case (.decided, _): Part.tag(self(.refused), .stop)
        }
    }
}

/// What was typed into a form and what is wrong with it.
struct LeaveForm {
    private let form: Form
    private(set) var errors: [FieldError] = []
    private let words: LeaveWords

    init(_ form: Form, _ words: LeaveWords) { (self.form, self.words) = (form, words) }

    subscript(name: String) -> String { form.text(name) }

    func error(_ name: String) -> String? { errors.first { $0.field == name }?.text }

    mutating func refuse(_ name: String?, _ key: LeaveText, _ values: KeyValuePairs<String, String> = [:]) {
        errors.append(FieldError(words(key, values), in: name))
    }

    /// A day that must be there.
    mutating func day(_ name: String, missing: LeaveText) -> CivilDate? {
        guard let day = CivilDate(form.text(name)), (1900...2200).contains(day.year) else {
            refuse(name, form.text(name).isEmpty ? missing : .noSuchDay)
            return nil
        }
        return day
    }

    /// Text of some length; nil when it is too long, or missing where it must be there.
    mutating func text(_ name: String, missing: LeaveText?, most: Int = 4000) -> String? {
        let text = form.text(name)
        if text.isEmpty, let missing {
            refuse(name, missing)
            return nil
        }
        guard text.count <= most else {
            refuse(name, .tooLong, ["count": String(most)])
            return nil
        }
        return text
    }

    /// A field with what was typed, or `value` before anything was.
    func field(
        _ label: LeaveText, _ name: String, kind: Field.Kind = .text, value: String? = nil, hint: String? = nil,
        isRequired: Bool = true, width: Field.Width = .full
    ) -> Field {
        Field(
            words(label), name: name, kind: kind, value: form[name] == nil ? value ?? "" : form.text(name), hint: hint,
            error: error(name), isRequired: isRequired, width: width)
    }
}
