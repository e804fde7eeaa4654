#!/usr/bin/env python3
"""Makes the file that is dragged onto a Pico from the linked program.

usage: uf2.py PROGRAM.elf FILE.uf2

The second stage of the start (the first 256 bytes) gets its check sum here.

Source: https://github.com/microsoft/uf2 (file format); RP2040 datasheet 2.8.1.3.1 (check sum).
"""
import struct
import sys

FLASH = 0x10000000
PAGE = 256
FAMILY_RP2040 = 0xE48BFF56


def boot_check(data):
    """CRC-32/MPEG-2: polynomial 04C11DB7, nothing reflected, nothing inverted at the end."""
    check = 0xFFFFFFFF
    for byte in data:
        check ^= byte << 24
        for _ in range(8):
            check = (check << 1 ^ (0x04C11DB7 if check & 0x80000000 else 0)) & 0xFFFFFFFF
    return check


def flash_image(elf):
    """The bytes of all loaded segments, from the beginning of the flash."""
    if elf[:6] != b"\x7fELF\x01\x01":
        raise SystemExit("uf2.py: not a program for a 32-bit little-endian machine")
    (offset,) = struct.unpack_from("<I", elf, 28)
    size, count = struct.unpack_from("<HH", elf, 42)
    image = bytearray()
    for index in range(count):
        kind, start, _, address, length = struct.unpack_from("<5I", elf, offset + index * size)
        if kind != 1 or length == 0:
            continue
        end = address - FLASH + length
        if address < FLASH:
            raise SystemExit("uf2.py: a segment lies outside the flash")
        image.extend(b"\0" * max(0, end - len(image)))
        image[address - FLASH : end] = elf[start : start + length]
    return image


def main(program, output):
    with open(program, "rb") as file:
        image = flash_image(file.read())
    image[252:256] = struct.pack("<I", boot_check(image[:252]))
    image.extend(b"\0" * (-len(image) % PAGE))
    pages = len(image) // PAGE
    with open(output, "wb") as file:
        for number in range(pages):
            file.write(
                struct.pack(
                    "<8I", 0x0A324655, 0x9E5D5157, 0x2000, FLASH + number * PAGE, PAGE, number,
                    pages, FAMILY_RP2040,
                )
            )
            file.write(image[number * PAGE : (number + 1) * PAGE].ljust(476, b"\0"))
            file.write(struct.pack("<I", 0x0AB16F30))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit("usage: uf2.py PROGRAM.elf FILE.uf2")
    main(sys.argv[1], sys.argv[2])
