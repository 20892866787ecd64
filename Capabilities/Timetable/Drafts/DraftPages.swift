import Accounts
import Audit
import Base
import Directory
import HTTPTypes
import Storage
import Web

extension Timetable {
    /// What an import would change, with the answers to it.
    func mountDrafts(on site: Site<Viewer>, as role: Role) {
        site.get(
            ImportPath.draft(role), may: .acting(as: role),
            load: { read in
                let model = try draft(read.viewer, read.visit, role, read)
                read.note(draft: model)
                return model
            }, page: draftPage)
        site.get(
            ImportPath.draftLessons(role), may: .acting(as: role),
            load: { read in
                let model = try draft(read.viewer, read.visit, role, read)
                let link = ImportPath.draft(role)(model.kept.slug, model.kept.school.id, model.draft.id)
                return try read.lessons(of: model.comparison, model.kept, over: (.draftTitle, link))
            }, page: comparedLessonsPage)
        site.get(
            ImportPath.problemFile(role), may: .acting(as: role),
            load: { read in
                let kept = try KeptSchool.found(read.viewer, read.visit, as: role, in: read)
                return try read.one(found(read.visit, kept)).problems
            }, download: problemTable)
        site.post(ImportPath.application(role), may: .acting(as: role)) { write in try apply(write, as: role) }
        site.post(ImportPath.discarding(role), may: .acting(as: role)) { write in
            let kept = try KeptSchool.found(write.viewer, write.visit, as: role, in: write.writer)
            let draft = try write.writer.one(found(write.visit, kept))
            if draft.outcome == .waiting {
                let school = try write.writer.one(ImportSchool.one(kept.school.id, in: kept.provider.id))
                try draft.end(.discarded, in: kept.provider.id, write.writer)
                try school.remove([draft.edition].compactMap { $0 }, write.writer)
                try change("timetable-discarded", kept, [:], write)
            }
            return .done("timetable-discarded", at: kept.page)
        }
    }

    private func found(_ visit: Visit, _ kept: KeptSchool) throws -> Query<TimetableDraft> {
        TimetableDraft.one(try visit.id("draft"), of: kept.school.id, in: kept.provider.id)
    }

    private func draft(
        _ viewer: Viewer, _ visit: Visit, _ role: Role, _ reader: any Reader
    ) throws -> DraftModel {
        let kept = try KeptSchool.found(viewer, visit, as: role, in: reader)
        let provider = kept.provider.id
        let draft = try reader.one(found(visit, kept))
        let school = try reader.one(ImportSchool.one(kept.school.id, in: provider))
        let readiness = try draft.readiness(school, reader)
        var comparison: EditionComparison?
        if case .ready(let before, let after) = readiness {
            comparison = try EditionComparison(before: before, after: after, in: provider, reader)
        }
        let sender = try reader.first(NamedAccount.among([draft.account], in: provider))?.1
        return DraftModel(kept: kept, draft: draft, sender: sender, readiness: readiness, comparison: comparison)
    }

    /// Confirms exactly what was shown: another timetable in force, or another edition than the one that was looked at,
    /// is refused in words. A second click finds the work done.
    private func apply(_ write: PageWrite<Viewer>, as role: Role) throws -> Outcome {
        let (visit, writer) = (write.visit, write.writer)
        let kept = try KeptSchool.found(write.viewer, visit, as: role, in: writer)
        try writer.one(ImportSchool.one(kept.school.id, in: kept.provider.id)).lock(writer)
        let school = try writer.one(ImportSchool.one(kept.school.id, in: kept.provider.id))
        var model = try draft(write.viewer, visit, role, writer)
        if model.draft.outcome == .applied { return .done("timetable-applied", at: kept.page) }
        guard let comparison = model.comparison, case .ready(_, let edition) = model.readiness,
            comparison.code == visit.form.text("code")
        else {
            model.isChanged = model.comparison != nil
            try write.note(draft: model)
            var page = draftPage(model, visit)
            page.status = .unprocessableContent
            return .page(page)
        }
        guard !comparison.isShrinking || visit.form["confirmed"] != nil else {
            model.isUnticked = true
            try write.note(draft: model)
            var page = draftPage(model, visit)
            page.status = .unprocessableContent
            return .page(page)
        }
        try model.draft.end(.applied, in: kept.provider.id, writer)
        try school.apply(edition, at: visit.now, writer)
        try change(
            "timetable-applied", kept,
            [
                "files": model.draft.fileNames.joined(separator: ", "),
                "lessons": String(comparison.lessons.count),
            ], write)
        return .done("timetable-applied", at: kept.page)
    }

    func change(
        _ action: String, _ kept: KeptSchool, _ after: [String: String], _ write: PageWrite<Viewer>
    ) throws {
        try Change(
            action, of: "organisation", kept.school.id.uuid, in: kept.provider.id.uuid, by: write.viewer.account.uuid,
            after: after
        ).write(at: write.visit.now, in: write.writer)
    }

    @Sendable private func problemTable(_ problems: [TimetableProblem], _ visit: Visit) -> Download {
        let (words, sentences) = (importWords(in: visit.language), problemWords(in: visit.language))
        let columns: [ImportPageText] = [.problemQuality, .problemFile, .problemLine, .problemCode, .problemWhat]
        return Download.table(
            "\(words(.problemsFileName)).csv", columns: columns.map { words($0) },
            rows: problems.map { problem in
                [
                    words(problem.isError ? .problemError : .problemNotice), problem.file,
                    problem.line.map(String.init) ?? "", problem.code.rawValue,
                    sentences(problem.code, ["value": problem.value]),
                ]
            })
    }
}

extension PageRead<Viewer> {
    /// Whom the page of a draft names: who sent it is a colleague, and substitutes stand in the changes.
    fileprivate func note(draft model: DraftModel) {
        look(at: model.named, model.kept)
    }

    /// Notes whom a page of imports names.
    func look(at people: Set<ID<Person>>, _ kept: KeptSchool) {
        for person in people { look(at: person, in: kept.provider.id, for: "timetable", as: kept.role) }
    }

    /// The lessons of the group that is asked for, with a look at each of their teachers.
    func lessons(
        of comparison: EditionComparison?, _ kept: KeptSchool, over: (ImportPageText, Link)
    ) throws -> ComparedLessonsModel {
        let id = ID<SchoolGroup>(visit.query.text("group"))
        guard let found = comparison?.byGroup.first(where: { $0.group?.id == id }) else { throw Fault.missing }
        look(at: Set(found.lessons.flatMap(\.teachers).map(\.id)), kept)
        return ComparedLessonsModel(kept: kept, over: over, group: found.group, lessons: found.lessons)
    }
}

extension PageWrite<Viewer> {
    fileprivate func note(draft model: DraftModel) throws {
        try note(model.named, model.kept)
    }

    /// Notes whom an answer to a form names.
    func note(_ people: Set<ID<Person>>, _ kept: KeptSchool) throws {
        for person in people {
            if let look = viewer.look(at: person, in: kept.provider.id, for: "timetable", as: kept.role) {
                try AccessLog.write(look, at: visit.now, in: writer)
            }
        }
    }
}

extension DraftModel {
    fileprivate var named: Set<ID<Person>> {
        Set((comparison?.substitutes ?? []).map(\.id)).union([sender?.id].compactMap { $0 })
    }
}
