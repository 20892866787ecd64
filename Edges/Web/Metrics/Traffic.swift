import HTTPTypes
import Synchronization

/// What passes through the server, counted for `/metrics`: patterns of routes, statuses and times, never a path.
package final class Traffic: Sendable {
    private struct State {
        var requests: [Request: Int] = [:]
        var times: [String: Histogram] = [:]
        var ends: [ConnectionEnd: Int] = [:]
    }

    private struct Request: Hashable {
        let method: String
        let route: String
        let status: Int
    }

    private let state = Mutex(State())
    private let connections = Atomic(0)
    private let most: Int

    /// - Parameter connections: how many may be open at one time.
    package init(connections: Int = 16_000) { most = connections }

    private static let methods: Set<HTTPRequest.Method> = [.get, .head, .post, .put, .delete, .patch, .options]

    /// Counts a request that was answered. Methods that nobody serves count as one.
    func answered(_ method: HTTPRequest.Method, _ route: String, _ status: HTTPResponse.Status, after time: Duration) {
        let name = Traffic.methods.contains(method) ? method.rawValue : "other"
        state.withLock { state in
            state.requests[Request(method: name, route: route, status: status.code), default: 0] += 1
            state.times[route, default: Histogram()].add(time.seconds)
        }
    }

    func opened() { connections.add(1, ordering: .relaxed) }
    func closed() { connections.subtract(1, ordering: .relaxed) }
    func ended(_ end: ConnectionEnd) { state.withLock { $0.ends[end, default: 0] += 1 } }

    /// Whether idle connections must make room.
    var isCrowded: Bool { connections.load(ordering: .relaxed) >= most / 4 * 3 }

    /// How many connections are open now.
    package var open: Int { connections.load(ordering: .relaxed) }

    /// How many connections a limit has ended so far.
    package func count(of end: ConnectionEnd) -> Int { state.withLock { $0.ends[end] ?? 0 } }

    /// Everything counted so far.
    package var metrics: [Metric] {
        let state = state.withLock { $0 }
        return [
            Metric(
                "digione_requests_total", .counter, "Requests answered, by route pattern and status.",
                state.requests.map { request, count in
                    Metric.Sample(
                        Double(count),
                        [("method", request.method), ("route", request.route), ("status", String(request.status))])
                }),
            Metric(
                "digione_request_seconds", .histogram, "Time from a request's head to its answer's first byte.",
                state.times.flatMap { route, histogram in histogram.samples([("route", route)]) }),
            Metric("digione_connections_open", .gauge, "Connections open now.", [Metric.Sample(Double(open))]),
            Metric(
                "digione_connections_ended_total", .counter, "Connections that a limit has ended.",
                ConnectionEnd.allCases.map { Metric.Sample(Double(state.ends[$0] ?? 0), [("limit", $0.rawValue)]) }),
        ]
    }
}

extension Duration {
    fileprivate var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}

/// Times in buckets from 5 ms to 10 s.
struct Histogram {
    private static let bounds: [(seconds: Double, name: String)] = [
        (0.005, "0.005"), (0.01, "0.01"), (0.025, "0.025"), (0.05, "0.05"), (0.1, "0.1"), (0.25, "0.25"), (0.5, "0.5"),
        (1, "1"), (2.5, "2.5"), (5, "5"), (10, "10"),
    ]
    private var counts = [Int](repeating: 0, count: Histogram.bounds.count)
    private var count = 0
    private var sum = 0.0

    mutating func add(_ seconds: Double) {
        count += 1
        sum += seconds
        if let place = Histogram.bounds.firstIndex(where: { seconds <= $0.seconds }) { counts[place] += 1 }
    }

    /// Buckets are cumulative and end with all.
    func samples(_ labels: [(String, String)]) -> [Metric.Sample] {
        var below = 0
        let buckets = zip(Histogram.bounds, counts).map { bound, count in
            below += count
            return Metric.Sample(Double(below), labels + [("le", bound.name)], suffix: "_bucket")
        }
        return buckets + [
            Metric.Sample(Double(count), labels + [("le", "+Inf")], suffix: "_bucket"),
            Metric.Sample(sum, labels, suffix: "_sum"), Metric.Sample(Double(count), labels, suffix: "_count"),
        ]
    }
}
