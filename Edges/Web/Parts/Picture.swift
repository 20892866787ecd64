/// A small picture that a child knows, drawn in a square of 48; it always stands beside the word for it.
package enum Picture: String, CaseIterable, Sendable {
    case sun, moon, star, tree, flower, apple, boat, house, car, ball, umbrella, key
    case fox, cat, owl, fish, snail, bear, hare, bird

    /// The picture as markup that assistive technology passes over; `colour` fills what a picture leaves open.
    package func callAsFunction(_ colour: PictureColour = .plain) -> HTML {
        """
        <svg class="picture \(colour.rawValue)" viewBox="0 0 48 48" stroke-linecap="round" stroke-linejoin="round" \
        aria-hidden="true">\(shape)</svg>
        """
    }
}

/// The colour of a picture that has none of its own.
package enum PictureColour: String, CaseIterable, Sendable { case plain, blue, red, green, yellow, violet }

extension Part {
    /// Pictures to tap, large, each with its word; the button's value is the picture. They belong to the form around them.
    package static func pictureButtons(_ pictures: [(picture: Picture, word: String)], name: String) -> HTML {
        let buttons = pictures.map { picture, word -> HTML in
            """
            <li><button type="submit" class="picture-button" name="\(name)" value="\(picture.rawValue)">\
            \(picture())<span>\(word)</span></button></li>
            """
        }
        return "<ul class=\"pictures\">\(buttons)</ul>"
    }

    /// How many of a few steps are behind one; `label` says it in words. A picture that may be seen stands in its place.
    package static func pictureSteps(_ done: [Picture?], of count: Int, label: String) -> HTML {
        let places = (0..<count).map { index -> HTML in
            guard index < done.count else { return "<span class=\"place\"></span>" }
            return "<span class=\"place done\">\(done[index]?() ?? Icon.check())</span>"
        }
        return "<p class=\"picture-steps\"><span class=\"visually-hidden\">\(label)</span>\(places)</p>"
    }

    /// Cards to cut out, eight on a page of A4; on paper nothing else is printed.
    package static func badgeCards(_ cards: [HTML]) -> HTML { "<ul class=\"badge-cards\">\(cards)</ul>" }

    /// One card: squares for a camera, the child's own picture, for whom it is, and the number for a keyboard.
    package static func badgeCard(
        _ name: String, note: String, picture: Picture, _ colour: PictureColour, _ pictureWord: String,
        squares: HTML, number: String, foot: String
    ) -> HTML {
        """
        <li class="badge-card"><div class="badge-code">\(squares)<p class="badge-number">\(number)</p></div>\
        <div class="badge-who">\(picture(colour))<p class="badge-name"><strong>\(name)</strong><span>\(note)</span></p>\
        <p class="badge-foot">\(pictureWord)<br>\(foot)</p></div></li>
        """
    }
}
