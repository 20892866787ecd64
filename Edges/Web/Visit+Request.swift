import Base
import HTTPTypes
import Hummingbird
import NIOCore

extension Visit {
    /// How many bytes a form may have.
    private static let mostFormBytes = 1_000_000

    /// Reads the request; an unsafe one must come from our own pages and carry a form.
    static func made(from request: Request, _ context: SiteContext, now: Instant, origins: Origins) async throws
        -> Visit
    {
        try refuseOtherOrigins(request, origins)
        var form = Form()
        if request.method == .post {
            let type = request.headers[.contentType]?.split(separator: ";").first.map { $0.trimmed.lowercased() }
            guard type == nil || type == "application/x-www-form-urlencoded" else {
                throw Fault(.invalid, log: "a form of an unknown media type")
            }
            let body = try await request.body.collect(upTo: mostFormBytes)
            guard let text = String(validating: body.readableBytesView, as: UTF8.self) else {
                throw Fault(.invalid, log: "a form that is not UTF-8")
            }
            form = try Form(encoded: text)
        }
        return try of(request, context, form: form, now: now, origins: origins)
    }

    /// Reads the head of a request whose body is read later, by whoever may send it.
    static func ofHead(of request: Request, _ context: SiteContext, now: Instant, origins: Origins) throws -> Visit {
        try refuseOtherOrigins(request, origins)
        return try of(request, context, form: Form(), now: now, origins: origins)
    }

    private static func refuseOtherOrigins(_ request: Request, _ origins: Origins) throws {
        guard request.method != .post || origins.accepts(request) else {
            throw Fault(.forbidden, log: "an unsafe request from another origin")
        }
    }

    private static func of(
        _ request: Request, _ context: SiteContext, form: Form, now: Instant, origins: Origins
    ) throws -> Visit {
        Visit(
            request: request, parameters: context.parameters, form: form,
            query: try Form(encoded: request.uri.query ?? ""),
            now: now, id: context.id,
            address: origins.address(of: request, peer: context.remoteAddress?.ipAddress ?? "local"),
            origin: origins.shown(to: request))
    }
}

extension Response {
    static func html(
        _ pieces: [HTML], status: HTTPResponse.Status, language: Language, cookies: [NewCookie],
        formsLeadTo address: OutsideAddress? = nil
    ) -> Response {
        var headers: HTTPFields = [
            .contentType: "text/html; charset=utf-8", .cacheControl: "no-store", .contentLanguage: language.rawValue,
        ]
        headers.append(contentsOf: SecurityHeaders.ofPages)
        if let address {
            headers[.contentSecurityPolicy] = SecurityHeaders.contentSecurityPolicy(formsLeadTo: address.origin)
        }
        headers.set(cookies)
        var body = ByteBuffer()
        body.reserveCapacity(pieces.reduce(0) { $0 + $1.octets.count })
        for piece in pieces { body.writeBytes(piece.octets) }
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: body))
    }

    static func seeOther(_ link: Link, _ cookies: [NewCookie]) -> Response { seeOther(link.description, cookies) }

    static func seeOther(_ location: String, _ cookies: [NewCookie]) -> Response {
        var headers: HTTPFields = [.location: location, .cacheControl: "no-store"]
        headers.set(cookies)
        return Response(status: .seeOther, headers: headers)
    }
}

extension HTTPFields {
    fileprivate mutating func set(_ cookies: [NewCookie]) {
        for cookie in cookies { append(HTTPField(name: .setCookie, value: cookie.line)) }
    }
}
