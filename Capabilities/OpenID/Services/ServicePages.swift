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

/// The same with the screens beside it.
struct ServicesModel: Sendable {
    let services: [ServiceModel]
    let devices: [SignedInDevice]
}

extension OpenID {
    /// The services that an account signed in to, what each gets, and how to end it.
    func mountServices(on site: Site<Viewer>) {
        site.get(OpenIDPath.services, may: .signedIn, load: loadServices, page: servicesPage)
        site.post(OpenIDPath.serviceEnding, may: .signedIn) { write in try endService(write) }
        site.post(OpenIDPath.deviceEnding, may: .signedIn) { write in try endDevice(write) }
    }

    @Sendable private func loadServices(_ read: PageRead<Viewer>) throws -> ServicesModel {
        let day = Day(read.visit.today)
        let services = try read.all(SignedInService.of(read.viewer.account)).map { service in
            let released = try ReleasedRecords.of(read.viewer.records, to: service.client, on: day, in: read)
            return ServiceModel(service: service, gets: released.fields)
        }
        let devices = try read.all(SignedInDevice.of(read.viewer.account, at: read.visit.now, limits))
        return ServicesModel(services: services, devices: devices)
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

    /// The screen alone is signed out, and its service told so.
    private func endDevice(_ write: PageWrite<Viewer>) throws -> Outcome {
        let (account, now) = (write.viewer.account, write.visit.now)
        let grant = try write.visit.id("grant", of: ClientGrant.self)
        let own = try write.writer.all(SignedInDevice.of(account, at: now, limits))
        guard own.contains(where: { $0.grant == grant }), try ClientGrant.end(grant, at: now, in: write.writer) else {
            throw Fault.missing
        }
        try SignOutNotice.gather(grant, in: write.writer)
        return .done("device-ended", at: OpenIDPath.services())
    }

    @Sendable private func servicesPage(_ model: ServicesModel, _ visit: Visit) -> Page {
        let words = texts(in: visit.language)
        let days = DayWords(chrome.parts(in: visit.language), today: visit.today)
        let rows = model.services.map { model in
            let name = model.service.metadata.clientName
            return Part.row(
                name,
                to: model.service.metadata.initiateLoginURI.map { _ in OpenIDPath.serviceStart(model.service.client) },
                lead: Icon.grid(), note: words(.usedAt, ["when": days.moment(model.service.usedAt)]),
                below: given(Set(model.gets.map(\.rawValue)), words),
                tail: Part.action(
                    words(.signOutOfService), to: OpenIDPath.serviceEnding(model.service.client), about: name))
        }
        let list =
            !rows.isEmpty
            ? Part.rows(rows)
            : model.devices.isEmpty ? Part.empty(words(.noServices), words(.noServicesText), icon: .grid) : .nothing
        let done: [String: OpenIDText] = ["service-ended": .serviceEnded, "device-ended": .deviceEnded]
        return Page(
            title: words(.servicesTitle),
            content: """
                \(Part.heading(words(.servicesTitle), back: ActingPath.account(), lead: words(.servicesLead)))\(list)\
                \(devices(model.devices, days, words))
                """,
            place: Place.account, done: visit.done.flatMap { done[$0] }.map { words($0) })
    }

    private func devices(_ devices: [SignedInDevice], _ days: DayWords, _ words: Words<OpenIDText>) -> HTML {
        guard !devices.isEmpty else { return .nothing }
        let rows = devices.map { device in
            let (name, when) = (device.metadata.clientName, days.moment(device.approvedAt))
            return Part.row(
                name, lead: Icon.device(), note: words(.deviceSignedIn, ["when": when]),
                tail: Part.action(
                    words(.signOutDevice), to: OpenIDPath.deviceEnding(device.grant), about: "\(name), \(when)"))
        }
        return Part.section(
            words(.devicesTitle), id: "devices", "<p class=\"quiet\">\(words(.devicesLead))</p>\(Part.rows(rows))")
    }
}
