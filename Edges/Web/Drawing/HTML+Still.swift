extension HTML {
    /// The same markup with nothing in it that acts: only looks and words remain, links that `link` knows lead on, and
    /// headings stand one level lower. It reads our own markup alone, in which every attribute is quoted.
    func still(link: @escaping (String) -> Link?) -> HTML {
        var still = Still(link: link)
        return HTML(trusted: still.markup(of: text))
    }
}

/// Attributes that are kept; whatever else there is or will be is left out.
private let kept: Set<String> = [
    "class", "role", "lang", "scope", "colspan", "rowspan", "aria-label", "aria-hidden", "aria-current", "aria-sort",
    "datetime", "data-label", "max", "viewBox", "d", "cx", "cy", "r", "x", "y", "x1", "x2", "y1", "y2", "rx", "ry",
    "width", "height", "fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "points", "transform",
    "checked", "selected", "type", "open", "start", "rows",
]

private struct Still {
    let link: (String) -> Link?
    /// What the elements that are open were turned into.
    private var open: [(name: Substring, shown: String)] = []
    /// Names of elements that are left out with all that is in them.
    private static let left: Set<Substring> = ["script", "dialog", "template", "iframe", "object", "noscript"]
    private static let empty: Set<Substring> = ["input", "br", "hr", "img", "wbr", "source", "col", "meta", "link"]
    private static let levels = ["h1": "h2", "h2": "h3", "h3": "h4", "h4": "h5", "h5": "h6"]

    init(link: @escaping (String) -> Link?) { self.link = link }

    mutating func markup(of text: String) -> String {
        var (out, rest) = ("", Substring(text))
        var leaving: Substring?
        while let start = rest.firstIndex(of: "<") {
            if leaving == nil { out += rest[..<start] }
            rest = rest[start...]
            let tag = Tag(&rest)
            if let name = leaving {
                if tag.isEnd, tag.name == name { leaving = nil }
                continue
            }
            if Self.left.contains(tag.name) {
                leaving = tag.isEnd || tag.isWhole ? nil : tag.name
            } else {
                out += tag.isEnd ? end(tag) : begin(tag)
            }
        }
        return leaving == nil ? out + rest : out
    }

    private mutating func begin(_ tag: Tag) -> String {
        guard tag.name != "input" || tag["type"] != "hidden" else { return "" }
        let target = tag.name == "a" ? tag["href"].flatMap { link(String($0)) } : nil
        let shown = shown(tag.name, leads: target != nil)
        if !Self.empty.contains(tag.name), !tag.isWhole { open.append((tag.name, shown)) }
        var attributes = tag.attributes.filter {
            kept.contains(String($0.name)) || $0.name == "value" && tag.name == "progress"
        }
        .map { " \($0.name)=\"\($0.value)\"" }.joined()
        if let target { attributes += " href=\"\(target.escaped)\"" }
        if ["input", "select", "textarea"].contains(tag.name) { attributes += " disabled" }
        return "<\(shown)\(attributes)\(tag.isWhole ? "/" : "")>"
    }

    private mutating func end(_ tag: Tag) -> String {
        guard let last = open.lastIndex(where: { $0.name == tag.name }) else { return "" }
        defer { open.removeSubrange(last...) }
        return "</\(open[last].shown)>"
    }

    private func shown(_ name: Substring, leads: Bool) -> String {
        switch name {
        case "a": leads ? "a" : "span"
        case "button", "label": "span"
        case "form", "nav", "main", "header", "footer", "aside", "search": "div"
        default: Self.levels[String(name)] ?? String(name)
        }
    }
}

extension Link {
    fileprivate var escaped: String { ("\(self)" as HTML).text }
}

/// One tag of our own markup.
private struct Tag {
    let name: Substring
    let isEnd: Bool
    /// It closes itself, as in SVG.
    let isWhole: Bool
    let attributes: [(name: Substring, value: Substring)]

    subscript(name: Substring) -> Substring? { attributes.first { $0.name == name }?.value }

    /// Takes the tag at the beginning of `rest`.
    init(_ rest: inout Substring) {
        rest.removeFirst()
        isEnd = rest.first == "/"
        if isEnd { rest.removeFirst() }
        name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "!" }
        rest.removeFirst(name.count)
        var (found, whole): ([(Substring, Substring)], Bool) = ([], false)
        while let first = rest.first, first != ">" {
            if first == "/" || first.isWhitespace {
                whole = first == "/"
                rest.removeFirst()
                continue
            }
            whole = false
            let name = rest.prefix { $0 != "=" && $0 != ">" && $0 != "/" && !$0.isWhitespace }
            guard !name.isEmpty else {
                rest.removeFirst()
                continue
            }
            rest.removeFirst(name.count)
            guard rest.hasPrefix("=\"") else {
                found.append((name, ""))
                continue
            }
            rest.removeFirst(2)
            let value = rest.prefix { $0 != "\"" }
            rest.removeFirst(min(rest.count, value.count + 1))
            found.append((name, value))
        }
        if !rest.isEmpty { rest.removeFirst() }
        (isWhole, attributes) = (whole, found)
    }
}
