package import Base

/// A preview as lines for a person at a terminal.
struct PreviewText {
    let preview: RunPreview
    let code: String?
    let changes: [RunChange]
    let words: Words<RosteringText>

    func lines() -> [String] {
        let touched = preview.schools.reduce(0) { sum, school in
            sum + school.counts.values.reduce(0) { $0 + $1.touched }
        }
        var lines: [String] = []
        if !preview.schools.isEmpty { lines += ["", words(.previewSchools)] + preview.schools.flatMap(school) }
        if preview.protectedPersons > 0 { lines += ["", words(.previewProtected, count: preview.protectedPersons)] }
        if !changes.isEmpty {
            lines += ["", words(.previewChanges)] + changes.flatMap(change)
            if touched > changes.count { lines.append("  " + words(.previewMore, count: touched - changes.count)) }
        }
        guard !preview.shrinking.isEmpty else { return lines }
        lines += ["", words(.previewShrinking)] + preview.shrinking.map(shrinkage)
        if let code { lines += ["", words(.previewConfirm, ["code": code])] }
        return lines
    }

    private func school(_ school: RunPreview.School) -> [String] {
        let counts = ImportEntity.allCases.compactMap { entity in
            school.counts[entity.rawValue].map { count in
                "    "
                    + words(
                        .countsTouched,
                        [
                            "entity": words(entity.text), "created": String(count.created),
                            "changed": String(count.changed), "ended": String(count.ended),
                        ])
            }
        }
        return ["  " + (school.key.isEmpty ? words(.previewNoSchool) : school.name)] + counts
    }

    private func change(_ change: RunChange) -> [String] {
        let sign =
            switch change.operation {
            case .create: "+"
            case .update: "~"
            case .end: "-"
            }
        let fields =
            change.operation == .update
            ? change.fields.map { field in
                "      \(field.label(words)): \(field.shown(field.before, words)) → \(field.shown(field.after, words))"
            } : []
        return ["  \(sign) \(words(change.entity.text)): \(change.title)"] + fields
    }

    private func shrinkage(_ item: RunPreview.Shrinkage) -> String {
        let key: RosteringText = item.kind == .school ? .shrinkingSchool : .shrinkingGroup
        return "  " + words(key, ["name": item.name, "ending": String(item.ending), "of": String(item.of)])
    }
}

extension RunChange.Field {
    private static let metadata = "metadata."

    /// What the field is called.
    package func label(_ words: Words<RosteringText>) -> String {
        if field.hasPrefix(Self.metadata) { return String(field.dropFirst(Self.metadata.count)) }
        return RosteringText(rawValue: "field." + field).map { words($0) } ?? field
    }

    /// A value of the field as people read it; an empty one is a dash.
    package func shown(_ value: String?, _ words: Words<RosteringText>) -> String {
        guard let value, !value.isEmpty else { return "–" }
        guard Self.vocabularies.contains(field) else { return value }
        return RosteringText(rawValue: "value." + value).map { words($0) } ?? value
    }

    private static let vocabularies: Set<String> = [
        "role", "scope", "kind", "primary", "protected", "in_force", FieldText.identity,
    ]
}
