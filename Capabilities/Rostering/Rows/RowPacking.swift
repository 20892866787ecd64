import Base
import Directory

extension PersonName: Packed {
    func pack(into packer: inout Packer) {
        packer.put(given)
        packer.put(called)
        packer.put(family)
    }

    init(from unpacker: inout Unpacker) throws {
        self.init(given: try unpacker.next(), called: try unpacker.next(), family: try unpacker.next())
    }
}

extension OrganisationRow {
    func pack(into packer: inout Packer) {
        packer.put(parent)
        packer.put(kind)
        packer.put(name)
        packer.put(oid)
        packer.put(schoolCode)
        packer.put(metadata)
    }

    init(from unpacker: inout Unpacker) throws {
        (parent, kind, name) = (try unpacker.next(), try unpacker.next(), try unpacker.next())
        (oid, schoolCode, metadata) = (try unpacker.next(), try unpacker.next(), try unpacker.next())
    }
}

extension AcademicSessionRow {
    func pack(into packer: inout Packer) {
        packer.put(parent)
        packer.put(kind)
        packer.put(title)
        packer.put(begins)
        packer.put(ends)
        packer.put(schoolYear)
        packer.put(metadata)
    }

    init(from unpacker: inout Unpacker) throws {
        (parent, kind, title) = (try unpacker.next(), try unpacker.next(), try unpacker.next())
        (begins, ends) = (try unpacker.next(), try unpacker.next())
        (schoolYear, metadata) = (try unpacker.next(), try unpacker.next())
    }
}

extension PersonRow {
    func pack(into packer: inout Packer) {
        packer.put(name)
        packer.put(birthDate)
        packer.put(language)
        packer.put(yearLevel)
        packer.put(isProtected)
        packer.put(metadata)
        packer.put(identifiers)
        packer.put(contacts)
        packer.put(identity)
    }

    init(from unpacker: inout Unpacker) throws {
        (name, birthDate, language) = (try unpacker.next(), try unpacker.next(), try unpacker.next())
        (yearLevel, isProtected, metadata) = (try unpacker.next(), try unpacker.next(), try unpacker.next())
        (identifiers, contacts) = (try unpacker.next(), try unpacker.next())
        identity = try unpacker.next()
    }
}

extension CourseRow {
    func pack(into packer: inout Packer) {
        packer.put(organisation)
        packer.put(session)
        packer.put(title)
        packer.put(code)
        packer.put(subjects)
        packer.put(metadata)
    }

    init(from unpacker: inout Unpacker) throws {
        (organisation, session, title) = (try unpacker.next(), try unpacker.next(), try unpacker.next())
        (code, subjects, metadata) = (try unpacker.next(), try unpacker.next(), try unpacker.next())
    }
}

extension GroupRow {
    func pack(into packer: inout Packer) {
        packer.put(organisation)
        packer.put(course)
        packer.put(kind)
        packer.put(title)
        packer.put(code)
        packer.put(location)
        packer.put(yearLevels)
        packer.put(metadata)
        packer.put(sessions)
    }

    init(from unpacker: inout Unpacker) throws {
        (organisation, course, kind) = (try unpacker.next(), try unpacker.next(), try unpacker.next())
        (title, code, location) = (try unpacker.next(), try unpacker.next(), try unpacker.next())
        (yearLevels, metadata, sessions) = (try unpacker.next(), try unpacker.next(), try unpacker.next())
    }
}

extension RoleRow {
    func pack(into packer: inout Packer) {
        packer.put(person)
        packer.put(organisation)
        packer.put(role)
        packer.put(isPrimary)
        packer.put(begins)
        packer.put(ends)
        packer.put(metadata)
    }

    init(from unpacker: inout Unpacker) throws {
        (person, organisation, role) = (try unpacker.next(), try unpacker.next(), try unpacker.next())
        (isPrimary, begins, ends) = (try unpacker.next(), try unpacker.next(), try unpacker.next())
        metadata = try unpacker.next()
    }
}

extension MembershipRow {
    func pack(into packer: inout Packer) {
        packer.put(group)
        packer.put(person)
        packer.put(role)
        packer.put(isPrimary)
        packer.put(begins)
        packer.put(ends)
        packer.put(metadata)
    }

    init(from unpacker: inout Unpacker) throws {
        (group, person, role) = (try unpacker.next(), try unpacker.next(), try unpacker.next())
        (isPrimary, begins, ends) = (try unpacker.next(), try unpacker.next(), try unpacker.next())
        metadata = try unpacker.next()
    }
}

extension GuardianshipRow {
    func pack(into packer: inout Packer) {
        packer.put(guardian)
        packer.put(child)
        packer.put(scope)
        packer.put(kinds)
        packer.put(begins)
        packer.put(ends)
    }

    init(from unpacker: inout Unpacker) throws {
        (guardian, child, scope) = (try unpacker.next(), try unpacker.next(), try unpacker.next())
        (kinds, begins, ends) = (try unpacker.next(), try unpacker.next(), try unpacker.next())
    }
}
