/// A path written once: `/{provider}/teacher/groups/{group}`. Routes register it, links fill it.
package struct PathPattern: ExpressibleByStringLiteral, Hashable, Sendable, CustomStringConvertible {
    package let description: String
    private let parts: [Part]
    /// What stands before, between and behind the parameters: a page fills dozens of paths.
    private let texts: [String]

    private enum Part: Hashable, Sendable {
        case literal(String)
        case parameter(String)
    }

    package init(stringLiteral literal: String) {
        description = literal
        parts = literal.split(separator: "/").map { part in
            part.hasPrefix("{") && part.hasSuffix("}")
                ? .parameter(String(part.dropFirst().dropLast())) : .literal(String(part))
        }
        texts = parts.reduce(into: [""]) { texts, part in
            switch part {
            case .literal(let text): texts[texts.count - 1] += "/\(text)"
            case .parameter:
                texts[texts.count - 1] += "/"
                texts.append("")
            }
        }
    }

    /// The link with each parameter filled in order, percent-encoded.
    package func callAsFunction(_ values: any CustomStringConvertible & Sendable...) -> Link {
        guard !parts.isEmpty else { return Link(trusted: "/") }
        var path = texts[0]
        for (index, text) in texts.dropFirst().enumerated() {
            if index < values.count { path += PercentEncoding.encoded(values[index].description) }
            path += text
        }
        return Link(trusted: path)
    }

    /// The first part when it is one of our own words, nil for a provider's slug.
    package var firstLiteral: String? {
        if case .literal(let text) = parts.first { text } else { nil }
    }

    /// How many parts may be anything.
    var parameterCount: Int { parts.count { if case .parameter = $0 { true } else { false } } }

    /// What stands in the places of the parameters, still encoded.
    func parts(of path: String) -> [String: String] {
        zip(parts, path.split(separator: "/")).reduce(into: [:]) { found, pair in
            if case .parameter(let name) = pair.0 { found[name] = String(pair.1) }
        }
    }

    /// Whether `path` is one that this pattern stands for.
    func matches(_ path: some StringProtocol) -> Bool {
        let given = path.split(separator: "/", omittingEmptySubsequences: true)
        guard given.count == parts.count else { return false }
        return zip(given, parts).allSatisfy { text, part in
            switch part {
            case .literal(let literal): text == literal
            case .parameter: true
            }
        }
    }
}

/// A path of our own. Only patterns make one, and redirects accept nothing else.
package struct Link: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    init(trusted description: String) { self.description = description }

    /// A part of the page, by its id.
    package func at(_ section: String) -> Link { Link(trusted: "\(description)#\(PercentEncoding.encoded(section))") }

    /// The same page with a query; what has no value is left out.
    package func with(_ query: KeyValuePairs<String, String>) -> Link {
        let query = query.filter { !$0.value.isEmpty }
        guard !query.isEmpty else { return self }
        let text = query.map { "\(PercentEncoding.encoded($0.key))=\(PercentEncoding.encoded($0.value))" }
        return Link(trusted: description + "?" + text.joined(separator: "&"))
    }
}

extension HTML.StringInterpolation {
    package mutating func appendInterpolation(_ link: Link) { appendInterpolation(link.description) }
}

enum PercentEncoding {
    private static let digits = Array("0123456789ABCDEF".utf8)

    /// Everything but RFC 3986 unreserved characters encoded.
    static func encoded(_ text: String) -> String {
        guard !text.utf8.allSatisfy(isUnreserved) else { return text }
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case _ where isUnreserved(byte): bytes.append(byte)
            default: bytes.append(contentsOf: [37, digits[Int(byte >> 4)], digits[Int(byte & 15)]])
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 48...57, 65...90, 97...122, 45, 46, 95, 126: true
        default: false
        }
    }

    /// nil for broken escapes, bytes that are not UTF-8, and U+0000.
    static func decoded(_ octets: some Collection<UInt8>, plusIsSpace: Bool) -> String? {
        // Nearly everything says itself.
        if !octets.contains(where: { $0 == 37 || $0 == 43 || $0 == 0 }) {
            return String(validating: octets, as: UTF8.self)
        }
        var bytes: [UInt8] = []
        var rest = octets.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case 37:
                guard let high = rest.next().flatMap(value), let low = rest.next().flatMap(value) else { return nil }
                bytes.append(high << 4 | low)
            case 43 where plusIsSpace: bytes.append(32)
            default: bytes.append(byte)
            }
        }
        guard !bytes.contains(0) else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 48...57: digit - 48
        case 65...70: digit - 55
        case 97...102: digit - 87
        default: nil
        }
    }
}

/// The pages that a form may lead back to: paths that our own GET routes answer.
package struct ReturnPaths: Sendable {
    private let recorded: @Sendable () -> [PathPattern]

    /// - Parameter site: asked when it is complete, not when this is made.
    package init(_ site: Site<some SiteViewer>) {
        let list = site.pages
        recorded = { list.patterns }
    }

    /// RFC 3986 unreserved characters, escapes and slashes: all that our own paths are made of.
    private static func isPathByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 37, 45, 46, 47, 48...57, 65...90, 95, 97...122, 126: true
        default: false
        }
    }

    /// The link for a path that somebody sent us, or nil when it is none of ours; a query is dropped.
    package func link(to path: String) -> Link? {
        let path = path.prefix { $0 != "?" && $0 != "#" }
        guard path.hasPrefix("/"), !path.hasPrefix("//"), !path.contains(".."),
            path.utf8.allSatisfy(ReturnPaths.isPathByte)
        else { return nil }
        guard path == "/" || recorded().contains(where: { $0.matches(path) }) else { return nil }
        return Link(trusted: String(path))
    }
}

extension Link {
    /// Fields as a form sends them.
    package static func form(_ fields: KeyValuePairs<String, String>) -> String {
        fields.map { "\(PercentEncoding.encoded($0.key))=\(PercentEncoding.encoded($0.value))" }.joined(separator: "&")
    }
}
