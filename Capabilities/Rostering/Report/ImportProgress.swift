import Base

/// How far an import is.
package struct ImportProgress: Hashable, Sendable {
    package enum Phase: String, CaseIterable, Hashable, Sendable { case reading, checking, comparing, applying }

    package let phase: Phase
    package let done: Int
    package let total: Int

    package init(_ phase: Phase, done: Int, total: Int) { (self.phase, self.done, self.total) = (phase, done, total) }
}
