package import Base
import Synchronization

/// Shows progress as a bar with numbers and time left on a terminal, and as a line per phase anywhere else.
package final class ProgressPrinter: Sendable {
    private let words: Words<RosteringText>
    private let isTerminal: Bool
    private let now: @Sendable () -> Instant
    private let write: @Sendable (String) -> Void
    private let shown = Mutex(Shown())
    private static let width = 24

    private struct Shown {
        var phase: ImportProgress.Phase?
        var began = Instant(milliseconds: 0)
        var at = Instant(milliseconds: 0)
        /// How long the line was, so that a shorter one covers it.
        var length = 0
    }

    /// - Parameter write: puts text out as it is; a terminal gets carriage returns.
    package init(
        language: Language, isTerminal: Bool, now: @escaping @Sendable () -> Instant,
        write: @escaping @Sendable (String) -> Void
    ) throws {
        words = try Rostering.texts()(in: language)
        (self.isTerminal, self.now, self.write) = (isTerminal, now, write)
    }

    package func show(_ progress: ImportProgress) {
        let now = now()
        let text = shown.withLock { last -> String? in
            let isNewPhase = last.phase != progress.phase
            let isDue = now.milliseconds - last.at.milliseconds >= 100 || progress.done >= progress.total
            guard isNewPhase || isDue else { return nil }
            let start = isNewPhase && last.phase != nil ? "\n\r" : "\r"
            if isNewPhase { last = Shown(phase: progress.phase, began: now) }
            last.at = now
            guard isTerminal else { return isNewPhase ? label(progress.phase) + "\n" : nil }
            let bar = bar(progress, began: last.began, at: now)
            defer { last.length = bar.count }
            return start + bar + String(repeating: " ", count: max(0, last.length - bar.count))
        }
        if let text { write(text) }
    }

    /// Ends the bar's line.
    package func finish() {
        let hadBar = shown.withLock { last in
            defer { last = Shown() }
            return isTerminal && last.phase != nil
        }
        if hadBar { write("\n") }
    }

    private func bar(_ progress: ImportProgress, began: Instant, at now: Instant) -> String {
        let cells = progress.total > 0 ? min(Self.width, progress.done * Self.width / progress.total) : Self.width
        let filled = String(repeating: "█", count: cells) + String(repeating: "░", count: Self.width - cells)
        let longest = ImportProgress.Phase.allCases.map { label($0).count }.max() ?? 0
        let name = label(progress.phase)
        let padding = String(repeating: " ", count: longest - name.count)
        let percent = progress.total > 0 ? min(100, progress.done * 100 / progress.total) : 100
        return "\(name)\(padding) \(filled) \(percent) %" + numbers(of: progress) + timeLeft(progress, began, now)
    }

    /// Bytes while files are read, rows afterwards.
    private func numbers(of progress: ImportProgress) -> String {
        guard progress.total > 1 else { return "" }
        let (done, total) = (min(progress.done, progress.total), progress.total)
        if progress.phase == .reading {
            return "  " + words(.progressMegabytes, ["done": String(done >> 20), "total": String(total >> 20)])
        }
        return "  " + words(.progressRows, ["done": String(done), "total": String(total)])
    }

    private func timeLeft(_ progress: ImportProgress, _ began: Instant, _ now: Instant) -> String {
        let elapsed = now.milliseconds - began.milliseconds
        guard elapsed >= 1000, progress.done > 0, progress.done < progress.total else { return "" }
        let seconds = Int(Double(elapsed) / Double(progress.done) * Double(progress.total - progress.done)) / 1000
        let clock = "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
        return "  " + words(.progressLeft, ["time": clock])
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
