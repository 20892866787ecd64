import Accounts
import Audit
import Base
import Directory
import HTTPTypes
import Storage
import Web

/// The codes of timetable programs that a role maps, by school.
struct CodesModel: Sendable {
    let role: Role
    let provider: Provider
    let codes: [UnknownCode]
    /// What codes of groups may mean, by school.
    var groups: [ID<Organisation>: [String]] = [:]
    var wrong: (code: UnknownCode, typed: String)?
}

extension Timetable {
    static let mappers: [Role] = [.office, .administrator]

    /// Codes that no import knew are listed once, and mean from then on what was said here.
    func mountCodes(on site: Site<Viewer>, as role: Role) {
        site.get(
            ActingPath.timetableCodes(role), may: .acting(as: role),
            load: { read in
                let record = try read.record(as: role)
                var model = CodesModel(
                    role: role, provider: record.provider,
                    codes: try read.all(codes(read.viewer, record, role, read.visit)))
                let schools = Set(model.codes.filter { $0.kind == .group }.map(\.school))
                guard !schools.isEmpty else { return model }
                model.groups = Dictionary(
                    grouping: try read.all(UnknownCode.groups(of: Array(schools), in: record.provider.id)),
                    by: \.school
                ).mapValues { $0.map(\.title) }
                return model
            }, page: codesPage)
        site.post(ActingPath.timetableCodes(role), may: .acting(as: role)) { write in try map(write, as: role) }
    }

    private func codes(
        _ viewer: Viewer, _ record: Viewer.Record, _ role: Role, _ visit: Visit
    ) -> Query<UnknownCode> {
        UnknownCode.all(
            by: viewer.persons(at: record.provider.id), as: role, in: record.provider.id, on: Day(visit.today))
    }

    private func map(_ write: PageWrite<Viewer>, as role: Role) throws -> Outcome {
        let (visit, writer) = (write.visit, write.writer)
        guard let record = write.viewer.record(at: try visit.text("provider"), as: role) else { throw Fault.missing }
        let provider = record.provider.id
        let all = try writer.all(codes(write.viewer, record, role, visit))
        let school = ID<Organisation>(visit.form.text("school"))
        let chosen = all.first {
            $0.school == school && $0.kind.rawValue == visit.form.text("kind") && $0.code == visit.form["code"]
        }
        guard let chosen else { throw Fault.missing }
        let typed = visit.form.text(id(chosen))
        let names = try SchoolNames(chosen.school, in: provider, on: visit.today, writer)
        let found =
            switch chosen.kind {
            case .group: names.group(typed)?.id.uuid
            case .teacher: names.teacher(typed)?.uuid
            }
        guard let found, !typed.isEmpty else {
            var model = CodesModel(role: role, provider: record.provider, codes: all)
            model.wrong = (chosen, typed)
            var page = codesPage(model, visit)
            page.status = .unprocessableContent
            return .page(page)
        }
        try chosen.map(to: found, in: provider, by: write.viewer.account, at: visit.now, writer)
        try Change(
            "timetable-code", of: "organisation", chosen.school.uuid, in: provider.uuid,
            by: write.viewer.account.uuid, after: [chosen.kind.rawValue: chosen.code]
        ).write(at: visit.now, in: writer)
        return .done("timetable-code", at: ActingPath.timetableCodes(role)(record.provider.slug))
    }

    private func codesPage(_ model: CodesModel, _ visit: Visit) -> Page {
        let words = words(visit)
        let errors = model.wrong.map { [FieldError(words(error($0.code)), in: id($0.code))] } ?? []
        let forms = model.codes.map { code in form(code, model, words) }
        let content: HTML = """
            \(Part.errorSummary(errors, words.parts))
            \(Part.heading(words(.codes), lead: words(.codesLead)))
            \(forms.isEmpty ? Part.empty(words(.noCodes), words(.noCodesText), icon: .check) : HTML(forms))
            """
        return Page(
            title: words(.codes), content: content, place: Place.desktop,
            acting: ActingPath.desktop(model.role)(model.provider.slug),
            done: visit.done == "timetable-code" ? words(.codeMapped) : nil)
    }

    private func form(_ code: UnknownCode, _ model: CodesModel, _ words: TimetableWords) -> HTML {
        let wrong = model.wrong.flatMap { $0.code == code ? $0.typed : nil }
        let field = Field(
            words(code.kind == .group ? .codeIsGroup : .codeIsTeacher), name: id(code), value: wrong ?? "",
            error: wrong.map { _ in words(error(code)) }, width: .medium)
        let groups = code.kind == .group ? model.groups[code.school] ?? [] : []
        let known =
            groups.isEmpty
            ? .nothing
            : Part.disclosure(words(.codeGroups), "<p>\(groups.joined(separator: ", "))</p>")
        let fields: HTML = "\(Part.field(field, words.parts))\(known)"
        let note = "\(code.schoolName) · \(words.own(.codeLessons, count: code.lessons))"
        return Part.card(
            code.code, note: note,
            Part.form(
                to: ActingPath.timetableCodes(model.role)(model.provider.slug),
                values: ["school": code.school.description, "kind": code.kind.rawValue, "code": code.code],
                "\(fields)\(Part.acts([Part.button(words(.codeSave), about: code.code)]))"))
    }

    private func error(_ code: UnknownCode) -> TimetableText { code.kind == .group ? .noSuchGroup : .noSuchTeacher }

    /// The name of a form's field, its own among the forms of the page; a code may hold any character.
    private func id(_ code: UnknownCode) -> String {
        let bytes = (code.school.description + code.code).utf8.map { String($0, radix: 16) }.joined()
        return "\(code.kind.rawValue)-\(bytes)"
    }
}
