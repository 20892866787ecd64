import Base

/// The parameters of a header value: `form-data; name="a"; filename="b.zip"`.
struct HeaderParameters {
    private var values: [String: String] = [:]

    /// nil when the value is of another kind, a parameter is broken, or one stands twice.
    init?(_ text: String, of kind: String) {
        var rest = Substring(text)
        let first = rest.prefix { $0 != ";" }
        guard first.trimmed.lowercased() == kind else { return nil }
        rest = rest.dropFirst(first.count)
        while let separator = rest.first {
            guard separator == ";" else { return nil }
            rest = rest.dropFirst().drop { $0 == " " || $0 == "\t" }
            if rest.isEmpty { return }
            let name = rest.prefix { $0 != "=" && $0 != ";" }
            rest = rest.dropFirst(name.count)
            guard rest.first == "=", !name.isEmpty else { return nil }
            rest = rest.dropFirst()
            guard let value = HeaderParameters.value(&rest) else { return nil }
            guard values.updateValue(value, forKey: name.trimmed.lowercased()) == nil else { return nil }
        }
    }

    subscript(name: String) -> String? { values[name] }

    /// A token, or a quoted text, in which browsers write `"` as `%22` and others as `\"` (HTML, multipart form data).
    private static func value(_ rest: inout Substring) -> String? {
        guard rest.first == "\"" else {
            let token = rest.prefix { $0 != ";" }
            rest = rest.dropFirst(token.count)
            return token.trimmed
        }
        rest = rest.dropFirst()
        var value = ""
        while let character = rest.first {
            rest = rest.dropFirst()
            if character == "\"" {
                rest = rest.drop { $0 == " " || $0 == "\t" }
                return value
            }
            if character == "\\", let next = rest.first, next == "\"" || next == "\\" {
                value.append(next)
                rest = rest.dropFirst()
            } else {
                value.append(character)
            }
        }
        return nil
    }
}
