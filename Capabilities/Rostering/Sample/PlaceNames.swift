import Base

extension Sample {
    /// Names of schools after invented parts of a town, in three languages.
    enum PlaceNames {
        private static let places: [(genitive: String, fi: String, sv: String)] = [
            ("Rantapuiston", "Rantapuisto", "Strandparkens"), ("Kuusimäen", "Kuusimäki", "Granbackens"),
            ("Harjulan", "Harjula", "Åsby"), ("Lehtorinteen", "Lehtorinne", "Lundbrinkens"),
            ("Myllysuvannon", "Myllysuvanto", "Kvarnselets"), ("Niittylän", "Niittylä", "Ängsby"),
            ("Satamalahden", "Satamalahti", "Hamnvikens"), ("Kalliokosken", "Kalliokoski", "Bergforsens"),
            ("Pihlajiston", "Pihlajisto", "Rönnlundens"), ("Hakaniityn", "Hakaniitty", "Hagängens"),
            ("Vesitornin", "Vesitorni", "Vattentornets"), ("Peltolan", "Peltola", "Åkerby"),
            ("Tervasaaren", "Tervasaari", "Tjärholmens"), ("Honkarannan", "Honkaranta", "Furustrandens"),
            ("Kivistönmäen", "Kivistönmäki", "Stenbackens"), ("Aurinkosaaren", "Aurinkosaari", "Solholmens"),
            ("Mustikkasuon", "Mustikkasuo", "Blåbärsmossens"), ("Kettukallion", "Kettukallio", "Rävbergets"),
        ]
        private static let directions: [(fi: String, sv: String)] = [
            ("", ""), ("Etelä-", "Södra "), ("Pohjois-", "Norra "), ("Itä-", "Östra "), ("Länsi-", "Västra "),
        ]

        /// The `index`th comprehensive school of a municipality; the two municipalities begin at different places.
        static func school(_ index: Int, in place: Int) -> TranslatedName {
            let number = place == 1 ? index : index + 4
            let name = places[number % places.count]
            let direction = directions[number / places.count % directions.count]
            let round = number / (places.count * directions.count)
            let suffix = round == 0 ? "" : " \(round + 1)"
            let word = index % 2 == 0 ? "yhtenäiskoulu" : "koulu"
            return TranslatedName(
                fi: "\(direction.fi)\(name.genitive) \(word)\(suffix)",
                sv: "\(direction.sv)\(name.sv) skola\(suffix)", en: "\(direction.fi)\(name.fi) School\(suffix)")
        }

        static let swedish = TranslatedName(
            fi: "Järvikaupungin ruotsinkielinen koulu", sv: "Sjöstads svenska skola", en: "Sjöstad Swedish School")

        static func upperSecondary(_ index: Int) -> TranslatedName {
            let suffix = index == 0 ? "" : " \(index + 1)"
            return TranslatedName(
                fi: "Järvikaupungin lukio\(suffix)", sv: "Sjöstads gymnasium (finskt)\(suffix)",
                en: "Järvikaupunki Upper Secondary School\(suffix)")
        }
    }
}
