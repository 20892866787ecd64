import Storage

extension JSONDocument {
    /// The values of a list of words; a word that nobody knows any more is left out.
    func values<Value: RawRepresentable<String> & Hashable>() throws -> Set<Value> {
        Set(try decoded(as: [String].self).compactMap(Value.init(rawValue:)))
    }
}
