import Accounts
import Base
import Clients
import Foundation
import Storage
import Web

extension OpenID {
    /// The way from our pages to a service, which then sends the browser here to sign in (OIDC Core §4).
    func mountServiceStart(on site: Site<Viewer>) {
        site.get(OpenIDPath.serviceStart, may: .anyone) { reader, _, visit in
            let client = try reader.one(Client.under(visit.id("client", of: Client.self)))
            guard let start = ServiceStart(client.metadata, visit.query) else { throw Fault.missing }
            return start
        } perform: { [issuer] start, _, _ in
            .leave(start.address(from: issuer))
        }
    }
}

/// Where somebody is led who begins at our side.
struct ServiceStart: Sendable {
    private let service: OutsideAddress
    private let target: OutsideAddress?
    private let hint: String?

    /// nil for a service that does not begin so, and for a page that is none of its own: we lead to nobody else through it.
    init?(_ metadata: ClientMetadata, _ query: Form) {
        guard let service = metadata.initiateLoginURI.flatMap(OutsideAddress.init(registered:)) else { return nil }
        self.service = service
        hint = query["login_hint"].flatMap { (1...255).contains($0.utf8.count) ? $0 : nil }
        guard let text = query["target_link_uri"] else {
            target = nil
            return
        }
        let own = ([service.description] + metadata.redirectURIs).compactMap(OutsideAddress.init(registered:))
        guard let target = OutsideAddress(registered: text), own.contains(where: { $0.origin == target.origin }) else {
            return nil
        }
        self.target = target
    }

    /// With our name, and what was given beside it.
    func address(from issuer: String) -> OutsideAddress {
        service.with(
            [("iss", issuer)] + (hint.map { [("login_hint", $0)] } ?? [])
                + (target.map { [("target_link_uri", $0.description)] } ?? []))
    }
}
