import Accounts
import Audit
import Base
import Directory
import Foundation
import HTTPTypes
import Storage
import Web

/// What an administrator decides about attendance.
struct RulesModel: Sendable {
    let provider: Provider
    let rules: AttendanceRules
    let codes: [AbsenceCode]
    var form = RulesForm()
}

/// What was typed, and what is wrong with it; empty for what stands.
struct RulesForm: Sendable {
    var typed: [String: String] = [:]
    var errors: [FieldError] = []

    mutating func refuse(_ field: String, _ text: String) { errors.append(FieldError(text, in: field)) }

    func error(_ field: String) -> String? { errors.first { $0.field == field }?.text }

    func value(_ field: String, _ stands: String) -> String { typed[field] ?? stands }
}

extension Attendance {
    func mountRules(on site: Site<Viewer>) {
        let policy = Policy<Viewer>.acting(as: .administrator)
        site.get(
            AttendancePath.rules, may: policy, load: { try rulesModel($0.viewer, $0.visit, $0) }, page: rulesPage)
        site.post(AttendancePath.rules, may: policy) { write in try decide(write) }
        site.post(AttendancePath.codes, may: policy) { write in try add(write) }
        site.post(AttendancePath.codeEnding, may: policy) { write in try end(write) }
    }

    func rulesModel(_ viewer: Viewer, _ visit: Visit, _ reader: any Reader) throws -> RulesModel {
        guard let record = viewer.record(at: try visit.text("provider"), as: .administrator) else {
            throw Fault.missing
        }
        return RulesModel(
            provider: record.provider, rules: try AttendanceRules.of(record.provider.id, in: reader),
            codes: try reader.all(AbsenceCode.all(of: record.provider.id)))
    }

    private func decide(_ write: PageWrite<Viewer>) throws -> Outcome {
        let (visit, words) = (write.visit, words(write.visit))
        var model = try rulesModel(write.viewer, visit, write.writer)
        let fields = ["correction", "notice"]
        var days: [Int] = []
        for field in fields {
            model.form.typed[field] = visit.form.text(field)
            if let number = Int(visit.form.text(field)), (0...AttendanceRules.most).contains(number) {
                days.append(number)
            } else {
                model.form.refuse(field, words(.daysWrong))
            }
        }
        guard days.count == fields.count else { return refused(model, visit) }
        let rules = AttendanceRules(correctionDays: days[0], noticeDays: days[1])
        if rules != model.rules {
            try rules.save(for: model.provider.id, write.writer)
            try change(
                "attendance-rules", "provider", model.provider.id.uuid, model, write, before: model.rules.values,
                after: rules.values)
        }
        return .done("attendance-rules", at: AttendancePath.rules(model.provider.slug))
    }

    /// A code that was ended comes back when it is added again; what entries say stays the same.
    private func add(_ write: PageWrite<Viewer>) throws -> Outcome {
        let (visit, words) = (write.visit, words(write.visit))
        var model = try rulesModel(write.viewer, visit, write.writer)
        for field in ["class", "code", "title-fi", "title-sv", "title-en"] {
            model.form.typed[field] = visit.form.line(field)
        }
        let typed = model.form.typed
        let absenceClass = AbsenceClass(rawValue: typed["class"] ?? "")
        if absenceClass == nil { model.form.refuse("class", words(.classMissing)) }
        let code = typed["code"] ?? ""
        if code.isEmpty || code.count > AbsenceCode.longestCode { model.form.refuse("code", words(.codeWrong)) }
        let known = model.codes.first { $0.code == code }
        if let known, !known.isEnded { model.form.refuse("code", words(.codeTaken)) }
        // A code's entries keep its class, so that a code that comes back means what it meant.
        if let known, known.isEnded, known.absenceClass != absenceClass {
            model.form.refuse("class", words(.codeClass, ["class": words(known.absenceClass)]))
        }
        let titles = ["title-fi", "title-sv", "title-en"].map { typed[$0] ?? "" }
        for (field, title) in zip(["title-fi", "title-sv"], titles)
        where title.isEmpty || title.count > AbsenceCode.longestTitle {
            model.form.refuse(field, words(.titleMissing))
        }
        if titles[2].count > AbsenceCode.longestTitle { model.form.refuse("title-en", words(.titleMissing)) }
        guard model.form.errors.isEmpty, let absenceClass else { return refused(model, visit) }
        let id = known?.id ?? .new(at: visit.now)
        try AbsenceCode.save(
            id, absenceClass, code, fi: titles[0], sv: titles[1], en: titles[2].isEmpty ? titles[0] : titles[2],
            in: model.provider.id, write.writer)
        try change(
            "absence-code-add", "absence_code", id.uuid, model, write,
            after: ["code": code, "class": absenceClass.rawValue])
        return .done("absence-code", at: AttendancePath.rules(model.provider.slug))
    }

    /// A code is offered no more; what was written with it keeps its words.
    private func end(_ write: PageWrite<Viewer>) throws -> Outcome {
        let model = try rulesModel(write.viewer, write.visit, write.writer)
        let id = try write.visit.id("code", of: AbsenceCode.self)
        guard let code = model.codes.first(where: { $0.id == id && !$0.isEnded }) else { throw Fault.missing }
        try AbsenceCode.end(id, in: model.provider.id, at: write.visit.now, write.writer)
        try change("absence-code-end", "absence_code", id.uuid, model, write, before: ["code": code.code])
        return .done("absence-code-ended", at: AttendancePath.rules(model.provider.slug))
    }

    private func refused(_ model: RulesModel, _ visit: Visit) -> Outcome {
        var page = rulesPage(model, visit)
        page.status = .unprocessableContent
        return .page(page)
    }

    private func change(
        _ action: String, _ entity: String, _ id: UUID, _ model: RulesModel, _ write: PageWrite<Viewer>,
        before: [String: String] = [:], after: [String: String] = [:]
    ) throws {
        try Change(
            action, of: entity, id, in: model.provider.id.uuid, by: write.viewer.account.uuid, before: before,
            after: after
        ).write(at: write.visit.now, in: write.writer)
    }
}

extension AttendanceRules {
    /// As the change log keeps them.
    var values: [String: String] {
        ["correction_days": String(correctionDays), "notice_days": String(noticeDays)]
    }
}
