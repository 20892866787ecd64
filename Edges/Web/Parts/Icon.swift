/// A line icon, drawn in a square of 24 and always beside a word that says the same.
package enum Icon: String, CaseIterable, Sendable {
    case home, calendar, people, person, message, grid, check, swap, bag, warning, stop, info, globe, signOut
    case device, key, search, child, school, building, lock, chevron, down, back, plus, printer, close, clock
    case pencil, file, upload, eye, sort, book, undo, attendance, badge

    /// The icon as markup that assistive technology passes over.
    package func callAsFunction() -> HTML { Icon.drawn[self] ?? markup }

    /// Each drawn once: a page has dozens.
    private static let drawn = Dictionary(uniqueKeysWithValues: allCases.map { ($0, $0.markup) })

    private var markup: HTML {
        """
        <svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" \
        stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">\(shape)</svg>
        """
    }
}
