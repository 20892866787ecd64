import Foundation
import Storage
import Synchronization

/// Says that a database file is in use: an advisory lock on a file beside it, gone with the process that holds it.
package final class FileLock: Sendable {
    private let descriptor: Mutex<Int32?>

    /// Throws `StorageFault.busy` when somebody holds the lock in a way that excludes this one.
    ///
    /// - Parameter isShared: for using the database beside others; not shared for putting another in its place.
    package init(path: String, isShared: Bool) throws {
        let file = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw StorageFault.unavailable }
        guard flock(file, (isShared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0 else {
            close(file)
            throw StorageFault.busy
        }
        descriptor = Mutex(file)
    }

    deinit { release() }

    /// Lets others have it; later calls do nothing.
    package func release() {
        descriptor.withLock { file in
            if let file { close(file) }
            file = nil
        }
    }
}
