from __future__ import annotations

import gzip
import io
import os
import zipfile

import pytest

from siglum.findings import EditionError
from siglum.source.parsing import read_source

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0">'


@pytest.mark.parametrize(
    ("encoding", "declared", "text"),
    [
        ("utf-8", "", "žluťoučký 𝔊"),
        ("utf-8", "UTF-8", "žluťoučký 𝔊"),
        ("utf-8-sig", "", "žluťoučký"),
        ("utf-8-sig", "ISO-8859-1", "žluťoučký"),
        ("utf-16", "UTF-16", "žluťoučký 𝔊"),
        ("utf-16", "UTF-8", "žluťoučký"),
        ("utf-16", "", "žluťoučký"),
        ("latin-1", "ISO-8859-1", "äöü"),
        ("iso-8859-2", "iso-8859-2", "žluťoučký"),
        ("iso-8859-15", "ISO-8859-15", "œ€"),
        ("windows-1250", "Windows-1250", "žluť„“"),
        ("cp1252", "windows-1252", "“æ”"),
        ("ascii", "US-ASCII", "plain"),
    ],
)
def test_encodings(read, encoding, declared, text):
    """A file in any allowed encoding says what it says; a byte order mark outweighs the rest."""
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    tree = read(f"{head}{TEI}<p>{text}</p></TEI>".encode(encoding))
    assert "".join(tree.root.itertext()) == text
    assert tree.findings == []


@pytest.mark.parametrize(
    "content",
    [
        f'<?xml version="1.0" encoding="UTF-7"?>{TEI}</TEI>'.encode(),
        f'<?xml version="1.0" encoding="utf-32"?>{TEI}</TEI>'.encode("utf-32"),
        f'<?xml version="1.0" encoding="EBCDIC-CP-US"?>{TEI}</TEI>'.encode(),
        f'<?xml version="1.0" encoding="x-made-up"?>{TEI}</TEI>'.encode(),
        f'<?xml version="1.0" encoding="utf-16"?>{TEI}</TEI>'.encode(),
        f"{TEI}</TEI>".encode("utf-16-le"),
    ],
)
def test_other_encodings_are_refused(refused, content):
    """What is in no allowed encoding is refused by name, not guessed at."""
    finding = refused(content)
    assert finding.code == "source.encoding"
    assert (finding.place.line, finding.place.column) == (1, 1)


def test_byte_outside_the_encoding(refused):
    """A byte that is no character is told with its place, and with what it probably is."""
    finding = refused(f"{TEI}\r\n<p>čí</p>\r\n<p>ä".encode() + b"\xe4</p></TEI>")
    assert finding.code == "source.encoding"
    assert (finding.place.line, finding.place.column) == (3, 5)
    assert "E4" in finding.message
    assert "windows-1252" in finding.hint


def test_byte_outside_a_code_page(refused):
    """Code pages have gaps, too."""
    head = '<?xml version="1.0" encoding="windows-1252"?>'
    finding = refused(f"{head}{TEI}".encode() + b"\x81</TEI>")
    assert finding.code == "source.encoding"
    assert finding.place.column == len(head + TEI) + 1


@pytest.mark.parametrize("content", [b"", b"  \r\n\t\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"])
def test_empty(refused, content):
    """An empty file is called empty, whatever invisible it holds."""
    assert refused(content).code == "source.empty"


def test_too_large_before_parsing(refused):
    """The size is looked at before anything else: what comes after the limit is never read."""
    finding = refused(f"{TEI}<<<<{' ' * 200}".encode(), limit=100)
    assert finding.code == "source.too-large"
    assert "100 bytes" in finding.message


def test_exactly_the_limit_is_read(read):
    """A file of exactly the limit is not too large."""
    content = f"{TEI}</TEI>".encode()
    assert read(content, limit=len(content)).findings == []


def _zip() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("content.xml", "<a/>")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (gzip.compress(f"{TEI}</TEI>".encode()), "gzip"),
        (_zip(), "zip"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "picture"),
    ],
)
def test_files_of_other_kinds(refused, content, what):
    """An archive is never unpacked, and a picture is called a picture."""
    finding = refused(content)
    assert finding.code == "source.not-xml"
    assert what in finding.message


def test_gzip_bomb_is_not_unpacked(refused):
    """A few kilobytes that would unpack to many elements stay what they are: an archive."""
    bomb = gzip.compress(f"{TEI}{'<p/>' * 500_000}</TEI>".encode())
    assert len(bomb) < 20_000
    assert "gzip" in refused(bomb).message


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("nowhere.xml", "source.missing"),
        ("", "source.not-a-file"),
        ("pipe", "source.not-a-file"),
        ("x" * 300, "source.missing"),
        ("nul\0byte", "source.missing"),
        ("text.xml/below", "source.missing"),
    ],
)
def test_what_cannot_be_opened(folder, write, name, code):
    """A missing file, a folder and a pipe are refused at once, each for what it is."""
    write(f"{TEI}</TEI>")
    os.mkfifo(folder / "pipe")
    with pytest.raises(EditionError) as caught:
        read_source(folder / name, jail=folder)
    (finding,) = caught.value.findings
    assert finding.code == code
    assert finding.place.line == 0


def test_no_permission(folder, write, monkeypatch):
    """The system's refusal becomes a finding (faked: root may read everything)."""
    path = write(f"{TEI}</TEI>")

    def forbid(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(type(path), "open", forbid)
    with pytest.raises(EditionError) as caught:
        read_source(path, jail=folder)
    assert caught.value.findings[0].code == "source.no-permission"
