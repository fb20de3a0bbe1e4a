"""A request of DTS 1.0 and the file for harvesters -> the answer: JSON-LD, TEI, or a problem.

Source: https://dtsapi.org/versions/v1.0, Level 1. A problem has the form of RFC 9457.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from typing import Any, Final
from urllib.parse import parse_qsl, quote, urlencode

from siglum.harvest.arguments import LONGEST
from siglum.harvest.passages import Passage, Tree, Trees, fragment, text_of

_CONTEXT: Final = "https://dtsapi.org/context/v1.0.json"
_VERSION: Final = "1.0"
_JSON: Final = "application/ld+json; charset=utf-8"
_TEI: Final = "application/tei+xml"
_MEDIA: Final = frozenset((_TEI, "application/xml", "text/xml"))
_HTML, _PLAIN = "text/html", "text/plain"
#: A page has so many texts, or passages.
TEXTS: Final = 100
PASSAGES: Final = 1000
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
    try:
        asked = _arguments(query)
        return PATHS[path](_Service(file, told, service or told["service"]), asked)
    except Problem as problem:
        status = _STATUS[problem.status]
        said = {"title": status[4:], "status": problem.status, "detail": str(problem)}
        return status, [("Content-Type", "application/problem+json")], [_bytes(said)]


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


def _bytes(told: object) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


class _Service:
    """What there is in one file, and where it is."""

    def __init__(self, file: sqlite3.Connection, told: dict[str, str], service: str) -> None:
        self.file = file
        self.told = told
        self.base = f"{service}/dts"

    def json(self, told: dict[str, Any]) -> Response:
        """An object as an answer."""
        head = {"@context": _CONTEXT, "dtsVersion": _VERSION}
        return "200 OK", [("Content-Type", _JSON)], [_bytes(head | told)]

    def address(self, path: str, asked: dict[str, str]) -> str:
        """The address of a request."""
        return f"{self.base}/{path}?{urlencode(asked, quote_via=quote, safe=':/')}"

    def root(self) -> dict[str, Any]:
        """The collection of all texts."""
        # Texts are numbered without gaps, and counting a million takes its time
        told = "SELECT max(text) + 1 FROM resources"
        return {
            "@id": self.told["url"],
            "@type": "Collection",
            "title": self.told["title"],
            "totalParents": 0,
            "totalChildren": self.file.execute(told).fetchone()[0] or 0,
            "collection": f"{self.base}/collection{{?id,page,nav}}",
        }

    def find(self, identifier: str) -> tuple[int, str, int]:
        """The number of a text, what is told of it, and the key of its TEI."""
        told = "SELECT text, told, tei FROM resources WHERE id = ?"
        row = self.file.execute(told, (identifier,)).fetchone()
        if row is None:
            raise Problem(404, "There is no text, and no collection, with this identifier.")
        return int(row[0]), str(row[1]), int(row[2])

    def resource(self, identifier: str, told: str) -> dict[str, Any]:
        """A text, as all endpoints describe it."""
        name = quote(identifier, safe=":/")
        return {
            "@id": identifier,
            "@type": "Resource",
            "dtsVersion": _VERSION,
            "totalParents": 1,
            "totalChildren": 0,
            "collection": f"{self.base}/collection?id={name}{{&page,nav}}",
            "navigation": (
                f"{self.base}/navigation?resource={name}{{&ref,start,end,down,tree,page}}"
            ),
            "document": f"{self.base}/document?resource={name}{{&ref,start,end,tree,mediaType}}",
            "mediaTypes": [_TEI, _HTML, _PLAIN],
            **json.loads(told),
        }

    def view(self, path: str, asked: dict[str, str], page: int, size: int, each: int) -> Any:
        """The Pagination of a page, or nothing if there is but one."""
        pages = max(1, -(-size // each))
        if page > pages:
            raise Problem(404, f"There are {pages} pages.")
        if pages == 1:
            return {}

        def at(number: int) -> str | None:
            known = 1 <= number <= pages
            return self.address(path, {**asked, "page": str(number)}) if known else None

        view = {"first": at(1), "previous": at(page - 1), "next": at(page + 1), "last": at(pages)}
        return {"view": {"@id": at(page), "@type": "Pagination", **view}}


def _entry(service: _Service, _asked: dict[str, str]) -> Response:
    return service.json(
        {
            "@id": service.base,
            "@type": "EntryPoint",
            "collection": f"{service.base}/collection{{?id,page,nav}}",
            "navigation": f"{service.base}/navigation{{?resource,ref,start,end,down,tree,page}}",
            "document": f"{service.base}/document{{?resource,ref,start,end,tree,mediaType}}",
        }
    )


def _collection(service: _Service, asked: dict[str, str]) -> Response:
    nav = asked.get("nav", "children")
    if nav not in ("children", "parents"):
        raise Problem(400, "nav is children or parents.")
    identifier, page, root = asked.get("id", ""), _page(asked), service.root()
    if identifier not in ("", root["@id"]):
        _, told, _ = service.find(identifier)
        found = service.resource(identifier, told)
        members = [root] if nav == "parents" else []
        view = service.view("collection", asked, page, len(members), TEXTS)
        return service.json({**found, "member": members, **view} if members else found)
    if nav == "parents":
        return service.json({**root, "member": []})
    view = service.view("collection", asked, page, root["totalChildren"], TEXTS)
    rows = service.file.execute(
        "SELECT id, told FROM resources WHERE text >= ? ORDER BY text LIMIT ?",
        ((page - 1) * TEXTS, TEXTS),
    )
    members = [service.resource(name, told) for name, told in rows]
    return service.json({**root, "member": members, **view})


def _navigation(service: _Service, asked: dict[str, str]) -> Response:
    text, told, _ = service.find(_resource(asked))
    whole = service.resource(asked["resource"], told)
    down = _down(asked)
    _check_range(asked)
    named = "ref" in asked or "start" in asked
    if down == 0 and "ref" not in asked:
        raise Problem(400, "down=0 asks for what stands beside a ref, and there is none.")
    if down is None and not named:
        raise Problem(400, "There must be ref, start and end, or down.")
    page = _page(asked)
    said: dict[str, Any] = {"@id": service.address("navigation", asked), "@type": "Navigation"}
    said["resource"] = whole
    trees = Trees(service.file, text)
    if not trees.names:
        return service.json({**said, "member": []})
    tree = _tree(trees, asked)
    first, last = _ends(tree, asked)
    if first is not None and last is not None:
        ends = {"ref": first} if "ref" in asked else {"start": first, "end": last}
        said |= {name: one.told() for name, one in ends.items()}
    if down is None:
        return service.json(said)
    if down == 0 and first is not None:
        size = tree.count_beside(first)
        members = tree.beside(first, (page - 1) * PASSAGES, PASSAGES)
    else:
        start, end, level = tree.whole if first is None or last is None else (
            first.number, last.last, max(first.level, last.level),
        )  # fmt: skip
        deepest = None if down < 0 else level + down
        size = tree.count(start, end, deepest)
        members = tree.within(start, end, deepest, (page - 1) * PASSAGES, PASSAGES)
    view = service.view("navigation", asked, page, size, PASSAGES)
    return service.json({**said, "member": [one.told() for one in members], **view})


def _document(service: _Service, asked: dict[str, str]) -> Response:
    identifier = _resource(asked)
    text, told, key = service.find(identifier)
    _check_range(asked)
    media = asked.get("mediaType", _TEI).partition(";")[0].strip().lower()
    if media not in (*_MEDIA, _HTML, _PLAIN):
        raise Problem(404, f"This text is to be had as {_TEI}, {_HTML} or {_PLAIN}.")
    if "ref" in asked or "start" in asked:
        trees = Trees(service.file, text)
        if not trees.names:
            raise Problem(404, "There is no way to cite this text.")
        tree = _tree(trees, asked)
        first, last = _ends(tree, asked)
        assert first is not None
        assert last is not None
        body = fragment(service.file, text, key, first, last)
    else:
        body = text_of(service.file, key)
    if media in (_PLAIN, _HTML):
        from siglum.harvest.forms import as_html, as_plain  # a parser, which nothing else needs

        data = b"".join(body)
        title = json.loads(told).get("title", identifier)
        body = [as_plain(data) if media == _PLAIN else as_html(data, title)]
    link = f'<{service.address("collection", {"id": identifier})}>; rel="collection"'
    return "200 OK", [("Content-Type", f"{media}; charset=utf-8"), ("Link", link)], body


PATHS: Final[dict[str, Callable[[_Service, dict[str, str]], Response]]] = {
    "dts/collection": _collection,
    "dts/navigation": _navigation,
    "dts/document": _document,
    "dts": _entry,
}


def _resource(asked: dict[str, str]) -> str:
    if "resource" not in asked:
        raise Problem(400, "The parameter resource is missing.")
    return asked["resource"]


def _number(asked: dict[str, str], name: str) -> int | None:
    told = asked.get(name)
    if told is None:
        return None
    if not re.fullmatch(r"-?[0-9]{1,9}", told):
        raise Problem(400, f"{name} is a number.")
    return int(told)


def _page(asked: dict[str, str]) -> int:
    page = _number(asked, "page")
    if page is not None and page < 1:
        raise Problem(400, "Pages are counted from 1.")
    return page or 1


def _down(asked: dict[str, str]) -> int | None:
    down = _number(asked, "down")
    if down is not None and down < -1:
        raise Problem(400, "down is -1, 0 or more.")
    return down


def _check_range(asked: dict[str, str]) -> None:
    if ("start" in asked) != ("end" in asked):
        raise Problem(400, "start and end go together.")
    if "ref" in asked and "start" in asked:
        raise Problem(400, "There is either ref, or start and end.")


def _tree(trees: Trees, asked: dict[str, str]) -> Tree:
    found = trees.find(asked.get("tree", ""))
    if found is None:
        raise Problem(404, "This text has no citation tree of that name.")
    return found


def _ends(tree: Tree, asked: dict[str, str]) -> tuple[Passage | None, Passage | None]:
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
