import Dispatch
import Synchronization

/// How long bodies wait for their turn in a database, for `/metrics`.
package final class DatabaseUse: Sendable {
    private let waitingNow = Atomic(0)
    private let waits = Atomic(0)
    private let nanoseconds = Atomic<UInt64>(0)
    private let refusals = Atomic(0)

    package init() {}

    /// Bodies that wait now.
    package var waiting: Int { waitingNow.load(ordering: .relaxed) }
    /// Bodies that have had their turn.
    package var served: Int { waits.load(ordering: .relaxed) }
    /// How long they waited for it in all.
    package var waitedSeconds: Double { Double(nanoseconds.load(ordering: .relaxed)) / 1e9 }
    /// Bodies that never had their turn.
    package var refused: Int { refusals.load(ordering: .relaxed) }

    /// A body begins to wait.
    package func wait() -> Wait {
        waitingNow.add(1, ordering: .relaxed)
        return Wait(self)
    }

    /// One body's wait; it ends once, whatever is said afterwards.
    package final class Wait: Sendable {
        private let use: DatabaseUse
        private let start = DispatchTime.now().uptimeNanoseconds
        private let isOver = Atomic(false)

        fileprivate init(_ use: DatabaseUse) { self.use = use }

        /// Its turn has come.
        package func end() {
            guard finish() else { return }
            use.waits.add(1, ordering: .relaxed)
            use.nanoseconds.add(DispatchTime.now().uptimeNanoseconds - start, ordering: .relaxed)
        }

        /// Its turn will not come.
        package func refuse() {
            if finish() { use.refusals.add(1, ordering: .relaxed) }
        }

        private func finish() -> Bool {
            guard isOver.compareExchange(expected: false, desired: true, ordering: .relaxed).exchanged else {
                return false
            }
            use.waitingNow.subtract(1, ordering: .relaxed)
            return true
        }
    }
}
