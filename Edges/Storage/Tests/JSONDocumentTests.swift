import Storage
import Testing

@Suite struct JSONDocumentTests {
    @Test(arguments: ["{}", "[]", #"{"a":1}"#, "[1,2]"])
    func `an object or an array is a document`(_ text: String) {
        #expect(JSONDocument(text)?.text == text)
    }

    @Test(arguments: ["", "1", "-1", "true", "null", #""text""#, " {}", "\n[]"])
    func `a bare value is none, since an engine could turn it into a number`(_ text: String) {
        #expect(JSONDocument(text) == nil)
    }

    @Test func `a value is encoded with sorted keys and comes back`() throws {
        let document = try JSONDocument(encoding: ["b": "å/ä", "a": "ö"])
        #expect(document.text == #"{"a":"ö","b":"å/ä"}"#)
        #expect(try document.decoded() == ["b": "å/ä", "a": "ö"])
        #expect(try JSONDocument(encoding: [1, 2]).decoded(as: [Int].self) == [1, 2])
    }

    @Test func `encoding a bare value is refused`() {
        #expect(throws: StorageFault.self) { try JSONDocument(encoding: 3) }
        #expect(throws: StorageFault.self) { try JSONDocument(encoding: "text") }
        #expect(throws: StorageFault.self) { try JSONDocument(encoding: Int?.none) }
    }
}
