import Accounts
import Audit
import Base
import Clients
import Directory
import HTTPTypes
import Storage
import Web

/// What a provider lets services know, and which services there are.
struct ReleasesModel: Sendable {
    let provider: Provider
    let releases: [Release]
    let names: [ID<Client>: String]
    let search: ServiceSearch
    /// Those of the page, in its order.
    let shown: [Client]
    let schools: [ReleaseSchool]
}

/// One decision: for which service, which schools there are to choose, and what was decided before.
struct ReleaseModel: Sendable {
    let provider: Provider
    let client: ID<Client>
    let service: String
    /// Where it is, and who connected it; nil for one that has ended.
    let origin: ServiceOrigin?
    let schools: [ReleaseSchool]
    /// nil for a new one.
    var release: Release?
    var changes: [ReleaseChange] = []
}

extension OpenID {
    /// The plain pages on which a provider's administrator decides what services get.
    func mountReleases(on site: Site<Viewer>) {
        site.get(
            OpenIDPath.releases, may: .acting(as: .administrator),
            load: { read in try releases(read.record(as: .administrator), read.visit, in: read) }, page: releasesPage)
        site.get(
            OpenIDPath.releaseForm, may: .acting(as: .administrator),
            load: { read in try newRelease(read.record(as: .administrator), read.visit, in: read) },
            page: { model, visit in releaseForm(model, TypedRelease(today: visit.today), visit) })
        site.get(
            OpenIDPath.release, may: .acting(as: .administrator),
            load: { read in try known(read.record(as: .administrator), read.visit, in: read) },
            page: { model, visit in
                releaseForm(model, model.release.map(TypedRelease.init) ?? TypedRelease(today: visit.today), visit)
            })
        site.post(OpenIDPath.releaseForm, may: .acting(as: .administrator)) { write in try create(write) }
        site.post(OpenIDPath.release, may: .acting(as: .administrator)) { write in try update(write) }
        site.post(OpenIDPath.releaseEnding, may: .acting(as: .administrator)) { write in try end(write) }
    }

    private func releases(
        _ record: Viewer.Record, _ visit: Visit, in reader: any Reader
    ) throws -> ReleasesModel {
        let services = try reader.all(Client.titles)
        let search = ServiceSearch(
            visit.query.text("q"), page: Int(visit.query.text("page")) ?? 1, in: services)
        let clients = Dictionary(
            uniqueKeysWithValues: try reader.all(Client.all(of: search.found)).map { ($0.id, $0) })
        let releases = try reader.all(Release.all(of: record.provider.id))
        return ReleasesModel(
            provider: record.provider, releases: releases,
            names: Dictionary(uniqueKeysWithValues: services.map { ($0.id, $0.name) }), search: search,
            shown: search.found.compactMap { clients[$0] },
            schools: try ReleaseSchool.named(in: releases, besides: [], of: record.provider.id, reader))
    }

    private func schools(
        _ record: Viewer.Record, in release: Release?, _ visit: Visit, _ reader: any Reader
    ) throws -> [ReleaseSchool] {
        let own = try reader.all(
            Organisation.governed(
                by: [record.person], as: .administrator, in: record.provider.id, on: Day(visit.today)))
        return try ReleaseSchool.named(
            in: release.map { [$0] } ?? [], besides: own, of: record.provider.id, reader)
    }

    private func newRelease(
        _ record: Viewer.Record, _ visit: Visit, in reader: any Reader
    ) throws -> ReleaseModel {
        let client = try reader.one(Client.under(visit.id("client")))
        return ReleaseModel(
            provider: record.provider, client: client.id, service: client.metadata.clientName,
            origin: ServiceOrigin(client), schools: try schools(record, in: nil, visit, reader))
    }

    /// One that goes on, also where its service has ended.
    private func known(_ record: Viewer.Record, _ visit: Visit, in reader: any Reader) throws -> ReleaseModel {
        let release = try reader.one(Release.under(visit.id("release"), of: record.provider.id))
        return ReleaseModel(
            provider: record.provider, client: release.client,
            service: try reader.one(Client.names(of: [release.client])).name,
            origin: try reader.first(Client.under(release.client)).map(ServiceOrigin.init),
            schools: try schools(record, in: release, visit, reader), release: release,
            changes: try reader.all(ReleaseChange.all(about: release.client, of: record.provider.id)))
    }

    private func record(_ write: PageWrite<Viewer>) throws -> Viewer.Record {
        guard let record = write.viewer.record(at: try write.visit.text("provider"), as: .administrator) else {
            throw Fault.missing
        }
        return record
    }

    /// What was typed; the page with its errors where it cannot be.
    private func typed(_ model: ReleaseModel, _ visit: Visit) -> (draft: ReleaseDraft?, page: Page) {
        let typed = TypedRelease(visit.form, model.schools, words: texts(in: visit.language))
        var page = releaseForm(model, typed, visit)
        page.status = .unprocessableContent
        return (typed.draft, page)
    }

    private func create(_ write: PageWrite<Viewer>) throws -> Outcome {
        let model = try newRelease(record(write), write.visit, in: write.writer)
        let (typed, page) = typed(model, write.visit)
        guard let draft = typed else { return .page(page) }
        let (provider, now) = (model.provider.id, write.visit.now)
        try Release.add(ID<Release>.new(at: now), draft, for: model.client, of: provider, at: now, in: write.writer)
        try Change(
            ReleaseChange.made, of: "client", model.client.uuid, in: provider.uuid, by: write.viewer.account.uuid,
            after: draft.logged(model.schools).merging(["service": model.service]) { $1 }
        ).write(at: now, in: write.writer)
        return .done("release", at: OpenIDPath.releases(model.provider.slug))
    }

    /// The decision is made anew: the row that was in force stays as it was and ends, and a row with what is decided now
    /// follows it at once (decision 0027). Who decided on a row that has ended meanwhile finds it gone.
    private func update(_ write: PageWrite<Viewer>) throws -> Outcome {
        let model = try known(record(write), write.visit, in: write.writer)
        guard let old = model.release else { throw Fault.missing }
        let (typed, page) = typed(model, write.visit)
        guard let draft = typed else { return .page(page) }
        let (provider, now, before) = (model.provider.id, write.visit.now, ReleaseDraft(old))
        guard draft != before else {
            return .done("release-same", at: OpenIDPath.release(model.provider.slug, old.id))
        }
        guard try Release.end(old.id, of: provider, at: now, in: write.writer) else { throw Fault.missing }
        let id = ID<Release>.new(at: now)
        try Release.add(id, draft, for: model.client, of: provider, at: now, in: write.writer)
        let changed = before.changed(to: draft, model.schools)
        try Change(
            ReleaseChange.edited, of: "client", model.client.uuid, in: provider.uuid,
            by: write.viewer.account.uuid, before: changed.before,
            after: changed.after.merging(["service": model.service]) { $1 }
        ).write(at: now, in: write.writer)
        return .done("release-changed", at: OpenIDPath.release(model.provider.slug, id))
    }

    private func end(_ write: PageWrite<Viewer>) throws -> Outcome {
        let model = try known(record(write), write.visit, in: write.writer)
        guard let release = model.release,
            try Release.end(release.id, of: model.provider.id, at: write.visit.now, in: write.writer)
        else { throw Fault.missing }
        try Change(
            ReleaseChange.ended, of: "client", model.client.uuid, in: model.provider.id.uuid,
            by: write.viewer.account.uuid,
            before: ReleaseDraft(release).logged(model.schools).merging(["service": model.service]) { $1 }
        ).write(at: write.visit.now, in: write.writer)
        return .done("release-ended", at: OpenIDPath.releases(model.provider.slug))
    }
}
