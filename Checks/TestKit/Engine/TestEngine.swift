import Foundation

/// The engine that the suites run on: `DIGIONE_TEST_ENGINE=sqlite` (the default) or `postgres`.
package enum TestEngine: String, Sendable {
    case sqlite, postgres

    /// An engine that nobody knows stops the run: quietly testing another one would prove nothing.
    package static let current: TestEngine = {
        let name = ProcessInfo.processInfo.environment["DIGIONE_TEST_ENGINE"] ?? "sqlite"
        guard let engine = TestEngine(rawValue: name) else { fatalError("DIGIONE_TEST_ENGINE is sqlite or postgres") }
        return engine
    }()
}

/// Why there is no database to test on.
package struct TestEngineFailure: Error, CustomStringConvertible {
    package let description: String
}
