import Accounts
import Base
import Directory
import Storage
import Web

extension Register {
    func mergePage(_ model: MergeModel, _ visit: Visit) -> Page {
        let words = words(visit)
        let person = PersonModel(scope: model.scope, file: model.file)
        let body = model.pair.map { comparison($0, model, words) } ?? looking(model, words)
        let content: HTML = """
            \(Part.heading(
                words(.mergeTitle), over: person.back.text, back: person.back.link,
                lead: words(model.pair == nil ? .mergeLead : .mergeCompareLead)))
            \(body)
            """
        return Page(
            title: words(.mergeTitle), content: content, place: Place.register, acting: model.scope.acting)
    }

    private func looking(_ model: MergeModel, _ words: RegisterWords) -> HTML {
        let link = RegisterPath.merge(model.scope.role)(model.scope.slug, model.file.person.id)
        let rows = model.candidates.map { found in
            foundRow(found, [], to: link.with(["with": found.person.id.description]), words)
        }
        let suggested =
            rows.isEmpty ? HTML.nothing : Part.section(words(.mergeSuggested), id: "suggested", Part.rows(rows))
        return "\(undoing(model, words))\(suggested)\(model.choice.map { choosing($0, at: link, words) })"
    }

    private func undoing(_ model: MergeModel, _ words: RegisterWords) -> HTML {
        guard !model.done.isEmpty else { return .nothing }
        let rows = model.done.map { done in
            personRow(
                done.merged, to: nil, note: words(.mergedAt, ["when": words.moment(done.at)]),
                acts: Part.action(
                    words(.undoMerge),
                    to: RegisterPath.mergeUndoing(model.scope.role)(
                        model.scope.slug, model.file.person.id, done.id), icon: .undo, about: done.merged.name.full),
                words)
        }
        return Part.section(words(.mergedHere), id: "merged", Part.rows(rows))
    }

    /// Both side by side, what would happen, and the two buttons: do it, or keep the other one.
    private func comparison(_ pair: MergePair, _ model: MergeModel, _ words: RegisterWords) -> HTML {
        let own = model.file.person.id
        let other = pair.kept.person.id == own ? pair.merged.person.id : pair.kept.person.id
        let keepsOther = pair.kept.person.id == other
        let link = RegisterPath.merge(model.scope.role)(model.scope.slug, own)
        let turned = link.with(["with": other.description, "keep": keepsOther ? "" : "other"])
        let refusal: MergeRefusal?
        do throws(MergeRefusal) {
            try pair.check(model.scope, own: model.own)
            refusal = nil
        } catch { refusal = error }
        let buttons: HTML =
            if let refusal {
                Part.notice(words(.mergeImpossible), .stop, "<p>\(words(refusal: refusal))</p>")
            } else {
                Part.form(
                    to: link, values: ["with": other.description, "keep": keepsOther ? "other" : ""],
                    Part.acts([Part.button(words(.mergeNow), look: .primary)]))
            }
        let said = model.distinct.map { Part.notice(words(said: $0), .notice, "<p>\(words(.distinctLead))</p>") }
        let distinct =
            model.distinct == nil ? distinctAction((own, other), model.scope, about: nil, words) : HTML.nothing
        return """
            \(said)\(table(pair, words))
            \(Part.notice(words(.mergeWhatHappens), .notice, "<p>\(words(.mergeConsequences))</p>"))
            \(buttons)\(Part.acts([Part.linkButton(words(.mergeTurn), to: turned, icon: .swap), distinct]))
            """
    }

    private func table(_ pair: MergePair, _ words: RegisterWords) -> HTML {
        let (kept, merged) = (MergeSide(pair.kept, words), MergeSide(pair.merged, words))
        let rows: [[HTML]] = zip(kept.lines, merged.lines).map { left, right in
            let mark: HTML = left.value == right.value ? .nothing : Part.tag(words(.differs), .notice)
            return ["\(left.term) \(mark)", "\(left.value)", "\(right.value)"]
        }
        return Part.table(
            words(.mergeTitle), [Column(words(.fieldName)), Column(words(.mergeStays)), Column(words(.mergeGoes))],
            rows: rows)
    }

    /// Why a merge stays: what has been changed since.
    func refusedUndoPage(_ model: PersonModel, _ touched: Set<String>, _ words: RegisterWords) -> Page {
        let kinds = touched.sorted().map { "<li>\(words.entity($0))</li>" as HTML }
        let content: HTML = """
            \(Part.heading(words(.undoMergeTitle), over: model.back.text, back: model.back.link))
            \(Part.notice(
                words(.undoImpossible), .stop,
                "<p>\(words(.undoImpossibleText))</p>\(kinds.isEmpty ? .nothing : "<ul>\(kinds)</ul>")"))
            """
        return Page(
            title: words(.undoMergeTitle), content: content, place: Place.register, acting: model.scope.acting)
    }
}

/// One record as a column of the comparison.
private struct MergeSide {
    let lines: [(term: String, value: String)]

    init(_ file: PersonFile, _ words: RegisterWords) {
        let record = file.record
        let name = file.person.name
        func list(_ items: [String]) -> String { items.isEmpty ? "–" : items.joined(separator: "; ") }
        lines = [
            (words(.givenNames), name.given), (words(.calledName), name.called), (words(.familyName), name.family),
            (words(.birthDate), record.birthDate.map(words.plain) ?? words(.unknown)),
            (words(.protected), words(file.person.isProtected ? .yes : .no)),
            (words(.identifiers), list(file.identifiers.map { "\(words.identifier($0.kind)) \($0.value)" })),
            (words(.roles), list(file.roles.map { "\(words($0.role)), \($0.organisation)" })),
            (words(.groups), list(file.memberships.map(\.group.title))),
            (words(.guardians), list(file.guardians.map(\.other.name.full))),
            (words(.children), list(file.children.map(\.other.name.full))),
            (words(.account), words(record.hasAccount ? .hasAccount : .noAccount)),
            (words(.sourceID), "\(record.source) \(record.sourceID)"),
        ]
    }
}

extension RegisterWords {
    /// Why two records cannot be made one.
    func callAsFunction(refusal: MergeRefusal) -> String {
        switch refusal {
        case .mergedAlready: self(.mergeAlready)
        case .ownRecord: self(.mergeOwn)
        case .guardianOfTheOther: self(.mergeGuardian)
        case .holdsRights: self(.mergeRights)
        case .ended: self(.mergeEnded)
        }
    }

    /// What a kind of rows is called.
    func entity(_ entity: String) -> String {
        switch Edit.Entity(rawValue: entity) {
        case .role: self(.roles)
        case .membership, .group: self(.groups)
        case .guardianship: self(.guardians)
        case .person, nil: self(.basics)
        }
    }
}
