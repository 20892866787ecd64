import Accounts
import Base
import Directory
import Storage
import Web

/// A group that is to be corrected or ended.
struct GroupEditModel: Sendable {
    let scope: Scope
    let record: GroupRecord
    let terms: [GroupTerm]
    /// The memberships that end with the group.
    let places: [GroupPlace]

    var back: (text: String, link: Link) {
        (record.group.title, RegisterPath.group(scope.role)(scope.slug, record.group.id))
    }
}

extension Register {
    func mountGroupEdits(on site: Site<Viewer>, as role: Role) {
        site.get(
            RegisterPath.groupCorrection(role), may: .acting(as: role),
            load: { try groupEdit($0, $0.visit, try $0.scope(role)) },
            page: { model, visit in
                let words = words(visit)
                return groupCorrectionPage(model, Typed(visit.form, words), nil, words)
            })
        site.post(RegisterPath.groupCorrection(role), may: .acting(as: role)) { try correctGroup(Edit($0, as: role)) }
        site.get(
            RegisterPath.groupEnding(role), may: .acting(as: role),
            load: { try groupEdit($0, $0.visit, try $0.scope(role)) },
            page: { model, visit in groupEndingPage(model, words(visit)) })
        site.post(RegisterPath.groupEnding(role), may: .acting(as: role)) { try endGroup(Edit($0, as: role)) }
        site.post(RegisterPath.groupEndingUndoing(role), may: .acting(as: role)) {
            try restoreGroup(Edit($0, as: role))
        }
    }

    /// The group in the path, as long as it has not ended.
    private func groupEdit(_ reader: any Reader, _ visit: Visit, _ scope: Scope) throws -> GroupEditModel {
        let record = try reader.one(GroupRecord.reached(try visit.id("group"), scope))
        guard record.endedAt == nil else { throw Fault.missing }
        return GroupEditModel(
            scope: scope, record: record, terms: try reader.all(GroupTerm.all(of: record.group.id, scope)),
            places: try reader.all(GroupPlace.open(in: record.group.id, scope)))
    }

    private func correctGroup(_ edit: Edit) throws -> Outcome {
        let (visit, words) = (edit.write.visit, words(edit.write.visit))
        let model = try groupEdit(edit.writer, visit, edit.scope)
        let group = model.record.group
        var typed = Typed(visit.form, words)
        let title = typed.line("title")
        let chosen = Set(visit.form.all("terms"))
        guard typed.errors.isEmpty else {
            return try edit.refused(groupCorrectionPage(model, typed, chosen, words), showing: [])
        }
        let terms = model.terms.filter { chosen.contains($0.id.description) }
        let before = Register.fields(group.title, model.terms.filter(\.isChosen))
        let after = Register.fields(title, terms)
        guard before != after else { return edit.done(.groupCorrect, at: group) }
        try edit.feed(.update, .group, group.id.uuid)
        if title != group.title { try edit.rename(group.id, to: title) }
        for term in model.terms where term.isChosen && !terms.contains(term) {
            try edit.remove(term.id, from: group.id)
        }
        for term in terms where !term.isChosen { try edit.add(term.id, to: group.id) }
        try edit.log(.groupCorrect, .group, group.id.uuid, before: before, after: after, concerning: [])
        return edit.done(.groupCorrect, at: group)
    }

    private static func fields(_ title: String, _ terms: [GroupTerm]) -> [String: String] {
        let days = terms.map { "\($0.title) \($0.begins)–\($0.ends.adding(days: -1))" }
        return ["title": title, "session": days.joined(separator: ", ")].filter { !$0.value.isEmpty }
    }

    private func endGroup(_ edit: Edit) throws -> Outcome {
        let model = try groupEdit(edit.writer, edit.write.visit, edit.scope)
        try setEnd(of: model.record.group, with: model.places, at: edit.now, edit)
        return edit.done(.groupEnd, at: model.record.group)
    }

    /// The group comes back with the members who left it with its end, if it was ended by hand and nothing has followed.
    private func restoreGroup(_ edit: Edit) throws -> Outcome {
        let record = try edit.writer.one(GroupRecord.reached(try edit.write.visit.id("group"), edit.scope))
        guard let endedAt = record.endedAt, record.isEndedByHand else { throw Fault.missing }
        let places = try edit.writer.all(GroupPlace.ended(at: endedAt, with: record.group.id, edit.scope))
        try setEnd(of: record.group, with: places, at: nil, edit)
        return edit.done(.groupRestore, at: record.group)
    }

    private func setEnd(of group: SchoolGroup, with places: [GroupPlace], at instant: Instant?, _ edit: Edit) throws {
        let operation: ChangeFeed.Operation = instant == nil ? .update : .end
        try edit.feed(operation, .group, group.id.uuid)
        for place in places { try edit.feed(operation, .membership, place.id.uuid) }
        try edit.setEnd(of: group.id, with: places, at: instant)
        let (none, all) = (
            ["group": group.title, "members": "0"], ["group": group.title, "members": "\(places.count)"]
        )
        try edit.log(
            instant == nil ? .groupRestore : .groupEnd, .group, group.id.uuid, before: instant == nil ? none : all,
            after: instant == nil ? all : none, concerning: places.map(\.person.uuid), keepsSame: true)
    }

    private func groupCorrectionPage(
        _ model: GroupEditModel, _ typed: Typed, _ chosen: Set<String>?, _ words: RegisterWords
    ) -> Page {
        let scope = model.scope
        let title = field(
            .groupTitle, "title", typed, value: chosen == nil ? model.record.group.title : nil, words)
        let terms = model.terms.map { term in
            Choice(term.title, value: term.id.description, note: words.period(term.begins, term.ends))
        }
        let own = Set(model.terms.filter(\.isChosen).map(\.id.description))
        return formPage(
            words(.correctGroup), scope, typed,
            to: RegisterPath.groupCorrection(scope.role)(scope.slug, model.record.group.id), back: model.back,
            before: importNotice(model.record.source, words),
            fields: """
                \(Part.field(title, words.parts))\
                \(terms.isEmpty ? .nothing : Part.checkboxes(
                    field(.terms, "terms", typed, hint: .termsHint, isRequired: false, words), terms,
                    chosen: chosen ?? own, words.parts))
                """, button: words(.save), words)
    }

    private func groupEndingPage(_ model: GroupEditModel, _ words: RegisterWords) -> Page {
        let scope = model.scope
        let members = words.own(.membersEnding, count: model.places.count)
        let notice = Part.notice(
            words(.consequences), .warning, "<p>\(words(.endGroupText)) \(members)</p>")
        return formPage(
            words(.endGroup), scope, Typed(Form(), words),
            to: RegisterPath.groupEnding(scope.role)(scope.slug, model.record.group.id), back: model.back,
            before: "\(notice)\(importNotice(model.record.source, words))", fields: .nothing, button: words(.endGroup),
            isDangerous: true, words)
    }
}

extension Edit {
    func done(_ action: Action, at group: SchoolGroup) -> Outcome {
        .done(action.rawValue, at: RegisterPath.group(scope.role)(scope.slug, group.id))
    }
}
