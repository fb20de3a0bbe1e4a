"""A `<binaryObject>` -> the picture that stands in it as letters, if it is one that may be shown.

Only raster pictures that every browser shows are taken, whatever `@mimeType` says: what decides are
the first bytes (TEI Guidelines 3.10).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from siglum.source.namespaces import TEI
from siglum.source.trees import all_text

EMBEDDED: Final = f"{{{TEI}}}binaryObject"
#: So many bytes a picture in a text may have: beyond, it belongs into a file of its own.
LARGEST: Final = 10_000_000
_BLANK: Final = re.compile(r"\s+")
_KINDS: Final = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), ".png"),
    (re.compile(rb"\xff\xd8\xff"), ".jpg"),
    (re.compile(rb"GIF8[79]a"), ".gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), ".webp"),
)


@dataclass(frozen=True, slots=True)
class Embedded:
    """A picture: its name, which depends on nothing but its bytes, and these."""

    name: str
    data: bytes


def address_of(element: etree._Element) -> str:
    """What a picture in a text is known by, as others are by their address; cheap to find out."""
    written = _BLANK.sub("", all_text(element))
    return f"embedded:{hashlib.sha256(written.encode()).hexdigest()}"


def read_embedded(element: etree._Element) -> Embedded | str:
    """The picture of a `<binaryObject>`, or what is wrong with it."""
    encoding = element.get("encoding", "").strip().lower()
    if encoding not in ("", "base64"):
        return f'it is encoded as "{encoding}"'
    written = _BLANK.sub("", all_text(element))
    if not written:
        return "it is empty"
    if len(written) * 3 // 4 > LARGEST:
        return f"it has more than {LARGEST // 1_000_000} million bytes"
    try:
        bare = written.rstrip("=")  # some leave out the signs that fill the last group
        data = base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True)
    except (binascii.Error, ValueError):
        return "it is no base64"
    suffix = next((suffix for kind, suffix in _KINDS if kind.match(data)), "")
    if not suffix:
        return "it is no PNG, JPEG, GIF or WebP picture"
    return Embedded(f"{hashlib.sha256(data).hexdigest()[:16]}{suffix}", data)
