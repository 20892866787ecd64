import Base

extension Sample {
    /// One row of users.csv.
    struct UserRow {
        let id: String
        let name: PersonName
        let username: String
        let org: String
        var email = ""
        var sms = ""
        var phone = ""
        var agents = ""
        var grades = ""
        var learnerNumber = ""
        var isProtected = false
        var language = ""
        var scopes = ""
        var from = ""
        var to = ""
        var teacherCode = ""

        /// In the order of `Columns.users`. All given names stand in `givenName`, as the population register has them.
        var fields: [String] {
            [
                id, "", "", "true", username, "", name.given, name.family, "", "", email, sms, phone, agents, grades,
                "", "", name.called, "", "", org, "",
                learnerNumber, isProtected ? "true" : "", language, scopes, from, to, teacherCode,
            ]
        }
    }
}
