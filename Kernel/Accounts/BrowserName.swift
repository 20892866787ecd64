/// A browser's name and system in words, from what it calls itself.
package enum BrowserName {
    package static func of(_ agent: String) -> String? {
        let names = [
            ("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
        ]
        let systems = [
            ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "ChromeOS"),
            ("Windows", "Windows"),
            ("Mac OS", "macOS"), ("Linux", "Linux"),
        ]
        guard let name = names.first(where: { agent.contains($0.0) })?.1 else { return nil }
        guard let system = systems.first(where: { agent.contains($0.0) })?.1 else { return name }
        return "\(name), \(system)"
    }
}
