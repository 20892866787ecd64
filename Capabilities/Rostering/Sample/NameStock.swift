extension Sample {
    /// The given and family names of one language group; the names of a generation differ where they do in life.
    struct NameStock: Sendable {
        /// Where a person's further given names come from.
        enum Further { case sameSex, fathers, none }

        let girls: [String]
        let boys: [String]
        let women: [String]
        let men: [String]
        let families: [String]
        let further: Further

        /// Names stand in the texts with spaces or line ends between them.
        init(
            girls: String, boys: String, women: String? = nil, men: String? = nil, families: String,
            further: Further = .sameSex
        ) {
            (self.girls, self.boys) = (NameStock.list(girls), NameStock.list(boys))
            (self.women, self.men) = (NameStock.list(women ?? girls), NameStock.list(men ?? boys))
            // "von_Essenberg" is one name.
            self.families = NameStock.list(families).map { $0.replacing("_", with: " ") }
            self.further = further
        }

        private static func list(_ text: String) -> [String] {
            text.split(whereSeparator: \.isWhitespace).map(String.init)
        }
    }
}
