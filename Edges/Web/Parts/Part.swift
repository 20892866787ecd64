/// The parts that pages are made of; each has its function here and its look in one file of `Assets/css`.
package enum Part {}

/// What a coloured part says. It always carries an icon and a word beside the colour.
package enum Meaning: String, CaseIterable, Sendable {
    case plain, good, notice, warning, stop

    /// The icon that says the same as the colour; a plain part has none.
    package var icon: Icon? {
        switch self {
        case .plain: nil
        case .good: .check
        case .notice: .info
        case .warning: .warning
        case .stop: .stop
        }
    }
}
