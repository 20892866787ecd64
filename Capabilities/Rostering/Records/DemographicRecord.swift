import Base

/// A row of demographics.csv, of which the birth date alone is read.
struct DemographicRecord: RosterRecord {
    static let file = RosterFile.demographics

    let sourcedId: String
    let line: Int
    let birthDate: CivilDate?
    /// Whether something stands in the field, be it a day or not.
    let isBirthDateFilled: Bool

    init(_ row: RowFields, sourcedId: String) {
        (self.sourcedId, line) = (sourcedId, row.line)
        birthDate = row.date("birthDate")
        isBirthDateFilled = row.optional("birthDate") != nil
    }
}
