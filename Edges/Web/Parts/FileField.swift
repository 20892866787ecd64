package import Base

extension Part {
    /// A field for a file of the reader's own, or several; `accept` lists endings such as ".zip,.csv".
    package static func fileField(
        _ field: Field, accept: String? = nil, isMultiple: Bool = false, _ words: Words<WebText>
    ) -> HTML {
        labelled(
            field, words,
            """
            <input class="file" type="file"\(attribute: "accept", accept)\(flag: "multiple", isMultiple)\(common(field))>
            """)
    }
}
