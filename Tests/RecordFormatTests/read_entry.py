"""Reads entries independently of the Swift code, as Formats.md describes them.

usage: read_entry.py STATION-PUBLIC-KEY-HEX IDENTITY,IDENTITY... ENTRY.hex...

Verifies signatures, hashes and the chain, opens every body and its source block, and prints one
line of JSON: a list of {"sequence", "payload", "source"}. Needs `cryptography` 48.
"""

import base64
import hashlib
import hmac
import json
import struct
import sys

from cryptography.hazmat.primitives import hashes, hpke
from cryptography.hazmat.primitives.asymmetric import ed25519, mlkem, x25519
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def unarmoured(text):
    return base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)


def derive(key, salt, info):
    return HKDF(hashes.SHA256(), 32, salt, info).derive(key)


def identity(text):
    """The type and the 32 bytes of a Bech32 identity; the checksum is not looked at."""
    name, _, data = text.lower().rpartition("1")
    values = ["qpzry9x8gf2tvdw0s3jn54khce6mua7l".index(letter) for letter in data[:-6]]
    bits = "".join(f"{value:05b}" for value in values)
    return name, bytes(int(bits[i : i + 8], 2) for i in range(0, 256, 8))


def unwrap(stanza, body, text):
    name, secret = identity(text)
    if stanza[0] == b"mlkem768x25519" and name == "age-secret-key-pq-":
        seeds = hashlib.shake_256(secret).digest(96)
        key = hpke.MLKEM768X25519PrivateKey(
            mlkem.MLKEM768PrivateKey.from_seed_bytes(seeds[:64]),
            x25519.X25519PrivateKey.from_private_bytes(seeds[64:]),
        )
        suite = hpke.Suite(
            hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305
        )
        info = b"age-encryption.org/mlkem768x25519"
        return suite.decrypt(unarmoured(stanza[1]) + body, key, info)
    if stanza[0] == b"X25519" and name == "age-secret-key-":
        key = x25519.X25519PrivateKey.from_private_bytes(secret)
        share = unarmoured(stanza[1])
        salt = share + key.public_key().public_bytes_raw()
        shared = key.exchange(x25519.X25519PublicKey.from_public_bytes(share))
        wrap = derive(shared, salt, b"age-encryption.org/v1/X25519")
        return ChaCha20Poly1305(wrap).decrypt(bytes(12), body, None)
    raise ValueError("another type")


def open_age(file, identities):
    lines = file.split(b"\n")
    assert lines[0] == b"age-encryption.org/v1"
    at, stanzas = 1, []
    while lines[at].startswith(b"-> "):
        stanza, body = lines[at][3:].split(b" "), b""
        while True:
            at += 1
            body += lines[at]
            if len(lines[at]) < 64:
                break
        at += 1
        stanzas.append((stanza, unarmoured(body)))
    header = b"\n".join(lines[:at]) + b"\n---"
    for text in identities:
        for stanza, body in stanzas:
            try:
                file_key = unwrap(stanza, body, text)
            except Exception:
                continue
            mac = hmac.digest(derive(file_key, None, b"header"), header, "sha256")
            assert unarmoured(lines[at][4:]) == mac
            payload = file[len(header) + 1 + 43 + 1 :]
            cipher = ChaCha20Poly1305(derive(file_key, payload[:16], b"payload"))
            chunks = [payload[i : i + 65552] for i in range(16, len(payload), 65552)]
            return b"".join(
                cipher.decrypt(
                    number.to_bytes(11, "big") + bytes([number == len(chunks) - 1]), chunk, None
                )
                for number, chunk in enumerate(chunks)
            )
    raise SystemExit("no identity opens the file")


def main(public_key, identities, paths):
    key = ed25519.Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
    previous, records = None, []
    for path in paths:
        entry = bytes.fromhex("".join(open(path).read().split()))
        header, signature, body = entry[:142], entry[142:206], entry[209:]
        fields = struct.unpack(">B16s16sQ32sBI32s32s", header)
        key.verify(signature, b"meldpost entry v1" + header)
        assert int.from_bytes(entry[206:209], "big") == len(body)
        assert fields[0] == 1 and fields[7] == hashlib.sha256(body).digest()
        if previous is None:
            assert fields[3] == 1 and fields[4] == bytes(32)
        else:
            assert fields[1:3] == previous[1][1:3] and fields[3] == previous[1][3] + 1
            assert fields[4] == hashlib.sha256(previous[0]).digest()
        previous = (header, fields)
        plaintext = open_age(body, identities)
        assert len(plaintext) in (4096, 16384, 65536)
        payload = json.loads(plaintext)
        canonical = json.dumps(
            payload, sort_keys=True, separators=(",", ":"), ensure_ascii=False
        ).encode()
        assert canonical == plaintext.rstrip(b" ")
        assert fields[8] == hashlib.sha256(base64.b64decode(payload["proof"])).digest()
        source = base64.b64decode(payload.pop("source"))
        opened = json.loads(open_age(source, identities)) if source else None
        records.append({"sequence": fields[3], "payload": payload, "source": opened})
    print(json.dumps(records, sort_keys=True))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2].split(","), sys.argv[3:])
