import Base
import Foundation
import Outbound
import Storage
import Web

extension Checkup {
    private static let leastFree: Int64 = 500_000_000

    /// The data folder, and the folder of the database file when that is another.
    func disk() -> [Finding] {
        var places = [("disk of the data folder", settings.data.path, Int64(0))]
        if case .sqlite(let path) = settings.database {
            let folder = URL(filePath: path).deletingLastPathComponent().path
            let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int64) ?? 0
            places.append(("disk of the database", folder, size))
        }
        return places.map { name, folder, size in
            guard let free = Checkup.free(folder) else {
                return Finding(name, .problem, "the folder cannot be looked at")
            }
            let megabytes = free / 1_000_000
            if free < Checkup.leastFree { return Finding(name, .problem, "\(megabytes) MB are free") }
            // A backup, and a migration that copies a table, need as much again.
            if free < size { return Finding(name, .warning, "\(megabytes) MB are free, less than the database has") }
            return Finding(name, .ok, "\(megabytes) MB are free")
        }
    }

    /// Free bytes for us; of the nearest folder above that exists.
    private static func free(_ folder: String) -> Int64? {
        var folder = URL(filePath: folder)
        while !FileManager.default.fileExists(atPath: folder.path), folder.path != "/" {
            folder = folder.deletingLastPathComponent()
        }
        let facts = try? FileManager.default.attributesOfFileSystem(forPath: folder.path)
        return (facts?[.systemFreeSize] as? NSNumber)?.int64Value
    }

    func openFiles() -> Finding {
        let (most, wanted) = (OpenFiles.most, settings.connections)
        guard most >= wanted else {
            return Finding("open files", .warning, "the limit is \(most), less than the \(wanted) connections wanted")
        }
        return Finding("open files", .ok, "the limit is \(most)")
    }

    func certificate(_ files: Settings.TLSFiles) -> Finding {
        do {
            _ = try Certificates(chain: files.certificate, key: files.key)
            let days = (try Certificates.end(of: files.certificate).milliseconds - now.milliseconds) / 86_400_000
            if days < 0 { return Finding("certificate", .problem, "it has ended") }
            return Finding("certificate", days < 14 ? .warning : .ok, "it ends in \(days) days")
        } catch let fault as Fault {
            return Finding("certificate", .problem, fault.log)
        } catch {
            return Finding("certificate", .problem, "it cannot be read")
        }
    }

    /// As far as it can be seen from inside: the name resolves, and `/healthz` answers by verified https.
    func publicAddress() async -> Finding {
        let name = "public address"
        guard let address = settings.publicAddress, let host = URLComponents(string: address)?.host else {
            return Finding(name, .ok, "none: this machine only")
        }
        guard Probe.resolves(host) else { return Finding(name, .problem, "the name does not resolve") }
        do {
            let status = try await Probe.status(of: address + Health.alive.description, seconds: 5)
            if status == 200 { return Finding(name, .ok, "/healthz answers over https") }
            return Finding(name, .problem, "/healthz answers with status \(status)")
        } catch {
            return Finding(name, .warning, "no answer from here; is the server running and the proxy right?")
        }
    }
}
