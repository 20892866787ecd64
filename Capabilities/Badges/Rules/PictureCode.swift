import Web

/// Pictures that a child remembers in their order.
struct PictureCode: Hashable, Sendable {
    static let length = 3
    /// What there is to choose from.
    static let choices: [Picture] = [
        .sun, .moon, .star, .tree, .flower, .apple, .boat, .house, .car, .ball, .umbrella, .key,
    ]
    /// So many wrong codes in a row close the card until the teacher opens it.
    static let mostTries: Int32 = 5

    private(set) var pictures: [Picture] = []

    init() {}

    /// The pictures of a form's field; nil for what no page of ours sends.
    init?(_ text: String) {
        let words = text.isEmpty ? [] : text.split(separator: "-", omittingEmptySubsequences: false)
        let pictures = words.compactMap { Picture(rawValue: String($0)) }
        guard pictures.count == words.count, pictures.count <= Self.length,
            pictures.allSatisfy(Self.choices.contains)
        else { return nil }
        self.pictures = pictures
    }

    /// As a form carries it, and as it is hashed.
    var text: String { pictures.map(\.rawValue).joined(separator: "-") }

    var isWhole: Bool { pictures.count == Self.length }

    /// One picture three times is what everybody tries first.
    var isTooPlain: Bool { Set(pictures).count < 2 }

    func adding(_ picture: Picture) -> PictureCode {
        var code = self
        if !isWhole { code.pictures.append(picture) }
        return code
    }
}

/// What the child is asked next, after the card was read.
enum PictureStep: Hashable, Sendable {
    /// The code that was chosen before, picture by picture.
    case recall(PictureCode)
    /// The first time: three pictures of the child's own.
    case choose(PictureCode)
    /// The same once more.
    case again(chosen: PictureCode, PictureCode)
    /// Whole: to be compared with the hash.
    case compare(PictureCode)
    /// Whole, twice the same: to be kept.
    case keep(PictureCode)
    case refused(Refusal)

    enum Refusal: Hashable, Sendable { case tooPlain, differs, locked, unreadable }

    /// - Parameters:
    ///   - chosen, again: what the form carries; `picture` was tapped now.
    ///   - hasCode: whether the child has a code already, with `tries` wrong ones since the last right one.
    static func next(
        chosen: String, again: String, picture: String, hasCode: Bool, tries: Int32
    ) -> PictureStep {
        guard let first = PictureCode(chosen), let second = PictureCode(again) else { return .refused(.unreadable) }
        let tapped = PictureCode(picture)?.pictures ?? []
        guard picture.isEmpty || tapped.count == 1 else { return .refused(.unreadable) }
        if hasCode {
            guard tries < PictureCode.mostTries else { return .refused(.locked) }
            let code = tapped.reduce(first) { $0.adding($1) }
            return code.isWhole ? .compare(code) : .recall(code)
        }
        guard first.isWhole else {
            let code = tapped.reduce(first) { $0.adding($1) }
            guard code.isWhole else { return .choose(code) }
            return code.isTooPlain ? .refused(.tooPlain) : .again(chosen: code, PictureCode())
        }
        guard !first.isTooPlain else { return .refused(.tooPlain) }
        let code = tapped.reduce(second) { $0.adding($1) }
        guard code.isWhole else { return .again(chosen: first, code) }
        return code == first ? .keep(code) : .refused(.differs)
    }
}
