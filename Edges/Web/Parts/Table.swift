/// One column of a table.
package struct Column: Sendable {
    /// Where a click on the heading leads, and how the rows stand now.
    package struct Sort: Sendable {
        /// The order of the rows by this column.
        package enum Order: String, Sendable { case ascending, descending }

        package var link: Link
        package var order: Order?

        package init(link: Link, order: Order? = nil) { (self.link, self.order) = (link, order) }
    }

    package var title: String
    package var isNumber: Bool
    package var isTitleHidden: Bool
    package var sort: Sort?

    package init(_ title: String, isNumber: Bool = false, isTitleHidden: Bool = false, sort: Sort? = nil) {
        (self.title, self.isNumber, self.isTitleHidden, self.sort) = (title, isNumber, isTitleHidden, sort)
    }
}

extension Part {
    /// A table whose first column names the row; in a narrow place every row becomes a small list.
    package static func table(
        _ caption: String, _ columns: [Column], rows: [[HTML]], showsCaption: Bool = false
    ) -> HTML {
        // The roles keep the table a table for assistive technology where the style makes blocks of it.
        """
        <div class="table-place"><table class="table" role="table">\
        <caption\(attribute: "class", showsCaption ? nil : "visually-hidden")>\(caption)</caption>\
        <thead role="rowgroup"><tr role="row">\(columns.map(heading))</tr></thead>\
        <tbody role="rowgroup">\(rows.map { row(columns, $0) })</tbody></table></div>
        """
    }

    private static func heading(_ column: Column) -> HTML {
        let title: HTML =
            if let sort = column.sort {
                "<a href=\"\(sort.link)\">\(column.title)\(Icon.sort())</a>"
            } else if column.isTitleHidden {
                "<span class=\"visually-hidden\">\(column.title)</span>"
            } else {
                "\(column.title)"
            }
        return """
            <th scope="col" role="columnheader"\(attribute: "class", column.isNumber ? "num" : nil)\
            \(attribute: "aria-sort", column.sort?.order?.rawValue)>\(title)</th>
            """
    }

    private static func row(_ columns: [Column], _ cells: [HTML]) -> HTML {
        let cells = zip(columns, cells).enumerated().map { index, pair -> HTML in
            let (column, content) = pair
            if index == 0 { return "<th scope=\"row\" role=\"rowheader\">\(content)</th>" }
            return """
                <td role="cell"\(attribute: "class", column.isNumber ? "num" : nil)\
                \(attribute: "data-label", column.isTitleHidden ? nil : column.title)>\(content)</td>
                """
        }
        return "<tr role=\"row\">\(cells)</tr>"
    }
}
