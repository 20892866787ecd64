import CLibzip
import Foundation

/// Where libzip writes a new archive that is in memory alone: a source of its own (libzip, `zip_source_function`), which
/// is written from the beginning, with jumps back to the head of each file, and never read.
final class MemorySink {
    private let file: MemoryFile
    private let most: Int
    private var (place, size) = (0, 0)
    private var error = zip_error_t()
    /// Whether there was more than `most` to write.
    private(set) var isFull = false

    init(_ file: MemoryFile, most: Int) { (self.file, self.most) = (file, most) }

    /// nil when libzip has no room. The sink MUST live until the archive is closed or discarded.
    func source() -> OpaquePointer? {
        zip_source_function_create(
            { context, data, length, command in
                guard let context else { return -1 }
                return Unmanaged<MemorySink>.fromOpaque(context).takeUnretainedValue().answer(command, data, length)
            }, Unmanaged.passUnretained(self).toOpaque(), nil)
    }

    private static let commands: [zip_source_cmd_t] = [
        ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE,
        ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, ZIP_SOURCE_SUPPORTS, ZIP_SOURCE_BEGIN_WRITE, ZIP_SOURCE_COMMIT_WRITE,
        ZIP_SOURCE_ROLLBACK_WRITE, ZIP_SOURCE_WRITE, ZIP_SOURCE_SEEK_WRITE, ZIP_SOURCE_TELL_WRITE, ZIP_SOURCE_REMOVE,
    ]

    private func answer(_ command: zip_source_cmd_t, _ data: UnsafeMutableRawPointer?, _ length: UInt64) -> Int64 {
        switch command {
        case ZIP_SOURCE_SUPPORTS: return Self.commands.reduce(0) { $0 | (1 << Int64($1.rawValue)) }
        case ZIP_SOURCE_STAT: return stat(data, length)
        case ZIP_SOURCE_WRITE: return write(data, Int(length))
        case ZIP_SOURCE_SEEK_WRITE: return seek(data, length)
        case ZIP_SOURCE_TELL_WRITE: return Int64(place)
        case ZIP_SOURCE_ERROR: return data.map { zip_error_to_data(&error, $0, length) } ?? -1
        case let other where Self.commands.contains(other): return 0
        default: return fail(ZIP_ER_OPNOTSUPP, 0)
        }
    }

    /// An archive that is there and empty, to be written anew.
    private func stat(_ data: UnsafeMutableRawPointer?, _ length: UInt64) -> Int64 {
        guard let data, length >= UInt64(MemoryLayout<zip_stat_t>.size) else { return fail(ZIP_ER_INVAL, 0) }
        var stat = zip_stat_t()
        zip_stat_init(&stat)
        (stat.size, stat.valid) = (0, UInt64(ZIP_STAT_SIZE))
        data.storeBytes(of: stat, as: zip_stat_t.self)
        return Int64(MemoryLayout<zip_stat_t>.size)
    }

    private func write(_ data: UnsafeMutableRawPointer?, _ length: Int) -> Int64 {
        guard let data else { return fail(ZIP_ER_INVAL, 0) }
        guard place + length <= most else {
            isFull = true
            return fail(ZIP_ER_WRITE, EFBIG)
        }
        guard file.write(UnsafeRawBufferPointer(start: data, count: length), at: place) else {
            return fail(ZIP_ER_WRITE, ENOSPC)
        }
        place += length
        size = max(size, place)
        return Int64(length)
    }

    private func seek(_ data: UnsafeMutableRawPointer?, _ length: UInt64) -> Int64 {
        guard let data else { return fail(ZIP_ER_INVAL, 0) }
        let offset = zip_source_seek_compute_offset(UInt64(place), UInt64(size), data, length, &error)
        guard offset >= 0 else { return -1 }
        place = Int(offset)
        return 0
    }

    private func fail(_ code: Int32, _ system: Int32) -> Int64 {
        zip_error_set(&error, code, system)
        return -1
    }
}
