import Accounts
import Audit
import Base
import Directory
import Foundation
import HTTPTypes
import Storage
import Web

/// One change of the register by somebody, with its rows in the feed and in the log.
struct Edit {
    let write: PageWrite<Viewer>
    let scope: Scope

    init(_ write: PageWrite<Viewer>, as role: Role) throws { (self.write, scope) = (write, try write.scope(role)) }

    var writer: any Writer { write.writer }
    var now: Instant { write.visit.now }
    var provider: ID<Provider> { scope.provider.id }

    /// What can be changed, by the names of the feed.
    enum Entity: String {
        case person, membership, guardianship
        case role = "role_assignment"
        case group = "school_group"
    }

    /// Writes what the undoing of imports and delta queries go by.
    func feed(_ operation: ChangeFeed.Operation, _ entity: Entity, _ ids: UUID...) throws {
        for id in ids {
            try ChangeFeed.append(operation, of: entity.rawValue, id, in: provider, at: now, in: writer)
        }
    }

    /// Writes who did it, and what was before and after; what stayed is kept only where it says what the row is.
    @discardableResult func log(
        _ action: Action, _ entity: Entity, _ id: UUID, before: [String: String] = [:], after: [String: String] = [:],
        concerning subjects: [UUID], keepsSame: Bool = false
    ) throws -> ID<Change> {
        let same = keepsSame ? [] : Array(before.filter { after[$0.key] == $0.value }.keys)
        return try Change(
            action.rawValue, of: entity.rawValue, id, in: provider.uuid, by: write.viewer.account.uuid,
            before: before.filter { !same.contains($0.key) }, after: after.filter { !same.contains($0.key) },
            concerning: subjects
        ).write(at: now, in: writer)
    }

    /// A page in answer to a form shows these people.
    func look(at people: [ID<Person>]) throws {
        for person in Set(people) {
            let look = write.viewer.look(at: person, in: provider, for: "record", as: scope.role)
            if let look { try AccessLog.write(look, at: now, in: writer) }
        }
    }

    /// The person in the path.
    func file() throws -> PersonFile {
        let id = try write.visit.id("person", of: Person.self)
        guard let file = try PersonFile.all(of: [id], scope, in: writer).first else { throw Fault.missing }
        if file.person.isProtected { try write.confirm() }
        return file
    }

    /// The form once more, with what was typed and what is wrong.
    func refused(_ page: Page, showing people: [ID<Person>]) throws -> Outcome {
        try look(at: people)
        var page = page
        page.status = .unprocessableContent
        return .page(page)
    }

    func done(_ action: Action, at person: ID<Person>) -> Outcome {
        .done(action.rawValue, at: RegisterPath.person(scope.role)(scope.slug, person))
    }
}

/// What somebody did, as the log names it.
enum Action: String, CaseIterable {
    case correct, protect, unprotect
    case roleAdd = "role-add"
    case roleEnd = "role-end"
    case membershipAdd = "membership-add"
    case membershipEnd = "membership-end"
    case guardianshipAdd = "guardianship-add"
    case guardianshipEnd = "guardianship-end"
    case contactRead = "contact-read"
    case groupCorrect = "group-correct"
    case groupEnd = "group-end"
    case groupRestore = "group-restore"
    case merge
    case mergeUndo = "merge-undo"
    case distinguish
    case distinguishUndo = "distinguish-undo"
}
