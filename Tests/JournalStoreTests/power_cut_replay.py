"""Cuts the power of a program at random moments, on a real ext4.

The program runs on ext4 over a loop device over a file that qemu-storage-daemon exports through
FUSE; its `blklogwrites` filter writes every write and flush to a log. A crash image is all writes
up to the last flush before a moment and a random part of the later ones. Each image is mounted,
which replays the journal of ext4, and checked by the program itself.

Usage: power_cut_replay.py PROGRAM POINTS COMMITS BODYBYTES SEED [--skip-syncs]
Prints one line of JSON. Needs root, /dev/fuse, loop devices and qemu-storage-daemon.
"""

import json
import os
import random
import shutil
import struct
import subprocess
import sys
import tempfile
import time

DISK_BYTES = 48 << 20
FLUSH, DISCARD = 1, 4
SKIP_SYNCS = "--skip-syncs"


def run(*words):
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout.strip()


def is_mounted(path):
    with open("/proc/mounts", encoding="utf-8") as mounts:
        return any(line.split()[1] == path for line in mounts)


class Machine:
    """The loop device with its log, and everything that must be taken down again."""

    def __init__(self, folder):
        self.folder = folder
        self.loop = None
        self.daemon = None
        for name in ("mounted", "crashed"):
            os.mkdir(self.path(name))

    def path(self, name):
        return os.path.join(self.folder, name)

    def start(self):
        for name, size in (("base.img", DISK_BYTES), ("log.img", 0), ("export", DISK_BYTES)):
            with open(self.path(name), "wb") as file:
                file.truncate(size)
        run("mkfs.ext4", "-q", "-F", "-E", "lazy_itable_init=0,lazy_journal_init=0",
            self.path("base.img"))
        shutil.copyfile(self.path("base.img"), self.path("disk.img"))
        self.daemon = subprocess.Popen([
            "qemu-storage-daemon",
            "--blockdev", f"driver=file,node-name=f0,filename={self.path('disk.img')}",
            "--blockdev", f"driver=file,node-name=l0,filename={self.path('log.img')}",
            "--blockdev",
            "driver=blklogwrites,node-name=b0,file=f0,log=l0,log-super-update-interval=1",
            "--export",
            f"type=fuse,id=e0,node-name=b0,mountpoint={self.path('export')},writable=on",
        ], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        limit = time.monotonic() + 20
        while not is_mounted(self.path("export")):
            if self.daemon.poll() is not None or time.monotonic() > limit:
                raise RuntimeError("the block device did not start")
            time.sleep(0.02)
        self.loop = run("losetup", "--show", "-f", self.path("export"))
        run("mount", "-o", "noatime", self.loop, self.path("mounted"))

    def stop(self):
        for name in ("mounted", "crashed"):
            if is_mounted(self.path(name)):
                subprocess.run(["umount", self.path(name)], check=False)
        if self.loop:
            subprocess.run(["losetup", "-d", self.loop], check=False)
            self.loop = None
        if self.daemon and self.daemon.poll() is None:
            self.daemon.terminate()
            try:
                self.daemon.wait(timeout=5)
            except subprocess.TimeoutExpired:
                # It can wait for ever for a device that somebody else still looks at. The log is
                # whole: it is written through for every entry.
                self.daemon.kill()
                self.daemon.wait()
        if is_mounted(self.path("export")):
            subprocess.run(["umount", "-l", self.path("export")], check=False)


def work(machine, program, commits, body_bytes, options):
    """Runs the program; gives what it acknowledged, with the length of the log at that moment."""
    acknowledged = []
    words = [program, "append", machine.path("mounted/journal"), commits, body_bytes, *options]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as child:
        for line in child.stdout:
            word, _, number = line.strip().partition(" ")
            if word == "stored":
                # Read later than it was true: what is promised then is sound, at most too little.
                acknowledged.append((os.stat(machine.path("log.img")).st_size, int(number)))
                if SKIP_SYNCS in options and int(number) % 10 == 0:
                    # The kernel writes back at times of its own; here it is made to.
                    run("sync", "-f", machine.path("mounted"))
            elif word == "fault":
                raise RuntimeError("the program failed")
    return acknowledged


def entries(log):
    """The writes of the log: sector, sector count, flags, where their bytes begin and end."""
    _, _, count, sector_bytes = struct.unpack_from("<QQQI", log, 0)
    found, offset = [], sector_bytes
    for _ in range(count):
        sector, sectors, flags, _ = struct.unpack_from("<QQQQ", log, offset)
        begin = offset + sector_bytes
        end = begin if flags & DISCARD else begin + sectors * sector_bytes
        found.append((sector * sector_bytes, sectors * sector_bytes, flags, begin, end))
        offset = end
    return found


def apply(image, log, entry):
    place, length, flags, begin, end = entry
    image[place:place + length] = bytes(length) if flags & DISCARD else log[begin:end]


def ask(checker, folder, promised):
    checker.stdin.write(f"{folder} {promised}\n")
    checker.stdin.flush()
    return checker.stdout.readline().strip()


def replay(machine, program, acknowledged, used, points, seed):
    """Builds the crash images in order and checks each; gives the answers that were not ok."""
    with open(machine.path("log.img"), "rb") as file:
        log = file.read()
    with open(machine.path("base.img"), "rb") as file:
        durable = bytearray(file.read())
    writes = [entry for entry in entries(log) if entry[4] <= used]
    chosen = random.Random(seed)
    moments = sorted(chosen.sample(range(len(writes)), min(points, len(writes))))
    pending, position, wrong = [], 0, []
    with subprocess.Popen([program, "check"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          text=True) as checker:
        for moment in moments:
            while position <= moment:
                pending.append(writes[position])
                if writes[position][2] & FLUSH:
                    for entry in pending:
                        apply(durable, log, entry)
                    pending = []
                position += 1
            image = bytearray(durable)
            for entry in pending:
                if chosen.random() < 0.5:
                    apply(image, log, entry)
            with open(machine.path("crash.img"), "wb") as file:
                file.write(image)
            promised = max((number for size, number in acknowledged if size <= writes[moment][4]),
                           default=0)
            run("mount", "-o", "loop,noatime", machine.path("crash.img"), machine.path("crashed"))
            try:
                answer = ask(checker, machine.path("crashed/journal"), promised)
            finally:
                run("umount", machine.path("crashed"))
            if answer != "ok":
                wrong.append(answer)
        checker.stdin.close()
    return len(moments), wrong


def main():
    program, points, commits, body_bytes, seed, *options = sys.argv[1:]
    folder = tempfile.mkdtemp(prefix="meldpost-replay-")
    machine = Machine(folder)
    try:
        machine.start()
        acknowledged = work(machine, program, commits, body_bytes, options)
        used = os.stat(machine.path("log.img")).st_size
        machine.stop()
        began = time.monotonic()
        count, wrong = replay(machine, program, acknowledged, used, int(points), int(seed))
        print(json.dumps({
            "points": count,
            "acknowledged": len(acknowledged),
            "violations": len(wrong),
            "kinds": sorted(set(wrong)),
            "millisecondsPerPoint": round((time.monotonic() - began) / max(count, 1) * 1000),
        }))
    finally:
        machine.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
