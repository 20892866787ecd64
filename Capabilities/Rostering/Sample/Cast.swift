import Base

extension Sample {
    /// Chooses the people of a demo: the first who fits each part, so that a seed always gives the same.
    struct Cast {
        private let first: Census
        private let second: Census
        private let today: CivilDate

        init(first: Census, second: Census, today: CivilDate) {
            (self.first, self.second, self.today) = (first, second, today)
        }

        var members: [SampleSummary.Member] {
            [
                pupil, adultStudent, guardianInBoth, guardianOfOne, staff(.classTeacher, .classTeacher),
                staff(.subjectTeacher, .subjectTeacher, teaching: "MA"), swedishTeacher,
                staff(.principal, .principal), staff(.assistant, .assistant), staff(.office, .office),
                teacherWithChildren, administrator(of: first), administrator(of: second),
            ].compactMap { $0 }
        }

        /// In 7A of the first school with two guardians in full right; the subject teacher teaches that group
        /// mathematics.
        private var pupil: SampleSummary.Member? {
            let group = first.pupils.filter { $0.school == 0 && $0.level == 7 && $0.homeroom == 0 && !$0.isProtected }
            let typical = group.first {
                $0.language == "fi" && $0.moved == nil && $0.guardianships.count == 2
                    && $0.guardianships.allSatisfy { $0.scope == "full" && $0.begins == nil && $0.ends == nil }
            }
            return (typical ?? group.first).map { member(.pupil, $0) }
        }

        private var adultStudent: SampleSummary.Member? {
            let adults = first.pupils.filter { $0.level > 9 && !$0.isProtected && $0.birthDate.age(on: today) >= 18 }
            return (adults.first { $0.language == "fi" } ?? adults.first).map { member(.adultStudent, $0) }
        }

        /// The neighbours took the links from the first, in their order.
        private var guardianInBoth: SampleSummary.Member? {
            let pairs = zip(first.links, second.links).map {
                (first.guardians[$0.guardian], second.guardians[$1.guardian])
            }
            guard let (here, there) = pairs.first(where: { $0.0.language == "fi" }) ?? pairs.first else { return nil }
            return SampleSummary.Member(
                part: .guardianInBoth, name: here.name,
                place: "\(first.municipality.name.fi), \(second.municipality.name.fi)",
                records: [record(here.id, in: first), record(there.id, in: second)])
        }

        private var guardianOfOne: SampleSummary.Member? {
            let linked = Set(first.links.map(\.guardian))
            let child = first.pupils.first { pupil in
                pupil.school == 0 && pupil.level < 7 && !pupil.isProtected && pupil.language == "fi"
                    && pupil.guardianships.contains { isPlain($0, linked) }
            }
            guard let guardianship = child?.guardianships.first(where: { isPlain($0, linked) }) else { return nil }
            let guardian = first.guardians[guardianship.guardian]
            return SampleSummary.Member(
                part: .guardianOfOne, name: guardian.name, place: first.municipality.schools[0].ownName,
                records: [record(guardian.id, in: first)])
        }

        private func isPlain(_ guardianship: Guardianship, _ linked: Set<Int>) -> Bool {
            let guardian = first.guardians[guardianship.guardian]
            return guardianship.scope == "full" && guardianship.begins == nil && guardianship.ends == nil
                && guardian.children == 1 && guardian.staff == nil && !linked.contains(guardianship.guardian)
        }

        private var swedishTeacher: SampleSummary.Member? {
            first.municipality.swedishSchool.flatMap { staff(.swedishTeacher, .classTeacher, at: $0) }
        }

        private var teacherWithChildren: SampleSummary.Member? {
            first.guardians.lazy.compactMap { guardian in guardian.staff.map { first.staff[$0] } }
                .first { $0.duty == .classTeacher || $0.duty == .subjectTeacher }
                .map { member(.teacherWithChildren, $0, in: first) }
        }

        /// Somebody of the education office: fit for the role, which no file can grant.
        private func administrator(of census: Census) -> SampleSummary.Member? {
            census.staff.first { $0.school == nil }.map { member(.administrator, $0, in: census) }
        }

        private func staff(
            _ part: SampleSummary.Part, _ duty: Staff.Duty, teaching code: String? = nil, at school: Int = 0
        ) -> SampleSummary.Member? {
            first.staff.first { $0.school == school && $0.duty == duty && (code.map($0.subjects.contains) ?? true) }
                .map { member(part, $0, in: first) }
        }

        private func member(_ part: SampleSummary.Part, _ pupil: Pupil) -> SampleSummary.Member {
            SampleSummary.Member(
                part: part, name: pupil.name, place: first.municipality.schools[pupil.school].ownName,
                records: [record(pupil.id, in: first)])
        }

        private func member(_ part: SampleSummary.Part, _ staff: Staff, in census: Census) -> SampleSummary.Member {
            let place = staff.school.map { census.municipality.schools[$0].ownName } ?? census.municipality.name.fi
            return SampleSummary.Member(
                part: part, name: staff.name, place: place, records: [record(staff.id, in: census)])
        }

        private func record(_ id: String, in census: Census) -> SampleSummary.Record {
            SampleSummary.Record(slug: census.municipality.slug, sourceID: id)
        }
    }
}
