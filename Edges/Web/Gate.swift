package import Base
import HTTPTypes
package import Hummingbird
import Logging
import NIOCore
import Storage

/// Around every request: security headers, errors as pages, one log line without personal data.
package struct Gate: RouterMiddleware {
    package typealias Context = SiteContext

    private let errorPage: @Sendable (ErrorPage, Language) -> HTML
    private let headers: HTTPFields
    private let traffic: Traffic

    /// - Parameters:
    ///   - hasTLS: whether browsers reach us by https, and shall keep to it.
    ///   - traffic: where requests are counted.
    ///   - errorPage: the whole page for what went wrong, in a language.
    package init(
        hasTLS: Bool, traffic: Traffic = Traffic(), errorPage: @escaping @Sendable (ErrorPage, Language) -> HTML
    ) {
        (self.errorPage, self.traffic) = (errorPage, traffic)
        headers = SecurityHeaders.ofEveryAnswer(hasTLS: hasTLS)
    }

    package func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            response = self.response(to: error, request, context)
        }
        response.headers.append(contentsOf: headers)
        response.headers.append(HTTPField(name: .requestID, value: context.id))
        let time = ContinuousClock.now - start
        traffic.answered(request.method, context.endpointPath ?? "-", response.status, after: time)
        log(request, context, response.status, time)
        return response
    }

    private func response(to error: any Error, _ request: Request, _ context: SiteContext) -> Response {
        let failure = Failure(error)
        if let log = failure.log {
            context.logger.log(level: failure.level, "\(log)", metadata: ["id": "\(context.id)"])
        }
        let language = Language.ofRequest(request)
        let page = ErrorPage(failure.kind, reference: context.id)
        var response = Response.html(
            [errorPage(page, language)], status: failure.status, language: language, cookies: [])
        if let seconds = failure.retryAfterSeconds { response.headers[.retryAfter] = String(seconds) }
        return response
    }

    /// The route's pattern, not the path: paths carry ids of people.
    private func log(_ request: Request, _ context: SiteContext, _ status: HTTPResponse.Status, _ time: Duration) {
        context.logger.debug(
            "request",
            metadata: [
                "id": "\(context.id)", "method": "\(request.method.rawValue)",
                "route": "\(context.endpointPath ?? "-")",
                "status": "\(status.code)", "ms": "\(time.components.attoseconds / 1_000_000_000_000_000)",
            ])
    }
}

extension Language {
    fileprivate static func ofRequest(_ request: Request) -> Language {
        CookieJar(request.headers[values: .cookie])[CookieName.language].flatMap(Language.init(rawValue:))
            ?? Language.preferred(in: request.headers[.acceptLanguage])
    }
}

/// An error as what the reader sees, status, log level and log text.
private struct Failure {
    let kind: Fault.Kind
    let status: HTTPResponse.Status
    let level: Logger.Level
    let log: String?

    private init(_ kind: Fault.Kind, _ log: String?, level: Logger.Level? = nil, status: HTTPResponse.Status? = nil) {
        (self.kind, self.log) = (kind, log)
        self.status = status ?? Failure.status(of: kind)
        self.level = level ?? Failure.level(of: kind)
    }

    init(_ error: any Error) {
        switch error {
        case let fault as Fault: self.init(fault.kind, fault.log)
        case StorageFault.unavailable, StorageFault.busy, StorageFault.timeout:
            self.init(.unavailable, "the database did not answer", level: .error)
        // A storage fault holds a code and none of the values.
        case StorageFault.statement(let code): self.init(.broken, "a statement failed with \(code)")
        case StorageFault.malformed: self.init(.invalid, "a value that no column takes")
        case is NIOTooManyBytesError: self.init(.tooLarge, "a body over its limit")
        case let error as HTTPError:
            self.init(error.status == .notFound ? .missing : .invalid, nil, level: .debug, status: error.status)
        // The type alone: a description may hold what somebody typed.
        default: self.init(.broken, "unexpected \(type(of: error))")
        }
    }

    var retryAfterSeconds: Int? {
        switch kind {
        case .tooMany(let seconds): seconds
        case .unavailable: 10
        default: nil
        }
    }

    private static func status(of kind: Fault.Kind) -> HTTPResponse.Status {
        switch kind {
        case .invalid: .badRequest
        case .signedOut: .unauthorized
        case .forbidden: .forbidden
        case .missing: .notFound
        case .conflict: .conflict
        case .tooLarge: .contentTooLarge
        case .tooMany: .tooManyRequests
        case .unavailable: .serviceUnavailable
        case .broken: .internalServerError
        }
    }

    private static func level(of kind: Fault.Kind) -> Logger.Level {
        switch kind {
        case .missing, .signedOut: .debug
        case .unavailable: .warning
        case .broken: .error
        default: .notice
        }
    }
}

enum SecurityHeaders {
    static func ofEveryAnswer(hasTLS: Bool) -> HTTPFields {
        var fields: HTTPFields = [.xContentTypeOptions: "nosniff", .crossOriginResourcePolicy: "same-origin"]
        if hasTLS { fields[.strictTransportSecurity] = "max-age=31536000" }
        return fields
    }

    /// - Parameter other: where forms may lead besides to us.
    static func contentSecurityPolicy(formsLeadTo other: String) -> String {
        """
        default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
        form-action 'self'\(other.isEmpty ? "" : " \(other)"); frame-ancestors 'none'; base-uri 'none'
        """
    }

    /// What only a document obeys.
    static let ofPages: HTTPFields = [
        .contentSecurityPolicy: contentSecurityPolicy(formsLeadTo: ""),
        .referrerPolicy: "same-origin",
        .crossOriginOpenerPolicy: "same-origin",
        .permissionsPolicy: "camera=(), geolocation=(), microphone=()",
    ]
}
