"""A file for harvesters made of a few lines, and a client that asks the service of it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lxml import etree

from siglum.harvest.application import application
from siglum.harvest.writing import Item, Offer, harvest_file

OAI = "{http://www.openarchives.org/OAI/2.0/}"
DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
MOMENT = datetime(2026, 11, 28, 18, 30, tzinfo=UTC)
TOLD = {
    "title": "Letters & <more>",
    "url": "https://ed.example.org",
    "service": "https://ed.example.org",
    "domain": "ed.example.org",
    "email": "editor@ed.example.org",
    "earliest": "2024-01-01T10:00:00Z",
}


def item(number: int, *, stamp: str = "", deleted: bool = False, sets: str = "") -> Item:
    """The item of text `number`: one a day from 2024-01-01 on, 28 in each month."""
    day = f"2024-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}T10:00:00Z"
    kinds = tuple((sets or f"kind:{'letter' if number % 2 else 'text'}").split())
    right = ("https://creativecommons.org/licenses/by/4.0/",)
    name = f"oai:ed.example.org:text/{number}"
    return Item(name, stamp or day, None if deleted else number, kinds, right)


def record(number: int) -> bytes:
    """A record of text `number` as oai_dc."""
    return (
        f'<oai_dc:dc xmlns:oai_dc="{DC}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>Letter {number}</dc:title></oai_dc:dc>"
    ).encode()


def tei(number: int) -> bytes:
    """Text `number` as TEI; every tenth has an identifier of the text before."""
    name = f"p{number - 1 if number % 10 == 0 else number}"
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><p xml:id="{name}">x</p></TEI>'.encode()


def write(
    path: Path,
    items: Iterable[Item],
    texts: int,
    tei: Callable[[int], bytes] = tei,
    told: dict[str, str] = TOLD,
) -> Path:
    """Write a file for harvesters in which each of `texts` has a record in two formats."""
    new = path.with_name("new")
    new.unlink(missing_ok=True)
    with harvest_file(new) as writer:
        writer.offer(
            [
                Offer("oai_dc", f"{DC[:-1]}.xsd", DC),
                Offer("tei", "https://tei-c.org/x.xsd", "http://www.tei-c.org/ns/1.0"),
                Offer("dc2", "https://ed.example.org/dc2.xsd", "urn:dc2", "oai_dc"),
            ]
        )
        for number in range(texts):
            made = {"oai_dc": record(number), "tei": tei(number)}
            writer.add_text({name: data for name, data in made.items() if data})
        writer.finish(told, {"kind": "By kind"}, items)
    return new.replace(path)


class Client:
    """Asks the service of a file, without a network."""

    def __init__(self, file: Path, schema: etree.XMLSchema | None, service: str = "") -> None:
        self.now = MOMENT
        self.file = file
        self._app = application(file, service, lambda: self.now)
        self._schema = schema
        self.log = io.StringIO()

    def send(
        self, query: str = "", path: str = "/oai", method: str = "GET", **more: Any
    ) -> tuple[str, dict[str, str], bytes]:
        """Send a request -> status, headers, body."""
        environment: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": self.log,
        }
        if method == "POST":
            body = query.encode()
            environment |= {"QUERY_STRING": "", "CONTENT_LENGTH": str(len(body))}
            environment["wsgi.input"] = io.BytesIO(body)
        answers: list[Any] = []
        environment |= more
        body = b"".join(self._app(environment, lambda *told: answers.extend(told)))
        status, headers = answers
        assert len({name for name, _ in headers}) == len(headers)
        return status, dict(headers), body

    def ask(self, query: str, method: str = "GET") -> etree._Element:
        """Ask OAI-PMH -> the root of the answer, which is valid whatever was asked."""
        status, headers, body = self.send(query, method=method)
        assert status == "200 OK"
        assert headers["Content-Type"] == "text/xml; charset=utf-8"
        root = etree.fromstring(body)
        if self._schema is not None:
            self._schema.assertValid(root)
        return root

    def errors(self, query: str, method: str = "GET") -> list[str]:
        """The codes of the errors of an answer, none twice."""
        return sorted({one.get("code", "") for one in self.ask(query, method).iter(f"{OAI}error")})

    def ids(self, query: str) -> list[str]:
        """The last parts of all identifiers of an answer, in order."""
        return [
            (one.text or "").rpartition("/")[2]
            for header in self.ask(query).iter(f"{OAI}header")
            for one in header.iter(f"{OAI}identifier")
        ]

    def harvest(self, query: str) -> list[list[str]]:
        """All pages of a list, each with the last parts of its identifiers."""
        verb = query.partition("&")[0]
        pages = []
        while query:
            pages.append(self.ids(query))
            found = self.token(query)
            query = f"{verb}&resumptionToken={found}" if found else ""
        return pages

    def token(self, query: str) -> str:
        """The token at the end of a page, or nothing."""
        found = self.ask(query).find(f".//{OAI}resumptionToken")
        return "" if found is None else found.text or ""
