/// One number that is watched, in the text format of Prometheus (prometheus.io/docs/instrumenting/exposition_formats).
package struct Metric: Sendable {
    /// What a scraper may do with it.
    package enum Kind: String, Sendable { case counter, gauge, histogram }

    /// One value under its labels.
    package struct Sample: Sendable {
        let value: Double
        let labels: [(name: String, value: String)]
        let suffix: String

        package init(_ value: Double, _ labels: [(String, String)] = [], suffix: String = "") {
            (self.value, self.suffix) = (value, suffix)
            self.labels = labels.map { (name: $0.0, value: $0.1) }
        }
    }

    let name: String
    let kind: Kind
    let help: String
    let samples: [Sample]

    package init(_ name: String, _ kind: Kind, _ help: String, _ samples: [Sample]) {
        (self.name, self.kind, self.help, self.samples) = (name, kind, help, samples)
    }

    /// The text of all, samples of a kind in the order of their labels.
    package static func text(_ metrics: [Metric]) -> String {
        metrics.map(\.text).joined()
    }

    private var text: String {
        let lines = samples.map(line)
        let ordered = kind == .histogram ? lines : lines.sorted()
        return "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n" + ordered.joined()
    }

    private func line(_ sample: Sample) -> String {
        let labels = sample.labels.map { "\($0.name)=\"\(Metric.escaped($0.value))\"" }.joined(separator: ",")
        let number =
            sample.value == sample.value.rounded() && abs(sample.value) < 1e15
            ? String(Int64(sample.value)) : String(sample.value)
        return "\(name)\(sample.suffix)\(labels.isEmpty ? "" : "{\(labels)}") \(number)\n"
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            case "\n": result += "\\n"
            default: result.append(character)
            }
        }
        return result
    }
}
