import Foundation

/// A transaction's body on its way to a connection; exactly one of `run` and `refuse` is called, once.
struct Job: Sendable {
    /// In nanoseconds of the monotonic clock.
    let deadline: UInt64
    let run: @Sendable (Connection) -> Void
    let refuse: @Sendable () -> Void
}

/// What waits for a connection, bounded in number and time; workers are started when they are first needed.
final class JobQueue: @unchecked Sendable {
    // Unchecked because every variable below is touched only while `condition` is locked.
    private let condition = NSCondition()
    private var jobs: [Job] = []
    private var idle = 0
    private var workers = 0
    private var isClosed = false
    private var closers: [CheckedContinuation<Void, Never>] = []
    private let bound: Int
    private let limit: Int
    private let start: @Sendable (JobQueue) -> Void
    private let clock = DispatchSource.makeTimerSource()

    init(bound: Int, workers limit: Int, start: @escaping @Sendable (JobQueue) -> Void) {
        (self.bound, self.limit, self.start) = (bound, limit, start)
        // Workers may all be busy or without a server, so somebody else must look at the deadlines.
        clock.setEventHandler { [weak self] in self?.refuseLate() }
        clock.schedule(deadline: .now() + 0.1, repeating: 0.1, leeway: .milliseconds(20))
        clock.activate()
    }

    deinit { clock.cancel() }

    func add(_ job: Job) {
        condition.lock()
        guard !isClosed, jobs.count < bound else {
            condition.unlock()
            return job.refuse()
        }
        jobs.append(job)
        let needsWorker = idle < jobs.count && workers < limit
        if needsWorker { workers += 1 }
        condition.signal()
        condition.unlock()
        if needsWorker { start(self) }
    }

    /// The next job, as soon as there is one; nil when the queue is closed.
    func take() -> Job? {
        condition.lock()
        defer { condition.unlock() }
        idle += 1
        defer { idle -= 1 }
        while jobs.isEmpty && !isClosed { condition.wait() }
        return jobs.isEmpty ? nil : jobs.removeFirst()
    }

    /// Gives back a job whose connection turned out to be dead before anything was sent.
    func giveBack(_ job: Job) {
        condition.lock()
        let refused = isClosed
        if !refused { jobs.insert(job, at: 0) }
        condition.signal()
        condition.unlock()
        if refused { job.refuse() }
    }

    /// Waits between attempts to connect; false when the queue was closed meanwhile.
    func pause(seconds: Double) -> Bool {
        let end = Date(timeIntervalSinceNow: seconds)
        while Date() < end && !closes { Thread.sleep(forTimeInterval: min(0.05, seconds)) }
        return !closes
    }

    var closes: Bool {
        condition.lock()
        defer { condition.unlock() }
        return isClosed
    }

    func workerEnded() {
        condition.lock()
        workers -= 1
        let waiting = workers == 0 ? closers : []
        if workers == 0 { closers = [] }
        condition.unlock()
        for closer in waiting { closer.resume() }
    }

    /// Refuses what waits and lets the workers end after what they do now.
    func close() {
        condition.lock()
        isClosed = true
        let refused = jobs
        jobs = []
        condition.broadcast()
        condition.unlock()
        clock.cancel()
        for job in refused { job.refuse() }
    }

    /// Closes and waits for the workers.
    func closed() async {
        close()
        await withCheckedContinuation { continuation in
            condition.lock()
            let isOver = workers == 0
            if !isOver { closers.append(continuation) }
            condition.unlock()
            if isOver { continuation.resume() }
        }
    }

    private func refuseLate() {
        let now = DispatchTime.now().uptimeNanoseconds
        condition.lock()
        let late = jobs.prefix { $0.deadline < now }
        jobs.removeFirst(late.count)
        condition.unlock()
        for job in late { job.refuse() }
    }
}
