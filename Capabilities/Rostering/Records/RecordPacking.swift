import Base
import Directory

extension OrgRecord {
    func pack(into packer: inout Packer) {
        packer.put(sourcedId)
        packer.put(line)
        packer.put(name)
        packer.put(type)
        packer.put(parent)
        packer.put(oid)
        packer.put(schoolCode)
        packer.put(provider)
        packer.put(metadata)
    }

    init(from unpacker: inout Unpacker) throws {
        (sourcedId, line) = (try unpacker.next(), try unpacker.next())
        (name, type, parent) = (try unpacker.next(), try unpacker.next(), try unpacker.next())
        (oid, schoolCode) = (try unpacker.next(), try unpacker.next())
        (provider, metadata) = (try unpacker.next(), try unpacker.next())
    }
}

extension OrgRecord.ProviderFields: Packed {
    func pack(into packer: inout Packer) {
        for text in [slug?.description, businessID, municipality, nameSv, nameEn] { packer.put(text) }
    }

    init(from unpacker: inout Unpacker) throws {
        slug = try unpacker.next(String?.self).flatMap { Slug($0) }
        (businessID, municipality) = (try unpacker.next(), try unpacker.next())
        (nameSv, nameEn) = (try unpacker.next(), try unpacker.next())
    }
}

extension SessionRecord {
    func pack(into packer: inout Packer) {
        packer.put(sourcedId)
        packer.put(line)
        packer.put(title)
        packer.put(type)
        packer.put(begins)
        packer.put(ends)
        packer.put(parent)
        packer.put(schoolYear)
        packer.put(metadata)
    }

    init(from unpacker: inout Unpacker) throws {
        (sourcedId, line) = (try unpacker.next(), try unpacker.next())
        (title, type) = (try unpacker.next(), try unpacker.next())
        (begins, ends) = (try unpacker.next(), try unpacker.next())
        (parent, schoolYear, metadata) = (try unpacker.next(), try unpacker.next(), try unpacker.next())
    }
}

extension CourseRecord {
    func pack(into packer: inout Packer) {
        packer.put(sourcedId)
        packer.put(line)
        packer.put(schoolYear)
        packer.put(title)
        packer.put(code)
        packer.put(org)
        packer.put(subjects)
        packer.put(metadata)
    }

    init(from unpacker: inout Unpacker) throws {
        (sourcedId, line, schoolYear) = (try unpacker.next(), try unpacker.next(), try unpacker.next())
        (title, code, org) = (try unpacker.next(), try unpacker.next(), try unpacker.next())
        (subjects, metadata) = (try unpacker.next(), try unpacker.next())
    }
}

extension CourseSubject: Packed {
    func pack(into packer: inout Packer) {
        packer.put(name)
        packer.put(code)
    }

    init(from unpacker: inout Unpacker) throws { (name, code) = (try unpacker.next(), try unpacker.next()) }
}

extension ClassRecord {
    func pack(into packer: inout Packer) {
        packer.put(sourcedId)
        packer.put(line)
        packer.put(title)
        packer.put(yearLevels)
        packer.put(course)
        packer.put(code)
        packer.put(isHomeroom)
        packer.put(location)
        packer.put(school)
        packer.put(terms)
        packer.put(metadata)
    }

    init(from unpacker: inout Unpacker) throws {
        (sourcedId, line, title) = (try unpacker.next(), try unpacker.next(), try unpacker.next())
        (yearLevels, course, code) = (try unpacker.next(), try unpacker.next(), try unpacker.next())
        (isHomeroom, location, school) = (try unpacker.next(), try unpacker.next(), try unpacker.next())
        (terms, metadata) = (try unpacker.next(), try unpacker.next())
    }
}

extension UserRecord {
    func pack(into packer: inout Packer) {
        packer.put(sourcedId)
        packer.put(line)
        packer.put(name)
        packer.put(yearLevel)
        packer.put(language)
        packer.put(isProtected)
        packer.put(identifiers)
        packer.put(contacts)
        packer.put(agents)
        packer.put(roles)
        packer.put(metadata)
        packer.put(identity)
    }

    init(from unpacker: inout Unpacker) throws {
        (sourcedId, line, name) = (try unpacker.next(), try unpacker.next(), try unpacker.next())
        (yearLevel, language, isProtected) = (try unpacker.next(), try unpacker.next(), try unpacker.next())
        (identifiers, contacts) = (try unpacker.next(), try unpacker.next())
        (agents, roles, metadata) = (try unpacker.next(), try unpacker.next(), try unpacker.next())
        identity = try unpacker.next()
    }
}

extension AgentEntry: Packed {
    func pack(into packer: inout Packer) {
        packer.put(agent)
        packer.put(scope)
        packer.put(kinds)
        packer.put(begins)
        packer.put(ends)
        packer.put(hasBegins)
        packer.put(hasEnds)
    }

    init(from unpacker: inout Unpacker) throws {
        (agent, scope, kinds) = (try unpacker.next(), try unpacker.next(), try unpacker.next())
        (begins, ends) = (try unpacker.next(), try unpacker.next())
        (hasBegins, hasEnds) = (try unpacker.next(), try unpacker.next())
    }
}

extension Identifier: Packed {
    func pack(into packer: inout Packer) {
        packer.put(kind)
        packer.put(value)
    }

    init(from unpacker: inout Unpacker) throws { (kind, value) = (try unpacker.next(), try unpacker.next()) }
}

extension Contact: Packed {
    func pack(into packer: inout Packer) {
        packer.put(kind)
        packer.put(value)
    }

    init(from unpacker: inout Unpacker) throws { (kind, value) = (try unpacker.next(), try unpacker.next()) }
}

extension RoleRecord {
    func pack(into packer: inout Packer) {
        packer.put(sourcedId)
        packer.put(line)
        packer.put(user)
        packer.put(org)
        packer.put(role)
        packer.put(isPrimary)
        packer.put(begins)
        packer.put(ends)
        packer.put(metadata)
    }

    init(from unpacker: inout Unpacker) throws {
        (sourcedId, line) = (try unpacker.next(), try unpacker.next())
        (user, org, role) = (try unpacker.next(), try unpacker.next(), try unpacker.next())
        (isPrimary, begins, ends) = (try unpacker.next(), try unpacker.next(), try unpacker.next())
        metadata = try unpacker.next()
    }
}

extension EnrollmentRecord {
    func pack(into packer: inout Packer) {
        packer.put(sourcedId)
        packer.put(line)
        packer.put(group)
        packer.put(school)
        packer.put(user)
        packer.put(role)
        packer.put(isPrimary)
        packer.put(begins)
        packer.put(ends)
        packer.put(metadata)
    }

    init(from unpacker: inout Unpacker) throws {
        (sourcedId, line, group) = (try unpacker.next(), try unpacker.next(), try unpacker.next())
        (school, user, role) = (try unpacker.next(), try unpacker.next(), try unpacker.next())
        (isPrimary, begins, ends) = (try unpacker.next(), try unpacker.next(), try unpacker.next())
        metadata = try unpacker.next()
    }
}

extension DemographicRecord {
    func pack(into packer: inout Packer) {
        packer.put(sourcedId)
        packer.put(line)
        packer.put(birthDate)
        packer.put(isBirthDateFilled)
    }

    init(from unpacker: inout Unpacker) throws {
        (sourcedId, line) = (try unpacker.next(), try unpacker.next())
        (birthDate, isBirthDateFilled) = (try unpacker.next(), try unpacker.next())
    }
}
