import Testing

@Suite struct SwiftTextTests {
    @Test(arguments: [
        (#"let a = "b" // c"#, #"let a = "" "#, ["b"]), (##"f(#"a"b"#)"##, #"f("")"#, [##"a"b"##]),
        (#"f("a \(g("b", c)) d")"#, #"f("g("", c)")"#, ["b", "a ? d"]), ("a /* \"b\" */ c", "a  c", []),
        (#"let a = "\"b" + c"#, #"let a = "" + c"#, ["b"]),
        ("let a = \"\"\"\n  b \"c\"\n  \"\"\"\nd", "let a = \"\n\n\"\nd", ["\n  b \"c\"\n  "]),
    ])
    func `code and literals are told apart`(_ text: String, _ code: String, _ literals: [String]) {
        let swift = SwiftText(text)
        #expect(swift.code == code)
        #expect(swift.literals == literals)
    }

    @Test func `imports are found however they are written, and not in literals`() {
        let text = """
            import A
            @testable import B
            package import C
              import struct D.E
            // import F
            let import1 = "import G"
            """
        #expect(SwiftText(text).imports == ["A", "B", "C", "D"])
    }
}
