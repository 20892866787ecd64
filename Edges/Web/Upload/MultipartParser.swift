package import Base
import Foundation

/// What stands above the content of one part.
package struct PartHead: Hashable, Sendable {
    /// The field's name.
    package let name: String
    /// The name of the sender's file without any folder; nil for a field that is no file.
    package let fileName: String?

    package init(name: String, fileName: String?) { (self.name, self.fileName) = (name, fileName) }
}

/// Finds the parts of a multipart/form-data body as its bytes come, in whatever pieces (RFC 7578, RFC 2046 §5.1).
package struct MultipartParser {
    /// What was found, in order: a head, its content in pieces, its end; at last the end of all.
    package enum Event: Hashable, Sendable {
        case part(PartHead)
        case bytes([UInt8])
        case partEnd
    }

    /// A sender who writes more than this above a part, or more parts, is none of our pages.
    package enum Limit {
        package static let headBytes = 8192
        package static let parts = 20
    }

    private enum State { case preamble, afterDelimiter, head, content, epilogue }

    /// CRLF, two hyphens and the boundary.
    private let delimiter: [UInt8]
    private var state = State.preamble
    private var buffer: [UInt8]
    private var parts = 0

    /// nil unless `contentType` is multipart/form-data with a boundary of 1 to 70 characters (RFC 2046 §5.1.1).
    package init?(contentType: String) {
        guard let boundary = HeaderParameters(contentType, of: "multipart/form-data")?["boundary"],
            (1...70).contains(boundary.utf8.count), boundary.utf8.allSatisfy({ (32...126).contains($0) }),
            boundary.last != " "
        else { return nil }
        delimiter = Array("\r\n--\(boundary)".utf8)
        // The first delimiter may stand at the very beginning; with this it looks like all others.
        buffer = [13, 10]
    }

    /// Whether the closing delimiter has come; what follows is ignored.
    package var isComplete: Bool {
        if case .epilogue = state { true } else { false }
    }

    /// Takes the next bytes and returns what they complete; throws `Fault.invalid` for what is no form.
    package mutating func take(_ bytes: some Collection<UInt8>) throws(Fault) -> [Event] {
        if isComplete { return [] }
        buffer.append(contentsOf: bytes)
        var events: [Event] = []
        while try step(&events) {}
        return events
    }

    /// Does one thing; false when more bytes are needed.
    private mutating func step(_ events: inout [Event]) throws(Fault) -> Bool {
        switch state {
        case .preamble: return try skipPreamble()
        case .afterDelimiter: return try endDelimiter()
        case .head: return try readHead(&events)
        case .content: return readContent(&events)
        case .epilogue:
            buffer = []
            return false
        }
    }

    private mutating func skipPreamble() throws(Fault) -> Bool {
        guard let index = buffer.firstIndex(of: delimiter) else {
            guard buffer.count <= Limit.headBytes else { throw Self.broken("no boundary") }
            return false
        }
        buffer.removeFirst(index + delimiter.count)
        state = .afterDelimiter
        return true
    }

    /// Two hyphens close the body; else spaces and a line end open a part.
    private mutating func endDelimiter() throws(Fault) -> Bool {
        guard let end = buffer.firstIndex(where: { $0 != 32 && $0 != 9 }), buffer.count >= end + 2 else {
            guard buffer.count <= Limit.headBytes else { throw Self.broken("no line end behind a boundary") }
            return false
        }
        switch (buffer[end], buffer[end + 1]) {
        case (45, 45) where end == 0: state = .epilogue
        case (13, 10): state = .head
        default: throw Self.broken("something behind a boundary")
        }
        // The line end may be the one that ends an empty head, so it stays for it.
        buffer.removeFirst(state == .head ? end : end + 2)
        return true
    }

    private mutating func readHead(_ events: inout [Event]) throws(Fault) -> Bool {
        guard let end = buffer.firstIndex(of: [13, 10, 13, 10]) else {
            guard buffer.count <= Limit.headBytes else { throw Self.broken("a part's head is too long") }
            return false
        }
        parts += 1
        guard end <= Limit.headBytes, parts <= Limit.parts else { throw Self.broken("too many parts") }
        events.append(.part(try Self.head(buffer[..<end])))
        // The last line end stays: it may belong to the delimiter of an empty part.
        buffer.removeFirst(end + 2)
        isAtContentStart = true
        state = .content
        return true
    }

    private var isAtContentStart = false

    private mutating func readContent(_ events: inout [Event]) -> Bool {
        let skipped = isAtContentStart ? 2 : 0
        if let index = buffer.firstIndex(of: delimiter) {
            if index > skipped { events.append(.bytes(Array(buffer[skipped..<index]))) }
            events.append(.partEnd)
            buffer.removeFirst(index + delimiter.count)
            state = .afterDelimiter
            return true
        }
        // The tail may be the beginning of a delimiter.
        let safe = buffer.count - (delimiter.count - 1)
        guard safe > skipped else { return false }
        events.append(.bytes(Array(buffer[skipped..<safe])))
        buffer.removeFirst(safe)
        isAtContentStart = false
        return false
    }

    static func broken(_ reason: String) -> Fault { Fault(.invalid, log: "a multipart form with \(reason)") }
}

extension MultipartParser {
    /// The head of a part; each must say its name (RFC 7578 §4.2).
    private static func head(_ bytes: ArraySlice<UInt8>) throws(Fault) -> PartHead {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw broken("a head that is not UTF-8") }
        for line in text.split(separator: "\r\n") {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == "content-disposition" else { continue }
            guard let parameters = HeaderParameters(String(parts[1]), of: "form-data"), let name = parameters["name"]
            else { break }
            // Some browsers have sent the whole path (RFC 7578 §4.2: only the last part of it counts).
            let fileName = parameters["filename"].map { $0.split { "/\\".contains($0) }.last.map(String.init) ?? "" }
            return PartHead(name: name, fileName: fileName)
        }
        throw broken("a part without a name")
    }
}

extension [UInt8] {
    /// Where `pattern` begins, if it is here; its first byte is searched for by the C library, which is fast.
    fileprivate func firstIndex(of pattern: [UInt8]) -> Int? {
        withUnsafeBytes { bytes in
            pattern.withUnsafeBytes { pattern in
                guard let base = bytes.baseAddress, let wanted = pattern.baseAddress, let first = pattern.first else {
                    return nil
                }
                var start = 0
                while start + pattern.count <= bytes.count {
                    let length = bytes.count - pattern.count - start + 1
                    guard let found = memchr(base + start, Int32(first), length) else { return nil }
                    let index = UnsafeRawPointer(found) - base
                    if memcmp(base + index, wanted, pattern.count) == 0 { return index }
                    start = index + 1
                }
                return nil
            }
        }
    }
}
