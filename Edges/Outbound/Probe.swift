import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// A question to our own public address.
package enum Probe {
    /// Whether the name has an address.
    package static func resolves(_ host: String) -> Bool {
        var found: UnsafeMutablePointer<addrinfo>?
        defer { if let found { freeaddrinfo(found) } }
        return getaddrinfo(host, nil, nil, &found) == 0
    }

    /// The status of a GET, certificate verified, redirects not followed; throws when there is no answer in time.
    package static func status(of address: String, seconds: Int64) async throws -> Int {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout = .init(connect: .seconds(seconds), read: .seconds(seconds))
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let answer: Result<Int, any Error>
        do {
            let response = try await client.execute(HTTPClientRequest(url: address), timeout: .seconds(seconds))
            answer = .success(Int(response.status.code))
        } catch {
            answer = .failure(error)
        }
        try await client.shutdown()
        return try answer.get()
    }
}
