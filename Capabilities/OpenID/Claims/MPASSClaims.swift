import Base
import Clients
import Directory

/// What MPASSid says of the same person, under its names and in its forms (data model 1.4), so that a service that speaks
/// MPASSid can change the issuer alone. `urn:mpass.id:uid` is the subject and is added where that is known.
struct MPASSClaims {
    let values: [String: JSONValue]

    static let names = [
        "given_name", "family_name", "urn:mpass.id:nickname", "urn:mpass.id:uid", learnerNumber,
        "urn:mpass.id:schoolInfo", "urn:mpass.id:educationProviderInfo", "urn:mpass.id:role", "urn:mpass.id:classLevel",
    ]

    static let learnerNumber = "urn:oid:1.3.6.1.4.1.16161.1.1.27"

    init(_ affiliations: [Affiliation]) {
        var values: [String: JSONValue] = [:]
        let called = affiliations.first { $0.fields.contains(.name) }?.name.called
        values["urn:mpass.id:nickname"] = called.flatMap(UserClaims.text)
        values[Self.learnerNumber] = affiliations.lazy.compactMap(\.learnerNumber).first.map { .string($0) }
        values["urn:mpass.id:classLevel"] = affiliations.lazy.compactMap(\.classLevel).first.flatMap(Self.level)
        values["urn:mpass.id:schoolInfo"] = Self.list(affiliations.flatMap(Self.schoolInfo))
        let providers = affiliations.filter { $0.posts.contains { $0.fields.contains(.school) } }
        values["urn:mpass.id:educationProviderInfo"] = Self.list(
            providers.compactMap { affiliation in
                affiliation.providerOID.map { "\($0);\(Self.plain(affiliation.providerName))" }
            })
        values["urn:mpass.id:role"] = Self.list(affiliations.flatMap(Self.roles))
        self.values = values
    }

    /// Each school twice: by its code and by its OID.
    private static func schoolInfo(_ affiliation: Affiliation) -> [String] {
        affiliation.posts.filter { $0.fields.contains(.school) }.flatMap { post in
            [post.schoolCode, post.schoolOID].compactMap { $0.map { "\($0);\(plain(post.schoolName))" } }
        }
    }

    /// `providerOID;schoolCode;group;role;roleCode;schoolOID;officeOID`, one for each class of a pupil or teacher.
    private static func roles(_ affiliation: Affiliation) -> [String] {
        affiliation.posts.flatMap { post -> [String] in
            guard post.fields.isSuperset(of: [.school, .role]), let (text, code) = word(of: post.role) else {
                return []
            }
            let titles = affiliation.groups.filter { $0.isHomeroom && $0.organisation == post.organisation }.map(
                \.title)
            return (titles.isEmpty ? [""] : titles).map { group in
                [
                    affiliation.providerOID ?? "", post.schoolCode ?? "", plain(group), text, code,
                    post.schoolOID ?? "", "",
                ].joined(separator: ";")
            }
        }
    }

    /// The roles that MPASSid knows; assistants and guardians have none there.
    private static func word(of role: Role) -> (String, String)? {
        switch role {
        case .pupil: ("oppilas", "1")
        case .teacher: ("opettaja", "2")
        case .administrator: ("hallintohenkilö", "3")
        case .office: ("koulusihteeri", "4")
        case .principal: ("rehtori", "6")
        case .assistant, .guardian: nil
        }
    }

    /// A whole number from 0 to 10 as text.
    private static func level(_ text: String) -> JSONValue? {
        guard let level = Int(text), (0...10).contains(level) else { return nil }
        return .string(String(level))
    }

    /// Values hold no separator.
    private static func plain(_ text: String) -> String { text.replacing(";", with: ",") }

    private static func list(_ values: [String]) -> JSONValue? {
        values.isEmpty ? nil : .list(values.map { .string($0) })
    }
}
