import Base
import Directory

/// What a plan would change, as far as its goal asks for it.
struct Difference: Sendable {
    let preview: RunPreview
    /// nil as long as nobody needs it.
    let code: String?
    /// nil when there are so many that a plain import does not write them down.
    let changes: [PreviewMaker.Draft]?
    /// Whether the plan may not be applied as things are.
    let mustBeConfirmed: Bool

    /// A plain import writes down so many differences, for whoever asks later what it did.
    private static let fewChanges = 5000

    init(_ plan: ImportPlan, over snapshot: Snapshot, goal: RosterImport.Goal, on day: CivilDate) {
        if plan.size == 0, goal == .apply(confirmation: nil) {
            // Night for night most packages change nothing.
            (preview, code, changes, mustBeConfirmed) = (RunPreview(), nil, [], false)
            return
        }
        let book = PlanBook(plan, over: snapshot.present)
        let shrinking = ShrinkGuard(plan, over: snapshot.present, limits: snapshot.limits, on: day)
            .shrinking(book.titles)
        var typed: String?
        if case .apply(let confirmation) = goal { typed = confirmation }
        let isShown = goal == .preview || typed != nil || !shrinking.isEmpty
        let code = isShown ? Self.code(of: plan, for: snapshot.choice, book) : nil
        // A code that fits nothing is refused also where none was needed: it was meant for another difference.
        if let typed {
            mustBeConfirmed = DifferenceCode.normalised(typed) != code
        } else {
            mustBeConfirmed = goal != .preview && !shrinking.isEmpty
        }
        self.code = code
        let keepsChanges = isShown || plan.size <= Self.fewChanges
        let maker = PreviewMaker(plan, book: book, keepsChanges: keepsChanges)
        preview = maker.preview(shrinking)
        changes = keepsChanges ? maker.changes : nil
    }

    private static func code(of plan: ImportPlan, for choice: ProviderChoice, _ book: PlanBook) -> String {
        var code = DifferenceCode(provider: choice.key, sources: book.sources)
        code.add(plan.organisations)
        code.add(plan.sessions)
        code.add(plan.people)
        code.add(plan.courses)
        code.add(plan.groups)
        code.add(plan.roles)
        code.add(plan.memberships)
        code.add(plan.guardianships)
        return code.text()
    }
}

extension ProviderChoice {
    /// One provider, or the one that would be made.
    fileprivate var key: String {
        switch self {
        case .existing(let provider): provider.id.description
        case .new(let provider): "new " + provider.slug.description
        case .undecided: ""
        }
    }
}
