import Accounts
import Base
import Clients
import Directory
import HTTPTypes
import Web

extension Brokers {
    func listPage(_ model: PartiesModel, _ visit: Visit) -> Page {
        let words = words(visit)
        let slug = model.provider.slug
        let rows = model.parties.map { party in
            Part.row(
                party.title, to: BrokerPath.party(slug, party.id), lead: Icon.key(),
                note: "\(words(party.profile.name)) · \(party.issuer)",
                tail: party.isEnabled ? Part.tag(words(.inUse), .good) : Part.tag(words(.notInUse), .notice))
        }
        let list = rows.isEmpty ? Part.empty(words(.noParties), words(.noPartiesText), icon: .key) : Part.rows(rows)
        let tiles = Profile.allCases.map { profile in
            Tile(
                words(profile.name), to: BrokerPath.newParty(slug, profile.rawValue), note: words(profile.about),
                icon: .plus)
        }
        let content: HTML = """
            \(Part.heading(words(.partiesTitle), lead: words(.partiesLead)))\(conflicts(model, visit, words))
            \(Part.section(words(.connected), id: "connected", list))
            \(Part.section(words(.connectNew), id: "new", Part.tiles(tiles)))
            """
        return Page(
            title: words(.partiesTitle), content: content, place: Place.desktop,
            acting: ActingPath.desktop(.administrator)(slug), done: done(visit.done, words))
    }

    func done(_ key: String?, _ words: Words<BrokersText>) -> String? {
        switch key {
        case "party-added": words(.partyAdded)
        case "party-saved": words(.partySaved)
        case "party-ended": words(.partyEnded)
        case "conflict-linked": words(.conflictLinked)
        case "conflict-dismissed": words(.conflictDismissed)
        default: nil
        }
    }

    private func conflicts(_ model: PartiesModel, _ visit: Visit, _ words: Words<BrokersText>) -> HTML {
        guard !model.conflicts.isEmpty else { return .nothing }
        let days = DayWords(parts(visit), today: visit.today)
        let needs = model.conflicts.map { conflict in
            Part.need(
                words(conflict.reason.what),
                note: words(
                    .conflictNote, count: Int(conflict.tries),
                    [
                        "way": conflict.title, "when": days.moment(conflict.lastAt),
                    ]),
                acts: [
                    Part.linkButton(
                        words(.conflictOpen), to: BrokerPath.conflict(model.provider.slug, conflict.id))
                ])
        }
        return Part.section(words(.conflictsTitle), id: "conflicts", Part.needs(needs))
    }

    func partyPage(_ model: PartyModel, _ visit: Visit) -> Page {
        let (words, parts) = (words(visit), parts(visit))
        let slug = model.provider.slug
        let title = model.party?.title ?? words(model.draft.profile.name)
        let target =
            model.party.map { BrokerPath.party(slug, $0.id) }
            ?? BrokerPath.newParty(slug, model.draft.profile.rawValue)
        let button = Part.button(words(model.party == nil ? .connect : .save), look: .primary)
        let form = Part.form(
            to: target,
            "\(PartyForm(model, words, parts, chrome.words(in: visit.language)).fields)\(Part.acts([button]))")
        let content: HTML = """
            \(Part.errorSummary(model.errors, parts, asksPassword: true))
            \(Part.heading(
                title, over: words(.partiesTitle), back: BrokerPath.parties(slug), lead: words(model.draft.profile.about)))
            \(Part.columns(form, aside: aside(model, visit, words)))
            """
        return Page(
            title: title, content: content, status: model.errors.isEmpty ? .ok : .unprocessableContent,
            place: Place.desktop, acting: ActingPath.desktop(.administrator)(slug), done: done(visit.done, words))
    }

    /// The addresses that are registered there; those that belong to one identity provider are known when it is saved.
    private func addresses(_ model: PartyModel, _ visit: Visit) -> [(BrokersText, String)] {
        let profile = model.draft.profile
        let own = model.party.map { visit.origin + BrokerPath.partyKeys($0.id).description }
        let keysAddress = profile.hasOwnKeys ? own : visit.origin + keys.description
        let logout = model.party.flatMap {
            profile.tellsOfSignOuts ? visit.origin + BrokerPath.logout($0.id).description : nil
        }
        let all: [(BrokersText, String?)] = [
            (.redirectAddress, redirect(visit)), (.keysAddress, keysAddress), (.logoutAddress, logout),
            (.afterwardsAddress, profile.mayEndSessions ? afterwards(visit) : nil),
            (.mandateRedirect, profile.asksMandates ? mandateRedirect(visit) : nil),
        ]
        return all.compactMap { term, address in address.map { (term, $0) } }
    }

    /// What the identity provider asks for, the trial, and the end.
    private func aside(_ model: PartyModel, _ visit: Visit, _ words: Words<BrokersText>) -> HTML {
        let address = Part.section(
            words(.forThem), id: "for-them",
            """
            <p>\(words(.forThemText))</p>\(Part.definitions(addresses(model, visit).map { term, address in
                (words(term), "<code>\(address)</code>")
            }))
            """)
        guard let party = model.party else { return address }
        let trial = Part.section(
            words(.trialTitle), id: "trial",
            """
            <p>\(words(.trialLead))</p>\(Part.acts([
                Part.linkButton(words(.trialBegin), to: BrokerPath.with(party.id).with(["for": "trial"]), icon: .eye)
            ]))
            """)
        let end = Part.disclosure(
            words(.endTitle),
            """
            <p>\(words(.endText))</p>\(Part.action(
                words(.endNow), to: BrokerPath.ending(model.provider.slug, party.id), look: .danger, about: party.title))
            """)
        let vouching: HTML =
            switch model.vouching {
            case .none: .nothing
            case .good: Part.notice(words(.vouchedGood), .good)
            case .changed: Part.notice(words(.vouchedChanged), .warning)
            }
        return "\(vouching)\(trial)\(address)\(end)"
    }
}

/// The fields of an identity provider.
private struct PartyForm {
    private let model: PartyModel
    private let words: Words<BrokersText>
    private let parts: Words<WebText>
    private let roles: Words<AccountsText>

    init(
        _ model: PartyModel, _ words: Words<BrokersText>, _ parts: Words<WebText>, _ roles: Words<AccountsText>
    ) {
        (self.model, self.words, self.parts, self.roles) = (model, words, parts, roles)
    }

    private func error(_ name: String) -> String? { model.errors.first { $0.field == name }?.text }

    private func text(
        _ label: BrokersText, _ name: String, _ value: String, _ hint: BrokersText? = nil,
        kind: Field.Kind = .text, isRequired: Bool = true
    ) -> HTML {
        Part.field(
            Field(
                words(label), name: name, kind: kind, value: value, hint: hint.map { words($0) }, error: error(name),
                autocomplete: kind == .password ? "new-password" : "off", isRequired: isRequired), parts)
    }

    var fields: HTML {
        let draft = model.draft
        let secret = text(
            .secret, "secret", "", secretHint, kind: .password,
            isRequired: model.party == nil && !draft.profile.hasOwnKeys)
        return """
            \(text(.title, "title", draft.title, .titleHint))
            \(text(.issuer, "issuer", draft.issuer, .issuerHint))
            \(text(.clientID, "client-id", draft.clientID))\(secret)\(claims)\(choices)\(ending)
            \(Part.disclosure(
                words(.technical), isOpen: hasTechnicalError, "\(strong)\(national)\(mandates)\(authentication)\(algorithm)"))
            \(tests)
            \(checkbox(.enabled, "enabled", draft.isEnabled, .enabledHint))
            """
    }

    private var secretHint: BrokersText {
        if model.draft.profile.hasOwnKeys, model.party?.sealedSecret == nil { return .secretOptional }
        return model.party == nil ? .secretHint : .secretKept
    }

    private var hasTechnicalError: Bool {
        let fields: Set<String> = [
            "classes", "identity-code", "strong-classes", "strong-methods", "mandate-address", "mandate-client",
            "mandate-secret", "mandate-password",
        ]
        return model.errors.contains { $0.field.map(fields.contains) ?? false }
    }

    private var tests: HTML {
        model.draft.profile == .suomifi
            ? checkbox(.testCodes, "test-numbers", model.draft.allowsTestNumbers, .testCodesHint)
            : checkbox(.testNumbers, "test-numbers", model.draft.allowsTestNumbers, .testNumbersHint)
    }

    private var ending: HTML {
        guard model.draft.profile.mayEndSessions else { return .nothing }
        return checkbox(.endsSessions, "ends-sessions", model.draft.manner.endsSessions, .endsSessionsHint)
    }

    /// Which logins count as more than a password.
    private var strong: HTML {
        guard model.draft.profile.mayBeStrong else { return .nothing }
        let manner = model.draft.manner
        return """
            \(text(.strongClasses, "strong-classes", manner.strongClasses.joined(separator: " "), .strongClassesHint,
                isRequired: false))
            \(text(.strongMethods, "strong-methods", manner.strongMethods.joined(separator: " "), .strongMethodsHint,
                isRequired: false))
            """
    }

    /// What was agreed with Suomi.fi.
    private var national: HTML {
        guard model.draft.profile == .suomifi else { return .nothing }
        let manner = model.draft.manner
        let agreed = manner.encryption ?? AgreedEncryption(key: .rsaOAEP256, content: .a256GCM)
        let key = Field(words(.keyEncryption), name: "key-encryption", value: agreed.key.rawValue)
        let content = Field(words(.contentEncryption), name: "content-encryption", value: agreed.content.rawValue)
        return """
            \(text(.classes, "classes", manner.classes.joined(separator: " "), .classesHint))
            \(text(.identityCodeClaim, "identity-code", manner.identityCode, .identityCodeHint))
            \(Part.choiceGroup(key, KeyEncryption.allCases.map { Choice($0.rawValue, value: $0.rawValue) }, parts))
            \(Part.choiceGroup(
                content, ContentEncryption.allCases.map { Choice($0.rawValue, value: $0.rawValue) }, parts))
            """
    }

    /// Where it is asked whom guardians may act for.
    private var mandates: HTML {
        guard model.draft.profile.asksMandates else { return .nothing }
        let place = model.draft.manner.mandates
        let hint: BrokersText? = model.party?.sealedMandates == nil ? nil : .secretKept
        return """
            \(text(.mandateAddress, "mandate-address", place?.address ?? "", .mandateAddressHint, isRequired: false))
            \(text(.mandateClient, "mandate-client", place?.clientID ?? "", isRequired: false))
            \(text(.mandateKey, "mandate-secret", "", hint, kind: .password, isRequired: false))
            \(text(.mandatePassword, "mandate-password", "", hint, kind: .password, isRequired: false))
            """
    }

    private var claims: HTML {
        let draft = model.draft
        if draft.profile.mapsLearnerNumber {
            return text(
                .learnerNumberClaim, "learner-number", draft.mapping.learnerNumber, .learnerNumberHint,
                isRequired: false)
        }
        guard draft.profile == .google else { return .nothing }
        return text(.domain, "domain", draft.mapping.domain, .domainHint, isRequired: false)
    }

    private var choices: HTML {
        let draft = model.draft
        let all = IdentityProvider.speakable.map { Choice(roles($0).capitalizedFirst, value: $0.rawValue) }
        let schools = model.units.map { Choice($0.name, value: $0.id.description) }
        let roleField = Field(words(.roles), name: "roles", hint: words(.rolesHint), error: error("roles"))
        let schoolField = Field(
            words(.schools), name: "schools", hint: words(.schoolsHint), error: error("schools"), isRequired: false)
        return """
            \(Part.checkboxes(roleField, all, chosen: Set(draft.roles.map(\.rawValue)), parts))
            \(schools.isEmpty ? .nothing : Part.checkboxes(
                schoolField, schools, chosen: Set(draft.schools.map(\.description)), parts))
            """
    }

    private var authentication: HTML {
        let field = Field(words(.authentication), name: "authentication", value: model.draft.authentication.rawValue)
        return Part.choiceGroup(
            field,
            [
                Choice(words(.authenticationBasic), value: Authentication.basic.rawValue),
                Choice(words(.authenticationPost), value: Authentication.post.rawValue),
                Choice(
                    words(.authenticationKey), value: Authentication.key.rawValue, note: words(.authenticationKeyNote)),
            ], parts)
    }

    private var algorithm: HTML {
        let field = Field(words(.algorithm), name: "algorithm", value: model.draft.algorithm.rawValue)
        return Part.choiceGroup(
            field, SigningAlgorithm.own.map { Choice($0.rawValue, value: $0.rawValue) }, parts)
    }

    private func checkbox(_ label: BrokersText, _ name: String, _ isOn: Bool, _ hint: BrokersText) -> HTML {
        Part.checkbox(Field(words(label), name: name, hint: words(hint), isRequired: false), isOn: isOn, parts)
    }
}
