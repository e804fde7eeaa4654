"""Runs a program that asks for a passphrase on its terminal, and types the passphrase.

    answer_passphrase.py PASSPHRASE PROGRAM ARGUMENT...

What the program prints on the terminal goes to standard error; its standard output stays this
program's standard output, its exit code is this program's exit code.
"""

import os
import pty
import sys

passphrase, *command = sys.argv[1:]
output = os.dup(1)
child, terminal = pty.fork()
if child == 0:
    os.dup2(output, 1)
    os.execvp(command[0], command)
os.close(output)
seen = b""
while True:
    try:
        piece = os.read(terminal, 4096)
    except OSError:
        break
    if not piece:
        break
    sys.stderr.buffer.write(piece)
    seen += piece
    # A prompt ends with a colon and a space; one answer for each.
    if seen.endswith(b": "):
        seen = b""
        os.write(terminal, passphrase.encode() + b"\n")
_, status = os.waitpid(child, 0)
sys.exit(os.waitstatus_to_exitcode(status))
