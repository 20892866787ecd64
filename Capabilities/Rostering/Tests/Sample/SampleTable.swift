import Foundation

/// One CSV file of a sample, read by a parser that knows quotes and nothing of the importer.
struct SampleTable {
    let header: [String]
    let rows: [[String]]

    init(_ name: String, in folder: URL) throws {
        let text = try String(contentsOf: folder.appending(path: "\(name).csv"), encoding: .utf8)
        let lines = text.components(separatedBy: "\r\n")
        header = SampleTable.fields(of: lines[0])
        rows = lines.dropFirst().filter { !$0.isEmpty }.map(SampleTable.fields)
    }

    /// The values of one column.
    func column(_ name: String) -> [String] {
        guard let index = header.firstIndex(of: name) else { return [] }
        return rows.map { $0[index] }
    }

    /// Pairs of two columns, row by row.
    func pairs(_ first: String, _ second: String) -> [(String, String)] {
        Array(zip(column(first), column(second)))
    }

    /// No field of a sample holds a quotation mark or a line end, so quotes only switch commas on and off.
    private static func fields(of line: String) -> [String] {
        guard line.contains("\"") else { return line.components(separatedBy: ",") }
        var fields = [""]
        var isQuoted = false
        for character in line {
            if character == "\"" {
                isQuoted.toggle()
            } else if character == ",", !isQuoted {
                fields.append("")
            } else {
                fields[fields.count - 1].append(character)
            }
        }
        return fields
    }
}
