import Testing

@testable import Web

@Suite struct DownloadTests {
    @Test(arguments: [
        ("plain", "plain"), ("a;b", "\"a;b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""), ("a\r\nb", "\"a\r\nb\""),
        ("=1+1", "'=1+1"), ("+358", "'+358"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"),
        ("＝1", "'＝1"), ("=a;b", "\"'=a;b\""), ("", ""),
    ])
    func `a cell is quoted where it must be, and never a formula`(_ text: String, _ cell: String) {
        #expect(Download.table("a.csv", columns: ["A"], rows: [[text]]).text == "\u{FEFF}A\r\n\(cell)\r\n")
    }

    @Test func `a file's name cannot end its header`() {
        #expect(Download("a\"; x\r\n.csv", mediaType: "text/csv", text: "").fileName == "a---x-.csv")
    }
}
