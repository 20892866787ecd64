/// A language of the user interface.
package enum Language: String, CaseIterable, Hashable, Sendable {
    case fi, sv, en

    /// The first of ours in an `Accept-Language` header by its weights (RFC 9110 §12.5.4), Finnish when none is.
    package static func preferred(in header: String?) -> Language {
        guard let header else { return .fi }
        var best: (language: Language, weight: Double)?
        for range in header.prefix(500).split(separator: ",") {
            let parts = range.split(separator: ";")
            // The whole first subtag: `fil` is Filipino.
            guard let tag = parts.first?.trimmed.lowercased().prefix(while: { $0 != "-" }),
                let language = Language(rawValue: String(tag))
            else { continue }
            let weight = parts.dropFirst().first { $0.trimmed.hasPrefix("q=") }.flatMap {
                Double($0.trimmed.dropFirst(2))
            }
            if (weight ?? 1) > (best?.weight ?? 0) { best = (language, weight ?? 1) }
        }
        return best?.language ?? .fi
    }
}

/// A name in the three languages; a missing one falls back to Finnish.
package struct TranslatedName: Hashable, Sendable {
    package var fi: String
    package var sv: String?
    package var en: String?

    package init(fi: String, sv: String? = nil, en: String? = nil) { (self.fi, self.sv, self.en) = (fi, sv, en) }

    package func callAsFunction(in language: Language) -> String {
        switch language {
        case .fi: fi
        case .sv: sv ?? fi
        case .en: en ?? fi
        }
    }
}

/// The keys of one room's texts: an enumeration whose raw values are the keys in `Text/{fi,sv,en}.json`.
package protocol TextKey: RawRepresentable<String>, CaseIterable, Hashable, Sendable {}
