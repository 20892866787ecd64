package import Base
import HTTPTypes
import Hummingbird
import NIOCore

/// A request of another program. It never acts on the session cookie, so that it need not come from our own pages.
package struct OutsideCall: Sendable {
    package let method: String
    package let query: Form
    /// The fields of a body of that media type, otherwise none.
    package let form: Form
    package let body: [UInt8]
    package let now: Instant
    /// The client's address, behind trusted proxies the one that they report.
    package let address: String
    /// `https://host` as others reach us.
    package let origin: String
    private let fields: HTTPFields
    private let parameters: Parameters

    static func made(
        from request: Request, _ context: SiteContext, limit: Int, now: Instant, origins: Origins
    ) async throws -> OutsideCall {
        let body = Array(try await request.body.collect(upTo: limit).readableBytesView)
        let type = request.headers[.contentType]?.split(separator: ";").first.map { $0.trimmed.lowercased() }
        var form = Form()
        if type == "application/x-www-form-urlencoded" {
            guard let text = String(validating: body, as: UTF8.self) else {
                throw Fault(.invalid, log: "a form that is not UTF-8")
            }
            form = try Form(encoded: text)
        }
        return OutsideCall(
            method: request.method.rawValue, query: try Form(encoded: request.uri.query ?? ""), form: form, body: body,
            now: now, address: origins.address(of: request, peer: context.remoteAddress?.ipAddress ?? "local"),
            origin: origins.shown(to: request), fields: request.headers, parameters: context.parameters)
    }

    /// The header under `name`, if it is there once.
    package func header(_ name: String) -> String? {
        let values = headers(name)
        return values.count == 1 ? values[0] : nil
    }

    /// Every header under `name`.
    package func headers(_ name: String) -> [String] { HTTPField.Name(name).map { fields[values: $0] } ?? [] }

    /// A path parameter as it stands in the path.
    package func text(_ name: String) throws -> String {
        guard let raw = parameters.get(name), let text = PercentEncoding.decoded(raw.utf8, plusIsSpace: false) else {
            throw Fault.missing
        }
        return text
    }
}
