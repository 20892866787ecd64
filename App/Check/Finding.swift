/// One line of `digione check`.
struct Finding: Codable, Sendable, Equatable {
    /// `problem` makes the command fail; `warning` is for a person to look at.
    enum State: String, Codable, Sendable { case ok, warning, problem }

    let name: String
    let state: State
    let text: String

    init(_ name: String, _ state: State, _ text: String) { (self.name, self.state, self.text) = (name, state, text) }

    /// The findings as a table for a terminal.
    static func table(_ findings: [Finding]) -> String {
        let width = findings.map(\.name.count).max() ?? 0
        return findings.map { finding in
            let name = finding.name + String(repeating: " ", count: width - finding.name.count)
            let state = finding.state.rawValue + String(repeating: " ", count: 7 - finding.state.rawValue.count)
            return "\(state)  \(name)  \(finding.text)"
        }.joined(separator: "\n")
    }
}
