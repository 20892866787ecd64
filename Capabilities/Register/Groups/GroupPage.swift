import Accounts
import Base
import Directory
import Storage
import Web

/// A group with its members, now and before.
struct GroupModel: Sendable {
    let scope: Scope
    let record: GroupRecord
    let terms: [GroupTerm]
    let members: [GroupMember]

    var group: SchoolGroup { record.group }
}

extension Register {
    func mountGroup(on site: Site<Viewer>, as role: Role) {
        site.get(
            RegisterPath.group(role), may: .acting(as: role),
            load: { read in
                let scope = try read.scope(role)
                let record = try read.one(GroupRecord.reached(try read.visit.id("group"), scope))
                let members = try read.all(GroupMember.all(of: record.group.id, scope))
                read.look(at: members.map(\.person.id), scope)
                return GroupModel(
                    scope: scope, record: record,
                    terms: try read.all(GroupTerm.all(of: record.group.id, scope)).filter(\.isChosen),
                    members: members)
            }, page: groupPage)
    }

    private func groupPage(_ model: GroupModel, _ visit: Visit) -> Page {
        let words = words(visit)
        let (scope, group) = (model.scope, model.group)
        let now = model.members.filter { $0.standing(on: scope.day) != .over }
        let over = model.members.filter { $0.standing(on: scope.day) == .over }
        let past = over.map { member(GroupMemberRow($0, mayEnd: false), model, words) }
        let content: HTML = """
            \(Part.heading(
                group.title, over: words(.groups),
                back: RegisterPath.groups(scope.role)(scope.slug).with(["school": group.schoolID.description]),
                lead: lead(model, words), acts: groupActs(model, words)))
            \(ended(model, words))\
            \(section(.teachersTitle, .teacher, now, model, words))\
            \(section(.pupilsTitle, .pupil, now, model, words))\
            \(section(.assistantsTitle, .assistant, now, model, words))\
            \(past.isEmpty ? .nothing : Part.disclosure("\(words(.over)) (\(past.count))", Part.rows(past)))
            """
        return Page(
            title: group.title, content: content, place: Place.register, acting: scope.acting, done: words.done(visit))
    }

    /// The school, and from when to when the group is open.
    private func lead(_ model: GroupModel, _ words: RegisterWords) -> String {
        let days = words.period(model.terms.map(\.begins).min(), model.terms.map(\.ends).max())
        return [model.group.school, days].compactMap { $0 }.joined(separator: " · ")
    }

    private func groupActs(_ model: GroupModel, _ words: RegisterWords) -> [HTML] {
        let (scope, id) = (model.scope, model.group.id)
        let history = Part.linkButton(
            words(.history), to: RegisterPath.groupHistory(scope.role)(scope.slug, id), icon: .clock)
        guard model.record.endedAt == nil else { return [history] }
        return [
            Part.linkButton(
                words(.addMember), to: RegisterPath.members(scope.role)(scope.slug, id), look: .primary, icon: .plus),
            Part.linkButton(
                words(.correct), to: RegisterPath.groupCorrection(scope.role)(scope.slug, id), icon: .pencil),
            history,
            Part.linkButton(words(.endGroup), to: RegisterPath.groupEnding(scope.role)(scope.slug, id), look: .plain),
        ]
    }

    /// That the group is over, and the way back if it was ended by hand.
    private func ended(_ model: GroupModel, _ words: RegisterWords) -> HTML {
        guard let endedAt = model.record.endedAt else { return .nothing }
        let (scope, id) = (model.scope, model.group.id)
        let back =
            model.record.isEndedByHand
            ? Part.form(
                to: RegisterPath.groupEndingUndoing(scope.role)(scope.slug, id), Part.button(words(.restoreGroup)))
            : .nothing
        let text = words(.endedGroupOn, ["day": words.plain(endedAt.day)])
        return Part.notice(words(.endedGroup), .notice, "<p>\(text)</p>\(back)")
    }

    private func section(
        _ title: RegisterText, _ role: Role, _ members: [GroupMember], _ model: GroupModel, _ words: RegisterWords
    ) -> HTML {
        let rows = members.filter { $0.role == role }.map { member(GroupMemberRow($0, mayEnd: true), model, words) }
        return rows.isEmpty
            ? .nothing : Part.section("\(words(title)) (\(rows.count))", id: role.rawValue, Part.rows(rows))
    }

    private func member(_ row: GroupMemberRow, _ model: GroupModel, _ words: RegisterWords) -> HTML {
        let (scope, member) = (model.scope, row.member)
        let ending = RegisterPath.membershipEnding(scope.role)(scope.slug, member.person.id, member.id)
        let link = RegisterPath.person(scope.role)(scope.slug, member.person.id)
        return personRow(
            member.person, to: member.isReached ? link : nil, note: words.period(member.begins, member.ends),
            acts: row.mayEnd && member.isReached
                ? Part.linkButton(words(.end), to: ending, look: .plain, about: member.person.name.full) : .nothing,
            words)
    }
}

/// A member and whether the page offers the end of the membership.
private struct GroupMemberRow {
    let member: GroupMember
    let mayEnd: Bool

    init(_ member: GroupMember, mayEnd: Bool) { (self.member, self.mayEnd) = (member, mayEnd) }
}
