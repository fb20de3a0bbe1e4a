"""A WSGI environment -> the answer of the service: OAI-PMH, DTS, its health (PEP 3333).

The service reads one file and holds no state: any number of threads, processes and machines may
answer from copies of it.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from siglum.harvest import dts, oaipmh
from siglum.harvest.arguments import LONGEST
from siglum.harvest.description import description
from siglum.harvest.reading import Database, Unreadable

Environment = dict[str, Any]
StartResponse = Callable[[str, list[tuple[str, str]]], Any]
Application = Callable[[Environment, StartResponse], Iterable[bytes]]
#: What may be asked, and how.
METHODS: Final = {
    "oai": "GET, HEAD, POST",
    "health": "GET, HEAD",
    "openapi.json": "GET, HEAD",
    **dict.fromkeys(dts.PATHS, "GET, HEAD"),
}
_PLAIN: Final = "text/plain; charset=utf-8"
#: After so many seconds a harvester may ask again.
_LATER: Final = "300"
#: A body that is worth compressing, and one that is not worth copying.
_LEAST: Final = 500
_MUCH: Final = 4_000_000


def application(
    path: Path, service: str = "", clock: Callable[[], datetime] = lambda: datetime.now(UTC)
) -> Application:
    """The service that answers from the file at `path`.

    `service` is its address without /oai, if it is another one than edition.toml says.
    """
    database = Database(path)
    service = service.rstrip("/")

    def answer(environment: Environment, start: StartResponse) -> Iterable[bytes]:
        status, headers, body = _respond(environment, database, service, clock())
        headers.append(("Content-Length", str(sum(map(len, body)))))
        start(status, headers)
        return [] if environment.get("REQUEST_METHOD") == "HEAD" else body

    return answer


#: Status, headers, and the body in parts: a text may be large, and none is copied to join them.
_Response = tuple[str, list[tuple[str, str]], list[bytes]]


def _respond(
    environment: Environment, database: Database, service: str, moment: datetime
) -> _Response:
    # Whoever stands in front may pass the path of the website on
    path = environment.get("PATH_INFO", "").rstrip("/")
    path = next((name for name in METHODS if path.endswith(f"/{name}")), "")
    methods = METHODS.get(path)
    if methods is None:
        told = "Here are /oai, /dts, /health and /openapi.json; the pages lie elsewhere.\n"
        return _plain("404 Not Found", told)
    method = environment.get("REQUEST_METHOD", "GET")
    if method not in methods.split(", "):
        told = f"Ask by {methods}.\n"
        return _plain("405 Method Not Allowed", told, ("Allow", methods))
    if path == "openapi.json":
        headers = [("Content-Type", "application/json"), ("Access-Control-Allow-Origin", "*")]
        return "200 OK", headers, [description()]
    query = _query(environment, method)
    try:
        with database.reading() as file:
            if path == "health":
                number = file.execute("SELECT count(*) FROM formats").fetchone()[0]
                return _plain("200 OK", f"well: {number} formats\n", ("Cache-Control", "no-store"))
            if path == "oai":
                body = oaipmh.answer(query, file, service, moment)
                status, headers = "200 OK", [("Content-Type", "text/xml; charset=utf-8")]
            else:
                status, headers, body = dts.answer(path, query, file, service)
                # Readers of texts run in browsers, as pages of somebody else
                headers.append(("Access-Control-Allow-Origin", "*"))
    except Unreadable as error:
        if log := environment.get("wsgi.errors"):
            log.write(f"siglum: {error}\n")
            log.flush()
        told = "The records cannot be read at present. Please ask again later.\n"
        return _plain("503 Service Unavailable", told, ("Retry-After", _LATER))
    headers.append(("Vary", "Accept-Encoding"))
    accepted = environment.get("HTTP_ACCEPT_ENCODING", "")
    coding, body = _compressed(body, accepted)
    if coding:
        headers.append(("Content-Encoding", coding))
    return status, headers, body


def _plain(status: str, told: str, *headers: tuple[str, str]) -> _Response:
    return status, [("Content-Type", _PLAIN), *headers], [told.encode()]


def _query(environment: Environment, method: str) -> str:
    """The arguments as they were sent; more of them than anybody needs are not read."""
    if method != "POST":
        return str(environment.get("QUERY_STRING", ""))
    told = environment.get("CONTENT_LENGTH") or "0"
    length = int(told) if re.fullmatch(r"[0-9]{1,12}", told) else 0
    data: bytes = environment["wsgi.input"].read(min(length, LONGEST + 1))
    return data.decode("utf-8", "replace")


def _compressed(body: list[bytes], accepted: str) -> tuple[str, list[bytes]]:
    """The body in a coding that the client accepts (RFC 9110, 12.5.3), and the name of that."""
    told: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, _, rest = part.strip().partition(";")
        quality = re.search(r"\bq\s*=\s*(\S*)", rest)
        try:
            weight = float(quality[1]) if quality else 1.0
        except ValueError:
            weight = 0.0
        told[name.strip()] = weight
    weights = {coding: told.get(coding, told.get("*", 0.0)) for coding in ("gzip", "deflate")}
    coding = max(weights, key=lambda name: weights[name])
    size = sum(map(len, body))
    if size < _MUCH:
        body = [b"".join(body)]
    if not weights[coding] or size < _LEAST:
        return "", body
    packing = zlib.compressobj(1, wbits=31 if coding == "gzip" else 15)
    return coding, [
        *(packed for part in body if (packed := packing.compress(part))),
        packing.flush(),
    ]
