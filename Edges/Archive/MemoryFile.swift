import CLibzip
package import Foundation

/// A file that is nowhere but in memory, for what may not lie on a disk in the clear. It is gone with its last holder.
package final class MemoryFile: Sendable {
    private let descriptor: Int32

    /// Throws when the system gives no file.
    package init() throws {
        // Closed in programs that this one starts (MFD_CLOEXEC).
        descriptor = memfd_create("digione", 1)
        guard descriptor >= 0 else { throw CocoaError(.fileWriteUnknown) }
    }

    deinit { close(descriptor) }

    /// Where this process opens it.
    package var url: URL { URL(filePath: "/proc/self/fd/\(descriptor)") }

    /// Writes behind what is there.
    package func append(_ bytes: [UInt8]) throws {
        try FileHandle(fileDescriptor: descriptor, closeOnDealloc: false).write(contentsOf: Data(bytes))
    }

    /// Writes at a place; false when the system has no room.
    func write(_ bytes: UnsafeRawBufferPointer, at place: Int) -> Bool {
        var rest = bytes
        while !rest.isEmpty {
            let count = pwrite(descriptor, rest.baseAddress, rest.count, off_t(place + bytes.count - rest.count))
            guard count > 0 else { return false }
            rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
        }
        return true
    }
}
