package import Base
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// What another program gets: a document for machines, or the way to one of our pages.
package struct OutsideAnswer: Sendable {
    package var status: Int
    package var headers: [(name: String, value: String)]
    package var body: [UInt8]

    /// - Parameter isStored: whether caches may keep it; what is not said stays with who asked (RFC 6749 §5.1).
    package init(
        status: Int, type: String? = nil, body: [UInt8] = [], isStored: Bool = false,
        headers: [(name: String, value: String)] = []
    ) {
        (self.status, self.body) = (status, body)
        self.headers =
            (type.map { [("Content-Type", $0)] } ?? [])
            + (isStored ? [] : [("Cache-Control", "no-store"), ("Pragma", "no-cache")]) + headers
    }

    /// A JSON document; its keys in order, so that the same answer is the same bytes.
    package static func json(
        _ value: some Encodable, status: Int = 200, isStored: Bool = false,
        headers: [(name: String, value: String)] = []
    ) throws -> OutsideAnswer {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return OutsideAnswer(
            status: status, type: "application/json", body: Array(try encoder.encode(value)), isStored: isStored,
            headers: headers)
    }

    /// The same of a document that is written already.
    package static func json(_ document: JSONText, status: Int = 200) -> OutsideAnswer {
        OutsideAnswer(status: status, type: "application/json", body: document.octets)
    }

    /// 303 to one of our own pages, where the browser's session counts again.
    package static func seeOther(_ link: Link) -> OutsideAnswer {
        OutsideAnswer(status: 303, headers: [("Location", link.description)])
    }

    var response: Response {
        var fields = HTTPFields()
        for header in headers {
            if let name = HTTPField.Name(header.name) { fields.append(HTTPField(name: name, value: header.value)) }
        }
        return Response(
            status: HTTPResponse.Status(code: status), headers: fields,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }
}
