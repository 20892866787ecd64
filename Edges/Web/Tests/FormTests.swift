import Base
import Testing
import Web

@Suite struct FormTests {
    @Test func `fields are decoded, with plus as a space`() throws {
        let form = try Form(encoded: "name=Aino+Maria%2B1&empty=&flag&%C3%A5=%C3%A4&a=b=c")
        #expect(form["name"] == "Aino Maria+1")
        #expect(form["empty"] == "" && form["flag"] == "" && form["å"] == "ä" && form["a"] == "b=c")
        #expect(form["missing"] == nil)
    }

    @Test func `the first of repeated names counts`() throws {
        #expect(try Form(encoded: "a=1&a=2&b=3")["a"] == "1")
    }

    @Test(arguments: [1, 15, 16, 17, 200])
    func `a form of any length is found by its names, the first of each`(_ count: Int) throws {
        let fields = (0..<count).map { "n\($0)=\($0)+%C3%A4&n\($0)=again" }.joined(separator: "&")
        let form = try Form(encoded: fields)
        for number in 0..<count { #expect(form["n\(number)"] == "\(number) ä") }
        #expect(form["n\(count)"] == nil && form.all("n0") == ["0 ä", "again"])
    }

    @Test func `a text comes without the space around it`() throws {
        let form = try Form(encoded: "name=++Aino+%0A")
        #expect(form.text("name") == "Aino" && form.text("missing") == "")
        #expect(form["name"] == "  Aino \n")
    }

    @Test(arguments: ["a=%", "a=%4", "a=%zz", "%=a", "a=%C3", "a=%FF", "a=%C0%80", "a=%00", "%00=a", "a=b&c=%E5"])
    func `what is not percent-encoded UTF-8 is refused as the sender's mistake`(_ text: String) {
        let fault = #expect(throws: Fault.self) { try Form(encoded: text) }
        #expect(fault?.kind == .invalid)
        #expect(fault?.log.contains("%") == false)
    }

    @Test func `two thousand fields are enough`() throws {
        let fields = Array(repeating: "a=1", count: 2000)
        #expect(try Form(encoded: fields.joined(separator: "&"))["a"] == "1")
        #expect(throws: Fault.self) { try Form(encoded: (fields + ["a=1"]).joined(separator: "&")) }
    }

    @Test(arguments: ["", "&", "&&&"])
    func `nothing is an empty form`(_ text: String) throws {
        #expect(try Form(encoded: text)["a"] == nil)
    }
}
