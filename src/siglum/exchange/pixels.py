"""A picture file -> its width and height in pixels, from its first bytes.

The formats that a website shows: PNG (ISO/IEC 15948), JPEG (ISO/IEC 10918-1), GIF, WebP (RFC 9649).
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO, Final

#: Markers of JPEG that begin a frame, which tells the size; others of the row tell tables.
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE: Final = frozenset(range(0xD0, 0xD8)) | {0x01}  # markers without a length
_NOTHING: Final = (0, 0)


def size_of(path: Path) -> tuple[int, int]:
    """Width and height of the picture; (0, 0) where the file does not tell."""
    try:
        with path.open("rb") as file:
            head = file.read(32)
            if head.startswith(b"\x89PNG\r\n\x1a\n") and head[12:16] == b"IHDR":
                width, height = struct.unpack(">II", head[16:24])
                return width, height
            if head[:6] in (b"GIF87a", b"GIF89a"):
                width, height = struct.unpack("<HH", head[6:10])
                return width, height
            if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
                return _webp(head)
            if head[:2] == b"\xff\xd8":
                file.seek(2)
                return _jpeg(file)
    except (OSError, struct.error, IndexError):
        pass
    return _NOTHING


def _webp(head: bytes) -> tuple[int, int]:
    kind = head[12:16]
    if kind == b"VP8X":
        return (
            int.from_bytes(head[24:27], "little") + 1,
            int.from_bytes(head[27:30], "little") + 1,
        )
    if kind == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", head[26:30])
        return width & 0x3FFF, height & 0x3FFF
    return _NOTHING


def _jpeg(file: BinaryIO) -> tuple[int, int]:
    while (lead := file.read(1)) == b"\xff":
        marker = file.read(1)[0]
        while marker == 0xFF:  # fill bytes
            marker = file.read(1)[0]
        if marker in _ALONE:
            continue
        length = struct.unpack(">H", file.read(2))[0]
        if marker in _FRAMES:
            _precision, height, width = struct.unpack(">BHH", file.read(5))
            return width, height
        file.seek(length - 2, 1)
    del lead
    return _NOTHING
