import Base

/// A text file as a timetable program or a spreadsheet writes it: UTF-8 or Latin-1, with semicolons or commas.
struct SheetText {
    /// One record: its line and its fields without surrounding space.
    struct Record: Hashable {
        let line: Int
        let fields: [String]
    }

    /// nil when the bytes are no text of either kind, such as UTF-16.
    static func records(_ bytes: [UInt8]) -> [Record]? {
        guard let text = text(bytes) else { return nil }
        let separator = separator(of: text)
        var reader = RecordReader(text, separator)
        var records: [Record] = []
        while let record = reader.next() {
            if record.fields.contains(where: { !$0.isEmpty }) { records.append(record) }
        }
        return records
    }

    /// UTF-8 if the bytes are well formed, otherwise Latin-1, where every byte is a character.
    static func text(_ bytes: [UInt8]) -> String? {
        let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) || bytes.contains(0)
        if isWide { return nil }
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        if let text = String(validating: body, as: UTF8.self) { return text }
        return String(String.UnicodeScalarView(body.map { Unicode.Scalar($0) }))
    }

    /// Whichever stands more often in the first line, outside quotation marks.
    private static func separator(of text: String) -> Unicode.Scalar {
        var (semicolons, commas, isQuoted) = (0, 0, false)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": isQuoted.toggle()
            case "\n", "\r": if !isQuoted { return semicolons >= commas && semicolons > 0 ? ";" : "," }
            case ";": if !isQuoted { semicolons += 1 }
            case ",": if !isQuoted { commas += 1 }
            default: break
            }
        }
        return semicolons >= commas && semicolons > 0 ? ";" : ","
    }
}

/// Reads records with quoted fields (RFC 4180 §2) whatever their separator.
private struct RecordReader {
    private let scalars: [Unicode.Scalar]
    private let separator: Unicode.Scalar
    private var position = 0
    private var line = 1

    init(_ text: String, _ separator: Unicode.Scalar) {
        (scalars, self.separator) = (Array(text.unicodeScalars), separator)
    }

    mutating func next() -> SheetText.Record? {
        guard position < scalars.count else { return nil }
        let begins = line
        var (fields, field, isQuoted) = ([String](), String.UnicodeScalarView(), false)
        while position < scalars.count {
            let scalar = scalars[position]
            position += 1
            if scalar == "\n" { line += 1 }
            switch scalar {
            case "\"" where isQuoted && position < scalars.count && scalars[position] == "\"":
                field.append(scalar)
                position += 1
            case "\"": isQuoted.toggle()
            case separator where !isQuoted:
                fields.append(String(field).trimmed)
                field = String.UnicodeScalarView()
            case "\n" where !isQuoted:
                return SheetText.Record(line: begins, fields: fields + [String(field).trimmed])
            case "\r" where !isQuoted: break
            default: field.append(scalar)
            }
        }
        return SheetText.Record(line: begins, fields: fields + [String(field).trimmed])
    }
}
