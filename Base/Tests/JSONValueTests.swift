import Base
import Foundation
import Testing

@Suite struct JSONValueTests {
    @Test(arguments: [
        "null", "true", "12", "-0.5", "\"a\"", "[1,\"b\",null]", "{\"a\":{\"b\":[]},\"c\":false}", "123456789012",
    ])
    func `what is read is written again`(_ text: String) throws {
        #expect(try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)).text == text)
    }
}
