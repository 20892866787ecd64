import Accounts
import Base
import Clients
import Directory
import Storage
import Web

/// A service that somebody signed in to, with what it may know of them now.
struct ServiceModel: Sendable {
    let service: SignedInService
    let gets: Set<ReleaseField>
}

extension OpenID {
    /// The services that an account signed in to, what each gets, and how to end it.
    func mountServices(on site: Site<Viewer>) {
        site.get(OpenIDPath.services, may: .signedIn, load: loadServices, page: servicesPage)
        site.post(OpenIDPath.serviceEnding, may: .signedIn) { write in try endService(write) }
    }

    @Sendable private func loadServices(_ read: PageRead<Viewer>) throws -> [ServiceModel] {
        let day = Day(read.visit.today)
        return try read.all(SignedInService.of(read.viewer.account)).map { service in
            let released = try ReleasedRecords.of(read.viewer.records, to: service.client, on: day, in: read)
            return ServiceModel(service: service, gets: released.fields)
        }
    }

    /// The service is told to sign them out, and they are told again what it gets when they come back.
    private func endService(_ write: PageWrite<Viewer>) throws -> Outcome {
        let (account, now) = (write.viewer.account, write.visit.now)
        let client = try write.visit.id("client", of: Client.self)
        guard try write.writer.all(SignedInService.of(account)).contains(where: { $0.client == client }) else {
            throw Fault.missing
        }
        try ClientGrant.end(of: account, to: client, at: now, in: write.writer)
        try SignOutNotice.gather(of: account, to: client, at: now, in: write.writer)
        try ServiceNotice.forget(account, of: client, in: write.writer)
        return .done("service-ended", at: OpenIDPath.services())
    }

    @Sendable private func servicesPage(_ models: [ServiceModel], _ visit: Visit) -> Page {
        let words = texts(in: visit.language)
        let days = DayWords(chrome.parts(in: visit.language), today: visit.today)
        let rows = models.map { model in
            let name = model.service.metadata.clientName
            return Part.row(
                name,
                to: model.service.metadata.initiateLoginURI.map { _ in OpenIDPath.serviceStart(model.service.client) },
                lead: Icon.grid(), note: words(.usedAt, ["when": days.moment(model.service.usedAt)]),
                below: given(Set(model.gets.map(\.rawValue)), words),
                tail: Part.action(
                    words(.signOutOfService), to: OpenIDPath.serviceEnding(model.service.client), about: name))
        }
        let list = rows.isEmpty ? Part.empty(words(.noServices), words(.noServicesText), icon: .grid) : Part.rows(rows)
        return Page(
            title: words(.servicesTitle),
            content: """
                \(Part.heading(words(.servicesTitle), back: ActingPath.account(), lead: words(.servicesLead)))\(list)
                """,
            place: Place.account, done: visit.done == "service-ended" ? words(.serviceEnded) : nil)
    }
}
