import Foundation
import Testing

@testable import Base

@Suite struct JSONTextTests {
    private struct Read: Decodable, Equatable {
        struct Inner: Decodable, Equatable { let jkt: String }
        let a: String
        let b: Int64
        let c: Bool
        let d: [String]
        let e: Inner
        let f: String?
    }

    @Test(arguments: ["", "å – €😀", "\"\\/", "\u{0}\u{1F}\n\r\t\u{8}\u{C}\u{7F}", "</script>&\u{2028}", "e\u{301}"])
    func `what is written is read as it was by others`(_ text: String) throws {
        var (json, inner) = (JSONText(), JSONText())
        inner.add("jkt", text)
        json.add("a", text)
        json.add("b", Int64.min)
        json.add("c", true)
        json.add("d", [text, "", text])
        json.add("e", inner)
        json.add("f", String?.none)
        let read = try JSONDecoder().decode(Read.self, from: Data(json.octets))
        #expect(read == Read(a: text, b: .min, c: true, d: [text, "", text], e: .init(jkt: text), f: nil))
        #expect(Array(read.a.unicodeScalars) == Array(text.unicodeScalars))
    }

    @Test func `members stand in the order in which they came, and nothing is an empty object`() {
        var json = JSONText()
        #expect(json.octets == Array("{}".utf8))
        json.add("b", Int64(1))
        json.add("none", Int64?.none)
        json.add("a", [])
        #expect(json.octets == Array(#"{"b":1,"a":[]}"#.utf8))
    }
}
