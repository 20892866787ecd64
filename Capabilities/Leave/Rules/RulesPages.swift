import Accounts
import Audit
import Base
import Directory
import HTTPTypes
import Storage
import Web

/// The provider's rules of leave, and the languages of its schools.
struct RulesModel: Sendable {
    let provider: Provider
    let rules: LeaveRules
    let schools: [SchoolLanguage]
}

extension Leave {
    func mountRules(on site: Site<Viewer>) {
        site.get(
            LeavePath.rules, may: .acting(as: .administrator),
            load: { read in try rulesModel(read.viewer, read.visit, read) },
            page: { model, visit in
                let words = words(visit)
                return rulesPage(model, LeaveForm(visit.form, words), visit, words)
            })
        site.post(LeavePath.rules, may: .acting(as: .administrator)) { write in try saveRules(write) }
    }

    private func rulesModel(_ viewer: Viewer, _ visit: Visit, _ reader: any Reader) throws -> RulesModel {
        guard let provider = viewer.record(at: try visit.text("provider"), as: .administrator)?.provider else {
            throw Fault.missing
        }
        let schools = SchoolLanguage.all(
            by: viewer.persons(at: provider.id), in: provider.id, on: Day(visit.today))
        return RulesModel(
            provider: provider, rules: try .of(provider.id, in: reader), schools: try reader.all(schools))
    }

    private func saveRules(_ write: PageWrite<Viewer>) throws -> Outcome {
        let (visit, writer) = (write.visit, write.writer)
        let model = try rulesModel(write.viewer, visit, writer)
        let words = words(visit)
        var form = LeaveForm(visit.form, words)
        let days = Int(form["days"]).flatMap { (0...LeaveRules.mostDays).contains($0) ? $0 : nil }
        if days == nil { form.refuse("days", .daysWrong, ["most": String(LeaveRules.mostDays)]) }
        // Appeal instructions are complete in both languages, or not at all (Language Act 32 §).
        let names = Self.contacts.map { form.text($0, missing: .bothLanguages, most: 1000) ?? "" }
        guard let days, form.errors.isEmpty else {
            var page = rulesPage(model, form, visit, words)
            page.status = .unprocessableContent
            return .page(page)
        }
        let rules = LeaveRules(
            teacherDays: days, authority: TranslatedName(fi: names[0], sv: names[1]),
            address: TranslatedName(fi: names[2], sv: names[3]))
        try rules.save(for: model.provider.id, by: write.viewer.account, at: visit.now, writer)
        var languages: [String: String] = [:]
        for school in model.schools {
            guard let language = Language(rawValue: form["language-\(school.school)"]), language != .en,
                language != school.language
            else { continue }
            try SchoolLanguage.save(language, of: school.school, in: model.provider.id, writer)
            languages["language of \(school.name)"] = language.rawValue
        }
        try Change(
            "leave-rules", of: "provider", model.provider.id.uuid, in: model.provider.id.uuid,
            by: write.viewer.account.uuid, before: model.rules.values,
            after: rules.values.merging(languages) { first, _ in first }
        ).write(at: visit.now, in: writer)
        return .done("leave-rules", at: LeavePath.rules(model.provider.slug))
    }

    private static let contacts = ["authority-fi", "authority-sv", "address-fi", "address-sv"]

    private func rulesPage(_ model: RulesModel, _ form: LeaveForm, _ visit: Visit, _ words: LeaveWords) -> Page {
        let rules = model.rules
        func text(_ label: LeaveText, _ name: String, _ value: String?, kind: Field.Kind = .text) -> HTML {
            Part.field(form.field(label, name, kind: kind, value: value ?? ""), words.parts)
        }
        let schools = model.schools.map { school in
            Part.choiceGroup(
                Field(
                    school.name, name: "language-\(school.school)",
                    value: form["language-\(school.school)"].isEmpty
                        ? school.language.rawValue : form["language-\(school.school)"]),
                [
                    Choice(words(.languageFi), value: Language.fi.rawValue),
                    Choice(words(.languageSv), value: Language.sv.rawValue),
                ], words.parts)
        }
        let days = form.field(
            .teacherDays, "days", kind: .number, value: String(rules.teacherDays), hint: words(.teacherDaysHint),
            width: .short)
        let content: HTML = """
            \(Part.heading(words(.rulesTitle), lead: words(.rulesLead)))
            \(Part.errorSummary(form.errors, words.parts))
            \(Part.form(
                to: LeavePath.rules(model.provider.slug),
                """
                \(Part.field(days, words.parts))\
                \(Part.section(
                    words(.appealContacts), id: "appeal",
                    """
                    <p>\(words(.appealContactsText))</p>\
                    \(text(.authorityFi, "authority-fi", rules.authority.fi))\
                    \(text(.addressFi, "address-fi", rules.address.fi, kind: .lines))\
                    \(text(.authoritySv, "authority-sv", rules.authority.sv))\
                    \(text(.addressSv, "address-sv", rules.address.sv, kind: .lines))
                    """))\
                \(Part.section(
                    words(.languages), id: "languages", "<p>\(words(.languagesText))</p>\(HTML(schools))"))\
                \(Part.acts([Part.button(words(.save), look: .primary)]))
                """))
            """
        return Page(
            title: words(.rulesTitle), content: content, place: Place.desktop,
            acting: ActingPath.desktop(.administrator)(model.provider.slug), done: words.done(visit))
    }
}

extension LeaveRules {
    /// What the change log keeps.
    fileprivate var values: [String: String] {
        [
            "teacher_days": String(teacherDays), "authority_fi": authority.fi, "authority_sv": authority.sv ?? "",
            "address_fi": address.fi, "address_sv": address.sv ?? "",
        ]
    }
}
