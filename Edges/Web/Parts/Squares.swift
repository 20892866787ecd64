extension Part {
    /// A code of dark and light squares for a camera, black on white in every theme; `label` says what it is. What it tells
    /// MUST stand beside it in words too.
    package static func squares(_ rows: [[Bool]], label: String) -> HTML {
        let size = rows.count + 8
        return """
            <svg class="squares" role="img" aria-label="\(label)" viewBox="0 0 \(size) \(size)" \
            shape-rendering="crispEdges"><path class="light" d="M0 0h\(size)v\(size)h-\(size)z"/>\
            <path d="\(path(rows))"/></svg>
            """
    }

    /// One rectangle for each run of dark squares, four squares from the edge as cameras need it.
    private static func path(_ rows: [[Bool]]) -> String {
        rows.enumerated().map { y, row in
            var (runs, start) = ("", Int?.none)
            for (x, isDark) in (row + [false]).enumerated() {
                if isDark, start == nil { start = x }
                guard !isDark, let begun = start else { continue }
                runs += "M\(begun + 4) \(y + 4)h\(x - begun)v1h-\(x - begun)z"
                start = nil
            }
            return runs
        }.joined()
    }
}
