import Base

/// What is shown to others than its owner: identity codes, wherever they stand, are not.
enum Masked {
    static let sign = "•••"
    private static let length = 11

    /// The text with every identity code in it hidden.
    static func text(_ text: String) -> String {
        var characters = Array(text)
        var start = 0
        while start + length <= characters.count {
            if PersonalIdentityCode(String(characters[start..<start + length]).uppercased()) != nil {
                characters.replaceSubrange(start..<start + length, with: sign)
                start += sign.count
            } else {
                start += 1
            }
        }
        return String(characters)
    }
}
