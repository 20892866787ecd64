import HTTPTypes
import Hummingbird
import NIOCore

/// A file that a page hands out.
package struct Download: Sendable {
    package let fileName: String
    package let mediaType: String
    package let text: String
    private let tag: String?
    private let isKept: Bool

    /// - Parameter fileName: ASCII letters, digits, hyphens and dots; anything else becomes a hyphen.
    package init(_ fileName: String, mediaType: String, text: String) {
        self.init(fileName, mediaType: mediaType, text: text, tag: nil)
    }

    /// A file that is asked for again and again.
    ///
    /// - Parameters:
    ///   - text: nil for who has the file of this tag.
    ///   - tag: what the file is known by, in quotes (RFC 9110 §8.8.3).
    package init(_ fileName: String, mediaType: String, text: String?, tag: String?) {
        self.fileName = String(fileName.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") ? $0 : "-" })
        (self.mediaType, self.text, self.tag, isKept) = (mediaType, text ?? "", tag, text == nil)
    }

    /// A table for spreadsheets: a byte-order mark and semicolons, by which those in Finnish and Swedish open it as it is.
    package static func table(_ fileName: String, columns: [String], rows: some Sequence<[String]>) -> Download {
        var text = "\u{FEFF}"
        text += line(columns)
        for row in rows { text += line(row) }
        return Download(fileName, mediaType: "text/csv; charset=utf-8", text: text)
    }

    private static func line(_ cells: [String]) -> String { cells.map(cell).joined(separator: ";") + "\r\n" }

    /// A cell that a spreadsheet would calculate begins with an apostrophe instead (OWASP, CSV injection).
    private static func cell(_ text: String) -> String {
        let isFormula = text.unicodeScalars.first.map { "=+-@\t\r\n＝＋－＠".unicodeScalars.contains($0) } ?? false
        let safe = isFormula ? "'" + text : text
        guard safe.contains(where: { $0 == ";" || $0 == "\"" || $0.isNewline }) else { return safe }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }

    var response: Response {
        // With a tag the file may be kept by its own reader, who asks each time whether it is still the same.
        var headers: HTTPFields = [.cacheControl: tag == nil ? "no-store" : "private, no-cache"]
        if let tag { headers[.eTag] = tag }
        if isKept { return Response(status: .notModified, headers: headers) }
        headers[.contentType] = mediaType
        headers[.contentDisposition] = "attachment; filename=\"\(fileName)\""
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
