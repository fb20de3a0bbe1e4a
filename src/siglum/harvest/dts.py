"""A request of DTS 1.0 and the file for harvesters -> the answer: JSON-LD, TEI, or a problem.

Source: https://dtsapi.org/versions/v1.0, Level 1. A problem has the form of RFC 9457.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl

from siglum.harvest.arguments import LONGEST
from siglum.harvest.endpoints import Files, Queries
from siglum.harvest.passages import Passage, Tree, Trees, fragment, text_of

_CONTEXT: Final = "https://dtsapi.org/context/v1.0.json"
_VERSION: Final = "1.0"
_JSON: Final = "application/ld+json; charset=utf-8"
TEI: Final = "application/tei+xml"
_XML: Final = frozenset((TEI, "application/xml", "text/xml"))
_HTML, _PLAIN = "text/html", "text/plain"
#: What a text is to be had as; clients that know no TEI may also ask for XML.
MEDIA: Final = (TEI, _HTML, _PLAIN)
#: A page has so many texts, or passages.
TEXTS: Final = 100
PASSAGES: Final = 1000
#: The path of each endpoint.
PATHS: Final = ("dts/collection", "dts/navigation", "dts/document", "dts")
Response = tuple[str, list[tuple[str, str]], list[bytes]]
_STATUS: Final = {400: "400 Bad Request", 404: "404 Not Found"}


class Problem(Exception):
    """The request cannot be answered."""

    def __init__(self, status: int, told: str) -> None:
        super().__init__(told)
        self.status = status


def answer(path: str, query: str, file: sqlite3.Connection, service: str) -> Response:
    """The answer to a request of one of `PATHS`: status, headers, body.

    `service` is the address of the service, if it is another one than the file says.
    """
    told = dict(file.execute("SELECT name, value FROM edition").fetchall())
    base = f"{service or told['service']}/dts"
    edition = Edition(file, told["title"], told["url"], Queries(base), MEDIA, TEXTS, PASSAGES)
    endpoint = path.removeprefix("dts").removeprefix("/")
    try:
        asked = _arguments(query)
        if endpoint == "document":
            media, body = document(edition, asked)
            link = edition.places.address("collection", {"id": asked["resource"]})
            headers = [("Content-Type", media), ("Link", f'<{link}>; rel="collection"')]
            return "200 OK", headers, body
        said = ANSWERS[endpoint](edition, asked)
    except Problem as problem:
        status = _STATUS[problem.status]
        said = {"title": status[4:], "status": problem.status, "detail": str(problem)}
        return status, [("Content-Type", "application/problem+json")], [as_json(said)]
    return "200 OK", [("Content-Type", _JSON)], [as_json(said)]


def _arguments(query: str) -> dict[str, str]:
    if len(query) > LONGEST:
        raise Problem(400, f"The request is longer than {LONGEST} characters.")
    try:
        pairs = parse_qsl(query, keep_blank_values=True, errors="replace", max_num_fields=50)
    except ValueError:
        raise Problem(400, "The request has too many parameters.") from None
    if len(dict(pairs)) < len(pairs):
        raise Problem(400, "A parameter is repeated.")
    return {name: value for name, value in pairs if value}


def as_json(told: object) -> bytes:
    """An object as it is sent."""
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Edition:
    """What there is in one file, and where it is asked for.

    `name` is the identifier of the collection of all texts; a page has so many `texts`, or
    `passages`. `media` are the types that documents may be asked for as.
    """

    file: sqlite3.Connection
    title: str
    name: str
    places: Queries | Files
    media: tuple[str, ...]
    texts: int
    passages: int

    def said(self, told: dict[str, Any]) -> dict[str, Any]:
        """An object as an answer."""
        return {"@context": _CONTEXT, "dtsVersion": _VERSION, **told}

    def root(self) -> dict[str, Any]:
        """The collection of all texts."""
        return {
            "@id": self.name,
            "@type": "Collection",
            "dtsVersion": _VERSION,
            "title": self.title,
            "totalParents": 0,
            "totalChildren": self.size(),
            "collection": self.places.templates()["collection"],
        }

    def size(self) -> int:
        """How many texts there are; they are numbered without gaps, and counting takes its time."""
        told = "SELECT max(text) + 1 FROM resources"
        return int(self.file.execute(told).fetchone()[0] or 0)

    def find(self, identifier: str) -> tuple[int, str, int]:
        """The number of a text, what is told of it, and the key of its TEI."""
        told = "SELECT text, told, tei FROM resources WHERE id = ?"
        row = self.file.execute(told, (identifier,)).fetchone()
        if row is None:
            raise Problem(404, "There is no text, and no collection, with this identifier.")
        return int(row[0]), str(row[1]), int(row[2])

    def resource(self, identifier: str, told: str) -> dict[str, Any]:
        """A text, as all endpoints describe it."""
        return {
            "@id": identifier,
            "@type": "Resource",
            "dtsVersion": _VERSION,
            "totalParents": 1,
            "totalChildren": 0,
            **self.places.templates_of(identifier),
            **({"mediaTypes": self.media} if self.media else {}),
            **json.loads(told),
        }

    def view(
        self, endpoint: str, asked: Mapping[str, str], page: int, size: int, each: int
    ) -> dict[str, Any]:
        """The Pagination of a page, or nothing if there is but one."""
        pages = max(1, -(-size // each))
        if page > pages:
            raise Problem(404, f"There are {pages} pages.")
        if pages == 1:
            return {}

        def at(number: int) -> str | None:
            known = 1 <= number <= pages
            return self.places.address(endpoint, {**asked, "page": str(number)}) if known else None

        view = {"first": at(1), "previous": at(page - 1), "next": at(page + 1), "last": at(pages)}
        return {"view": {"@id": at(page), "@type": "Pagination", **view}}


def entry(edition: Edition, _asked: Mapping[str, str]) -> dict[str, Any]:
    """The EntryPoint: where all is."""
    places = edition.places
    return edition.said({"@id": places.base, "@type": "EntryPoint", **places.templates()})


def collection(edition: Edition, asked: Mapping[str, str]) -> dict[str, Any]:
    """The Collection of all texts, or one text as a Resource. Raises Problem."""
    nav = asked.get("nav", "children")
    if nav not in ("children", "parents"):
        raise Problem(400, "nav is children or parents.")
    identifier, page, root = asked.get("id", ""), _page(asked), edition.root()
    if identifier not in ("", root["@id"]):
        _, told, _ = edition.find(identifier)
        found = edition.resource(identifier, told)
        members = [root] if nav == "parents" else []
        view = edition.view("collection", asked, page, len(members), edition.texts)
        return edition.said({**found, "member": members, **view} if members else found)
    if nav == "parents":
        return edition.said({**root, "member": []})
    view = edition.view("collection", asked, page, root["totalChildren"], edition.texts)
    rows = edition.file.execute(
        "SELECT id, told FROM resources WHERE text >= ? ORDER BY text LIMIT ?",
        ((page - 1) * edition.texts, edition.texts),
    )
    members = [edition.resource(name, told) for name, told in rows]
    return edition.said({**root, "member": members, **view})


def navigation(edition: Edition, asked: Mapping[str, str]) -> dict[str, Any]:
    """What can be cited in a text, or in a part of it. Raises Problem."""
    text, told, _ = edition.find(_resource(asked))
    whole = edition.resource(asked["resource"], told)
    down = _down(asked)
    _check_range(asked)
    named = "ref" in asked or "start" in asked
    if down == 0 and "ref" not in asked:
        raise Problem(400, "down=0 asks for what stands beside a ref, and there is none.")
    if down is None and not named:
        raise Problem(400, "There must be ref, start and end, or down.")
    page = _page(asked)
    here = edition.places.address("navigation", asked)
    said: dict[str, Any] = {"@id": here, "@type": "Navigation", "resource": whole}
    trees = Trees(edition.file, text)
    if not trees.names:
        return edition.said({**said, "member": []})
    tree = _tree(trees, asked)
    first, last = _ends(tree, asked)
    if first is not None and last is not None:
        ends = {"ref": first} if "ref" in asked else {"start": first, "end": last}
        said |= {name: one.told() for name, one in ends.items()}
    if down is None:
        return edition.said(said)
    each = edition.passages
    if down == 0 and first is not None:
        size = tree.count_beside(first)
        members = tree.beside(first, (page - 1) * each, each)
    else:
        start, end, level = tree.whole if first is None or last is None else (
            first.number, last.last, max(first.level, last.level),
        )  # fmt: skip
        deepest = None if down < 0 else level + down
        size = tree.count(start, end, deepest)
        members = tree.within(start, end, deepest, (page - 1) * each, each)
    view = edition.view("navigation", asked, page, size, each)
    return edition.said({**said, "member": [one.told() for one in members], **view})


def document(edition: Edition, asked: Mapping[str, str]) -> tuple[str, list[bytes]]:
    """A text or a part of it: its type, and its bytes in parts. Raises Problem."""
    identifier = _resource(asked)
    text, told, key = edition.find(identifier)
    _check_range(asked)
    media = asked.get("mediaType", TEI).partition(";")[0].strip().lower()
    if media not in (*_XML, _HTML, _PLAIN):
        raise Problem(404, f"This text is to be had as {TEI}, {_HTML} or {_PLAIN}.")
    if "ref" in asked or "start" in asked:
        trees = Trees(edition.file, text)
        if not trees.names:
            raise Problem(404, "There is no way to cite this text.")
        tree = _tree(trees, asked)
        first, last = _ends(tree, asked)
        assert first is not None
        assert last is not None
        body = fragment(edition.file, text, key, first, last)
    else:
        body = text_of(edition.file, key)
    if media in (_PLAIN, _HTML):
        from siglum.harvest.forms import as_html, as_plain  # a parser, which nothing else needs

        data = b"".join(body)
        title = json.loads(told).get("title", identifier)
        body = [as_plain(data) if media == _PLAIN else as_html(data, title)]
    return f"{media}; charset=utf-8", body


#: What answers at each endpoint that speaks JSON, by its name; that of the entry is empty.
ANSWERS: Final = {"": entry, "collection": collection, "navigation": navigation}


def _resource(asked: Mapping[str, str]) -> str:
    if "resource" not in asked:
        raise Problem(400, "The parameter resource is missing.")
    return asked["resource"]


def _number(asked: Mapping[str, str], name: str) -> int | None:
    told = asked.get(name)
    if told is None:
        return None
    if not re.fullmatch(r"-?[0-9]{1,9}", told):
        raise Problem(400, f"{name} is a number.")
    return int(told)


def _page(asked: Mapping[str, str]) -> int:
    page = _number(asked, "page")
    if page is not None and page < 1:
        raise Problem(400, "Pages are counted from 1.")
    return page or 1


def _down(asked: Mapping[str, str]) -> int | None:
    down = _number(asked, "down")
    if down is not None and down < -1:
        raise Problem(400, "down is -1, 0 or more.")
    return down


def _check_range(asked: Mapping[str, str]) -> None:
    if ("start" in asked) != ("end" in asked):
        raise Problem(400, "start and end go together.")
    if "ref" in asked and "start" in asked:
        raise Problem(400, "There is either ref, or start and end.")


def _tree(trees: Trees, asked: Mapping[str, str]) -> Tree:
    found = trees.find(asked.get("tree", ""))
    if found is None:
        raise Problem(404, "This text has no citation tree of that name.")
    return found


def _ends(tree: Tree, asked: Mapping[str, str]) -> tuple[Passage | None, Passage | None]:
    """The first and the last passage that are asked for; both are that of `ref`."""
    if "ref" not in asked and "start" not in asked:
        return None, None
    first = tree.find(asked.get("ref", asked.get("start", "")))
    last = tree.find(asked.get("ref", asked.get("end", "")))
    if first is None or last is None:
        raise Problem(404, "This citation tree has no such passage.")
    if first.number > last.number:
        raise Problem(400, "start lies after end.")
    return first, last
