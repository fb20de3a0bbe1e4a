"""A path -> the file's characters in UTF-8, or a clear refusal of what cannot be a TEI text."""

from __future__ import annotations

import codecs
import errno
import os
import re
from pathlib import Path

from siglum.findings import EditionError, Place, found
from siglum.source.positions import SourceFile

#: More than this is refused before parsing: small elements need forty times their size in memory.
LIMIT = 64 * 1024 * 1024

_DECLARATION = re.compile(rb"<\?xml[^>]{0,200}?\sencoding\s*=\s*[\"']([A-Za-z][\w.\-]*)[\"']")
_ENCODINGS = re.compile(
    r"(?:us-?ascii|ascii|utf-?8|iso-?8859-?(?:1|2|3|4|5|6|7|8|9|10|11|13|14|15|16)|latin-?1"
    r"|(?:windows|cp)-?125[0-8])",
    re.IGNORECASE,
)
_BROUGHT_ALONG = (
    # what files that are no XML begin with, what they are, and what to do with them
    (b"\x1f\x8b", "a gzip archive", "Unpack it first: gunzip FILE."),
    (b"PK\x03\x04", "a zip archive or an office document", "Unpack it, or export it as TEI."),
    (b"BZh", "a bzip2 archive", "Unpack it first: bunzip2 FILE."),
    (b"\xfd7zXZ", "an xz archive", "Unpack it first: unxz FILE."),
    (b"%PDF", "a PDF", "siglum reads TEI and makes the PDF of it."),
    (b"\x89PNG", "a picture", "Name the TEI file that refers to it."),
    (b"\xff\xd8\xff", "a picture", "Name the TEI file that refers to it."),
    (b"\xd0\xcf\x11\xe0", "an office document", "Export it as TEI."),
    (b"{\\rtf", "an RTF document", "Export it as TEI."),
)


def read_source_file(
    path: Path, name: str, limit: int = LIMIT, encoding: str = "utf-8"
) -> SourceFile:
    """The file at `path`, its characters in UTF-8 without byte order mark.

    Raises EditionError for what is missing, no plain file, not permitted, empty, longer than
    `limit` bytes, packed, or in an encoding outside the list. Encodings: XML 1.0, appendix F;
    allowed are UTF-8, UTF-16 with byte order mark, ISO-8859 and the Windows code pages. Without
    mark and declaration it is `encoding`.
    """
    data = _read_bytes(path, name, limit)
    for start, what, remedy in _BROUGHT_ALONG:
        if data.startswith(start):
            raise _refuse("source.not-xml", name, f"this is {what}, not XML", remedy)
    return SourceFile(path, name, _decode(data, path, name, encoding))


def _refuse(code: str, name: str, message: str, hint: str) -> EditionError:
    return EditionError([found(code, Place(name), message, hint)])


def _read_bytes(path: Path, name: str, limit: int) -> bytes:
    try:
        if path.is_dir():
            raise _refuse(
                "source.not-a-file", name, "this is a folder", "Name the TEI files in it."
            )
        if path.exists() and not path.is_file():
            # a pipe would never end, a device may not either
            raise _refuse(
                "source.not-a-file",
                name,
                "this is neither a file nor a folder",
                "Write it to a file first.",
            )
        with path.open("rb") as stream:
            # a buffer of the size of the limit takes more time than most files
            small = os.fstat(stream.fileno()).st_size <= limit
            data = stream.read() if small else stream.read(limit + 1)
    except FileNotFoundError:
        raise _refuse(
            "source.missing", name, "there is no such file", "Look at the path and its spelling."
        ) from None
    except PermissionError:
        raise _refuse(
            "source.no-permission",
            name,
            "this file may not be read by you",
            "Give yourself the right to read it: chmod u+r FILE.",
        ) from None
    except (OSError, ValueError) as error:
        reason = "its path is too long" if _too_long(error) else str(error)
        raise _refuse(
            "source.missing", name, f"the file cannot be opened: {reason}", "Look at the path."
        ) from None
    if len(data) > limit:
        raise _refuse(
            "source.too-large",
            name,
            f"the file is larger than {limit // (1024 * 1024) or limit} "
            f"{'MB' if limit >= 1024 * 1024 else 'bytes'}",
            "Divide it into several documents and join them with XInclude or a teiCorpus.",
        )
    if not data[:99].strip(b" \t\r\n\xef\xbb\xbf") and not data.strip(b" \t\r\n\xef\xbb\xbf"):
        raise _refuse(
            "source.empty", name, "the file is empty", "Restore it, or leave it out of the edition."
        )
    return data


def _too_long(error: BaseException) -> bool:
    return isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG


def _decode(data: bytes, path: Path, name: str, encoding: str) -> bytes:
    """`data` in UTF-8, read by byte order mark, else by declaration, else by `encoding`."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise _unknown_encoding(name, "UTF-32")
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if data.startswith(codecs.BOM_UTF8):
        encoding, data = "utf-8", data[len(codecs.BOM_UTF8) :]
    elif marked:
        encoding = "utf-16"
    elif b"\0" in data[:4] and b"<" in data[:4]:
        raise _unknown_encoding(name, "UTF-16 or UTF-32 without byte order mark")
    elif declared := _DECLARATION.match(data[:400]):
        encoding = declared[1].decode("ascii")
    if not marked and not _ENCODINGS.fullmatch(encoding):
        raise _unknown_encoding(name, encoding)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _misencoded(data, encoding, error, path, name) from None
    except LookupError:
        raise _unknown_encoding(name, encoding) from None
    return data if encoding == "utf-8" else text.encode()


def _unknown_encoding(name: str, encoding: str) -> EditionError:
    return EditionError(
        [
            found(
                "source.encoding",
                Place(name, 1, 1),
                f"the file is written in {encoding}, which siglum does not read",
                f"Save it as UTF-8, for instance: iconv -f {encoding.split()[0]} -t UTF-8 FILE.",
            )
        ]
    )


def _misencoded(
    data: bytes, encoding: str, error: UnicodeDecodeError, path: Path, name: str
) -> EditionError:
    before = data[: error.start].decode(encoding, "replace").encode()
    place = SourceFile(path, name, before).place(len(before))
    wrong = " ".join(f"{byte:02X}" for byte in data[error.start : max(error.end, error.start + 1)])
    if encoding.lower().replace("-", "") == "utf8":
        hint = (
            "Save the file as UTF-8, or name its real encoding in the first line: <?xml "
            'version="1.0" encoding="windows-1252"?>.'
        )
    else:
        hint = "Name the real encoding in the first line, or save the file as UTF-8."
    return EditionError(
        [
            found(
                "source.encoding",
                place,
                f"the byte {wrong} is no character in {encoding.upper()}",
                hint,
            )
        ]
    )
