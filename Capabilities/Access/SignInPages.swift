import Accounts
import Audit
import Base
import Directory
import Storage
import Web

/// How one person signs in, for who helps.
struct SignInModel: Sendable {
    let role: Role
    let provider: Provider
    let care: Care
    /// Whether the person has a page that the helper opens.
    let hasPage: Bool
}

extension Access {
    func mountSignIn(on site: Site<Viewer>, as role: Role) {
        site.get(
            ActingPath.personSignIn(role), may: .acting(as: role, assurance: .strong),
            load: { read in
                let provider = try read.record(as: role).provider
                let person = try read.one(reached(read.viewer, read.visit, provider.id, as: role))
                read.look(at: person.id, in: provider.id, for: "signIn", as: role)
                guard let care = try Care.of([person.id], as: role, in: provider.id, at: read.visit.now, read).first
                else { throw Fault.missing }
                return SignInModel(role: role, provider: provider, care: care, hasPage: care.hasRole)
            }, page: signInPage)
        site.post(AccessPath.slip(role), may: .acting(as: role, assurance: .strong)) { (viewer: Viewer, visit: Visit) in
            guard let provider = viewer.record(at: try visit.text("provider"), as: role)?.provider else {
                throw Fault.missing
            }
            let making = SlipMaking(
                access: self, role: role, provider: provider, viewer: viewer, visit: visit,
                reach: { [try $0.one(reached(viewer, visit, provider.id, as: role)).id] })
            let slips = try await making.make(for: [try visit.id("person")])
            guard !slips.isEmpty else { throw Fault.missing }
            return .page(slipsPage(slips, as: role, provider, back: nil, visit))
        }
        site.post(AccessPath.invitationEnding(role), may: .acting(as: role, assurance: .strong)) { write in
            try revoke(write, as: role)
        }
    }

    /// The person in the path through the role's relation.
    private func reached(
        _ viewer: Viewer, _ visit: Visit, _ provider: ID<Provider>, as role: Role
    ) throws -> Query<Person> {
        let person = try visit.id("person", of: Person.self)
        let (persons, day) = (viewer.persons(at: provider), Day(visit.today))
        return role == .teacher
            ? Person.taught(person, by: persons, in: provider, on: day)
            : Person.helped(person, by: persons, as: role, in: provider, on: day)
    }

    private func revoke(_ write: PageWrite<Viewer>, as role: Role) throws -> Outcome {
        let visit = write.visit
        guard let provider = write.viewer.record(at: try visit.text("provider"), as: role)?.provider else {
            throw Fault.missing
        }
        let person = try write.writer.one(reached(write.viewer, visit, provider.id, as: role))
        let care = try Care.of([person.id], as: role, in: provider.id, at: visit.now, write.writer).first
        guard care?.isAllowed == true,
            try Invitation.revoke(of: person.id, in: provider.id, at: visit.now, in: write.writer)
        else { throw Fault.missing }
        try Change(
            "revoke-invitation", of: "person", person.id.uuid, in: provider.id.uuid, by: write.viewer.account.uuid
        )
        .write(at: visit.now, in: write.writer)
        return .done("invitation-revoked", at: ActingPath.personSignIn(role)(provider.slug, person.id))
    }

    private func signInPage(_ model: SignInModel, _ visit: Visit) -> Page {
        let words = texts(in: visit.language)
        let care = model.care
        let content: HTML = """
            \(Part.heading(words(.signInTitle), over: care.person.name.full, back: above(model)))
            \(Part.definitions(state(care, visit)))
            \(care.isAllowed ? acts(model, words)
                : Part.notice(words(.notYours), .notice, "<p>\(words(.notYoursText))</p>"))
            """
        return Page(
            title: words(.signInTitle), content: content, place: place(of: model.role),
            acting: acting(model.role, model.provider.slug),
            done: visit.done == "invitation-revoked" ? words(.invitationRevoked) : nil)
    }

    /// The person's own page; a guardian has none.
    private func above(_ model: SignInModel) -> Link? {
        model.hasPage ? ActingPath.person(model.role)(model.provider.slug, model.care.person.id) : nil
    }

    private func state(_ care: Care, _ visit: Visit) -> [(term: String, value: HTML)] {
        let words = texts(in: visit.language)
        let days = DayWords(chrome.parts(in: visit.language), today: visit.today)
        var lines: [(term: String, value: HTML)] = []
        lines.append((words(.signInName), "\(care.signInName ?? words(.noAccount))"))
        if care.signInName != nil && !care.hasPassword {
            lines.append((words(.password), "\(words(.noPassword))"))
        }
        if let made = care.invitedAt, let ends = care.expiresAt {
            let span = words(.invitedSpan, ["made": days.plain(made.day), "ends": days.plain(ends.day)])
            lines.append((words(.openInvitation), "\(span)"))
        }
        return lines
    }

    private func acts(_ model: SignInModel, _ words: Words<AccessText>) -> HTML {
        let (slug, person) = (model.provider.slug, model.care.person.id)
        let (title, text): (AccessText, AccessText) =
            if model.care.signInName == nil {
                (.invite, .inviteText)
            } else if model.role == .teacher {
                (.renew, .renewText)
            } else {
                (.reset, .resetText)
            }
        let main = Part.action(words(title), to: AccessPath.slip(model.role)(slug, person), look: .primary, icon: .key)
        let ending =
            model.care.invitedAt == nil
            ? .nothing : Part.action(words(.revoke), to: AccessPath.invitationEnding(model.role)(slug, person))
        return "<p>\(words(text))</p>\(Part.acts([main, ending]))"
    }

    /// What was made, shown this once.
    func slipsPage(_ slips: [Slip], as role: Role, _ provider: Provider, back: Link?, _ visit: Visit) -> Page {
        let words = texts(in: visit.language)
        let link = back ?? slips.first.map { ActingPath.personSignIn(role)(provider.slug, $0.person) }
        let content: HTML = """
            \(Part.heading(words(.slipsTitle), lead: words(.slipsLead, count: slips.count)))
            \(Part.notice(words(.shownOnce), .warning, "<p>\(words(.shownOnceText))</p>"))
            \(self.slips(slips, from: provider, visit))
            \(link.map { "<p>\(Part.link(words(.back), to: $0))</p>" })
            """
        return Page(
            title: words(.slipsTitle), content: content, place: place(of: role), acting: acting(role, provider.slug))
    }
}
