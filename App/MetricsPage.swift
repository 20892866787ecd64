import Accounts
import Audit
package import Base
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Storage
import Web

/// Who may read `/metrics`.
package struct Watchers: Sendable {
    private let token: Secret<String>?
    private let isBehindProxy: Bool

    /// - Parameter isBehindProxy: whether everybody comes from the proxy's address, so that the address says nothing.
    package init(token: Secret<String>?, isBehindProxy: Bool) {
        (self.token, self.isBehindProxy) = (token, isBehindProxy)
    }

    /// Whoever has the token; without one, whoever is on this machine and not behind a proxy.
    package func admit(peer: String?, isForwarded: Bool, authorization: String?) -> Bool {
        if let token, let authorization, let given = authorization.split(separator: " ").last,
            authorization.lowercased().hasPrefix("bearer ")
        {
            return SHA256.hash(data: Data(given.utf8)) == SHA256.hash(data: Data(token.reveal().utf8))
        }
        guard token == nil, !isBehindProxy, !isForwarded, let peer else { return false }
        return peer.hasPrefix("127.") || peer == "::1"
    }
}

/// Numbers for whoever watches the server, in Prometheus' text format; none of them is about a person.
struct MetricsPage: Sendable {
    let database: any Database
    let traffic: Traffic
    let hasher: PasswordHasher
    let accessLog: AccessLog
    let watchers: Watchers

    static let path: PathPattern = "/metrics"

    func mount(on site: Site<Viewer>) {
        site.plain(MetricsPage.path, may: .watcher) { request, context in
            let isAdmitted = watchers.admit(
                peer: context.remoteAddress?.ipAddress, isForwarded: Origins.isForwarded(request),
                authorization: request.headers[.authorization])
            guard isAdmitted else { throw Fault.missing }
            // The server's own numbers must be there also when the database is not.
            let runs = try? await database.read { try $0.all(MetricsPage.importRuns) }
            return Response(
                status: .ok,
                headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8", .cacheControl: "no-store"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: Metric.text(metrics + imports(runs ?? [])))))
        }
    }

    private func imports(_ runs: [(step: String, count: Int)]) -> [Metric] {
        let samples = runs.map { Metric.Sample(Double($0.count), [("step", $0.step)]) }
        return [Metric("digione_import_runs", .gauge, "Import runs by the step they stand at.", samples)]
    }

    private var metrics: [Metric] {
        traffic.metrics + (database.use.map(waits) ?? [])
            + [
                gauge("digione_password_hashes", "Password hashes that run or wait now.", Double(hasher.load)),
                Metric(
                    "digione_password_hash_cpu_seconds_total", .counter, "CPU time of password hashes.",
                    [Metric.Sample(hasher.cpuSeconds)]),
                gauge(
                    "digione_access_log_rows", "Rows of the access log that are not written yet.",
                    Double(accessLog.waitingRows)),
                gauge("process_resident_memory_bytes", "Memory of the process.", ProcessFacts.residentBytes),
                gauge("process_open_fds", "Open files and connections.", ProcessFacts.openFiles),
                gauge("process_start_time_seconds", "When the process began.", ProcessFacts.start),
            ]
    }

    private func waits(_ use: DatabaseUse) -> [Metric] {
        [
            gauge("digione_database_waiting", "Transactions that wait for their turn now.", Double(use.waiting)),
            Metric(
                "digione_database_turns_total", .counter, "Transactions that had their turn.",
                [Metric.Sample(Double(use.served))]),
            Metric(
                "digione_database_wait_seconds_total", .counter, "How long they waited for it in all.",
                [Metric.Sample(use.waitedSeconds)]),
            Metric(
                "digione_database_refused_total", .counter, "Transactions that never had their turn.",
                [Metric.Sample(Double(use.refused))]),
        ]
    }

    private func gauge(_ name: String, _ help: String, _ value: Double) -> Metric {
        Metric(name, .gauge, help, [Metric.Sample(value)])
    }
}

/// What the kernel knows of this process (proc(5)).
enum ProcessFacts {
    static let start = Date().timeIntervalSince1970

    static var residentBytes: Double {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return line.flatMap { Double($0.filter(\.isNumber)) }.map { $0 * 1024 } ?? 0
    }

    static var openFiles: Double {
        Double((try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0)
    }
}
