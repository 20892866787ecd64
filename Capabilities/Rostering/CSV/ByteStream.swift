/// The bytes of a file from its beginning on, a window at a time: of a file of any size no more is in memory.
final class ByteStream {
    private let room: UnsafeMutableBufferPointer<UInt8>
    private let fill: (UnsafeMutableRawBufferPointer) -> Int
    private let close: () -> Void
    /// Whether the file could not be read to its end.
    private(set) var hasFailed = false
    private var isOver = false

    static let windowBytes = 256 << 10

    /// - Parameters:
    ///   - fill: puts bytes into the buffer and returns how many; 0 at the end, less when it cannot.
    ///   - close: is called once, when nobody reads any more.
    init(
        windowBytes: Int = windowBytes, fill: @escaping (UnsafeMutableRawBufferPointer) -> Int,
        close: @escaping () -> Void = {}
    ) {
        room = .allocate(capacity: windowBytes)
        room.initialize(repeating: 0)
        (self.fill, self.close) = (fill, close)
    }

    deinit {
        close()
        room.deallocate()
    }

    /// The next bytes, good until the next call; nil at the end. All windows but the last are full.
    func next() -> UnsafeBufferPointer<UInt8>? {
        var count = 0
        while !isOver, count < room.count {
            let more = fill(UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(room)[count...]))
            if more <= 0 { isOver = true }
            if more < 0 { hasFailed = true }
            count += max(0, more)
        }
        return count > 0 ? UnsafeBufferPointer(rebasing: room[..<count]) : nil
    }
}

/// A file that can be read from its beginning as often as it takes.
struct ByteFile {
    /// nil when it cannot be opened.
    let open: () -> ByteStream?

    init(open: @escaping () -> ByteStream?) { self.open = open }

    init(_ bytes: [UInt8], windowBytes: Int = ByteStream.windowBytes) {
        open = {
            var rest = bytes[...]
            return ByteStream(windowBytes: windowBytes) { room in
                let part = rest.prefix(room.count)
                rest = rest.dropFirst(part.count)
                room.copyBytes(from: part)
                return part.count
            }
        }
    }
}
