import Accounts
import Audit
import Base
import Directory
import Storage
import Web

extension Badges {
    /// Showing the code for the class's devices, and taking a device away.
    func mountDevices(on site: Site<Viewer>) {
        site.post(BadgePath.devices, may: Badges.policy(.teacher)) { write in
            let reach = try GroupReach(write, as: .teacher)
            let code = DeviceCode.random()
            let end = write.visit.now.adding(minutes: DeviceCode.minutes)
            try ClassDevice.issue(
                DeviceCode.hash(code, seal), for: reach.group.id, in: reach.provider.id, by: write.viewer.account,
                until: end, in: write.writer)
            try Change(
                "show-device-code", of: "school_group", reach.group.id.uuid, in: reach.provider.id.uuid,
                by: write.viewer.account.uuid
            ).write(at: write.visit.now, in: write.writer)
            return .page(codePage(code, until: end, reach, write.visit))
        }
        site.post(BadgePath.deviceEnding, may: Badges.policy(.teacher)) { write in
            let reach = try GroupReach(write, as: .teacher)
            let device = try write.visit.id("device", of: ClassDevice.self)
            let isEnded = try ClassDevice.end(
                device, of: reach.group.id, in: reach.provider.id, at: write.visit.now, in: write.writer)
            guard isEnded else { throw Fault.missing }
            try Change(
                "end-class-device", of: "class_device", device.uuid, in: reach.provider.id.uuid,
                by: write.viewer.account.uuid, concerning: [reach.group.id.uuid]
            ).write(at: write.visit.now, in: write.writer)
            return .done("device-ended", at: reach.page)
        }
    }

    /// What a device does to become the class's.
    func mountDeviceDoor(on site: Site<Viewer>) {
        site.get(BadgePath.device, may: .anyone, load: { _, _, _ in true }) { _, visit in
            .page(deviceDoor([], visit))
        }
        site.post(BadgePath.device, may: .anyone) { visit in try await bind(visit) }
    }

    private func bind(_ visit: Visit) async throws -> Outcome {
        let typed = visit.form.text("code")
        let old = visit.cookie(ClassDevice.cookie).map { Token(text: $0) }
        let result = try await database.write { writer -> (fault: Fault?, token: Token?) in
            let subjects = [Throttle.Subject.classDevices(at: visit.address)]
            if let fault = try Throttle.refusal(subjects, at: visit.now, in: writer) { return (fault, nil) }
            let hash = DeviceCode.hash(typed, seal)
            guard let offer = try writer.first(ClassDevice.offer(hash, at: visit.now)) else { return (nil, nil) }
            try Throttle.forgive(subjects, in: writer)
            // A token that no class knows may have been put there by somebody: it is not taken over.
            let known = try old.flatMap { try ClassDevice.isKnown($0, in: writer) ? $0 : nil }
            let token = known ?? Token.session()
            let device = try ClassDevice.bind(
                token, to: offer, browser: visit.browser, at: visit.now, in: writer)
            try Change(
                "add-class-device", of: "class_device", device.uuid, in: offer.provider.uuid, by: offer.account.uuid,
                concerning: [offer.group.uuid]
            ).write(at: visit.now, in: writer)
            return (nil, token)
        }
        if let fault = result.fault { throw fault }
        guard let token = result.token else {
            return .page(deviceDoor([FieldError(words(visit)(.deviceCodeWrong), in: "code")], visit))
        }
        let cookie = NewCookie(ClassDevice.cookie, token.text, seconds: ClassDevice.cookieSeconds)
        return .seeOther(BadgePath.door(), [cookie, .done("device-added")])
    }
}
