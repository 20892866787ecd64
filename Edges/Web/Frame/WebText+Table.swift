package import Base
import Foundation

extension WebText {
    /// The words of frame, parts, error pages and days in all languages; read once when the process starts.
    package static func table() throws -> TextTable<WebText> { try TextTable(in: .module) }
}
