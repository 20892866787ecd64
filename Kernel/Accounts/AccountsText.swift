package import Base
package import Directory

/// The words for roles and for the frame around a signed-in page.
package enum AccountsText: String, TextKey {
    case desktop, timetable, homework, absences, groups, people, me
    case allChildren
    case rolePupil, roleTeacher, roleGuardian, rolePrincipal, roleOffice, roleAssistant, roleAdministrator
}

extension Words<AccountsText> {
    /// The role's name.
    package func callAsFunction(_ role: Role) -> String {
        switch role {
        case .pupil: self(.rolePupil)
        case .teacher: self(.roleTeacher)
        case .guardian: self(.roleGuardian)
        case .principal: self(.rolePrincipal)
        case .office: self(.roleOffice)
        case .assistant: self(.roleAssistant)
        case .administrator: self(.roleAdministrator)
        }
    }
}
