"""The example of a code -> files that `siglum check` can read: a small edition around it.

An example is a fragment: its pieces are put where they belong (witness lists into the header,
all else into the text). One that begins with <?xml, <!DOCTYPE, <TEI or <teiCorpus is a whole file.
Files that the right example names are made, so that the wrong one fails for its own reason only.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.parsers import expat

TEI = "http://www.tei-c.org/ns/1.0"
TEXT = "text.xml"

#: Where pieces belong that do not belong into the text.
_HOMES = {
    **dict.fromkeys(("listWit", "witness", "listBibl", "msDesc", "recordingStmt"), "sourceDesc"),
    **dict.fromkeys(
        "variantEncoding prefixDef listPrefixDef charDecl refsDecl tagsDecl classDecl taxonomy "
        "editorialDecl projectDesc".split(),
        "encodingDesc",
    ),
    **dict.fromkeys(
        "handNotes langUsage textClass creation particDesc listTranspose correspDesc".split(),
        "profileDesc",
    ),
    **dict.fromkeys(("respStmt", "editor", "author", "principal"), "titleStmt"),
    "revisionDesc": "revisionDesc",
    **dict.fromkeys(("publisher", "date", "availability"), "publicationStmt"),
    **dict.fromkeys(("facsimile", "sourceDoc", "standOff"), "before"),
    **dict.fromkeys(("text", "front", "back"), "text"),
}
#: What stands in a body itself; all else goes into a paragraph.
_BLOCKS = frozenset(
    "div div1 div2 p ab lg l sp head list table quote pb cb lb milestone listApp listPerson "
    "listPlace listOrg listTranspose figure anchor spanGrp linkGrp include note".split()
)
_WHOLE = re.compile(r"\s*<(\?xml|!DOCTYPE|TEI\b|teiCorpus\b|tei:TEI\b)")
_NAMED = re.compile(r"""\b(url|target|href|ref|facs|source|sameAs|corresp)=["']([^"']*)["']""")
_PICTURE = base64.b64decode(  # one pixel
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)


def lay_example(folder: Path, example: str, right: str) -> Path:
    """Write `example` as a file into `folder`, with all that `right` leans on; the file."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, ids in _companions(right).items():
        file = folder / name
        if file.resolve().is_relative_to(folder.resolve()) and name != TEXT:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(_companion(file, ids))
    file = folder / TEXT
    file.write_text(example if _WHOLE.match(example) else document_around(example), "utf-8")
    return file


def document_around(fragment: str) -> str:
    """A TEI document with every piece of `fragment` where it belongs."""
    homes: dict[str, list[str]] = {}
    running = ""
    for name, piece in _pieces(fragment):
        home = _HOMES.get(name, "body")
        if home == "body" and name not in _BLOCKS:
            running += piece
            continue
        if running.strip():
            homes.setdefault("body", []).append(f"<p>{running}</p>")
        running = ""
        homes.setdefault(home, []).append(piece)
    if running.strip():
        homes.setdefault("body", []).append(f"<p>{running}</p>")

    def at(home: str, wrap: str = "{}") -> str:
        return wrap.format("\n".join(homes[home])) if home in homes else ""

    sources = _in_list(homes.get("sourceDesc", []))
    if "<witness" not in fragment and "<listWit" not in fragment:
        sources.append(
            "<listWit>"
            + "".join(f'<witness xml:id="{one}">Codex {one}</witness>' for one in "ABC")
            + "</listWit>"
        )
    body = at("body", "<body>{}</body>") or "<body><p>lorem</p></body>"
    text = at("text") if "<text" in at("text") else f"<text>{body}{at('text')}</text>"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="{TEI}">\n<teiHeader><fileDesc>'
        f"<titleStmt><title>An example</title>{at('titleStmt')}</titleStmt>"
        f"<publicationStmt>{at('publicationStmt') or '<p>unpublished</p>'}</publicationStmt>"
        f"<sourceDesc>{''.join(sources)}</sourceDesc></fileDesc>\n"
        f"{at('encodingDesc', '<encodingDesc>{}</encodingDesc>')}"
        f"{at('profileDesc', '<profileDesc>{}</profileDesc>')}"
        f"{at('revisionDesc')}</teiHeader>\n{at('before')}{text}\n</TEI>\n"
    )


def _in_list(pieces: list[str]) -> list[str]:
    """Witnesses without a list stand in one."""
    loose = [piece for piece in pieces if piece.startswith("<witness")]
    rest = [piece for piece in pieces if piece not in loose]
    return [*rest, f"<listWit>{''.join(loose)}</listWit>"] if loose else rest


def _pieces(fragment: str) -> Iterator[tuple[str, str]]:
    """The elements at the top of a fragment and the text between them, as they are written."""
    head = f'<x xmlns="{TEI}" xmlns:xi="http://www.w3.org/2001/XInclude">'.encode()
    data = head + fragment.encode() + b"</x>"
    parser = expat.ParserCreate()
    parser.UseForeignDTD(True)
    depth = 0
    cuts: list[tuple[str, int]] = []

    def start(name: str, _attributes: Any) -> None:
        nonlocal depth
        depth += 1
        if depth == 2:
            cuts.append((name.rpartition(":")[2], parser.CurrentByteIndex))

    def end(_name: str) -> None:
        nonlocal depth
        if depth == 2:
            at = parser.CurrentByteIndex
            # expat tells the end of <lb/> after it, that of <p>…</p> before the end-tag
            empty = data.startswith(b"/>", at - 2) and cuts[-1][1] == data.rindex(b"<", 0, at)
            cuts.append(("", at if empty else data.index(b">", at) + 1))
        depth -= 1

    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(data, True)
    except expat.ExpatError:  # this is what the example is about
        yield "", fragment
        return
    cuts = [("", len(head)), *cuts, ("", len(data) - len("</x>"))]
    for (name, begin), (_, until) in pairwise(cuts):
        piece = data[begin:until].decode()
        if name or piece.strip():
            yield name, piece


def _companions(right: str) -> dict[str, set[str]]:
    """The files beside an example, with the ids that it names in them."""
    files: dict[str, set[str]] = {}
    for element in re.findall(r"<[^!?/][^>]*>", right):
        pointer = re.search(r'xpointer="([\w.-]+)"', element)
        for _, value in _NAMED.findall(element):
            for word in value.split():
                name, _, identifier = word.partition("#")
                if name and re.fullmatch(r"(?!/)[\w./-]+\.\w+", name):
                    ids = files.setdefault(name, set())
                    ids.update(filter(None, [identifier, pointer[1] if pointer else ""]))
    return files


def _companion(file: Path, ids: set[str]) -> bytes:
    if file.suffix.lower() in (".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".webp"):
        return _PICTURE
    if file.suffix == ".xml":
        inside = "".join(f'<p xml:id="{one}">dolor</p>' for one in sorted(ids)) or "<p>dolor</p>"
        return f'<div xmlns="{TEI}">{inside}</div>\n'.encode()
    return b"lorem ipsum & so on\n"
