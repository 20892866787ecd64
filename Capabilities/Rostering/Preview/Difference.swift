import Base
import Directory
import Storage

/// What a plan would change, as far as its goal asks for it.
struct Difference: Sendable {
    let preview: RunPreview
    /// nil as long as nobody needs it.
    let code: String?
    /// Whether its rows stand in the staging file; there may be so many that a plain import does not write them down.
    let keepsChanges: Bool
    /// Whether the plan may not be applied as things are.
    let mustBeConfirmed: Bool

    /// A plain import writes down so many differences, for whoever asks later what it did.
    private static let fewChanges = 5000

    init(
        _ plan: ImportPlan, _ staging: Staging, for choice: ProviderChoice, limits: ShrinkLimits,
        goal: RosterImport.Goal
    )
        throws
    {
        if plan.size == 0, goal == .apply(confirmation: nil) {
            // Night for night most packages change nothing.
            (preview, code, keepsChanges, mustBeConfirmed) = (RunPreview(), nil, true, false)
            return
        }
        let book = try PlanBook(staging)
        let shrinking = try ShrinkGuard(scratch: plan.scratch, limits: limits).shrinking(book.titles)
        var typed: String?
        if case .apply(let confirmation) = goal { typed = confirmation }
        let isShown = goal == .preview || typed != nil || !shrinking.isEmpty
        let code = isShown ? try Self.code(of: plan, for: choice, book) : nil
        // A code that fits nothing is refused also where none was needed: it was meant for another difference.
        if let typed {
            mustBeConfirmed = DifferenceCode.normalised(typed) != code
        } else {
            mustBeConfirmed = goal != .preview && !shrinking.isEmpty
        }
        self.code = code
        keepsChanges = isShown || plan.size <= Self.fewChanges
        var maker = PreviewMaker(plan, book: book, keepsChanges: keepsChanges)
        preview = try maker.preview(shrinking)
    }

    private static func code(of plan: ImportPlan, for choice: ProviderChoice, _ book: PlanBook) throws -> String {
        var code = DifferenceCode(provider: choice.key, sources: book.sources)
        try code.add(OrganisationRow.self, of: plan)
        try code.add(AcademicSessionRow.self, of: plan)
        try code.add(PersonRow.self, of: plan)
        try code.add(CourseRow.self, of: plan)
        try code.add(GroupRow.self, of: plan)
        try code.add(RoleRow.self, of: plan)
        try code.add(MembershipRow.self, of: plan)
        try code.add(GuardianshipRow.self, of: plan)
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
