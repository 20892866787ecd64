extension Sample {
    /// What a home speaks, and with it its names and the religious or ethics teaching its children choose.
    struct Background: Sendable {
        let language: String
        let names: NameStock
        /// Weights of lutheran, ethics, Islamic and Orthodox teaching, in the order of `Subject.beliefs`.
        let beliefs: [Int]

        static let finnish = Background(language: "fi", names: .finnish, beliefs: [76, 22, 0, 2])
        static let swedish = Background(language: "sv", names: .swedish, beliefs: [80, 20, 0, 0])

        /// A home of a school; about one in seven speaks neither national language.
        static func draw(isSwedish: Bool, dice: inout Dice) -> Background {
            if isSwedish && dice.chance(perMille: 820) { return swedish }
            if isSwedish && dice.chance(perMille: 700) { return finnish }
            let weights = common.map(\.weight)
            return common[dice.index(weights: weights)].background
        }

        private static let common: [(weight: Int, background: Background)] = [
            (820, finnish), (40, swedish), (30, Background(language: "ru", names: .russian, beliefs: [20, 45, 0, 35])),
            (18, Background(language: "ar", names: .arabic, beliefs: [2, 15, 80, 3])),
            (18, Background(language: "so", names: .somali, beliefs: [0, 5, 95, 0])),
            (14, Background(language: "et", names: .estonian, beliefs: [30, 65, 0, 5])),
            (14, Background(language: "uk", names: .ukrainian, beliefs: [10, 45, 0, 45])),
            (9, Background(language: "ku", names: .kurdish, beliefs: [0, 40, 60, 0])),
            (9, Background(language: "en", names: .english, beliefs: [40, 60, 0, 0])),
            (7, Background(language: "vi", names: .vietnamese, beliefs: [15, 85, 0, 0])),
            (6, Background(language: "sq", names: .albanian, beliefs: [0, 40, 60, 0])),
            (6, Background(language: "fa", names: .persian, beliefs: [5, 45, 50, 0])),
            (5, Background(language: "th", names: .thai, beliefs: [5, 95, 0, 0])),
            (4, Background(language: "se", names: .sami, beliefs: [85, 15, 0, 0])),
        ]
    }
}
