import Accounts
import Audit
import Base
import Directory
import HTTPTypes
import Web

extension AccessReport {
    func auditPage(_ model: AuditModel, _ visit: Visit) -> Page {
        let (words, parts) = (texts(in: visit.language), chrome.parts(in: visit.language))
        let link = AccessReportPath.audit(model.provider.slug)
        let question = model.form.question
        let content: HTML = """
            \(Part.heading(words(.auditTitle), lead: words(.auditLead)))
            \(Part.errorSummary(model.form.errors, parts))
            \(auditFilter(model, visit))\(model.finding.map { auditTable($0, visit) })
            \(Part.timePagination(
                newest: question.after == nil ? nil : link.with(question.after(nil).query),
                older: model.finding?.next.map { link.with(question.after($0).query) }, parts))
            \(auditExportForm(model, visit))
            """
        return Page(
            title: words(.auditTitle), content: content,
            status: model.form.errors.isEmpty ? .ok : .unprocessableContent,
            place: Place.desktop, acting: ActingPath.desktop(.administrator)(model.provider.slug))
    }

    private func auditFilter(_ model: AuditModel, _ visit: Visit) -> HTML {
        let (words, parts) = (texts(in: visit.language), chrome.parts(in: visit.language))
        let form = model.form
        let topic = Field(
            words(.auditTopic), name: "topic", value: form.question.topic?.name ?? "all", isRequired: false,
            width: .medium)
        let choices =
            [Choice(words(.auditEverything), value: "all")]
            + AuditTopic.allCases.map { Choice(words($0), value: $0.name) }
        let people = AuditForm.people.map { named($0.name, $0.label, form, visit) }
        let fields: HTML = """
            \(Part.select(topic, choices, parts))\(HTML(people))\
            <div class="side-by-side">\(days(LogSpan(from: form.question.from, to: form.question.to), form.errors, words,
                parts))</div>\
            \(Part.acts([Part.button(words(.show), icon: .search)]))
            """
        return Part.disclosure(
            words(.auditFilter), isOpen: !form.question.isEmpty || !form.errors.isEmpty,
            Part.queryForm(to: AccessReportPath.audit(model.provider.slug), fields))
    }

    /// A name to type; among several that it may mean one chooses.
    private func named(_ name: String, _ label: AccessReportText, _ form: AuditForm, _ visit: Visit) -> HTML {
        let (words, parts) = (texts(in: visit.language), chrome.parts(in: visit.language))
        let named = form.named[name]
        guard let candidates = named?.candidates, !candidates.isEmpty else {
            return Part.field(
                Field(
                    words(label), name: name, value: named?.text ?? "", hint: words(.fieldHint),
                    error: form.error(name),
                    isRequired: false), parts)
        }
        return Part.choiceGroup(
            Field(words(label), name: "\(name)-id", error: form.error(name)),
            candidates.map { Choice($0.name.full, value: $0.id.description, note: $0.yearLevel) }, parts)
    }

    private func auditTable(_ finding: AuditFinding, _ visit: Visit) -> HTML {
        let words = texts(in: visit.language)
        guard !finding.entries.isEmpty else {
            return Part.empty(words(.auditNothing), words(.auditNothingText), icon: .eye)
        }
        let days = DayWords(chrome.parts(in: visit.language), today: visit.today)
        let columns: [AccessReportText] = [.auditWhat, .auditPerson, .auditMaker, .when, .auditDevice]
        let rows = finding.entries.map { entry -> [HTML] in
            return [
                "\(words(entry, finding.services, days.plain))", "\(finding.person(of: entry)?.name.full ?? "–")",
                "\(words(maker: entry) ?? finding.maker(of: entry)?.name.full ?? words(.makerOther))",
                "\(days.moment(entry.at))", "\(BrowserName.of(entry.browser) ?? "–")",
            ]
        }
        return Part.table(words(.auditTitle), columns.map { Column(words($0)) }, rows: rows)
    }

    private func auditExportForm(_ model: AuditModel, _ visit: Visit) -> HTML {
        let (words, parts) = (texts(in: visit.language), chrome.parts(in: visit.language))
        let reason = Field(
            words(.auditReason), name: "reason", kind: .lines, value: model.form.reason, hint: words(.reasonHint),
            error: model.form.error("reason"))
        let fields: HTML = """
            \(Part.field(reason, parts))\(Part.acts([Part.button(words(.auditTake), icon: .file)]))
            """
        return Part.section(
            words(.auditExport), id: "export",
            """
            <p class="quiet">\(words(.auditExportLead))</p>\
            \(Part.form(to: AccessReportPath.auditExports(model.provider.slug), values: model.form.question.after(nil).query,
                fields))
            """)
    }
}
