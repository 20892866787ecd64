import Foundation
import TestKit

extension Reply {
    /// The titles of the rows on a page, in their order.
    var rowTitles: [String] {
        body.matches(of: /class="title"[^>]*>([^<]*)</).map { String($0.1).replacing("&#39;", with: "'") }
    }

    /// The link among the ways along a list whose address has `part` in it.
    func way(_ part: String) -> String? {
        body.matches(of: /href="([^"]*)"/).map { String($0.1).replacing("&amp;", with: "&") }.first {
            $0.contains(part)
        }
    }
}
