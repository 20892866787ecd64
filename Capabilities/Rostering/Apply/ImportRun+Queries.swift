import Base
import Storage

extension ImportRun {
    func insert(finishedAt: Instant) throws -> SQL {
        let named = Dictionary(uniqueKeysWithValues: counts.map { ($0.key.rawValue, $0.value) })
        let counts = try JSONDocument(encoding: named)
        let problems = try JSONDocument(encoding: problems)
        return """
            INSERT INTO import_run
                (provider_id, id, format, step, started_at, finished_at, started_by, counts, problems)
            VALUES (\(provider), \(id), \(Self.format), \(step.rawValue), \(startedAt), \(finishedAt), \(startedBy),
                \(counts), \(problems))
            """
    }
}
