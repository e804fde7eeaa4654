"""Runs a program on a terminal of its own, types at its prompts, and looks at the terminal after.

    terminal.py KEYS PROGRAM ARGUMENT...

KEYS are the answers, one for each prompt, joined by commas, each in hexadecimal; the answer
`TERM` sends SIGTERM instead. Standard output stays the program's; standard error gets what the
terminal showed. The exit code is the program's, 128 and the signal if one ended it, or 99 if the
terminal was left otherwise than it was found.
"""

import fcntl
import os
import signal
import subprocess
import sys
import termios
import time

answers = sys.argv[1].split(",")
main, terminal = os.openpty()
before = termios.tcgetattr(terminal)


def take_terminal():
    os.setsid()
    fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)


child = subprocess.Popen(
    sys.argv[2:],
    stdin=subprocess.DEVNULL,
    stderr=terminal,
    preexec_fn=take_terminal,
    pass_fds=(terminal,),
)
os.set_blocking(main, False)
seen = b""
shown = b""
deadline = time.monotonic() + 60
while child.poll() is None and time.monotonic() < deadline:
    try:
        piece = os.read(main, 4096)
    except BlockingIOError:
        time.sleep(0.005)
        continue
    seen += piece
    shown += piece
    if seen.endswith(b": ") and answers:
        seen = b""
        answer = answers.pop(0)
        if answer == "TERM":
            child.send_signal(signal.SIGTERM)
        else:
            os.write(main, bytes.fromhex(answer))
if child.poll() is None:
    child.kill()
status = child.wait()
try:
    shown += os.read(main, 4096)
except BlockingIOError:
    pass
sys.stderr.buffer.write(shown)
if termios.tcgetattr(terminal) != before:
    sys.exit(99)
sys.exit(status if status >= 0 else 128 - status)
