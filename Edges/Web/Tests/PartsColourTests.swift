import Foundation
import Testing

@testable import Web

@Suite struct PartsColourTests {
    private static let text = 4.5
    private static let part = 3.0

    /// The tokens in light and dark.
    private func tokens() throws -> [String: [String]] {
        let file = Bundle.module.bundleURL.appending(path: "Assets/css/20-tokens.css")
        let css = try String(contentsOf: file, encoding: .utf8)
        return css.matches(of: /--([a-z0-9-]+): light-dark\((#\w{6}), (#\w{6})\)/).reduce(into: [:]) {
            $0[String($1.output.1)] = [String($1.output.2), String($1.output.3)]
        }
    }

    /// WCAG 2.2, relative luminance.
    private func luminance(_ colour: String) throws -> Double {
        let value = try #require(Int(colour.dropFirst(), radix: 16))
        let channels = [value >> 16, value >> 8 & 255, value & 255].map { channel in
            let share = Double(channel) / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    }

    @Test(arguments: [
        ("ink", "paper", text), ("ink", "sheet", text), ("ink", "lake-mist", text), ("ink-2", "paper", text),
        ("ink-2", "sheet", text), ("ink-2", "lake-mist", text), ("ink-2", "water", text), ("ink-2", "near-shore", text),
        ("lake", "paper", text), ("lake", "sheet", text), ("lake", "lake-mist", text), ("lake-deep", "lake-mist", text),
        ("on-lake", "lake", text), ("on-lake", "lake-deep", text), ("birch", "birch-mist", text),
        ("amber", "amber-mist", text), ("ember", "ember-mist", text), ("rowan", "rowan-mist", text),
        ("rowan", "sheet", text), ("rowan", "paper", text), ("edge", "paper", part), ("edge", "sheet", part),
    ])
    func `colours stand apart in both themes`(_ front: String, _ back: String, _ least: Double) throws {
        let tokens = try tokens()
        for theme in 0...1 {
            let pair = try [luminance(#require(tokens[front])[theme]), luminance(#require(tokens[back])[theme])]
                .sorted()
            #expect((pair[1] + 0.05) / (pair[0] + 0.05) >= least, "\(theme == 0 ? "light" : "dark")")
        }
    }

    @Test func `nothing in the style sheets comes from elsewhere`() throws {
        let folder = Bundle.module.bundleURL.appending(path: "Assets/css")
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) {
            let css = try String(contentsOf: file, encoding: .utf8)
            for word in ["http", "@import", "url("] { #expect(!css.contains(word), "\(file.lastPathComponent)") }
        }
    }
}
