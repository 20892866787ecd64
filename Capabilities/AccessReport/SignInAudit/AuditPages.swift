import Accounts
import Audit
import Base
import Directory
import HTTPTypes
import Storage
import Web

/// What the audit's page shows.
struct AuditModel: Sendable {
    let provider: Provider
    var form: AuditForm
    /// nil where the form has to be mended first.
    var finding: AuditFinding?
}

extension AccessReport {
    /// How many rows a file holds.
    static let mostInFile = 20_000

    /// What happened to the ways in of the provider's people, and what was administered; to read, to narrow and to take along.
    func mountAudit(on site: Site<Viewer>) {
        site.get(
            AccessReportPath.audit, may: .acting(as: .administrator),
            load: { read in
                let provider = try read.record(as: .administrator).provider
                let words = texts(in: read.visit.language)
                let form = try AuditForm.read(read.visit.query, words, in: provider.id, read)
                let finding =
                    form.errors.isEmpty ? try AuditFinding.read(form.question, in: provider.id, read) : nil
                let candidates = form.named.values.flatMap(\.candidates).map(\.id)
                for person in candidates + (finding.map { Array($0.people.keys) } ?? []) {
                    read.look(at: person, in: provider.id, for: "signInAudit", as: .administrator)
                }
                return AuditModel(provider: provider, form: form, finding: finding)
            }, page: auditPage)
        site.post(AccessReportPath.auditExports, may: .acting(as: .administrator), change: createExport)
        site.get(
            AccessReportPath.auditExport, may: .acting(as: .administrator),
            load: { read in
                let provider = try read.record(as: .administrator).provider
                let export = try read.first(
                    AuditExport.made(
                        read.visit.id("export"), by: read.viewer.account, in: provider.id, at: read.visit.now))
                guard let export else { throw Fault.missing }
                let finding = try AuditFinding.read(
                    export.question, in: provider.id, size: AccessReport.mostInFile, read)
                // Who is protected is not named in the file.
                for person in finding.people.values where !person.isProtected {
                    read.look(at: person.id, in: provider.id, for: "signInAudit", as: .administrator)
                }
                return finding
            }, download: auditFile)
    }

    /// Keeps why the file is taken, and leads to it.
    private func createExport(_ write: PageWrite<Viewer>) throws -> Outcome {
        let slug = try write.visit.text("provider")
        guard let provider = write.viewer.record(at: slug, as: .administrator)?.provider else { throw Fault.missing }
        let words = texts(in: write.visit.language)
        var form = try AuditForm.read(write.visit.form, words, in: provider.id, write.writer)
        if form.reason.count < LogSearchForm.fewestReasonCharacters {
            form.errors.append(FieldError(words(.reasonMissing), in: "reason"))
        }
        if form.errors.isEmpty,
            try AuditFinding.isOver(AccessReport.mostInFile, form.question, in: provider.id, write.writer)
        {
            form.errors.append(FieldError(words(.auditTooMany), in: "from"))
        }
        guard form.errors.isEmpty else {
            return .page(auditPage(AuditModel(provider: provider, form: form, finding: nil), write.visit))
        }
        let export = try AuditExport.keep(
            form.question, reason: form.reason, by: write.viewer.account, in: provider.id, at: write.visit.now,
            write.writer)
        try Change(
            "sign-in-export", of: "sign_in_export", export.uuid, in: provider.id.uuid, by: write.viewer.account.uuid,
            after: ["reason": form.reason]
        ).write(at: write.visit.now, in: write.writer)
        return .seeOther(AccessReportPath.auditExport(slug, export))
    }

    @Sendable private func auditFile(_ finding: AuditFinding, _ visit: Visit) -> Download {
        let words = texts(in: visit.language)
        let columns: [AccessReportText] = [.when, .auditWhat, .auditPerson, .auditMaker, .auditDevice]
        let rows = finding.entries.lazy.map { entry in
            [
                AccessReport.stamp(entry.at), words(entry, finding.services, \.description),
                AccessReport.nameInFile(finding.person(of: entry), words),
                AccessReport.makerInFile(entry, finding, words), BrowserName.of(entry.browser) ?? "",
            ]
        }
        return .table("sign-ins-\(visit.today).csv", columns: columns.map { words($0) }, rows: rows)
    }

    /// `2026-11-23 10:15`, as spreadsheets read it in every language.
    private static func stamp(_ instant: Instant) -> String {
        let (day, minute) = instant.local
        let clock = [minute / 60, minute % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        return "\(day) \(clock)"
    }

    private static func nameInFile(_ person: Person?, _ words: Words<AccessReportText>) -> String {
        person.map { $0.isProtected ? words(.auditProtected) : $0.name.full } ?? ""
    }

    private static func makerInFile(
        _ entry: AuditEntry, _ finding: AuditFinding, _ words: Words<AccessReportText>
    ) -> String {
        if let word = words(maker: entry) { return word }
        return finding.maker(of: entry).map { nameInFile($0, words) } ?? words(.makerOther)
    }
}

extension AccessReportPath {
    static let audit = ActingPath.signInAudit
    static let auditExports: PathPattern = "/{provider}/administrator/sign-in-audit/exports"
    static let auditExport: PathPattern = "/{provider}/administrator/sign-in-audit/exports/{export}"
}
