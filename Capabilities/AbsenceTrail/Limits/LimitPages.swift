import Accounts
import Attendance
import Audit
import Base
import Directory
import HTTPTypes
import Storage
import Web

/// The limits of a provider, as its administrator sees them.
struct LimitsModel: Sendable {
    let provider: Provider
    let list: LimitList
    /// The limit of the form; nil for a new one.
    var limit: AbsenceLimit?
}

extension AbsenceTrail {
    /// The word in the place of a limit's key for one that is not there yet.
    private static let new = "new"

    /// Which limits there are, and the form of each.
    func mountLimits(on site: Site<Viewer>) {
        site.get(
            TrailPath.limits, may: .acting(as: .administrator),
            load: { read in
                let provider = try read.record(as: .administrator).provider
                return LimitsModel(provider: provider, list: try .load(provider.id, in: read))
            }, page: limitsPage)
        site.get(
            TrailPath.limit, may: .acting(as: .administrator),
            load: { read in
                try limit(read.record(as: .administrator).provider, read.visit, in: read)
            }, page: { model, visit in limitPage(model, nil, visit) })
        site.post(TrailPath.limit, may: .acting(as: .administrator)) { write in try save(write) }
        site.post(TrailPath.limitEnding, may: .acting(as: .administrator)) { write in try end(write) }
    }

    private func limit(_ provider: Provider, _ visit: Visit, in reader: any Reader) throws -> LimitsModel {
        let key = try visit.text("limit")
        var model = LimitsModel(provider: provider, list: try .load(provider.id, in: reader))
        guard key != AbsenceTrail.new else { return model }
        guard let limit = AbsenceLimit.Key(key).flatMap({ model.list[$0] }) else { throw Fault.missing }
        model.limit = limit
        return model
    }

    private func model(_ write: PageWrite<Viewer>) throws -> LimitsModel {
        guard let record = write.viewer.record(at: try write.visit.text("provider"), as: .administrator) else {
            throw Fault.missing
        }
        return try limit(record.provider, write.visit, in: write.writer)
    }

    private func save(_ write: PageWrite<Viewer>) throws -> Outcome {
        let model = try model(write)
        let typed = TypedLimit(write.visit.form, model, words(write.visit))
        guard let next = typed.limit else {
            var page = limitPage(model, typed, write.visit)
            page.status = .unprocessableContent
            return .page(page)
        }
        if next != model.limit { try change(model, to: next, write) }
        return .done("absence-limit", at: TrailPath.limits(model.provider.slug))
    }

    private func end(_ write: PageWrite<Viewer>) throws -> Outcome {
        let model = try model(write)
        guard model.limit != nil else { throw Fault.missing }
        try change(model, to: nil, write)
        return .done("absence-limit-ended", at: TrailPath.limits(model.provider.slug))
    }

    private func change(_ model: LimitsModel, to next: AbsenceLimit?, _ write: PageWrite<Viewer>) throws {
        let (provider, account) = (model.provider.id, write.viewer.account.uuid)
        try model.list.replace(
            model.limit, with: next, in: provider, by: account, at: write.visit.now, write.writer)
        try Change(
            next == nil ? "absence-limit-ended" : "absence-limit", of: "provider", provider.uuid, in: provider.uuid,
            by: account, before: model.limit?.logged ?? [:], after: next?.logged ?? [:]
        ).write(at: write.visit.now, in: write.writer)
    }

    @Sendable private func limitsPage(_ model: LimitsModel, _ visit: Visit) -> Page {
        let words = words(visit)
        let slug = model.provider.slug
        let rows = model.list.limits.map { limit in
            let whom = AbsenceLimit.Alerted.allCases.filter(limit.alerts.contains).map { words.word($0) }
            return Part.row(
                words.long(limit.key), to: TrailPath.limit(slug, limit.key),
                note: words(.alertsWhom, ["whom": whom.joined(separator: ", ")]),
                below: "<span>\(words.agreedStep(limit))</span>")
        }
        let standard =
            model.list.isDecided
            ? HTML.nothing : Part.notice(words(.standard), .notice, "<p>\(words(.standardText))</p>")
        let list = rows.isEmpty ? Part.empty(words(.noLimits), words(.limitsLead), icon: .clock) : Part.rows(rows)
        let content: HTML = """
            \(Part.heading(words(.limits), lead: words(.limitsLead),
                acts: [Part.linkButton(words(.addLimit), to: TrailPath.limit(slug, AbsenceTrail.new), icon: .plus)]))
            \(standard)\(list)
            """
        let done: [String: TrailText] = ["absence-limit": .limitSaved, "absence-limit-ended": .limitRemoved]
        return page(words(.limits), content, model, done: visit.done.flatMap { done[$0] }.map { words($0) })
    }

    private func limitPage(_ model: LimitsModel, _ typed: TypedLimit?, _ visit: Visit) -> Page {
        let words = words(visit)
        let slug = model.provider.slug
        let title = model.limit.map { words(.limitTitle, ["limit": words.long($0.key)]) } ?? words(.newLimit)
        let key = model.limit?.key.description ?? AbsenceTrail.new
        let typed = typed ?? TypedLimit(of: model.limit)
        let removal: HTML =
            model.limit == nil
            ? .nothing
            : Part.disclosure(
                words(.remove),
                """
                <p>\(words(.removeText))</p>\
                \(Part.action(words(.remove), to: TrailPath.limitEnding(slug, key), look: .danger))
                """)
        let content: HTML = """
            \(Part.heading(title, over: words(.limits), back: TrailPath.limits(slug)))
            \(Part.errorSummary(typed.errors, words.parts))
            \(Part.form(to: TrailPath.limit(slug, key), typed.fields(isNew: model.limit == nil, words)))
            \(removal)
            """
        return page(title, content, model, done: nil)
    }

    private func page(_ title: String, _ content: HTML, _ model: LimitsModel, done: String?) -> Page {
        Page(
            title: title, content: content, place: Place.desktop,
            acting: ActingPath.desktop(.administrator)(model.provider.slug), done: done)
    }
}

extension AbsenceLimit {
    /// What the change log keeps of a limit.
    fileprivate var logged: [String: String] {
        [
            "limit": key.description, "alerts": alerts.map(\.rawValue).sorted().joined(separator: " "),
            "classes": classes.map(\.rawValue).sorted().joined(separator: " "), "step": text ?? "",
        ]
    }
}
