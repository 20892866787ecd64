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
    let clients: [Client]
    let schools: [School]
}

extension OpenID {
    /// The plain page on which a provider's administrator decides what services get.
    func mountReleases(on site: Site<Viewer>) {
        site.get(
            OpenIDPath.releases, may: .acting(as: .administrator),
            load: { read in try releases(read.record(as: .administrator), read.visit, in: read) }, page: releasesPage)
        site.get(
            OpenIDPath.releaseForm, may: .acting(as: .administrator),
            load: { read in
                let model = try releases(read.record(as: .administrator), read.visit, in: read)
                return (model, try client(read.visit, in: model))
            },
            page: { model, visit in
                releaseForm(model.0, model.1, TypedRelease(today: visit.today), visit)
            })
        site.post(OpenIDPath.releaseForm, may: .acting(as: .administrator)) { write in try create(write) }
        site.post(OpenIDPath.releaseEnding, may: .acting(as: .administrator)) { write in try end(write) }
    }

    private func releases(
        _ record: Viewer.Record, _ visit: Visit, in reader: any Reader
    ) throws -> ReleasesModel {
        ReleasesModel(
            provider: record.provider, releases: try reader.all(Release.all(of: record.provider.id)),
            clients: try reader.all(Client.every),
            schools: try reader.all(
                Organisation.governed(
                    by: [record.person], as: .administrator, in: record.provider.id, on: Day(visit.today))))
    }

    private func client(_ visit: Visit, in model: ReleasesModel) throws -> Client {
        let id = try visit.id("client", of: Client.self)
        guard let client = model.clients.first(where: { $0.id == id }) else { throw Fault.missing }
        return client
    }

    private func record(_ write: PageWrite<Viewer>) throws -> Viewer.Record {
        guard let record = write.viewer.record(at: try write.visit.text("provider"), as: .administrator) else {
            throw Fault.missing
        }
        return record
    }

    private func create(_ write: PageWrite<Viewer>) throws -> Outcome {
        let model = try releases(record(write), write.visit, in: write.writer)
        let client = try client(write.visit, in: model)
        let typed = TypedRelease(write.visit.form, model.schools, words: texts(in: write.visit.language))
        guard let draft = typed.draft else {
            var page = releaseForm(model, client, typed, write.visit)
            page.status = .unprocessableContent
            return .page(page)
        }
        let (provider, now) = (model.provider.id, write.visit.now)
        let id = ID<Release>.new(at: now)
        try Release.add(id, draft, for: client.id, of: provider, at: now, in: write.writer)
        try Change(
            "release", of: "client", client.id.uuid, in: provider.uuid, by: write.viewer.account.uuid,
            after: [
                "service": client.metadata.clientName,
                "fields": draft.fields.sorted().map(\.rawValue).joined(separator: " "),
                "legal_basis": draft.legalBasis.rawValue, "purpose": draft.purpose,
                "protected": draft.takesProtected ? "yes" : "no",
            ]
        ).write(at: now, in: write.writer)
        return .done("release", at: OpenIDPath.releases(model.provider.slug))
    }

    private func end(_ write: PageWrite<Viewer>) throws -> Outcome {
        let (provider, now) = (try record(write).provider, write.visit.now)
        let id = try write.visit.id("release", of: Release.self)
        let release = try write.writer.one(Release.under(id, of: provider.id))
        guard try Release.end(id, of: provider.id, at: now, in: write.writer) else { throw Fault.missing }
        try Change(
            "release-ended", of: "client", release.client.uuid, in: provider.id.uuid,
            by: write.viewer.account.uuid,
            before: ["fields": release.fields.sorted().map(\.rawValue).joined(separator: " ")]
        ).write(at: now, in: write.writer)
        return .done("release-ended", at: OpenIDPath.releases(provider.slug))
    }
}
