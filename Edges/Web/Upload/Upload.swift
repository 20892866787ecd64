import Base
import HTTPTypes
import Hummingbird
import NIOCore

/// A form with a file on its way in: fields first, then the file, piece by piece.
package final class Upload {
    private var body: RequestBody.AsyncIterator
    private var parser: MultipartParser
    private var events: ArraySlice<MultipartParser.Event> = []
    private var left: Int

    private static let mostFieldBytes = 10_000

    /// Throws `Fault` for another media type, and for a body that says itself that it is over `limit`.
    init(_ request: Request, limit: Int) throws {
        guard let parser = MultipartParser(contentType: request.headers[.contentType] ?? "") else {
            throw Fault(.invalid, log: "an upload that is no multipart form")
        }
        if let length = request.headers[.contentLength].flatMap(Int.init), length > limit { throw Upload.tooLarge }
        (body, self.parser, left) = (request.body.makeAsyncIterator(), parser, limit)
    }

    /// The fields before the file, by name.
    package private(set) var fields: [String: String] = [:]

    /// Goes on to the file under `name`; nil when none was chosen, or an empty one. What stands before it is in `fields` then.
    package func file(named name: String) async throws -> UploadedFile? {
        while let event = try await next() {
            guard case .part(let head) = event else { throw MultipartParser.broken("no head") }
            guard let fileName = head.fileName else {
                fields[head.name] = try await text()
                continue
            }
            // A browser sends a field for a file that nobody chose: without a name and without content.
            guard head.name == name, !fileName.isEmpty else {
                while try await piece() != nil {}
                continue
            }
            guard let first = try await piece() else { continue }
            events = [.bytes(first)] + events
            return UploadedFile(name: fileName, upload: self)
        }
        return nil
    }

    /// Every file under `name`, each whole in memory: for files whose limit is small.
    package func files(named name: String) async throws -> [(name: String, bytes: [UInt8])] {
        var files: [(name: String, bytes: [UInt8])] = []
        while let event = try await next() {
            guard case .part(let head) = event else { throw MultipartParser.broken("no head") }
            guard let fileName = head.fileName else {
                fields[head.name] = try await text()
                continue
            }
            var bytes: [UInt8] = []
            while let piece = try await piece() { bytes += piece }
            if head.name == name, !fileName.isEmpty, !bytes.isEmpty { files.append((fileName, bytes)) }
        }
        return files
    }

    /// The next piece of the present part; nil at its end.
    fileprivate func piece() async throws -> [UInt8]? {
        switch try await next() {
        case .bytes(let bytes): return bytes
        case .partEnd: return nil
        case .part, nil: throw MultipartParser.broken("no end")
        }
    }

    /// Reads what follows the file: a body that was cut off behind it was cut off.
    fileprivate func finish() async throws {
        while try await next() != nil {}
    }

    private func text() async throws -> String {
        var bytes: [UInt8] = []
        while let piece = try await piece() {
            bytes += piece
            guard bytes.count <= Upload.mostFieldBytes else { throw Upload.tooLarge }
        }
        guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
            throw MultipartParser.broken("a field that is no text")
        }
        return text
    }

    /// nil after the closing delimiter; a body that ends before it is broken.
    private func next() async throws -> MultipartParser.Event? {
        while events.isEmpty {
            if parser.isComplete { return nil }
            guard let buffer = try await body.next() else { throw MultipartParser.broken("no end") }
            left -= buffer.readableBytes
            guard left >= 0 else { throw Upload.tooLarge }
            events = try parser.take(buffer.readableBytesView)[...]
        }
        return events.popFirst()
    }

    private static var tooLarge: Fault { Fault(.tooLarge, log: "an upload over its limit") }
}

/// The content of an uploaded file, to be read once and in order.
package struct UploadedFile: AsyncSequence {
    /// The sender's name of the file, without its folder.
    package let name: String
    fileprivate let upload: Upload

    package struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let upload: Upload
        private var isOver = false

        fileprivate init(upload: Upload) { self.upload = upload }

        package mutating func next() async throws -> [UInt8]? {
            if isOver { return nil }
            if let piece = try await upload.piece() { return piece }
            isOver = true
            try await upload.finish()
            return nil
        }
    }

    package func makeAsyncIterator() -> AsyncIterator { AsyncIterator(upload: upload) }
}
