import HTTPTypes
import Testing

@testable import Web

@Suite struct MetricTests {
    @Test func `a metric is text as Prometheus reads it`() {
        let metric = Metric(
            "some_total", .counter, "What it counts.",
            [Metric.Sample(2, [("label", "b")]), Metric.Sample(1.5, [("label", "a\"\\\n")])])
        #expect(
            Metric.text([metric]) == """
                # HELP some_total What it counts.
                # TYPE some_total counter
                some_total{label="a\\"\\\\\\n"} 1.5
                some_total{label="b"} 2

                """)
    }

    @Test func `buckets hold everything below them, and the last holds all`() {
        let traffic = Traffic()
        for milliseconds in [1, 7, 60, 20_000] {
            traffic.answered(.get, "/x", .ok, after: .milliseconds(milliseconds))
        }
        traffic.answered(HTTPRequest.Method("BREW") ?? .get, "-", .notFound, after: .zero)
        let text = Metric.text(traffic.metrics)
        for (bound, count) in [("0.005", 1), ("0.01", 2), ("0.05", 2), ("0.1", 3), ("10", 3), ("+Inf", 4)] {
            #expect(text.contains("digione_request_seconds_bucket{route=\"/x\",le=\"\(bound)\"} \(count)\n"))
        }
        #expect(text.contains("digione_request_seconds_count{route=\"/x\"} 4\n"))
        #expect(text.contains("digione_requests_total{method=\"other\",route=\"-\",status=\"404\"} 1\n"))
    }
}
