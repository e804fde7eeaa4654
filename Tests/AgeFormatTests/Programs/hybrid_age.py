"""A second reader and writer of hybrid age files, to check AgeFormat against.

It is written to C2SP age.md alone and shares nothing with AgeFormat: HPKE comes from the Python
package `cryptography` (48 or newer), the rest from the standard library.

    hybrid_age.py probe                      exit 0 when the package can do it
    hybrid_age.py open IDENTITY < FILE       the plaintext
    hybrid_age.py seal RECIPIENT... < TEXT   the age file
    hybrid_age.py recipient IDENTITY         the public key
"""

import base64
import hashlib
import hmac
import os
import sys

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
INFO = b"age-encryption.org/mlkem768x25519"
ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def polymod(values):
    checksum = 1
    for value in values:
        top = checksum >> 25
        checksum = (checksum & 0x1FFFFFF) << 5 ^ value
        for bit, word in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            if top >> bit & 1:
                checksum ^= word
    return checksum


def expand(prefix):
    return [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]


def bech32_decode(text):
    prefix, _, data = text.lower().rpartition("1")
    groups = [ALPHABET.index(c) for c in data]
    assert polymod(expand(prefix) + groups) == 1
    bits = "".join(f"{group:05b}" for group in groups[:-6])
    return prefix, bytes(int(bits[i : i + 8], 2) for i in range(0, len(bits) - 7, 8))


def bech32_encode(prefix, data):
    bits = "".join(f"{byte:08b}" for byte in data)
    bits += "0" * (-len(bits) % 5)
    groups = [int(bits[i : i + 5], 2) for i in range(0, len(bits), 5)]
    checksum = polymod(expand(prefix) + groups + [0] * 6) ^ 1
    groups += [checksum >> 5 * (5 - i) & 31 for i in range(6)]
    return prefix + "1" + "".join(ALPHABET[group] for group in groups)


def b64(data):
    return base64.b64encode(data).rstrip(b"=")


def unb64(text):
    return base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)


def hkdf(key, salt, info):
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=salt, info=info).derive(key)


def private_key(identity):
    prefix, seed = bech32_decode(identity)
    assert prefix == "age-secret-key-pq-" and len(seed) == 32
    expanded = hashlib.shake_256(seed).digest(96)
    mlkem = MLKEM768PrivateKey.from_seed_bytes(expanded[:64])
    x25519 = X25519PrivateKey.from_private_bytes(expanded[64:])
    return mlkem, x25519


def recipient(identity):
    mlkem, x25519 = private_key(identity)
    public = mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()
    return bech32_encode("age1pq", public)


def nonce(chunk, last):
    return chunk.to_bytes(11, "big") + bytes([last])


def seal(plaintext, recipients):
    file_key = os.urandom(16)
    header = b"age-encryption.org/v1\n"
    for text in recipients:
        prefix, key = bech32_decode(text)
        assert prefix == "age1pq" and len(key) == 1216
        public = MLKEM768X25519PublicKey(
            MLKEM768PublicKey.from_public_bytes(key[:1184]),
            X25519PublicKey.from_public_bytes(key[1184:]),
        )
        sealed = SUITE.encrypt(file_key, public, info=INFO)
        header += b"-> mlkem768x25519 " + b64(sealed[:1120]) + b"\n" + b64(sealed[1120:]) + b"\n"
    header += b"---"
    mac = hmac.digest(hkdf(file_key, None, b"header"), header, "sha256")
    file = header + b" " + b64(mac) + b"\n"
    salt = os.urandom(16)
    aead = ChaCha20Poly1305(hkdf(file_key, salt, b"payload"))
    file += salt
    starts = range(0, max(len(plaintext), 1), 65536)
    for chunk, start in enumerate(starts):
        part = plaintext[start : start + 65536]
        file += aead.encrypt(nonce(chunk, chunk == len(starts) - 1), part, None)
    return file


def open_file(file, identity):
    key = MLKEM768X25519PrivateKey(*private_key(identity))
    end = file.index(b"\n---") + 4
    header, rest = file[:end], file[end:]
    lines = header.split(b"\n")
    assert lines[0] == b"age-encryption.org/v1"
    file_key = None
    for index, line in enumerate(lines):
        if line.startswith(b"-> mlkem768x25519 "):
            try:
                sealed = unb64(line.split(b" ")[2]) + unb64(lines[index + 1])
                file_key = SUITE.decrypt(sealed, key, info=INFO)
            except Exception:
                continue
    assert file_key is not None and len(file_key) == 16
    mac, _, payload = rest[1:].partition(b"\n")
    expected = hmac.digest(hkdf(file_key, None, b"header"), header, "sha256")
    assert hmac.compare_digest(unb64(mac), expected)
    aead = ChaCha20Poly1305(hkdf(file_key, payload[:16], b"payload"))
    chunks = payload[16:]
    plaintext = b""
    starts = range(0, len(chunks), 65552)
    for chunk, start in enumerate(starts):
        part = chunks[start : start + 65552]
        plaintext += aead.decrypt(nonce(chunk, chunk == len(starts) - 1), part, None)
    return plaintext


def main():
    command, *arguments = sys.argv[1:]
    if command == "open":
        sys.stdout.buffer.write(open_file(sys.stdin.buffer.read(), arguments[0]))
    elif command == "seal":
        sys.stdout.buffer.write(seal(sys.stdin.buffer.read(), arguments))
    elif command == "recipient":
        print(recipient(arguments[0]))
    else:
        assert command == "probe"


main()
