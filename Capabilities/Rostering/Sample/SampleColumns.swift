extension Sample {
    /// The columns of the OneRoster 1.2 CSV binding in its order, with our `metadata.` columns at the end.
    enum Columns {
        static let orgs =
            base("name type identifier parentSourcedId")
            + metadata("slug municipality businessId schoolCode nameSv nameEn")
        static let academicSessions = base("title type startDate endDate parentSourcedId schoolYear")
        static let courses = base("schoolYearSourcedId title courseCode grades orgSourcedId subjects subjectCodes")
        static let classes = base(
            """
            title grades courseSourcedId classCode classType location schoolSourcedId termSourcedIds subjects
            subjectCodes periods
            """)
        static let users =
            base(
                """
                enabledUser username userIds givenName familyName middleName identifier email sms phone
                agentSourcedIds grades password userMasterIdentifier preferredGivenName preferredMiddleName
                preferredFamilyName primaryOrgSourcedId pronouns
                """)
            + metadata("learnerNumber protected language guardianScope guardianFrom guardianTo teacherCode")
        static let roles = base("userSourcedId roleType role beginDate endDate orgSourcedId userProfileSourcedId")
        static let enrollments = base("classSourcedId schoolSourcedId userSourcedId role primary beginDate endDate")
        static let demographics = base(
            """
            birthDate sex americanIndianOrAlaskaNative asian blackOrAfricanAmerican
            nativeHawaiianOrOtherPacificIslander white demographicRaceTwoOrMoreRaces hispanicOrLatinoEthnicity
            countryOfBirthCode stateOfBirthAbbreviation cityOfBirth publicSchoolResidenceStatus
            """)

        /// Every data file of the binding, in the manifest's order, and whether this package has it.
        static let files: [(name: String, isPresent: Bool)] = [
            ("academicSessions", true), ("categories", false), ("classes", true), ("classResources", false),
            ("courseResources", false), ("courses", true), ("demographics", true), ("enrollments", true),
            ("lineItemLearningObjectiveIds", false), ("lineItems", false), ("lineItemScoreScales", false),
            ("orgs", true),
            ("resources", false), ("resultLearningObjectiveIds", false), ("results", false),
            ("resultScoreScales", false), ("roles", true), ("scoreScales", false), ("userProfiles", false),
            ("userResources", false), ("users", true),
        ]

        private static func base(_ names: String) -> [String] {
            ["sourcedId", "status", "dateLastModified"] + words(names)
        }

        private static func metadata(_ names: String) -> [String] { words(names).map { "metadata.\($0)" } }

        private static func words(_ text: String) -> [String] {
            text.split(whereSeparator: \.isWhitespace).map(String.init)
        }
    }
}
