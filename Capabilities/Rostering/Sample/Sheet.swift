import Base
import Foundation

extension Sample {
    /// One CSV file of a package, written as it grows: RFC 4180, CRLF, UTF-8 without a byte-order mark.
    final class Sheet {
        private static let flushSize = 1 << 20
        private let file: FileHandle
        private var buffer: [UInt8] = []
        private(set) var rows = 0

        init(_ name: String, columns: [String], in folder: URL) throws {
            let url = folder.appending(path: name)
            guard FileManager.default.createFile(atPath: url.path, contents: nil) else {
                throw Fault(.unavailable, log: "cannot write \(name)")
            }
            file = try FileHandle(forWritingTo: url)
            buffer.reserveCapacity(Sheet.flushSize + 4096)
            try write(columns)
        }

        func row(_ fields: [String]) throws {
            try write(fields)
            rows += 1
        }

        func close() throws {
            try flush()
            try file.close()
        }

        private func write(_ fields: [String]) throws {
            var first = true
            for field in fields {
                if !first { buffer.append(UInt8(ascii: ",")) }
                first = false
                append(field)
            }
            buffer.append(13)
            buffer.append(10)
            if buffer.count >= Sheet.flushSize { try flush() }
        }

        private func append(_ field: String) {
            var needsQuotes = false
            for byte in field.utf8 where byte == 44 || byte == 34 || byte == 10 || byte == 13 { needsQuotes = true }
            guard needsQuotes else { return buffer.append(contentsOf: field.utf8) }
            buffer.append(34)
            buffer.append(contentsOf: field.replacing("\"", with: "\"\"").utf8)
            buffer.append(34)
        }

        private func flush() throws {
            try file.write(contentsOf: Data(buffer))
            buffer.removeAll(keepingCapacity: true)
        }
    }
}
