/// One of eight colours that a name always gets again; it means nothing beyond "the same one".
package struct Tone: Hashable, Sendable {
    package static let count = 8

    package let number: Int

    package init(_ number: Int) { self.number = ((number % Tone.count) + Tone.count) % Tone.count }

    /// The colour of `name`, the same on every machine (FNV-1a, since Swift's own hash is seeded per process).
    package init(of name: String) {
        let hash = name.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
        // The low bits of neighbouring names are alike; the high ones are mixed in.
        number = Int((hash ^ hash >> 15) % UInt32(Tone.count))
    }

    /// The class of the style sheet.
    package var style: String { "tone-\(number)" }
}

extension Part {
    /// A round mark with initials beside a name that is written out; nothing to hear.
    package static func avatar(_ name: String, isLarge: Bool = false) -> HTML {
        """
        <span class="avatar \(Tone(of: name).style)\(isLarge ? " large" : "")"\
         aria-hidden="true">\(initials(of: name))</span>
        """
    }

    /// A square mark with a group's short name, "7A", beside the name that is written out.
    package static func groupMark(_ name: String) -> HTML {
        let code = name.split(separator: " ").first.map { String($0.prefix(4)) } ?? ""
        return "<span class=\"avatar group \(Tone(of: code).style)\" aria-hidden=\"true\">\(code)</span>"
    }

    /// A person in words: avatar, name and a quiet note such as a group or a school.
    package static func person(_ name: String, note: String? = nil) -> HTML {
        let quiet: HTML? = note.map { "<span class=\"quiet\">\($0)</span>" }
        return "<span class=\"person\">\(avatar(name))<span>\(name) \(quiet)</span></span>"
    }

    /// The first letters of the first and the last word: "Aino Maria Niemelä" gives "AN".
    package static func initials(of name: String) -> String {
        // Octets are enough to find spaces, and a class has thirty names.
        let words = name.utf8.split { $0 == UInt8(ascii: " ") || (9...13).contains($0) }
        guard let first = words.first.flatMap({ Substring($0).first }) else { return "" }
        guard words.count > 1, let last = words.last.flatMap({ Substring($0).first }) else { return first.uppercased() }
        return first.uppercased() + last.uppercased()
    }
}
