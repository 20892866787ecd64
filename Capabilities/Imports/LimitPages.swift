import Accounts
import Base
import Directory
import Rostering
import Storage
import Web

/// From where on a shrinking import must be confirmed, and what somebody has typed instead.
struct ImportLimitsModel: Sendable {
    let provider: Provider
    let limits: ShrinkLimits
    var percent: String
    var size: String
    var errors: [FieldError] = []

    init(_ provider: Provider, in reader: any Reader) throws {
        self.provider = provider
        limits = try reader.first(ShrinkLimits.of(provider.id)) ?? ShrinkLimits()
        (percent, size) = (String(limits.schoolPercent), String(limits.groupSize))
    }

    /// The limits that were typed; nil when one of them is none, and then the errors say which.
    mutating func typed(_ form: Form, _ words: Words<ImportsText>) -> ShrinkLimits? {
        (percent, size) = (form.text("percent"), form.text("size"))
        let (share, least) = (Self.number(percent, in: 0...100), Self.number(size, in: 1...1000))
        if share == nil { errors.append(FieldError(words(.percentWrong), in: "percent")) }
        if least == nil { errors.append(FieldError(words(.sizeWrong), in: "size")) }
        guard let share, let least else { return nil }
        return ShrinkLimits(schoolPercent: share, groupSize: least)
    }

    private static func number(_ text: String, in range: ClosedRange<Int32>) -> Int32? {
        Int32(text.filter { !$0.isWhitespace }).flatMap { range.contains($0) ? $0 : nil }
    }

    func error(in field: String) -> String? { errors.first { $0.field == field }?.text }
}

extension Imports {
    func mountLimits(on site: Site<Viewer>) {
        site.get(
            ImportsPath.limits, may: Imports.policy,
            load: { read in try ImportLimitsModel(read.record(as: .administrator).provider, in: read) },
            page: limitsPage)
        site.post(ImportsPath.limits, may: Imports.policy) { write in try saveLimits(write) }
    }

    private func saveLimits(_ write: PageWrite<Viewer>) throws -> Outcome {
        guard let record = write.viewer.record(at: try write.visit.text("provider"), as: .administrator) else {
            throw Fault.missing
        }
        var model = try ImportLimitsModel(record.provider, in: write.writer)
        guard let limits = model.typed(write.visit.form, texts(in: write.visit.language)) else {
            return .page(limitsPage(model, write.visit))
        }
        try limits.set(
            for: record.provider.id, instead: model.limits, by: write.viewer.account.uuid, at: write.visit.now,
            in: write.writer)
        return .done("import-limits", at: ImportsPath.list(record.provider.slug))
    }

    private func limitsPage(_ model: ImportLimitsModel, _ visit: Visit) -> Page {
        let (words, parts) = (texts(in: visit.language), chrome.parts(in: visit.language))
        let percent = Field(
            words(.percent), name: "percent", kind: .number, value: model.percent, hint: words(.percentHint),
            error: model.error(in: "percent"), width: .short)
        let size = Field(
            words(.size), name: "size", kind: .number, value: model.size, hint: words(.sizeHint),
            error: model.error(in: "size"), width: .short)
        let list = ImportsPath.list(model.provider.slug)
        let content: HTML = """
            \(Part.heading(words(.limits), over: words(.title), back: list, lead: words(.limitsLead)))
            \(Part.errorSummary(model.errors, parts))
            \(Part.form(
                to: ImportsPath.limits(model.provider.slug),
                """
                \(Part.field(percent, parts))\(Part.field(size, parts))\
                \(Part.acts([Part.button(words(.saveLimits), look: .primary)]))
                """))
            """
        return page(words(.limits), content, of: model.provider, isRefused: !model.errors.isEmpty)
    }
}
