import Accounts
import Base
import Clients
import Directory
import Web

extension AccessReport {
    /// The days that are shown.
    func filter(_ span: LogSpan, _ errors: [FieldError], at link: Link, record: String?, _ visit: Visit) -> HTML {
        let (words, parts) = (texts(in: visit.language), chrome.parts(in: visit.language))
        let hidden = record.map { Part.hidden(["record": $0]) } ?? .nothing
        let fields: HTML = """
            \(hidden)<div class="side-by-side">\(days(span, errors, words, parts))\
            \(Part.acts([Part.button(words(.show))]))</div>
            """
        let isOpen = span.from != nil || span.to != nil || !errors.isEmpty
        return Part.disclosure(words(.filter), isOpen: isOpen, Part.queryForm(to: link, fields))
    }

    /// The first and the last day.
    func days(
        _ span: LogSpan, _ errors: [FieldError], _ words: Words<AccessReportText>, _ parts: Words<WebText>
    ) -> HTML {
        HTML(
            [("from", AccessReportText.from, span.from), ("to", .to, span.to)].map { name, label, day in
                Part.field(
                    Field(
                        words(label), name: name, kind: .date, value: day?.description ?? "",
                        error: errors.first { $0.field == name }?.text, isRequired: false, width: .medium), parts)
            })
    }

    /// The rows, the latest first; a phone shows each as a small list.
    func table(_ entries: [LogEntry], isFiltered: Bool, _ visit: Visit) -> HTML {
        let words = texts(in: visit.language)
        guard !entries.isEmpty else {
            return Part.empty(
                words(isFiltered ? .nobodyInTime : .nobody), words(.nobodyText), icon: .eye)
        }
        let isOfSeveral = entries.contains { $0.whose != nil }
        let columns =
            [Column(words(.reader))] + (isOfSeveral ? [Column(words(.person))] : [])
            + [Column(words(.purpose)), Column(words(.when)), Column(words(.times), isNumber: true)]
        let rows = entries.map { entry in
            [reader(entry.reader, visit)] + (isOfSeveral ? ["\(entry.whose ?? "")"] : [])
                + [
                    "\(purpose(of: entry.look, words))", time(entry.look, visit),
                    "\(entry.look.looks)",
                ]
        }
        return Part.table(words(.caption), columns, rows: rows)
    }

    /// What a page was for, or what a service was given.
    private func purpose(of look: LoggedLook, _ words: Words<AccessReportText>) -> String {
        guard !look.fields.isEmpty else { return words(AccessReportText(purpose: look.purpose)) }
        let fields = look.fields.compactMap(ReleaseField.init).sorted().map { words(AccessReportText(field: $0)) }
        return words(.serviceGot, ["fields": fields.joined(separator: ", ")])
    }

    private func reader(_ reader: ShownReader, _ visit: Visit) -> HTML {
        let (roles, words) = (chrome.words(in: visit.language), texts(in: visit.language))
        let other = reader.relation == LoggedLook.service ? words(.service) : words(.holder)
        let role = Role(rawValue: reader.relation).map { roles($0) } ?? other
        if reader.isViewer { return Part.person(texts(in: visit.language)(.yourself), note: role) }
        guard let name = reader.name else { return "\(role.capitalizedFirst)" }
        return Part.person(name, note: ([role] + reader.schools).filter { !$0.isEmpty }.joined(separator: " · "))
    }

    /// "tänään 10.15", "tänään 10.02–10.14" for several looks.
    private func time(_ look: LoggedLook, _ visit: Visit) -> HTML {
        let days = DayWords(chrome.parts(in: visit.language), today: visit.today)
        let (first, last) = (look.first.local, look.last.local)
        guard first.day == last.day, first.minute != last.minute else { return "\(days.moment(look.first))" }
        return "\(days.moment(look.first))–\(days.clock(last.minute))"
    }
}
