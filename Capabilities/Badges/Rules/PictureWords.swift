import Accounts
import Base
import Web

extension Words<BadgesText> {
    /// "Sininen kettu".
    func callAsFunction(_ picture: CardPicture) -> String {
        self(.cardPicture, ["colour": self(picture.colour.word), "animal": self(picture.animal.word)]).capitalizedFirst
    }
}

extension PictureColour {
    fileprivate var word: BadgesText {
        switch self {
        case .blue, .plain: .blue
        case .red: .red
        case .green: .green
        case .yellow: .yellow
        case .violet: .violet
        }
    }
}

extension Picture {
    /// The word that stands with the picture.
    var word: BadgesText {
        switch self {
        case .sun: .sun
        case .moon: .moon
        case .star: .star
        case .tree: .tree
        case .flower: .flower
        case .apple: .apple
        case .boat: .boat
        case .house: .house
        case .car: .car
        case .ball: .ball
        case .umbrella: .umbrella
        case .key: .key
        case .fox: .fox
        case .cat: .cat
        case .owl: .owl
        case .fish: .fish
        case .snail: .snail
        case .bear: .bear
        case .hare: .hare
        case .bird: .bird
        }
    }
}
