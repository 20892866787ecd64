import Accounts
import Base
import Directory
import Foundation
import Storage
import Web

/// A dated row that is to end: a role, a membership or a guardianship.
struct EndingModel: Sendable {
    let person: PersonModel
    let kind: EndingKind
    let row: UUID
    /// What it is, in words of the register.
    let title: String
    let begins: CivilDate?
    let ends: CivilDate?
    let source: String
    /// Whose history it belongs to beside the person's.
    let others: [UUID]
    /// What the log keeps of it.
    let values: [String: String]
}

/// Which of a person's dated rows ends.
enum EndingKind: Hashable, Sendable, CaseIterable {
    case role, membership, guardianship

    var entity: Edit.Entity {
        switch self {
        case .role: .role
        case .membership: .membership
        case .guardianship: .guardianship
        }
    }

    var action: Action {
        switch self {
        case .role: .roleEnd
        case .membership: .membershipEnd
        case .guardianship: .guardianshipEnd
        }
    }

    func path(_ role: Role) -> PathPattern {
        switch self {
        case .role: RegisterPath.roleEnding(role)
        case .membership: RegisterPath.membershipEnding(role)
        case .guardianship: RegisterPath.guardianshipEnding(role)
        }
    }

    var title: RegisterText {
        switch self {
        case .role: .endRole
        case .membership: .endMembership
        case .guardianship: .endGuardianship
        }
    }
}

extension Register {
    func mountEndings(on site: Site<Viewer>, as role: Role) {
        for kind in EndingKind.allCases {
            site.get(
                kind.path(role), may: .acting(as: role),
                load: { read in
                    try ending(kind, try read.visit.id("row", of: EndingModel.self).uuid, try personModel(read, role))
                },
                page: { model, visit in
                    let words = words(visit)
                    return endingPage(model, Typed(visit.form, words), words)
                })
            site.post(kind.path(role), may: .acting(as: role)) { write in try end(kind, Edit(write, as: role)) }
        }
    }

    /// The row, if the role may end it and it is not over.
    private func ending(_ kind: EndingKind, _ id: UUID, _ person: PersonModel) throws -> EndingModel {
        let day = person.scope.day
        let found: EndingModel? =
            switch kind {
            case .role:
                person.file.roles.first { $0.id.uuid == id && $0.mayEnd(person.scope) }.map { EndingModel($0, person) }
            case .membership:
                person.file.memberships.first { $0.id.uuid == id && $0.isGoverned && $0.standing(on: day) != .over }
                    .map { EndingModel($0, person) }
            case .guardianship:
                person.file.guardianships.first { $0.id.uuid == id && $0.standing(on: day) != .over }
                    .map { EndingModel($0, person) }
            }
        guard let found else { throw Fault.missing }
        return found
    }

    private func end(_ kind: EndingKind, _ edit: Edit) throws -> Outcome {
        let words = words(edit.write.visit)
        let id = try edit.write.visit.id("row", of: EndingModel.self).uuid
        let model = try ending(kind, id, try personModel(edit))
        var typed = Typed(edit.write.visit.form, words)
        let last = typed.day("last", isRequired: true)
        if let last, let begins = model.begins, last < begins { typed.refuse("last", .endBeforeBegin) }
        guard let last, typed.errors.isEmpty else {
            return try edit.refused(endingPage(model, typed, words), showing: model.person.file.shown)
        }
        let ends = last.adding(days: 1)
        switch kind {
        case .role: try edit.endRole(ID(id), on: ends)
        case .membership: try edit.endMembership(ID(id), on: ends)
        case .guardianship: try edit.endGuardianship(ID(id), on: ends)
        }
        let person = model.person.file.person.id
        try edit.feed(.update, kind.entity, id)
        var before = model.values
        before["last_day"] = model.ends?.adding(days: -1).description
        var after = model.values
        after["last_day"] = last.description
        try edit.log(
            kind.action, kind.entity, id, before: before, after: after, concerning: [person.uuid] + model.others,
            keepsSame: true)
        return edit.done(kind.action, at: person)
    }

    private func endingPage(_ model: EndingModel, _ typed: Typed, _ words: RegisterWords) -> Page {
        let today = typed["last"].isEmpty && typed.errors.isEmpty ? model.person.scope.day.date.description : nil
        let scope = model.person.scope
        let link = model.kind.path(scope.role)(
            scope.slug, model.person.file.person.id, ID<EndingModel>(model.row))
        let what = [endingTitle(model, words), words.period(model.begins, model.ends)].compactMap { $0 }
        return formPage(
            words(model.kind.title), scope, typed, to: link, back: model.person.back,
            lead: what.joined(separator: " · "), before: importNotice(model.source, words),
            fields: Part.field(
                field(.lastDay, "last", typed, kind: .date, value: today, hint: .lastDayHint, width: .short, words),
                words.parts),
            button: words(model.kind.title), isDangerous: true, words)
    }

    private func endingTitle(_ model: EndingModel, _ words: RegisterWords) -> String {
        guard model.kind == .role, let role = Role(rawValue: model.title) else { return model.title }
        return "\(words(role).capitalizedFirst), \(model.values["organisation"] ?? "")"
    }
}

extension RoleRecord {
    /// Rights over the register are an administrator's to take.
    func mayEnd(_ scope: Scope) -> Bool {
        isGoverned && standing(on: scope.day) != .over && scope.givenRoles.contains(role)
    }
}

extension EndingModel {
    fileprivate init(_ row: RoleRecord, _ person: PersonModel) {
        self.init(
            person: person, kind: .role, row: row.id.uuid, title: row.role.rawValue, begins: row.begins, ends: row.ends,
            source: row.source, others: [], values: ["role": row.role.rawValue, "organisation": row.organisation])
    }

    fileprivate init(_ row: MembershipRecord, _ person: PersonModel) {
        self.init(
            person: person, kind: .membership, row: row.id.uuid, title: "\(row.group.title), \(row.group.school)",
            begins: row.begins, ends: row.ends, source: row.source, others: [row.group.id.uuid],
            values: ["role": row.role.rawValue, "group": row.group.title])
    }

    fileprivate init(_ row: GuardianshipRecord, _ person: PersonModel) {
        self.init(
            person: person, kind: .guardianship, row: row.id.uuid, title: row.other.name.full, begins: row.begins,
            ends: row.ends, source: row.source, others: [row.other.id.uuid], values: ["scope": row.scope.rawValue])
    }
}
