extension Sample {
    /// The people of one school by what they do, and how the groups are shared among them.
    struct Faculty {
        let classTeachers: [Int]
        let assistants: [Int]
        let specialTeachers: [Int]
        private let subjectTeachers: [Int]
        private let bySubject: [String: [Int]]
        private var loads: [Int: Int] = [:]
        private var advisers = 0

        init(of school: Int, in staff: [Staff]) {
            let own = staff.indices.filter { staff[$0].school == school }
            func those(_ duty: Staff.Duty) -> [Int] { own.filter { staff[$0].duty == duty } }
            (classTeachers, assistants) = (those(.classTeacher), those(.assistant))
            (specialTeachers, subjectTeachers) = (those(.specialTeacher), those(.subjectTeacher))
            var bySubject: [String: [Int]] = [:]
            for index in those(.subjectTeacher) {
                for code in staff[index].subjects { bySubject[code, default: []].append(index) }
            }
            self.bySubject = bySubject
        }

        /// The teacher of `code` with the fewest groups so far.
        mutating func teacher(of code: String) -> Int? {
            let least = (bySubject[code] ?? []).min { (loads[$0] ?? 0, $0) < (loads[$1] ?? 0, $1) }
            if let least { loads[least, default: 0] += 1 }
            return least
        }

        /// Homerooms without a class teacher take the subject teachers in turn.
        mutating func adviser() -> Int? {
            guard !subjectTeachers.isEmpty else { return nil }
            advisers += 1
            return subjectTeachers[(advisers - 1) % subjectTeachers.count]
        }
    }
}
