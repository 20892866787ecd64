import Accounts
import Audit
import Base
import Directory
import Outbound
import Storage
import Web

/// Everything that the list shows.
struct PartiesModel: Sendable {
    let provider: Provider
    let parties: [IdentityProvider]
    let conflicts: [LinkConflict]
}

/// An identity provider's form.
struct PartyModel: Sendable {
    let provider: Provider
    let hasOID: Bool
    let units: [SchoolUnit]
    /// What is there; nil for one that is being added.
    let party: IdentityProvider?
    var draft: PartyDraft
    /// What was typed of the mandate service's secrets; nil where the old ones stay.
    var mandates: MandateSecrets?
    /// How the platform's operator stands to it.
    var vouching = Vouching.none
    var errors: [FieldError] = []
}

extension Brokers {
    /// The identity providers of an education provider, for its administrator.
    func mountParties(on site: Site<Viewer>) {
        site.get(BrokerPath.parties, may: .acting(as: .administrator), load: list, page: listPage)
        site.get(
            BrokerPath.newParty, may: .acting(as: .administrator),
            load: { read in try newModel(try read.record(as: .administrator), read.visit, read) }, page: partyPage)
        site.post(BrokerPath.newParty, may: .acting(as: .administrator), change: create)
        site.get(
            BrokerPath.party, may: .acting(as: .administrator),
            load: { read in try model(try read.record(as: .administrator), read.visit, read) }, page: partyPage)
        site.post(BrokerPath.party, may: .acting(as: .administrator), change: update)
        site.post(BrokerPath.ending, may: .acting(as: .administrator), change: end)
    }

    private func list(_ read: PageRead<Viewer>) throws -> PartiesModel {
        let provider = try read.record(as: .administrator).provider
        let all = try read.all(IdentityProvider.all(of: provider.id))
        return PartiesModel(
            provider: provider, parties: all.filter(\.isEnabled) + all.filter { !$0.isEnabled },
            conflicts: try read.all(LinkConflict.open(in: provider.id)))
    }

    private func newModel(_ record: Viewer.Record, _ visit: Visit, _ reader: any Reader) throws -> PartyModel {
        guard let profile = Profile(rawValue: try visit.text("profile")) else { throw Fault.missing }
        let provider = record.provider
        let draft = PartyDraft(profile, title: words(visit)(profile.title, ["provider": provider.name.fi]))
        return PartyModel(
            provider: provider, hasOID: try reader.one(SchoolUnit.hasOID(provider.id)),
            units: try reader.all(SchoolUnit.all(of: provider.id)), party: nil, draft: draft)
    }

    private func model(_ record: Viewer.Record, _ visit: Visit, _ reader: any Reader) throws -> PartyModel {
        let provider = record.provider
        let connected = try reader.one(ConnectedParty.under(try visit.id("party"), in: provider.id))
        let schools = try reader.all(connected.party.schools())
        return PartyModel(
            provider: provider, hasOID: connected.providerOID != nil,
            units: try reader.all(SchoolUnit.all(of: provider.id)), party: connected.party,
            draft: PartyDraft(connected.party, schools: schools), vouching: connected.party.standing(seal))
    }

    private func create(_ write: PageWrite<Viewer>) throws -> Outcome {
        let (visit, writer) = (write.visit, write.writer)
        var model = try newModel(try administrator(write), visit, writer)
        let secret = Secret(visit.form["secret"] ?? "")
        model.judge(visit.form, secret, outbound, words(visit))
        guard model.errors.isEmpty else { return .page(partyPage(model, visit)) }
        let id = ID<IdentityProvider>.new(at: visit.now)
        try model.draft.insert(
            id, in: model.provider.id, secret: sealed(secret), mandates: sealedMandates(model), at: visit.now, writer)
        try log("identity-provider-add", id, write, model, before: [:], after: model.draft.values)
        return .done("party-added", at: BrokerPath.party(model.provider.slug, id))
    }

    private func update(_ write: PageWrite<Viewer>) throws -> Outcome {
        let (visit, writer) = (write.visit, write.writer)
        var model = try model(try administrator(write), visit, writer)
        guard let party = model.party else { throw Fault.missing }
        let before = model.draft.values
        let secret = Secret(visit.form["secret"] ?? "")
        model.judge(visit.form, secret, outbound, words(visit))
        guard model.errors.isEmpty else { return .page(partyPage(model, visit)) }
        try model.draft.update(
            party.id, in: model.provider.id, secret: sealed(secret), mandates: sealedMandates(model), writer)
        let after = model.draft.values
        let changed = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
        try log(
            "identity-provider-edit", party.id, write, model, before: before.filter { changed.contains($0.key) },
            after: after.filter { changed.contains($0.key) }
                .merging(secret.reveal().isEmpty ? [:] : ["secret": "•••"]) { $1 }
                .merging(model.mandates == nil ? [:] : ["mandate_secrets": "•••"]) { $1 })
        return .done("party-saved", at: BrokerPath.party(model.provider.slug, party.id))
    }

    private func end(_ write: PageWrite<Viewer>) throws -> Outcome {
        let model = try model(try administrator(write), write.visit, write.writer)
        guard let party = model.party else { throw Fault.missing }
        try party.end(at: write.visit.now, write.writer)
        try log("identity-provider-end", party.id, write, model, before: model.draft.values, after: [:])
        return .done("party-ended", at: BrokerPath.parties(model.provider.slug))
    }

    func administrator(_ write: PageWrite<Viewer>) throws -> Viewer.Record {
        guard let record = write.viewer.record(at: try write.visit.text("provider"), as: .administrator) else {
            throw Fault.missing
        }
        return record
    }

    /// nil leaves the old one.
    private func sealed(_ secret: Secret<String>) throws -> [UInt8]? {
        let text = secret.reveal()
        return text.isEmpty ? nil : try seal.close(Array(text.utf8), for: IdentityProvider.secretPlace)
    }

    private func sealedMandates(_ model: PartyModel) throws -> [UInt8]? {
        try model.mandates.map { try seal.close($0.bytes(), for: MandateSecrets.place) }
    }

    private func log(
        _ action: String, _ id: ID<IdentityProvider>, _ write: PageWrite<Viewer>, _ model: PartyModel,
        before: [String: String], after: [String: String]
    ) throws {
        try Change(
            action, of: "identity_provider", id.uuid, in: model.provider.id.uuid, by: write.viewer.account.uuid,
            before: before, after: after
        ).write(at: write.visit.now, in: write.writer)
    }
}

extension PartyModel {
    /// Takes what was typed, and what is wrong with it.
    fileprivate mutating func judge(
        _ form: Form, _ secret: Secret<String>, _ outbound: Outbound, _ words: Words<BrokersText>
    ) {
        draft = PartyDraft(draft.profile, form)
        let problems = draft.problems(
            secret: secret, hasSecret: party?.sealedSecret != nil, units: Set(units.map(\.id)), hasOID: hasOID,
            outbound: outbound)
        errors = problems.map { FieldError(words($0.text), in: $0.field) }
        guard draft.manner.mandates != nil else { return }
        do {
            mandates = try MandateSecrets.typed(form, hasOld: party?.sealedMandates != nil)
        } catch {
            errors.append(FieldError(words(.secretWrong), in: error.field))
        }
    }
}

extension Profile {
    /// What a new one's button says at first.
    var title: BrokersText {
        switch self {
        case .mpassid: .mpassidTitle
        case .suomifi: .suomifiName
        case .entra: .entraTitle
        case .google: .googleTitle
        case .oidc: .oidcTitle
        }
    }

    var name: BrokersText {
        switch self {
        case .mpassid: .mpassidName
        case .suomifi: .suomifiName
        case .entra: .entraName
        case .google: .googleName
        case .oidc: .oidcName
        }
    }

    var about: BrokersText {
        switch self {
        case .mpassid: .mpassidAbout
        case .suomifi: .suomifiAbout
        case .entra: .entraAbout
        case .google: .googleAbout
        case .oidc: .oidcAbout
        }
    }
}
