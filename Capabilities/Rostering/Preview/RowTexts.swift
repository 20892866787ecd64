import Base
import Directory
import Foundation

extension OrganisationRow {
    func title(_ names: ReferenceTexts) throws -> String { name }

    func fields(_ names: ReferenceTexts) throws -> [FieldText] {
        [
            FieldText("name", name), FieldText("kind", kind.rawValue),
            FieldText("parent", try names.optional(parent?.uuid)),
            FieldText("oid", oid), FieldText("school_code", schoolCode),
        ] + FieldText.metadata(metadata)
    }
}

extension AcademicSessionRow {
    func title(_ names: ReferenceTexts) throws -> String { title }

    func fields(_ names: ReferenceTexts) throws -> [FieldText] {
        [
            FieldText("title", title), FieldText("kind", kind), FieldText("parent", try names.optional(parent?.uuid)),
            FieldText("begins", begins), FieldText("ends", ends), FieldText("school_year", String(schoolYear)),
        ] + FieldText.metadata(metadata)
    }
}

extension PersonRow {
    func title(_ names: ReferenceTexts) throws -> String { name.full }

    func fields(_ names: ReferenceTexts) throws -> [FieldText] {
        [
            FieldText("given_names", name.given), FieldText("called_name", name.called),
            FieldText("family_name", name.family), FieldText("birth_date", birthDate),
            FieldText("language", language), FieldText("year_level", yearLevel),
            FieldText("protected", isProtected),
            FieldText("identifiers", identifiers.map { "\($0.kind) \($0.value)" }),
            FieldText("contacts", contacts.map { "\($0.kind) \($0.value)" }),
            FieldText(FieldText.identity, identity),
        ] + FieldText.metadata(metadata)
    }
}

extension CourseRow {
    func title(_ names: ReferenceTexts) throws -> String { title }

    func fields(_ names: ReferenceTexts) throws -> [FieldText] {
        [
            FieldText("title", title), FieldText("organisation", try names.text(organisation.uuid)),
            FieldText("session", try names.optional(session?.uuid)), FieldText("code", code),
            FieldText("subjects", subjects.map { [$0.name, $0.code].compactMap { $0 }.joined(separator: " ") }),
        ] + FieldText.metadata(metadata)
    }
}

extension GroupRow {
    func title(_ names: ReferenceTexts) throws -> String { title }

    func fields(_ names: ReferenceTexts) throws -> [FieldText] {
        [
            FieldText("title", title), FieldText("kind", kind.rawValue),
            FieldText("organisation", try names.text(organisation.uuid)),
            FieldText("course", try names.optional(course?.uuid)),
            FieldText("code", code), FieldText("location", location), FieldText("year_level", yearLevels),
            FieldText("session", try sessions.map { try names.text($0.uuid) }.sorted()),
        ] + FieldText.metadata(metadata)
    }
}

extension RoleRow {
    var people: [UUID] { [person.uuid] }

    func title(_ names: ReferenceTexts) throws -> String {
        try "\(names.text(person.uuid)), \(names.text(organisation.uuid))"
    }

    func fields(_ names: ReferenceTexts) throws -> [FieldText] {
        [
            FieldText("person", try names.text(person.uuid)),
            FieldText("organisation", try names.text(organisation.uuid)),
            FieldText("role", role.rawValue), FieldText("primary", isPrimary), FieldText("begins", begins),
            FieldText("ends", ends),
        ] + FieldText.metadata(metadata)
    }
}

extension MembershipRow {
    var people: [UUID] { [person.uuid] }

    func title(_ names: ReferenceTexts) throws -> String { try "\(names.text(person.uuid)), \(names.text(group.uuid))" }

    func fields(_ names: ReferenceTexts) throws -> [FieldText] {
        [
            FieldText("person", try names.text(person.uuid)), FieldText("group", try names.text(group.uuid)),
            FieldText("role", role.rawValue), FieldText("primary", isPrimary), FieldText("begins", begins),
            FieldText("ends", ends),
        ] + FieldText.metadata(metadata)
    }
}

extension GuardianshipRow {
    var people: [UUID] { [guardian.uuid, child.uuid] }

    func title(_ names: ReferenceTexts) throws -> String {
        try "\(names.text(guardian.uuid)), \(names.text(child.uuid))"
    }

    func fields(_ names: ReferenceTexts) throws -> [FieldText] {
        [
            FieldText("guardian", try names.text(guardian.uuid)), FieldText("child", try names.text(child.uuid)),
            FieldText("scope", scope.rawValue), FieldText("kinds", kinds.map { $0.joined(separator: ", ") }),
            FieldText("begins", begins), FieldText("ends", ends),
        ]
    }
}
