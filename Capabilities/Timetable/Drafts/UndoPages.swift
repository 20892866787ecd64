import Accounts
import Base
import Directory
import HTTPTypes
import Storage
import Web

extension Timetable {
    /// Going back to the edition before: looked at and confirmed like an import.
    func mountUndoing(on site: Site<Viewer>, as role: Role) {
        site.get(
            ImportPath.undoing(role), may: .acting(as: role),
            load: { read in
                let model = try undo(read.viewer, read.visit, role, read)
                read.look(at: model.named, model.kept)
                return model
            }, page: undoPage)
        site.get(
            ImportPath.undoingLessons(role), may: .acting(as: role),
            load: { read in
                let model = try undo(read.viewer, read.visit, role, read)
                let link = ImportPath.undoing(role)(model.kept.slug, model.kept.school.id)
                return try read.lessons(of: model.comparison, model.kept, over: (.undoTitle, link))
            }, page: comparedLessonsPage)
        site.post(ImportPath.undoing(role), may: .acting(as: role)) { write in try goBack(write, as: role) }
    }

    private func undo(_ viewer: Viewer, _ visit: Visit, _ role: Role, _ reader: any Reader) throws -> UndoModel {
        let kept = try KeptSchool.found(viewer, visit, as: role, in: reader)
        let editions = try reader.all(ListedEdition.all(of: kept.school.id, in: kept.provider.id))
        guard let present = editions.first, let earlier = editions.dropFirst().first else {
            return UndoModel(kept: kept, present: editions.first, earlier: nil, comparison: nil)
        }
        let comparison = try EditionComparison(before: present.id, after: earlier.id, in: kept.provider.id, reader)
        return UndoModel(kept: kept, present: present, earlier: earlier, comparison: comparison.keepingHandMade)
    }

    private func goBack(_ write: PageWrite<Viewer>, as role: Role) throws -> Outcome {
        let (visit, writer) = (write.visit, write.writer)
        let kept = try KeptSchool.found(write.viewer, visit, as: role, in: writer)
        try writer.one(ImportSchool.one(kept.school.id, in: kept.provider.id)).lock(writer)
        let school = try writer.one(ImportSchool.one(kept.school.id, in: kept.provider.id))
        var model = try undo(write.viewer, visit, role, writer)
        guard let present = model.present, let earlier = model.earlier, school.present == present.id,
            model.comparison?.code == visit.form.text("code")
        else {
            model.isStale = true
            try write.note(model.named, kept)
            var page = undoPage(model, visit)
            page.status = .unprocessableContent
            return .page(page)
        }
        try school.goBack(from: present.id, to: earlier.id, at: visit.now, writer)
        try change("timetable-undone", kept, [:], write)
        return .done("timetable-undone", at: kept.page)
    }

    @Sendable private func undoPage(_ model: UndoModel, _ visit: Visit) -> Page {
        let words = importWords(in: visit.language)
        let kept = model.kept
        let body: HTML
        if let earlier = model.earlier, let comparison = model.comparison {
            let lead = words(
                .undoLead, ["when": self.words(visit).days.moment(earlier.madeAt), "source": words(source(earlier))])
            let acts = Part.acts([
                Part.action(
                    words(.undoApply), to: ImportPath.undoing(kept.role)(kept.slug, kept.school.id),
                    values: ["code": comparison.code], look: .danger, icon: .undo)
            ])
            let lessons = ImportPath.undoingLessons(kept.role)(kept.slug, kept.school.id)
            let notice =
                model.isStale
                ? Part.notice(words(.changedTitle), .warning, "<p>\(words(.changedText))</p>")
                : HTML.nothing
            body = """
                \(notice)\(Part.notice(lead, .notice, "<p>\(words(.undoText))</p>\(acts)"))\
                \(Part.notice(words(.references), .notice, "<p>\(words(.referencesText))</p>"))\
                \(self.comparison(comparison, lessons: lessons, visit))
                """
        } else {
            body = Part.empty(words(.undoNone), words(.undoNoneText), icon: .undo)
        }
        return Page(
            title: words(.undoTitle),
            content: "\(Part.heading(words(.undoTitle), over: kept.school.name, back: kept.page))\(body)",
            place: Place.desktop, acting: kept.acting)
    }
}

extension UndoModel {
    fileprivate var named: Set<ID<Person>> { Set((comparison?.substitutes ?? []).map(\.id)) }
}
