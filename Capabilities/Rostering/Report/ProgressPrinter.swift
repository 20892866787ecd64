package import Base
import Synchronization

/// Shows progress as a bar that redraws itself on a terminal, and as a line per phase anywhere else.
package final class ProgressPrinter: Sendable {
    private let words: Words<RosteringText>
    private let isTerminal: Bool
    private let write: @Sendable (String) -> Void
    private let shown = Mutex<(phase: ImportProgress.Phase?, cells: Int)>((nil, -1))
    private static let width = 30

    /// - Parameter write: puts text out as it is; a terminal gets carriage returns.
    package init(language: Language, isTerminal: Bool, write: @escaping @Sendable (String) -> Void) throws {
        words = try Rostering.texts()(in: language)
        (self.isTerminal, self.write) = (isTerminal, write)
    }

    package func show(_ progress: ImportProgress) {
        let cells = progress.total > 0 ? min(Self.width, progress.done * Self.width / progress.total) : Self.width
        let text = shown.withLock { last -> String? in
            let isNewPhase = last.phase != progress.phase
            guard isNewPhase || cells != last.cells else { return nil }
            defer { last = (progress.phase, cells) }
            guard isTerminal else { return isNewPhase ? label(progress.phase) + "\n" : nil }
            return bar(progress, cells: cells, after: isNewPhase && last.phase != nil)
        }
        if let text { write(text) }
    }

    /// Ends the bar's line.
    package func finish() {
        let hadBar = shown.withLock { last in
            defer { last = (nil, -1) }
            return isTerminal && last.phase != nil
        }
        if hadBar { write("\n") }
    }

    private func bar(_ progress: ImportProgress, cells: Int, after otherPhase: Bool) -> String {
        let filled = String(repeating: "█", count: cells) + String(repeating: "░", count: Self.width - cells)
        let longest = ImportProgress.Phase.allCases.map { label($0).count }.max() ?? 0
        let name = label(progress.phase)
        let padding = String(repeating: " ", count: longest - name.count)
        let percent = progress.total > 0 ? min(100, progress.done * 100 / progress.total) : 100
        return "\(otherPhase ? "\n" : "")\r\(name)\(padding) \(filled) \(percent) %"
    }

    private func label(_ phase: ImportProgress.Phase) -> String {
        switch phase {
        case .reading: words(.progressReading)
        case .checking: words(.progressChecking)
        case .comparing: words(.progressComparing)
        case .applying: words(.progressApplying)
        }
    }
}
