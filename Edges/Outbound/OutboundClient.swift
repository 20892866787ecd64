import AsyncHTTPClient
import Dispatch
import Foundation
import NIOCore
import NIOHTTP1
import Synchronization

extension Outbound {
    /// The real network.
    ///
    /// - Parameter seconds: how long one question may take in all.
    package static func live(allowsLoopback: Bool, seconds: Int64 = 10) -> Outbound {
        let client = OutboundClient(allowsLoopback: allowsLoopback, seconds: seconds)
        return Outbound(allowsLoopback: allowsLoopback) { call in try await client.send(call) }
    }
}

/// Sends questions. A name is resolved and looked at here, and the connection goes to exactly that address, so that a
/// name which leads elsewhere a moment later leads nowhere.
actor OutboundClient {
    private struct Target: Hashable {
        let host: String
        let address: NumericAddress
    }

    private static let mostBytes = 1_000_000
    /// Clients keep connections open, so that sign-ins of one school need not greet its identity provider each anew.
    private static let mostClients = 200

    private let allowsLoopback: Bool
    private let seconds: Int64
    private var clients: [Target: HTTPClient] = [:]
    private var order: [Target] = []

    init(allowsLoopback: Bool, seconds: Int64) {
        (self.allowsLoopback, self.seconds) = (allowsLoopback, seconds)
    }

    /// Nothing is asked any more: only a house that was made and thrown away, as in tests, comes here.
    deinit { for client in clients.values { client.shutdown { _ in } } }

    func send(_ call: Outbound.Call) async throws -> Outbound.Answer {
        guard let destination = Destination(call.address, allowsLoopback: allowsLoopback) else {
            throw OutboundFault.address
        }
        let end = NIODeadline.now() + .seconds(seconds)
        let addresses = try await Resolver.addresses(of: destination.host, seconds: Int(max(1, seconds / 2)))
        let address = try destination.chosen(among: addresses)
        let client = client(for: Target(host: destination.host, address: address))
        return try await withThrowingTaskGroup(of: Outbound.Answer.self) { group in
            group.addTask { try await Self.answer(to: call, by: client, until: end) }
            group.addTask {
                try await Task.sleep(for: .nanoseconds((end - .now()).nanoseconds))
                throw OutboundFault.timeout
            }
            defer { group.cancelAll() }
            guard let answer = try await group.next() else { throw OutboundFault.unreachable }
            return answer
        }
    }

    private static func answer(
        to call: Outbound.Call, by client: HTTPClient, until end: NIODeadline
    ) async throws -> Outbound.Answer {
        var request = HTTPClientRequest(url: call.address)
        request.method = call.method == .post ? .POST : .GET
        for header in call.headers { request.headers.add(name: header.name, value: header.value) }
        if let body = call.body { request.body = .bytes(ByteBuffer(string: body)) }
        do {
            let response = try await client.execute(request, deadline: end)
            let body = try await response.body.collect(upTo: mostBytes)
            return Outbound.Answer(
                status: Int(response.status.code), headers: response.headers.map { (name: $0.name, value: $0.value) },
                body: Array(body.readableBytesView))
        } catch is NIOTooManyBytesError {
            throw OutboundFault.tooLarge
        } catch let error as HTTPClientError where error == .deadlineExceeded || error == .connectTimeout {
            throw OutboundFault.timeout
        }
    }

    /// The client that connects to this address for this name, whatever the name leads to by then.
    private func client(for target: Target) -> HTTPClient {
        if let client = clients[target] { return client }
        if order.count >= Self.mostClients, let oldest = clients.removeValue(forKey: order.removeFirst()) {
            // What it is still answering ends in order.
            oldest.shutdown { _ in }
        }
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout = .init(connect: .seconds(max(1, seconds / 2)), read: .seconds(seconds))
        configuration.httpVersion = .http1Only
        configuration.connectionPool.idleTimeout = .seconds(30)
        configuration.dnsOverride = [target.host: target.address.description]
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        clients[target] = client
        order.append(target)
        return client
    }
}

/// Finds the addresses of a name beside the event loops, for which the system's function waits.
private enum Resolver {
    static func addresses(of host: String, seconds: Int) async throws -> [NumericAddress] {
        let name = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        return try await withCheckedThrowingContinuation { continuation in
            let once = Once(continuation)
            DispatchQueue.global().async { once.resume(with: .success(found(name))) }
            DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(seconds)) {
                once.resume(with: .failure(OutboundFault.timeout))
            }
        }
    }

    private static func found(_ name: String) -> [NumericAddress] {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_ADDRCONFIG
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(name, nil, &hints, &list) == 0 else { return [] }
        defer { if let list { freeaddrinfo(list) } }
        return sequence(first: list, next: { $0?.pointee.ai_next }).prefix { $0 != nil }.compactMap { entry in
            guard let entry = entry?.pointee, let address = entry.ai_addr else { return nil }
            switch entry.ai_family {
            case AF_INET:
                return address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { four in
                    NumericAddress(bytes: withUnsafeBytes(of: four.pointee.sin_addr) { Array($0) })
                }
            case AF_INET6:
                return address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { six in
                    NumericAddress(bytes: withUnsafeBytes(of: six.pointee.sin6_addr) { Array($0) })
                }
            default: return nil
            }
        }
    }
}

/// A continuation that the first of two resumes.
private final class Once: Sendable {
    private let waiting: Mutex<CheckedContinuation<[NumericAddress], any Error>?>

    init(_ continuation: CheckedContinuation<[NumericAddress], any Error>) { waiting = Mutex(continuation) }

    func resume(with result: sending Result<[NumericAddress], any Error>) {
        let continuation = waiting.withLock { waiting in
            defer { waiting = nil }
            return waiting
        }
        continuation?.resume(with: result)
    }
}
