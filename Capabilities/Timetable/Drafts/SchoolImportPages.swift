import Accounts
import Base
import Directory
import HTTPTypes
import Storage
import Web

extension Timetable {
    static let importers: [Role] = [.office, .administrator]

    /// The timetables of one's schools: which is in force, what was before, and the form that imports another.
    func mountImports(on site: Site<Viewer>, as role: Role) {
        site.get(
            ImportPath.list(role), may: .acting(as: role),
            load: { read in
                let record = try read.record(as: role)
                let persons = read.viewer.persons(at: record.provider.id)
                let schools = try read.all(
                    Organisation.governed(by: persons, as: role, in: record.provider.id, on: Day(read.visit.today)))
                return ImportSchoolsModel(role: role, provider: record.provider, schools: schools)
            }, page: schoolsPage)
        site.get(
            ImportPath.school(role), may: .acting(as: role), load: { try loadEditions($0, as: role) },
            page: editionsPage)
        let database = site.needs.database
        // Beside the files there are only the lines of the form itself.
        site.upload(ImportPath.school(role), may: .acting(as: role), limit: TimetableDraft.maximalBytes + 10_000) {
            viewer, visit, upload in
            let kept = try await database.read { try KeptSchool.found(viewer, visit, as: role, in: $0) }
            let files = try await upload.files(named: "files")
            guard !files.isEmpty else {
                let words = importWords(in: visit.language)
                let model = SchoolEditionsModel(
                    kept: kept, editions: [], drafts: [], names: [:], error: words(.importNoFile))
                return .page(editionsPage(model, visit))
            }
            let draft = try await TimetableDraft.make(
                of: files, for: kept.school.id, in: kept.provider.id, by: viewer.account, at: visit.now, in: database)
            return .seeOther(ImportPath.draft(role)(kept.slug, kept.school.id, draft))
        }
    }

    private func loadEditions(_ read: PageRead<Viewer>, as role: Role) throws -> SchoolEditionsModel {
        let kept = try KeptSchool.found(read.viewer, read.visit, as: role, in: read)
        let editions = try read.all(ListedEdition.all(of: kept.school.id, in: kept.provider.id))
        let drafts = try read.all(TimetableDraft.all(of: kept.school.id, in: kept.provider.id))
        let accounts = Set(editions.compactMap(\.account) + drafts.map(\.account))
        return SchoolEditionsModel(
            kept: kept, editions: editions, drafts: drafts,
            names: try read.names(of: Array(accounts), at: kept.provider, as: role))
    }

    @Sendable private func schoolsPage(_ model: ImportSchoolsModel, _ visit: Visit) -> Page {
        let words = importWords(in: visit.language)
        let rows = model.schools.map { school in
            Part.row(
                school.name, to: ImportPath.school(model.role)(model.provider.slug, school.id), lead: Icon.school())
        }
        let list =
            rows.isEmpty
            ? Part.empty(words(.importNone), words(.importNoneText), icon: .school)
            : Part.section(words(.importSchools), id: "schools", Part.rows(rows))
        return Page(
            title: words(.imports), content: "\(Part.heading(words(.imports), lead: words(.importsLead)))\(list)",
            place: Place.desktop, acting: ActingPath.desktop(model.role)(model.provider.slug))
    }

    @Sendable func editionsPage(_ model: SchoolEditionsModel, _ visit: Visit) -> Page {
        let (words, parts) = (importWords(in: visit.language), chrome.parts(in: visit.language))
        let errors = model.error.map { [FieldError($0, in: "files")] } ?? []
        let field = Field(words(.importFiles), name: "files", hint: words(.importFilesHint), error: model.error)
        let form = Part.form(
            to: model.kept.page, isMultipart: true,
            """
            \(Part.fileField(field, accept: ".txt,.csv,.zip", isMultiple: true, parts))\
            \(Part.acts([Part.button(words(.importUpload), look: .primary, icon: .upload)]))
            """)
        let content: HTML = """
            \(Part.heading(model.kept.school.name, over: words(.imports),
                back: ImportPath.list(model.kept.role)(model.kept.slug), lead: words(.importsLead)))
            \(Part.errorSummary(errors, parts))
            \(Part.section(words(.importNew), id: "new",
                "\(Part.card(nil, form))\(Part.disclosure(words(.importFormats), formats(visit)))"))
            \(model.error == nil ? "\(drafts(model, visit))\(editions(model, visit))" : .nothing)
            """
        return Page(
            title: model.kept.school.name, content: content, status: model.error == nil ? .ok : .unprocessableContent,
            place: Place.desktop, acting: model.kept.acting, done: done(visit, words))
    }

    private func done(_ visit: Visit, _ words: Words<ImportPageText>) -> String? {
        switch visit.done {
        case "timetable-applied": words(.applied)
        case "timetable-discarded": words(.discarded)
        case "timetable-undone": words(.undoDone)
        default: nil
        }
    }

    /// The names of the files and their columns, which are the same in every language.
    private func formats(_ visit: Visit) -> HTML {
        let files: [(String, String)] = [
            ("GPU001.TXT", "Untis"), ("lessons.csv", LessonFile.columns.joined(separator: ", ")),
            ("bells.csv", BellFile.columns.joined(separator: ", ")),
            ("days.csv", DayFile.columns.joined(separator: ", ")),
            ("changes.csv", ChangeFile.columns.joined(separator: ", ")),
        ]
        return Part.definitions(files.map { (term: $0.0, value: "<code>\($0.1)</code>") })
    }

    private func drafts(_ model: SchoolEditionsModel, _ visit: Visit) -> HTML {
        guard !model.drafts.isEmpty else { return .nothing }
        let words = importWords(in: visit.language)
        let rows = model.drafts.map { draft in
            Part.row(
                draft.fileNames.joined(separator: ", "),
                to: ImportPath.draft(model.kept.role)(model.kept.slug, model.kept.school.id, draft.id),
                lead: Icon.file(), note: made(draft.receivedAt, model.names[draft.account], visit),
                tail: mark(draft, words))
        }
        return Part.section(words(.drafts), id: "drafts", "<p>\(words(.draftsText))</p>\(Part.rows(rows))")
    }

    /// When and by whom: "tänään 10.15 · Olli Ranta".
    func made(_ when: Instant, _ name: PersonName?, isCommand: Bool = false, _ visit: Visit) -> String {
        let words = importWords(in: visit.language)
        let who = isCommand ? words(.byCommand) : name?.full ?? words(.byNobody)
        return words(.madeBy, ["when": self.words(visit).days.moment(when), "who": who])
    }

    private func mark(_ draft: TimetableDraft, _ words: Words<ImportPageText>) -> HTML {
        switch draft.outcome {
        case .waiting where draft.edition == nil: Part.tag(words(.draftStale), icon: .clock)
        case .waiting: Part.tag(words(.draftWaiting), .notice, icon: .eye)
        case .refused: Part.tag(words(.draftRefused), .stop)
        case .unchanged: Part.tag(words(.draftUnchanged))
        case .applied: Part.tag(words(.draftApplied), .good)
        case .discarded: Part.tag(words(.draftDiscarded), icon: .close)
        }
    }

    private func editions(_ model: SchoolEditionsModel, _ visit: Visit) -> HTML {
        let words = importWords(in: visit.language)
        guard !model.editions.isEmpty else {
            return Part.section(
                words(.editions), id: "editions",
                Part.empty(words(.noEditions), words(.noEditionsText), icon: .calendar))
        }
        let rows = model.editions.map { edition in
            Part.row(
                words(source(edition)), lead: Icon.calendar(),
                note: made(
                    edition.madeAt, edition.account.flatMap { model.names[$0] }, isCommand: edition.account == nil,
                    visit),
                tail: edition.depth == 0
                    ? Part.tag(words(.editionNow), .good) : Part.quiet(words(.editionBefore)))
        }
        let undo: HTML =
            model.editions.count < 2
            ? .nothing
            : Part.acts([
                Part.linkButton(
                    words(.undoOffer), to: ImportPath.undoing(model.kept.role)(model.kept.slug, model.kept.school.id),
                    icon: .undo)
            ])
        return Part.section(
            words(.editions), id: "editions", "<p>\(words(.editionsText))</p>\(Part.rows(rows))\(undo)")
    }

    func source(_ edition: ListedEdition) -> ImportPageText {
        switch edition.source {
        case "untis": .sourceUntis
        case "csv": .sourceCsv
        default: .sourceHand
        }
    }
}
