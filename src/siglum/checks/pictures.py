"""The pictures of a document -> findings on those that are not there, or have no known size."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Final

from lxml import etree

from siglum.checks.survey import Survey
from siglum.checks.telling import elsewhere, listed
from siglum.documents import picture_path
from siglum.exchange.embedded import read_embedded
from siglum.exchange.facsimiles import find_surfaces
from siglum.findings import Finding, found
from siglum.source.parsing import SourceTree

_HINT = "put the file beside the source, or correct @url; its caption is shown without it"

#: More pictures than this are told together: most often a whole folder is missing.
_TOGETHER: Final = 3
_ENDINGS: Final = (".png", ".jpg", ".jpeg", ".gif", ".webp")
#: So many names of a folder are compared with that of a missing picture.
_LOOKED_AT: Final = 1000


def check_pictures(survey: Survey) -> Iterator[Finding]:
    """Pictures that should lie in the edition (code `facs.missing-file`).

    Those of the network are not looked for (TEI Guidelines 14.3 and 12.1).
    """
    tree = survey.document.tree
    missing: dict[str, etree._Element] = {}
    for name in ("graphic", "media"):
        for graphic in survey.named.get(name, ()):
            url = graphic.get("url", "")
            if url not in missing and not _is_there(tree, graphic):
                missing[url] = graphic
    if len(missing) > _TOGETHER:
        first = next(iter(missing.values()))
        told = f"{len(missing)} pictures are not there: {listed(missing)}"
        yield found("facs.missing-file", tree.place(first, "url"), told, _HINT)
        return
    for url, graphic in missing.items():
        told = f'the picture "{url}" is not there'
        near = _near(tree, graphic)
        hint = f'did you mean "{near}"?' if near else _HINT
        yield found("facs.missing-file", tree.place(graphic, "url"), told, hint)


def check_embedded(survey: Survey) -> Iterator[Finding]:
    """Pictures in the text itself that cannot be shown (code `facs.embedded`)."""
    tree = survey.document.tree
    wrong: list[tuple[etree._Element, str]] = []
    for element in survey.named.get("binaryObject", ()):
        picture = read_embedded(element)
        if isinstance(picture, str):
            wrong.append((element, picture))
    if wrong:
        element, why = wrong[0]
        told = f"a picture in the text cannot be shown: {why}"
        yield found("facs.embedded", tree.place(element), told + elsewhere(len(wrong)))


def check_facsimiles(survey: Survey) -> Iterator[Finding]:
    """Pictures of a facsimile whose size nobody tells (code `facs.no-size`)."""
    if not survey.named.get("graphic"):
        return
    tree = survey.document.tree
    files = {
        graphic.get("url", "").strip(): path
        for graphic in survey.named["graphic"]
        if (path := picture_path(tree, graphic)) is not None and path.is_file()
    }
    unknown = [
        graphic
        for surface, graphic in find_surfaces(survey.document.tei, files)
        if not (surface.width and surface.height)
    ]
    if unknown:
        told = f'the size of "{unknown[0].get("url", "").strip()}" is not known'
        place = tree.place(unknown[0], "url")
        yield found("facs.no-size", place, told + elsewhere(len(unknown)))


def _near(tree: SourceTree, graphic: etree._Element) -> str:
    """The name of a file, in the folder of the picture, that is much like its own."""
    path = picture_path(tree, graphic)
    if path is None or not path.parent.is_dir():
        return ""
    name = path.name[:200]
    names = [
        other
        for other in _names_in(path.parent)
        if abs(len(other) - len(name)) < 3 and other[:1].casefold() == name[:1].casefold()
    ]
    near = get_close_matches(name, names, 1, 0.8)
    return near[0] if near else ""


@lru_cache(maxsize=64)
def _names_in(folder: Path) -> tuple[str, ...]:
    names = sorted(file.name for file in folder.iterdir())
    pictures = (name for name in names if name.lower().endswith(_ENDINGS))
    return tuple(islice(pictures, _LOOKED_AT))


def _is_there(tree: SourceTree, graphic: etree._Element) -> bool:
    path = picture_path(tree, graphic)
    return path is None or path.is_file()
