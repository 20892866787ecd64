import Base
import HTTPTypes
import Storage

/// Pages as they were made, for those who come back to them: `docs/decisions/0032-remembered-pages.md`.
///
/// A page follows from who looks, from the request, from the clock, and from what its `load` was answered. So a page is
/// shown again if all of it is as it was: the viewer stands as then, nothing was asked, it is the same stretch of the day,
/// and every statement that `load` made is answered octet by octet as then, in the snapshot of the new request. Nobody has
/// to say what has changed.
final class PageMemory<Viewer: SiteViewer>: Sendable {
    /// A page with what it was made of; only noted where it was asked for once.
    struct Kept: Sendable {
        let trace: ReadTrace
        let looks: [Viewer.Look]
        let acting: Link?
        let time: Range<Instant>
        let document: HTML?
    }

    /// A page as it was just made.
    struct Made {
        let page: Page
        let document: HTML
        let trace: ReadTrace
        let looks: [Viewer.Look]
    }

    private struct Place: Hashable, Sendable {
        let owner: String
        let path: String
    }

    private struct Stamp: Equatable, Sendable {
        let viewer: Viewer
        /// What a page may ask of the viewer at its own moment (`PageRead.confirm`).
        let isStrong: Bool
        let language: Language
        let origin: String

        static func == (left: Stamp, right: Stamp) -> Bool {
            left.viewer.stands(like: right.viewer) && left.isStrong == right.isStrong
                && left.language == right.language && left.origin == right.origin
        }
    }

    private let memory = Memory<Place, Stamp, Kept>(limit: 2000)

    /// What is kept of this page, whether or not it still holds.
    func kept(_ viewer: Viewer, _ visit: Visit) -> Kept? {
        guard visit.isBare else { return nil }
        let kept = memory.value(of: place(viewer, visit), stamp(viewer, visit), at: visit.now)
        return kept.flatMap { $0.time.contains(visit.now) ? $0 : nil }
    }

    /// Keeps a page that is asked for the second time: most are asked for once. What was read the first time for other
    /// memories too would be asked again each time, so it is noted alone.
    func keep(_ made: Made, until end: Instant, _ viewer: Viewer, _ visit: Visit) {
        guard visit.isBare, !made.trace.isOfTheMoment, made.page.isPlain, visit.now < end else { return }
        let before = kept(viewer, visit)
        let isSecond = before.map { $0.trace.count >= made.trace.count } ?? false
        let kept = Kept(
            trace: made.trace, looks: isSecond ? made.looks : [], acting: made.page.acting, time: visit.now..<end,
            document: isSecond ? made.document : nil)
        memory.keep(kept, of: place(viewer, visit), stamp(viewer, visit), at: visit.now)
    }

    private func place(_ viewer: Viewer, _ visit: Visit) -> Place { Place(owner: viewer.owner, path: visit.path) }

    private func stamp(_ viewer: Viewer, _ visit: Visit) -> Stamp {
        Stamp(
            viewer: viewer, isStrong: viewer.isStrong(at: visit.now), language: visit.language, origin: visit.origin)
    }
}

extension Page {
    /// Nothing but a page: no cookies to set, no way elsewhere.
    fileprivate var isPlain: Bool {
        status == .ok && cookies.isEmpty && done == nil && formsLeadTo == nil && goesOnTo == nil
    }
}

extension SiteNeeds {
    /// What a request for a page finds.
    enum Found<Model: Sendable>: Sendable {
        case kept(Viewer, PageMemory<Viewer>.Kept, HTML)
        case read(Viewer, Model, [Viewer.Look], ReadTrace)
    }

    /// The page as it is kept, if it still holds, or what it is made of; in one read.
    func found<Model: Sendable>(
        _ visit: Visit, _ policy: Policy<Viewer>, _ memory: PageMemory<Viewer>,
        _ load: @escaping @Sendable (PageRead<Viewer>) throws -> Model
    ) async throws -> Found<Model> {
        try await database.read { reader in
            let viewer = try allowed(policy, visit, in: reader)
            if let kept = memory.kept(viewer, visit), let document = kept.document,
                try kept.trace.holds(in: reader)
            {
                return .kept(viewer, kept, document)
            }
            let tracer = TracingReader(reader)
            let read = PageRead(reader: tracer, viewer: viewer, visit: visit)
            let model = try load(read)
            return .read(viewer, model, read.looks, tracer.trace)
        }
    }
}
