import Base
import Foundation
import Outbound
import Synchronization

/// What is known of issuers, for a while: their metadata and keys. Asking them is slow, and they are asked at the worst
/// time of the morning.
final class IssuerBook: Sendable {
    private struct Page {
        let bytes: [UInt8]
        let until: Instant
        let readAt: Instant
    }

    private struct Kept {
        var pages: [String: Page] = [:]
        var order: [String] = []
        var asking: [String: Task<Result<[UInt8], ExchangeFault>, Never>] = [:]
    }

    /// Not shorter than a minute, not longer than a day, an hour if nothing is said.
    private static let (least, most, usual): (Int64, Int64, Int64) = (60, 86_400, 3600)
    /// A key that nobody knows makes us look again at most this often.
    private static let brakeSeconds: Int64 = 60
    private static let mostPages = 4000
    private static let mostBytes = 200_000

    private let outbound: Outbound
    private let now: @Sendable () -> Instant
    private let kept = Mutex(Kept())

    init(outbound: Outbound, now: @escaping @Sendable () -> Instant) { (self.outbound, self.now) = (outbound, now) }

    func metadata(of issuer: String) async throws(ExchangeFault) -> IssuerMetadata {
        let page = try await page(IssuerMetadata.address(of: issuer))
        do {
            return try IssuerMetadata(page, issuer: issuer) { outbound.allows($0) }
        } catch {
            throw .metadata(error)
        }
    }

    /// The keys at an address, as they are kept or as they are now.
    func keys(at address: String) async throws(ExchangeFault) -> [UInt8] { try await page(address) }

    /// The keys anew because one was not among them; nil if somebody has just looked.
    func newKeys(at address: String) async throws(ExchangeFault) -> [UInt8]? {
        let present = now()
        let readAt = kept.withLock { $0.pages[address]?.readAt }
        if let readAt, present < readAt.adding(seconds: Self.brakeSeconds) { return nil }
        return try await fetch(address, at: present)
    }

    private func page(_ address: String) async throws(ExchangeFault) -> [UInt8] {
        let present = now()
        let page = kept.withLock { $0.pages[address] }
        if let page, present < page.until { return page.bytes }
        return try await fetch(address, at: present)
    }

    /// Asks once however many wait: a school begins its day at one moment.
    private func fetch(_ address: String, at present: Instant) async throws(ExchangeFault) -> [UInt8] {
        let asking = kept.withLock { kept in
            if let asking = kept.asking[address] { return asking }
            let asking = Task { [self] in
                let result = await load(address, at: present)
                self.kept.withLock { $0.asking[address] = nil }
                return result
            }
            kept.asking[address] = asking
            return asking
        }
        return try await asking.value.get()
    }

    private func load(_ address: String, at present: Instant) async -> Result<[UInt8], ExchangeFault> {
        let answer: Outbound.Answer
        do {
            answer = try await outbound.get(address, headers: [("Accept", "application/json")])
        } catch {
            return .failure(.unreachable(error))
        }
        guard answer.status == 200, answer.body.count <= Self.mostBytes else { return .failure(.status(answer.status)) }
        let seconds = min(max(Self.maxAge(answer.header("Cache-Control")) ?? Self.usual, Self.least), Self.most)
        let page = Page(bytes: answer.body, until: present.adding(seconds: seconds), readAt: present)
        kept.withLock { kept in
            if kept.pages.updateValue(page, forKey: address) == nil { kept.order.append(address) }
            if kept.order.count > Self.mostPages { kept.pages[kept.order.removeFirst()] = nil }
        }
        return .success(answer.body)
    }

    /// Seconds of `max-age` (RFC 9111 §5.2.2.1); none may be kept is 0.
    static func maxAge(_ header: String?) -> Int64? {
        guard let header else { return nil }
        let directives = header.lowercased().split(separator: ",").map { $0.trimmed }
        if directives.contains("no-store") || directives.contains("no-cache") { return 0 }
        return directives.lazy.compactMap { directive in
            directive.hasPrefix("max-age=") ? Int64(directive.dropFirst("max-age=".count)) : nil
        }.first
    }
}
