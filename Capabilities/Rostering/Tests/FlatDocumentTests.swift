import Storage
import Testing

@testable import Rostering

@Suite struct FlatDocumentTests {
    @Test(arguments: [
        "{}", #"{"a":"b"}"#, #"{"a": "ö å", "b": ""}"#, #"{ "grades" : "7,8" , "x":"{[:,]}" }"#,
    ])
    func `a plain object of texts is what a decoder says`(_ text: String) throws {
        let document = try #require(JSONDocument(text) ?? JSONDocument("{}"))
        #expect(try FlatDocument.texts(of: text) == document.decoded())
    }

    @Test(arguments: [
        "", "{", "[]", #"{"a":1}"#, #"{"a":null}"#, #"{"a":"\n"}"#, #"{"\u00e4":"b"}"#, #"{"a":"b"} x"#,
        #"{"a":"b",}"#, #"{"a":{"b":"c"}}"#, #"{"a" "b"}"#, #"{"a":"b" "c":"d"}"#, #"{"a":"b","a":"c"}"#,
        "{\"a\":\"b\nc\"}", #"{"a":"b"#,
    ])
    func `whatever else there is, is left to the decoder`(_ text: String) {
        #expect(FlatDocument.texts(of: text) == nil)
    }
}
