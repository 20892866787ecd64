import Accounts
import Audit
import Base
import Directory
package import SignIn
import Storage
import Web

extension Brokers {
    /// On the account page: the logins elsewhere that open the account.
    package var accountPart: AccountPart {
        AccountPart(
            load: { reader, viewer in
                let links = try reader.all(BrokerLink.of(viewer.account))
                let addable = try reader.all(IdentityProvider.open(at: viewer.records.map(\.provider.id).uniqued()))
                    .filter { party in
                        !links.contains { $0.issuer == party.issuer }
                            && party.mightSpeak(for: viewer, isVouchedFor: party.standing(seal) == .good)
                    }
                let hasMandates = try reader.all(IdentityProvider.linked(to: viewer.account))
                    .contains { $0.manner.mandates != nil }
                return { visit in
                    links.isEmpty && addable.isEmpty ? .nothing : logins(links, addable, hasMandates, visit)
                }
            },
            done: { word, language in
                let words = texts(in: language)
                return switch word {
                case "login-added": words(.loginAdded)
                case "login-removed": words(.loginRemoved)
                case "login-last": words(.loginLast)
                case "login-confirm": words(.loginConfirm)
                default: nil
                }
            })
    }

    /// A login elsewhere is taken away by whoever has just shown who they are; the last way in stays.
    func mountLogins(on site: Site<Viewer>) {
        site.post(BrokerPath.loginEnding, may: .signedIn) { write in
            let viewer = write.viewer
            let id = try write.visit.id("login", of: BrokerLink.self)
            let link = try write.writer.all(BrokerLink.of(viewer.account)).first { $0.id == id }
            guard let link else { throw Fault.missing }
            guard viewer.hasJustProved(at: write.visit.now) else {
                return .done("login-confirm", at: ActingPath.account())
            }
            let factors = try write.writer.one(SecondFactors.of(viewer.account))
            guard factors.hasPassword || factors.passkeys > 0 || factors.logins > 1 else {
                return .done("login-last", at: ActingPath.account())
            }
            try BrokerLink.remove(Login(issuer: link.issuer, subject: link.subject), in: write.writer)
            try SignInEvent.write(
                .removed, by: .broker, link.title, of: viewer.account, browser: write.visit.browser,
                at: write.visit.now, in: write.writer)
            return .done("login-removed", at: ActingPath.account())
        }
    }

    private func logins(
        _ links: [BrokerLink], _ addable: [IdentityProvider], _ hasMandates: Bool, _ visit: Visit
    ) -> HTML {
        let words = words(visit)
        let days = DayWords(parts(visit), today: visit.today)
        let rows = links.map { link in
            Part.row(
                link.title, lead: Icon.key(), note: words(.loginUsed, ["when": days.moment(link.usedAt)]),
                tail: Part.action(words(.loginRemove), to: BrokerPath.loginEnding(link.id), about: link.title))
        }
        let adding = addable.map { party in
            Part.action(party.title, to: BrokerPath.loginAdding(party.id), icon: .plus)
        }
        let list: HTML = rows.isEmpty ? .nothing : Part.rows(rows)
        let more: HTML =
            adding.isEmpty ? .nothing : "<p class=\"quiet\">\(words(.loginAdd))</p>\(Part.acts(adding))"
        let mandates: HTML =
            hasMandates
            ? Part.acts([Part.linkButton(words(.mandatesTitle), to: BrokerPath.mandates(), icon: .people)]) : .nothing
        return Part.section(words(.loginsTitle), id: "logins", "\(list)\(mandates)\(more)")
    }
}

extension Viewer {
    /// Confirmed lately, or signed in a moment ago: enough to change the ways into one's own account.
    func hasJustProved(at now: Instant) -> Bool { isStrong(at: now) || isFresh(at: now) }
}

extension IdentityProvider {
    /// Whether it may open this viewer's account, schools aside: others are not offered what would be refused.
    fileprivate func mightSpeak(for viewer: Viewer, isVouchedFor: Bool) -> Bool {
        let own = viewer.records.flatMap { record in
            record.roles.map { post in
                Post(
                    provider: record.provider.id, person: record.person, role: post.role,
                    organisation: post.organisation)
            }
        }
        let care = viewer.children.map { child in
            Post(provider: child.provider.id, person: child.guardian, role: .guardian, organisation: nil)
        }
        return Voice(provider: provider, roles: Set(roles), schools: [])
            .confirms(own + care, isVouchedFor: isVouchedFor)
    }
}
