import Base
import Testing

@testable import Web

@Suite struct MultipartTests {
    private static let type = "multipart/form-data; boundary=x-y"

    /// What a parser finds, the pieces of each part put together.
    private static func parts(_ body: String, in size: Int = .max, type: String = type) throws -> [String] {
        var parser = try #require(MultipartParser(contentType: type))
        var found: [String] = []
        var rest = Array(body.utf8)[...]
        while !rest.isEmpty {
            for event in try parser.take(rest.prefix(size)) {
                switch event {
                case .part(let head): found.append("\(head.name)|\(head.fileName ?? "-")|")
                case .bytes(let bytes): found[found.count - 1] += String(decoding: bytes, as: UTF8.self)
                case .partEnd: found[found.count - 1] += "."
                }
            }
            rest = rest.dropFirst(size)
        }
        if !parser.isComplete { found.append("open") }
        return found
    }

    private static let whole =
        "--x-y\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\none\r\n--x-\r\n--x-y\r\n"
        + "content-disposition:form-data; name=\"f\"; filename=\"p.zip\"\r\nContent-Type: application/zip\r\n\r\n"
        + "\r\n--x\r\n\r\n--x-y--\r\nepilogue"

    @Test(arguments: Array(1...40) + [1000])
    func `a form is the same in whatever pieces it comes`(_ size: Int) throws {
        #expect(try Self.parts(Self.whole, in: size) == ["a|-|one\r\n--x-.", "f|p.zip|\r\n--x\r\n."])
    }

    @Test(arguments: [1, 7, 1000])
    func `an empty part and a preamble are allowed`(_ size: Int) throws {
        let body = "preamble\r\n--x-y  \r\nContent-Disposition: form-data; name=a; filename=\"\"\r\n\r\n\r\n--x-y--"
        #expect(try Self.parts(body, in: size) == ["a||."])
    }

    @Test(arguments: [
        "", "text/plain", "multipart/form-data", "multipart/form-data; boundary=", "multipart/mixed; boundary=x",
        "multipart/form-data; boundary=\"x", "multipart/form-data; boundary=x; boundary=y",
        "multipart/form-data; boundary=\"x \"", "multipart/form-data; boundary=ä",
        "multipart/form-data; boundary=\(String(repeating: "b", count: 71))",
    ])
    func `a body without a boundary is no form`(_ type: String) {
        #expect(MultipartParser(contentType: type) == nil)
    }

    @Test func `a boundary may be quoted, of 70 characters, behind another parameter, in any case`() throws {
        let boundary = String(repeating: "b", count: 70)
        let type = "Multipart/Form-Data; charset=utf-8; Boundary=\"\(boundary)\""
        #expect(try Self.parts("--\(boundary)--", type: type) == [])
    }

    @Test(arguments: [
        "--x-y\r\n\r\n\r\n--x-y--", "--x-y\r\nContent-Type: text/plain\r\n\r\n1\r\n--x-y--",
        "--x-y\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x-y--",
        "--x-y\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n--x-y--",
        "--x-y\r\nContent-Disposition: form-data; name=\"a\r\n\r\n1\r\n--x-y--",
        "--x-y\r\nContent-Disposition: form-data; name=\"a\"; name=\"b\"\r\n\r\n1\r\n--x-y--",
        "--x-yz\r\n", "--x-y --", "--x-y-?",
    ])
    func `a part without a name, or something behind a boundary, is refused`(_ body: String) {
        #expect(throws: Fault.self) { try Self.parts(body) }
    }

    @Test func `a head that is not UTF-8 is refused`() throws {
        var parser = try #require(MultipartParser(contentType: Self.type))
        let head = Array("--x-y\r\nContent-Disposition: form-data; name=\"".utf8) + [0xFF] + Array("\"\r\n\r\n".utf8)
        #expect(throws: Fault.self) { try parser.take(head) }
    }

    @Test(arguments: ["", "--x-y\r\nA: ", "--x-y"])
    func `neither a preamble nor a head without end fills the memory`(_ start: String) throws {
        var parser = try #require(MultipartParser(contentType: Self.type))
        _ = try parser.take(Array(start.utf8))
        let padding = [UInt8](repeating: start == "--x-y" ? 32 : 97, count: 1000)
        #expect(throws: Fault.self) { for _ in 0..<10 { _ = try parser.take(padding) } }
    }

    @Test func `there are few parts in a form`() {
        let part = "--x-y\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n"
        #expect(throws: Never.self) { try Self.parts(String(repeating: part, count: 20) + "--x-y--") }
        #expect(throws: Fault.self) { try Self.parts(String(repeating: part, count: 21) + "--x-y--") }
    }

    @Test func `a body that ends early is not complete`() throws {
        let body = "--x-y\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nhalf\r\n--x-"
        #expect(try Self.parts(body).last == "open")
    }

    @Test(arguments: [
        (#"filename="p.zip""#, "p.zip"), (#"filename="C:\\kansio\\p.zip""#, "p.zip"), (#"filename="../../p""#, "p"),
        (#"filename="a\"b.zip""#, #"a"b.zip"#), (#"filename="äö.zip""#, "äö.zip"), ("filename=p.zip", "p.zip"),
    ])
    func `a file's name has no folder`(_ parameter: String, _ name: String) throws {
        let body = "--x-y\r\nContent-Disposition: form-data; name=\"a\"; \(parameter)\r\n\r\n1\r\n--x-y--"
        #expect(try Self.parts(body) == ["a|\(name)|1."])
    }

    @Test func `content is passed on as it comes and not gathered`() throws {
        var parser = try #require(MultipartParser(contentType: Self.type))
        _ = try parser.take(Array("--x-y\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n".utf8))
        let piece = [UInt8](repeating: 13, count: 1000)
        for _ in 0..<100 {
            let events = try parser.take(piece)
            #expect(events.count == 1)
            if case .bytes(let bytes) = events.first { #expect(bytes.count >= 990) }
        }
    }
}
