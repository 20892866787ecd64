import Storage

/// What the change log holds after a test.
enum FirstStepsTrial {
    static func changes(of entity: String, in reader: any Reader) throws -> [String] {
        try reader.all(Query<String>("SELECT action FROM change_log WHERE entity = \(entity) ORDER BY action"))
    }
}
