import Base
package import Storage
import Synchronization

/// Draws pages as somebody else would see them, without anybody's data and without a way to act: the page's own policy,
/// `load` and view, behind a veil.
package final class Drawings<Viewer: SiteViewer>: Sendable {
    /// Reads what the page shows, and gives what makes the page of it.
    typealias Draw = @Sendable (any Reader, Viewer, Visit) throws -> @Sendable () throws -> Page

    private let pages = Mutex<[(path: PathPattern, draw: Draw)]>([])

    func add(_ path: PathPattern, _ draw: @escaping Draw) { pages.withLock { $0.append((path, draw)) } }

    /// Whether a page is behind the link.
    package func has(_ link: Link) -> Bool { page(behind: link) != nil }

    /// The drawing of the page behind `link`, read now and made later; nil when the viewer may not see it, or when it
    /// cannot be drawn without what the veil covers.
    ///
    /// - Parameter visit: the request of the one who looks; the language is theirs.
    package func read(
        _ link: Link, as viewer: Viewer, _ visit: Visit, _ veil: Veil, in reader: any Reader
    ) throws -> Drawing? {
        guard let (path, draw) = page(behind: link) else { return nil }
        do {
            let page = try draw(VeiledReader(reader, veil), viewer, visit.drawn(link, by: path))
            return Drawing(page: page)
        } catch let fault as Fault where fault.kind == .missing {
            return nil
        } catch StorageFault.malformed {
            return nil
        }
    }

    /// A path of words alone goes before one with a place for anything.
    private func page(behind link: Link) -> (PathPattern, Draw)? {
        pages.withLock { pages in
            pages.filter { $0.path.matches(link.description) }.min { $0.path.parameterCount < $1.path.parameterCount }
                .map { ($0.path, $0.draw) }
        }
    }
}

/// A page as somebody would see it, to be shown inside another.
package struct Drawing: Sendable {
    let page: @Sendable () throws -> Page

    /// The page's title and its content, in which links lead where `link` says, and nothing else can be pressed.
    package func shown(link: @escaping (String) -> Link?) throws -> (title: String, content: HTML) {
        let page = try page()
        return (page.title, "<div class=\"drawn\">\(page.content.still(link: link))</div>")
    }
}
