import Base
import Foundation

/// Asks other sites over HTTP: by https, of public addresses alone, within limits of time and size.
///
/// Redirects are never followed. Every failure is an `OutboundFault`, which holds nothing of what was sent.
package struct Outbound: Sendable {
    /// One question.
    package struct Call: Sendable {
        /// What the question does.
        package enum Method: String, Sendable { case get = "GET", post = "POST" }

        package let method: Method
        package let address: String
        package let headers: [(name: String, value: String)]
        /// The body as it is sent, a form.
        package let body: String?

        package init(
            _ method: Method, _ address: String, headers: [(name: String, value: String)], body: String? = nil
        ) {
            (self.method, self.address, self.headers, self.body) = (method, address, headers, body)
        }
    }

    /// What came back, whatever its status but a redirect.
    package struct Answer: Sendable {
        package let status: Int
        private let headers: [(name: String, value: String)]
        package let body: [UInt8]

        package init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8]) {
            (self.status, self.headers, self.body) = (status, headers, body)
        }

        /// The first header under `name`, whatever its letters' case.
        package func header(_ name: String) -> String? {
            headers.first { $0.name.lowercased() == name.lowercased() }?.value
        }

        /// The media type without its parameters.
        package var type: String? {
            header("Content-Type").map { $0.prefix { $0 != ";" }.trimmed.lowercased() }
        }
    }

    /// Whether http on loopback is allowed too: tests and demos on one machine.
    package let allowsLoopback: Bool
    private let answer: @Sendable (Call) async throws -> Answer

    /// - Parameter answer: asked instead of the network, after the address was looked at.
    package init(allowsLoopback: Bool = false, answer: @escaping @Sendable (Call) async throws -> Answer) {
        (self.allowsLoopback, self.answer) = (allowsLoopback, answer)
    }

    /// Reaches nobody: for houses that were given no way out.
    package static let shut = Outbound { _ in throw OutboundFault.unreachable }

    /// Whether `address` may be asked as far as its text tells: absolute, https, without user or fragment.
    package func allows(_ address: String) -> Bool { Destination(address, allowsLoopback: allowsLoopback) != nil }

    /// What is at `address`.
    package func get(
        _ address: String, headers: [(name: String, value: String)] = []
    ) async throws(OutboundFault) -> Answer {
        try await send(Call(.get, address, headers: headers))
    }

    /// The answer to a form.
    package func post(
        _ address: String, form: [(name: String, value: String)], headers: [(name: String, value: String)] = []
    ) async throws(OutboundFault) -> Answer {
        let body = form.map { "\(FormText.encoded($0.name))=\(FormText.encoded($0.value))" }.joined(separator: "&")
        let type = (name: "Content-Type", value: "application/x-www-form-urlencoded")
        return try await send(Call(.post, address, headers: headers + [type], body: body))
    }

    private func send(_ call: Call) async throws(OutboundFault) -> Answer {
        guard allows(call.address) else { throw .address }
        let answer: Answer
        do {
            answer = try await self.answer(call)
        } catch let fault as OutboundFault {
            throw fault
        } catch {
            throw .unreachable
        }
        // A redirect would lead past every check that was made of the address.
        guard !(300..<400).contains(answer.status) else { throw .redirected }
        return answer
    }
}

/// Why another site was not asked, or its answer not taken.
package enum OutboundFault: Error, Hashable, Sendable {
    /// Not https, or not an address at all.
    case address
    /// The name leads to an address that is not public.
    case privateAddress
    case unresolved, unreachable, redirected, tooLarge, timeout
}

/// The form encoding of bodies and of names and secrets in Basic authentication (RFC 6749 appendix B).
package enum FormText {
    /// Everything but unreserved characters percent-encoded.
    package static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}
