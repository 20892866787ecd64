import Web

/// What the door's forms carry from step to step; nothing of it is kept by us until the card is let in.
struct DoorForm: Sendable {
    let typed: String
    /// nil when what was shown is no card of ours.
    let card: ShownCard?
    let chosen: String
    let again: String
    let picture: String

    init(_ form: Form) {
        typed = form.text("card")
        card = ShownCard(typed)
        (chosen, again, picture) = (form.text("chosen"), form.text("again"), form.text("picture"))
    }

    func step(for arrival: Arrival) -> PictureStep {
        PictureStep.next(
            chosen: chosen, again: again, picture: picture, hasCode: arrival.secret != nil, tries: arrival.tries)
    }
}
