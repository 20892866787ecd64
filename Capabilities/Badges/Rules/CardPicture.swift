import Web

/// The picture by which a child finds the own card: an animal in a colour.
struct CardPicture: Hashable, Sendable {
    let animal: Picture
    let colour: PictureColour

    private static let animals: [Picture] = [.fox, .cat, .owl, .fish, .snail, .bear, .hare, .bird]
    private static let colours: [PictureColour] = [.blue, .red, .green, .yellow, .violet]

    /// All forty, neighbours unlike each other in both.
    static let all: [CardPicture] = (0..<animals.count * colours.count).map { index in
        CardPicture(
            animal: animals[index % animals.count],
            colour: colours[(index / animals.count + index) % colours.count])
    }

    /// As it is kept: `fox-blue`.
    var text: String { "\(animal.rawValue)-\(colour.rawValue)" }

    init(animal: Picture, colour: PictureColour) { (self.animal, self.colour) = (animal, colour) }

    init?(_ text: String) {
        guard let known = Self.all.first(where: { $0.text == text }) else { return nil }
        self = known
    }

    /// One picture for each place in `kept`: whoever has one keeps it, the others get what is free.
    static func given(_ kept: [CardPicture?]) -> [CardPicture] {
        var taken = Set(kept.compactMap { $0 })
        var next = 0
        return kept.map { own in
            if let own { return own }
            let free = all.first { !taken.contains($0) } ?? all[next % all.count]
            next += 1
            taken.insert(free)
            return free
        }
    }
}
