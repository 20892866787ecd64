/// A place to go, as a tile.
package struct Tile: Sendable {
    package var title: String
    package var note: String?
    package var link: Link
    package var icon: Icon?
    /// The colour of its sign; by its title unless something else gives one.
    package var tone: Tone

    package init(_ title: String, to link: Link, note: String? = nil, icon: Icon? = nil, tone: Tone? = nil) {
        (self.title, self.link, self.note, self.icon) = (title, link, note, icon)
        self.tone = tone ?? Tone(of: title)
    }
}

extension Part {
    /// Tiles in a grid; `isLarge` is the form for small children, a picture and a word.
    package static func tiles(_ tiles: [Tile], isLarge: Bool = false) -> HTML {
        "<ul class=\"tiles\(isLarge ? " large" : "")\">\(tiles.map(tile))</ul>"
    }

    private static func tile(_ tile: Tile) -> HTML {
        let note: HTML? = tile.note.map { "<small>\($0)</small>" }
        let glyph: HTML = tile.icon?() ?? "\(initials(of: String(tile.title.prefix(1))))"
        return """
            <li><a class="tile" href="\(tile.link)"><span class="glyph \(tile.tone.style)" aria-hidden="true">\
            \(glyph)</span><span class="tile-text">\(tile.title)\(note)</span></a></li>
            """
    }
}
