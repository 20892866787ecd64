import Accounts
import Base
import Clients
import Directory
import Storage
import Web

/// A device whose code somebody typed, and what it would get of them.
struct AskingDevice: Sendable {
    let code: UserCode
    let request: DeviceRequest
    let client: Client
    let gets: Set<String>

    /// Whether it is not signed out with its person.
    var goesOn: Bool { gets.contains(AuthorizationModel.Asked.offline) }
}

extension OpenID {
    /// Where somebody signed in answers a device (RFC 8628 §3.3): the code is typed, then it is said what would get what.
    func mountDevicePages(on site: Site<Viewer>) {
        site.get(
            OpenIDPath.device, may: .signedIn, load: { _ in },
            page: { _, visit in
                switch visit.done {
                case Self.approved: answeredPage((.deviceApproved, .deviceApprovedText), visit)
                case Self.refused: answeredPage((.deviceRefused, .deviceRefusedText), visit)
                default: codePage("", nil, visit)
                }
            })
        // RFC 8628 §3.3.1: the code of `verification_uri_complete` is shown, so that it is compared with the screen's.
        site.get(
            OpenIDPath.deviceWithCode, may: .signedIn, load: { _ in },
            page: { _, visit in codePage(UserCode(typed: try visit.text("code"))?.shown ?? "", nil, visit) })
        site.post(OpenIDPath.device, may: .signedIn) { write in
            guard !write.visit.form.text("code").isEmpty else {
                return .page(codePage("", .deviceFillCode, write.visit))
            }
            guard let asking = try asking(write) else { return unknown(write) }
            return .page(askPage(asking, write.visit))
        }
        site.post(OpenIDPath.deviceApproval, may: .signedIn) { write in try approve(write) }
        site.post(OpenIDPath.deviceRefusal, may: .signedIn) { write in
            guard let asking = try asking(write) else { return unknown(write) }
            guard try DeviceRequest.answer(asking.code, .refused, at: write.visit.now, in: write.writer) else {
                throw Fault(.conflict, log: "a device was answered twice")
            }
            return .done(Self.refused, at: OpenIDPath.device())
        }
    }

    private static let approved = "device-approved"
    private static let refused = "device-refused"

    private func unknown(_ write: PageWrite<Viewer>) -> Outcome {
        .page(codePage(write.visit.form.text("code"), .deviceUnknownCode, write.visit))
    }

    /// The device that waits behind the typed code. Every try is counted against the account, and forgiven when the code is
    /// good (RFC 8628 §5.1).
    private func asking(_ write: PageWrite<Viewer>) throws -> AskingDevice? {
        let (viewer, visit, writer) = (write.viewer, write.visit, write.writer)
        let subject = Throttle.Subject.deviceCodes(of: viewer.account)
        // The count of a try that is refused goes with this write: those before it keep the account over its limit.
        if let fault = try Throttle.refusal([subject], at: visit.now, in: writer) { throw fault }
        guard let code = UserCode(typed: visit.form.text("code")),
            let request = try writer.first(DeviceRequest.behind(code)), request.isOpen(at: visit.now),
            let client = try writer.first(Client.under(request.client))
        else { return nil }
        try Throttle.forgive([subject], in: writer)
        let released = try ReleasedRecords.of(viewer.records, to: client.id, on: Day(visit.today), in: writer)
        let fields = released.fields.intersection(ReleaseField.asked(by: request.scope, names: [])).map(\.rawValue)
        let goesOn = request.scope.asksOffline && client.may(.refreshToken) && viewer.mayOutlive
        return AskingDevice(
            code: code, request: request, client: client,
            gets: Set(fields + (goesOn ? [AuthorizationModel.Asked.offline] : [])))
    }

    /// The grant stands on the session of whoever approves, beside those of the browser: the screen is signed out with them, and
    /// by itself.
    private func approve(_ write: PageWrite<Viewer>) throws -> Outcome {
        let (viewer, now, writer) = (write.viewer, write.visit.now, write.writer)
        guard let asking = try asking(write) else { return unknown(write) }
        let grant = try GrantMaking(client: asking.client, limits: limits).deviceGrant(
            asking.request.scope, to: viewer, who: Authentication.of(viewer, at: now, in: writer), at: now, writer)
        guard try DeviceRequest.answer(asking.code, .approved(grant), at: now, in: writer) else {
            throw Fault(.conflict, log: "a device was answered twice")
        }
        let read = asking.gets.intersection(write.visit.form.all("told"))
        let before = try writer.first(ServiceNotice.told(viewer.account, of: asking.client.id)) ?? []
        try ServiceNotice.tell(viewer.account, of: asking.client.id, before.union(read), at: now, in: writer)
        return .done(Self.approved, at: OpenIDPath.device())
    }
}
