import Base

/// Every rule that a package can break; the raw value is also the key of its sentence.
package enum ProblemCode: String, TextKey {
    case packageMissing = "problem.package_missing"
    case packageUnreadable = "problem.package_unreadable"
    case nestedPath = "problem.nested_path"
    case duplicateFile = "problem.duplicate_file"
    case encryptedFile = "problem.encrypted_file"
    case symbolicLink = "problem.symbolic_link"
    case tooLarge = "problem.too_large"
    case tooCompressed = "problem.too_compressed"
    case tooManyFiles = "problem.too_many_files"
    case fileNameCase = "problem.file_name_case"
    case fileUnknown = "problem.file_unknown"
    case fileNotImported = "problem.file_not_imported"
    case profilesNotImported = "problem.profiles_not_imported"
    case fileMissing = "problem.file_missing"
    case fileAbsent = "problem.file_absent"
    case manifestMissing = "problem.manifest_missing"
    case manifestValue = "problem.manifest_value"
    case manifestRepeated = "problem.manifest_repeated"
    case manifestVersion = "problem.manifest_version"
    case manifestForm = "problem.manifest_form"

    case encodingUTF16 = "problem.encoding_utf16"
    case encodingLatin1 = "problem.encoding_latin1"
    case encodingInvalid = "problem.encoding_invalid"
    case nullCharacter = "problem.null_character"
    case strayQuote = "problem.stray_quote"
    case openQuote = "problem.open_quote"
    case fieldCount = "problem.field_count"
    case fieldTooLong = "problem.field_too_long"
    case fieldsTooMany = "problem.fields_too_many"
    case controlCharacter = "problem.control_character"
    case emptyFile = "problem.empty_file"
    case headerMissing = "problem.header_missing"
    case headerRepeated = "problem.header_repeated"
    case headerOrder = "problem.header_order"
    case headerOptional = "problem.header_optional"
    case headerUnknown = "problem.header_unknown"

    case requiredBlank = "problem.required_blank"
    case vocabulary = "problem.vocabulary"
    case dateFormat = "problem.date_format"
    case momentFormat = "problem.moment_format"
    case booleanFormat = "problem.boolean_format"
    case yearFormat = "problem.year_format"
    case dateOrder = "problem.date_order"
    case deltaBlank = "problem.delta_blank"
    case bulkFilled = "problem.bulk_filled"
    case duplicateID = "problem.duplicate_id"
    case referenceMissing = "problem.reference_missing"
    case referenceDeleted = "problem.reference_deleted"
    case parentCycle = "problem.parent_cycle"
    case deleteUnknown = "problem.delete_unknown"

    case identityCode = "problem.identity_code"
    case identityCodeFormat = "problem.identity_code_format"
    case identityCodeArtificial = "problem.identity_code_artificial"
    case identityCodeShared = "problem.identity_code_shared"
    case learnerNumber = "problem.learner_number"
    case learnerNumberCheck = "problem.learner_number_check"
    case learnerNumberShared = "problem.learner_number_shared"
    case birthDateMissing = "problem.birth_date_missing"
    case protectionEnded = "problem.protection_ended"
    case protectionKept = "problem.protection_kept"
    case guardianshipWidened = "problem.guardianship_widened"
    case headerMisspelt = "problem.header_misspelt"
    case languageCode = "problem.language_code"
    case emailFormat = "problem.email_format"
    case userIdentifiers = "problem.user_ids"
    case listLength = "problem.list_length"
    case listBlank = "problem.list_blank"
    case listRepeated = "problem.list_repeated"
    case guardianSelf = "problem.guardian_self"
    case guardianScope = "problem.guardian_scope"
    case guardianKind = "problem.guardian_kind"
    case agentNotGuardian = "problem.agent_not_guardian"
    case roleNotGranted = "problem.role_not_granted"
    case enrollmentNotImported = "problem.enrollment_not_imported"

    case organisationOID = "problem.organisation_oid"
    case schoolCode = "problem.school_code"
    case businessID = "problem.business_id"
    case municipalityCode = "problem.municipality_code"
    case slug = "problem.slug"
    case providerRootMissing = "problem.provider_root_missing"
    case providerRootsSeveral = "problem.provider_roots_several"
    case providerUnknown = "problem.provider_unknown"
    case providerSeveral = "problem.provider_several"
    case providerOther = "problem.provider_other"
    case providerMismatch = "problem.provider_mismatch"

    /// The code as machines read it, without the prefix of the text key.
    package var code: String { String(rawValue.dropFirst("problem.".count)) }

    /// The problem with this code, as it is kept with a run.
    static func named(_ code: String) -> ProblemCode? { ProblemCode(rawValue: "problem." + code) }

    /// Whether it hinders the import.
    package var severity: ImportProblem.Severity {
        switch self {
        case .fileUnknown, .fileNotImported, .profilesNotImported, .fileAbsent, .headerOrder, .headerOptional,
            .headerUnknown, .bulkFilled, .deleteUnknown, .learnerNumberCheck, .learnerNumberShared, .emailFormat,
            .manifestForm, .guardianKind, .agentNotGuardian, .birthDateMissing, .protectionEnded, .protectionKept,
            .guardianshipWidened, .roleNotGranted, .identityCodeArtificial, .identityCodeShared,
            .enrollmentNotImported:
            .notice
        default: .error
        }
    }
}
