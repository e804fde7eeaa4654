import Foundation
import Testing

/// What is wrong with the board, its disk or its clock is named within five seconds, and panic works
/// on what is left.
extension ApplianceTests {
    /// Expects a condition within five seconds, and a relay that closes beside it.
    private func expectNamed(_ condition: String) throws {
        let isNamed = try appliance.wait(seconds: 5) { try has(condition) }
        #expect(isNamed, "\(condition): \(appliance.statusNow)")
        #expect(try bench.pressToRelay() != nil, "\(condition): panic")
        try bench.resetPanic()
    }

    private func expectGone(_ condition: String) throws {
        // A sound card is tried every fifteen seconds.
        let isGone = try appliance.wait(seconds: 30) { try !has(condition) }
        #expect(isGone, "\(condition): \(appliance.statusNow)")
    }

    private func has(_ condition: String) throws -> Bool {
        try appliance.shell("meldpostctl status --json").contains("\"\(condition)\"")
    }

    @Test(.enabled(if: ApplianceParts.isWhole))
    func `F22 a sound card that goes is named, and speaks again when it is back`() throws {
        try appliance.shell("echo snd_aloop.0 >/sys/bus/platform/drivers/snd_aloop/unbind")
        // Somebody lifts the handset: there is something to say.
        try appliance.order("pull 16 0")
        try expectNamed("voice.unavailable")
        try appliance.shell("echo snd_aloop.0 >/sys/bus/platform/drivers/snd_aloop/bind")
        try expectGone("voice.unavailable")
        try appliance.order("pull 16 1")
    }

    /// Unpacked and not configured: so a cut leaves it, and a start of the machine does not change it.
    @Test(.enabled(if: ApplianceParts.isWhole))
    func `F67 a package upgrade that was cut is named until it is ended`() throws {
        let package = URL(filePath: try #require(ApplianceParts.package))
        let copy = URL(filePath: bench.folder.path).appending(path: "upgrade.deb")
        try FileManager.default.copyItem(at: package, to: copy)
        // What a device that came later leaves goes before the unit: the newer one's nodes would not count.
        let list = "/run/systemd/system.control/meldpostd.service.d/50-DeviceAllow.conf"
        try appliance.shell("systemctl start meldpost-devices@test")
        #expect(try appliance.shell("cat \(list)").contains("DeviceAllow=\n"))
        try appliance.shell(
            "mount -t hostfs none /mnt -o \(bench.folder.path) && dpkg --unpack /mnt/upgrade.deb; "
                + "umount /mnt"
        )
        try expectNamed("package.half-installed")
        appliance.cutPower()
        _ = try bench.ready()
        try expectNamed("package.half-installed")
        try appliance.shell("dpkg --configure -a")
        try expectGone("package.half-installed")
        #expect(try appliance.shell("ls \(list) 2>/dev/null").isEmpty)
    }

    /// As the page about the board says, with the key of the machine: it has no TPM.
    @Test(.enabled(if: ApplianceParts.isWhole))
    func `encrypted keys are taken, and one that cannot be decrypted leaves panic (P6)`() throws {
        let records = try bench.centre.list("panic record").count
        try appliance.shell(
            "cd /etc/meldpost/credentials && for key in station-key courier-key; do "
                + "systemd-creds encrypt --with-key=host --name=$key $key $key.encrypted "
                + "&& mv $key /run/; done; for unit in meldpostd meldpost-courier; do "
                + "install -D -m 0644 /usr/share/doc/meldpost/examples/$unit-encrypted.conf "
                + "/etc/systemd/system/$unit.service.d/encrypted.conf; done; "
                + "systemctl daemon-reload; systemctl restart meldpostd meldpost-courier"
        )
        #expect(try appliance.shell("ls /etc/meldpost/credentials").contains("-key.encrypted"))
        #expect(try !appliance.shell("ls /etc/meldpost/credentials").contains("-key\n"))
        #expect(try bench.pressToRelay() != nil)
        let hasCome = try appliance.wait(seconds: 60) {
            try bench.centre.list("panic record").count > records
        }
        #expect(hasCome, "\(appliance.statusNow)")
        try bench.resetPanic()
        // As with another TPM.
        try appliance.shell(
            "cd /etc/meldpost/credentials && mv station-key.encrypted /run/kept "
                + "&& head -c 300 /dev/urandom | base64 >station-key.encrypted; "
                + "systemctl restart meldpost-station-key meldpostd; true"
        )
        try expectNamed("keys.station-refused")
        try appliance.shell(
            "mv /run/*-key /etc/meldpost/credentials/; rm /etc/meldpost/credentials/*.encrypted "
                + "/etc/systemd/system/meldpost*.service.d/encrypted.conf; "
                + "systemctl stop meldpost-station-key; rm /run/kept; "
                + "systemctl daemon-reload; systemctl restart meldpostd meldpost-courier"
        )
        try expectGone("keys.station-refused")
    }

    @Test(.enabled(if: ApplianceParts.isWhole))
    func `F39 a full disk is named`() throws {
        // All that is not root's own reserve.
        try appliance.shell(
            "setpriv --reuid=meldpost --regid=meldpost --clear-groups "
                + "dd if=/dev/zero of=/var/lib/meldpost/filler bs=1M 2>/dev/null; sync"
        )
        try expectNamed("disk.nearly-full")
        try appliance.shell("rm -f /var/lib/meldpost/filler; sync")
        try expectGone("disk.nearly-full")
    }

    @Test(.enabled(if: ApplianceParts.isWhole))
    func `a clock in 1970 is named`() throws {
        try appliance.shell("date -s @100000")
        try expectNamed("clock.wrong")
        try appliance.shell("date -s @\(Int(Date().timeIntervalSince1970))")
        try expectGone("clock.wrong")
    }

    /// The disk goes read-only, as the kernel makes it after an error; a new start ends that.
    @Test(.enabled(if: ApplianceParts.isWhole))
    func `F41 a disk that is read-only is named`() throws {
        try appliance.shell("sync; echo u >/proc/sysrq-trigger; sleep 0.5")
        // Something is to be written: the relay must not wait for it.
        #expect(try bench.pressToRelay() != nil)
        try expectNamed("disk.read-only")
        appliance.cutPower()
        try appliance.start()
        try bench.resetPanic()
        try expectGone("disk.read-only")
    }
}
