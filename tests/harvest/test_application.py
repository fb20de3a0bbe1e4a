"""What the service says to whoever asks, also for nonsense, and when it cannot read its file."""

from __future__ import annotations

import base64
import gzip
import json
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Callable
from urllib.parse import quote, quote_from_bytes

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from service import Client, item

from siglum.harvest.arguments import LONGEST, VERBS

FIRST = "verb=ListRecords&metadataPrefix=oai_dc"
NAME = "oai:ed.example.org:text/1"


# --- codings, methods, addresses ------------------------------------------------------------


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("", None), ("identity", None), ("br", None), ("gzip;q=0", None), ("gzip;q=x", None),
        ("gzip", "gzip"), ("GZip, deflate", "gzip"), ("deflate", "deflate"), ("*", "gzip"),
        ("gzip;q=0.1, deflate; q=0.9", "deflate"), ("*, gzip;q=0", "deflate"),
        ("gzip;q=0.0, *;q=0", None),
    ],
)  # fmt: skip
def test_answers_are_compressed_as_the_client_likes(
    client: Client, accepted: str, coding: str | None
) -> None:
    """RFC 9110, 12.5.3; Identify says which codings there are."""
    plain = client.send(FIRST)[2]
    _, headers, body = client.send(FIRST, HTTP_ACCEPT_ENCODING=accepted)
    assert headers.get("Content-Encoding") == coding
    assert headers["Vary"] == "Accept-Encoding"
    assert headers["Content-Length"] == str(len(body))
    unpacked = {None: bytes, "gzip": gzip.decompress, "deflate": zlib.decompress}[coding]
    assert unpacked(body) == plain


def test_head_is_get_without_a_body(client: Client) -> None:
    status, headers, body = client.send(FIRST, method="HEAD")
    assert (status, body) == ("200 OK", b"")
    assert int(headers["Content-Length"]) > 1000


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "x"])
def test_other_methods_are_told_which_there_are(client: Client, method: str) -> None:
    status, headers, _ = client.send(FIRST, method=method)
    assert (status, headers["Allow"]) == ("405 Method Not Allowed", "GET, HEAD, POST")


@pytest.mark.parametrize("path", ["", "/", "/x", "/oai/x", "/../harvest.sqlite", "/oai\0"])
def test_there_is_nothing_else(client: Client, path: str) -> None:
    assert client.send(FIRST, path)[0] == "404 Not Found"


@pytest.mark.parametrize("path", ["/oai", "/oai/", "/edition/oai"])
def test_the_path_of_the_website_may_stand_before(client: Client, path: str) -> None:
    """A web server in front may pass it on, or take it away."""
    assert client.send(FIRST, path)[0] == "200 OK"


def test_health(client: Client) -> None:
    assert client.send(path="/health")[::2] == ("200 OK", b"well: 3 formats\n")


def test_the_address_of_the_service_may_be_another_one(make: Callable[..., Client]) -> None:
    """Behind another name, or while trying it out."""
    client = make([item(0)], 1, "http://127.0.0.1:8000/x/")
    assert b"<baseURL>http://127.0.0.1:8000/x/oai</baseURL>" in client.send("verb=Identify")[2]


@pytest.mark.parametrize("domain", ["localhost", "127.0.0.1", "4.example.org"])
def test_a_domain_that_the_schema_of_identifiers_does_not_know(
    make: Callable[..., Client], domain: str
) -> None:
    """Then Identify does not say how identifiers are made; all else is the same."""
    from service import TOLD

    client = make([item(0)], 1, told={**TOLD, "domain": domain})
    assert b"description" not in client.send("verb=Identify")[2]
    assert client.errors("verb=Identify") == []


# --- requests that make no sense ------------------------------------------------------------


def test_a_long_request_is_an_error_of_the_protocol(client: Client) -> None:
    """A body is not read further than an honest request reaches."""
    assert client.errors("x=" + "y" * 10_000_000) == ["badArgument"]
    assert client.errors("x=" + "y" * 10_000_000, method="POST") == ["badArgument"]
    assert client.errors(f"{FIRST}&x={'y' * (LONGEST - 60)}") == ["badArgument"]
    assert client.errors("&".join(f"x{n}=1" for n in range(500))) == ["badArgument"]


@pytest.mark.parametrize("length", ["", "-1", "x", "1e9", "٣", "9" * 4000])
def test_a_length_that_is_none(client: Client, length: str) -> None:
    status, _, body = client.send("verb=Identify", method="POST", CONTENT_LENGTH=length)
    assert status == "200 OK"
    assert b'code="badVerb"' in body


def _forged(told: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(told).encode()).decode().rstrip("=")


_LATER = 1_900_000_000
_SOUND = ["1", "ListRecords", "oai_dc", "", "", "", "2024-01-01", "x", 1, 250, _LATER]


@pytest.mark.parametrize(
    "token",
    [
        "x", "=", "=" * 40, "ä", "W10", "bnVsbA", "\0", "[", "A" * 5000, _forged({}), _forged(1),
        _forged(["2", *_SOUND[1:]]), _forged([*_SOUND, 1]), _forged(_SOUND[:-1]),
        _forged([*_SOUND[:8], -1, 250, _LATER]), _forged([*_SOUND[:8], 9, 2, _LATER]),
        _forged([*_SOUND[:8], True, 250, _LATER]), _forged([*_SOUND[:9], 1e9, _LATER]),
        _forged([*_SOUND[:10], 10**30]), _forged([*_SOUND[:10], 0]),
        _forged(["1", None, *_SOUND[2:]]), _forged([*_SOUND[:5], "a b", *_SOUND[6:]]),
        _forged(["1", "ListSets", *_SOUND[2:]]), _forged(["1", "ListRecords", "x y", *_SOUND[3:]]),
        _forged(["1", "ListRecords", "zz", *_SOUND[3:]]),
        _forged([*_SOUND[:7], "\ud800", *_SOUND[8:]]),
        base64.urlsafe_b64encode(b"[" * 4000).decode(),
        base64.urlsafe_b64encode(b"9" * 4400).decode(),
    ],
)  # fmt: skip
def test_forged_tokens(client: Client, token: str) -> None:
    """A token is taken only as it would have been given."""
    codes = client.errors(f"verb=ListRecords&resumptionToken={quote(token)}")
    assert codes in (["badResumptionToken"], ["badArgument"])


def test_a_token_of_the_right_form_is_as_good_as_one_that_was_given(client: Client) -> None:
    """There is no secret in it, and nothing that one could not ask for."""
    made = (
        base64.urlsafe_b64encode(json.dumps(_SOUND, separators=(",", ":")).encode())
        .decode()
        .rstrip("=")
    )
    assert client.errors(f"verb=ListRecords&resumptionToken={made}") == []


EDGE = """\
verb=Identify
verb=ListSets
verb=ListMetadataFormats
verb=ListMetadataFormats&identifier=nope
verb=ListMetadataFormats&identifier=oai:ed.example.org:text/1
verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:ed.example.org:text/1
verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:ed.example.org:text/199
verb=GetRecord&metadataPrefix=zz&identifier=oai:ed.example.org:text/1
verb=ListRecords&metadataPrefix=oai_dc
verb=ListRecords&metadataPrefix=tei
verb=ListRecords&metadataPrefix=zz
verb=ListIdentifiers&metadataPrefix=oai_dc&from=2024-02-01&until=2024-02-02
verb=ListIdentifiers&metadataPrefix=oai_dc&from=2024-02-30
verb=ListIdentifiers&metadataPrefix=oai_dc&from=2024-02-05&until=2024-02-01
verb=ListRecords&metadataPrefix=oai_dc&until=1999-01-01
verb=ListRecords&metadataPrefix=oai_dc&set=a%20b
verb=ListRecords&metadataPrefix=oai_dc&set=nosuch
verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=tei
verb=Identify&verb=Identify
verb=Identify&x=1

verb=
verb=identify
verb=ListRecords&resumptionToken=
verb=ListRecords&resumptionToken=%00x
verb=ListSets&resumptionToken=zzz
verb=GetRecord&identifier=%3Cx%3E&metadataPrefix=oai_dc
verb=GetRecord&identifier=a%20b&metadataPrefix=oai_dc
verb=ListRecords&metadataPrefix=oai_dc&from=2024-01-01T00:00:00.123Z
verb=ListRecords&metadataPrefix=oai_dc&from=
verb=ListRecords&metadataPrefix=oai_dc&from=2024"""


@pytest.mark.parametrize("query", EDGE.split("\n"))
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_odd_requests_get_valid_answers(client: Client, query: str, method: str) -> None:
    """`ask` holds every answer against the schema."""
    client.ask(query, method)


_VALUES = st.one_of(
    st.sampled_from(
        ["oai_dc", "tei", "dc2", NAME, "kind", "kind:letter", "2024-01-03", "2024-02-01T10:00:00Z"]
    ),
    st.text(max_size=12),
    st.text("a1:/%[]@#?&=<>\"' -.~+\0é\ud7ff", max_size=12),
    st.datetimes().map(lambda moment: moment.strftime("%Y-%m-%dT%H:%M:%SZ")),
    st.dates().map(str),
    st.text("AEIOUQadgz09-_=", max_size=60),
).map(lambda text: quote(text, errors="replace"))
_BYTES = st.binary(max_size=12).map(quote_from_bytes)
_NAMES = st.sampled_from(
    ["metadataPrefix", "identifier", "set", "from", "until", "resumptionToken", "verb", "x", ""]
)
_QUERIES = st.tuples(
    st.sampled_from([*VERBS, "x"]), st.lists(st.tuples(_NAMES, _VALUES | _BYTES), max_size=5)
).map(lambda told: "&".join([f"verb={told[0]}", *(f"{name}={value}" for name, value in told[1])]))


@settings(max_examples=600)
@given(query=_QUERIES | st.text(max_size=40), method=st.sampled_from(["GET", "POST"]))
def test_whatever_is_asked_the_answer_is_valid(
    texts: object, schema: etree.XMLSchema | None, query: str, method: str
) -> None:
    """No request ends in a failure, or in an answer that the schema does not know."""
    client = Client(texts, schema)  # type: ignore[arg-type]
    query = query.encode("utf-8", "replace").decode("utf-8" if method == "POST" else "latin-1")
    client.ask(query, method)
    assert client.log.getvalue() == ""


@settings(max_examples=400)
@given(name=st.text(max_size=12) | st.text("aA1:/%[]@#?&=<>\"' -.~+é", min_size=1, max_size=10))
def test_an_identifier_is_echoed_only_if_it_is_a_uri(
    texts: object, schema: etree.XMLSchema | None, name: str
) -> None:
    """What is none is a bad argument; of what is one, nothing is known."""
    client = Client(texts, schema)  # type: ignore[arg-type]
    told = quote(name, safe="", errors="replace")
    codes = client.errors(f"verb=GetRecord&metadataPrefix=oai_dc&identifier={told}")
    assert codes in (["idDoesNotExist"], ["badArgument"])


# --- a file that cannot be read -------------------------------------------------------------


def _unreadable(client: Client) -> str:
    """What the log says where the service cannot answer; the client hears nothing of it."""
    for path in ("/oai", "/health"):
        status, headers, body = client.send("verb=Identify", path)
        assert status == "503 Service Unavailable"
        assert headers["Retry-After"] == "300"
        assert b"ask again later" in body
        assert str(client.file).encode() not in body
    one, other = client.log.getvalue().splitlines()
    assert one == other
    return one


def test_a_file_that_is_missing(make: Callable[..., Client]) -> None:
    client = make([item(0)], 1)
    client.file.unlink()
    assert _unreadable(client).endswith("publish with url in [edition] and email in [publish]")


def test_a_file_that_is_cut_off(make: Callable[..., Client]) -> None:
    client = make([item(n) for n in range(250)], 250)
    data = client.file.read_bytes()
    client.file.write_bytes(data[: len(data) // 2])
    told = _unreadable(client)
    assert "is cut off or damaged (" in told
    assert told.endswith("): publish the edition again, or copy the file anew")
    client.log.seek(client.log.truncate(0))
    client.file.write_bytes(data[:50])
    assert "is no file for harvesters" in _unreadable(client)


def test_a_file_that_is_empty_or_something_else(make: Callable[..., Client]) -> None:
    for data, why in ((b"", "no file for harvesters"), (b"<TEI/>" * 1000, "damaged")):
        client = make([item(0)], 1)
        client.file.write_bytes(data)
        assert why in _unreadable(client)


def test_a_file_of_another_version(make: Callable[..., Client]) -> None:
    client = make([item(0)], 1)
    with sqlite3.connect(client.file) as file:
        file.execute("PRAGMA user_version = 99")
    file.close()
    assert "written by another version of siglum (form 99, not" in _unreadable(client)


def test_a_file_that_is_damaged_within(make: Callable[..., Client]) -> None:
    """Whatever byte is lost, the answer is valid XML, or the service says that it cannot answer."""
    client = make([item(n) for n in range(250)], 250)
    data = client.file.read_bytes()
    seen = set()
    for start in range(0, len(data), 8192):
        client.file.write_bytes(data[:start] + b"\xff" * 600 + data[start + 600 :])
        status, _, body = client.send(FIRST)
        seen.add(status)
        if status == "200 OK":
            etree.fromstring(body)
    assert "503 Service Unavailable" in seen


def test_a_new_file_is_taken_without_a_restart(make: Callable[..., Client]) -> None:
    """Publishing replaces the file; so may whoever copies it."""
    client = make([item(0)], 1)
    assert client.ids(FIRST) == ["0"]
    client.file.unlink()
    make([item(0), item(1)], 2)
    assert client.ids(FIRST) == ["0", "1"]


def test_the_service_needs_no_parser() -> None:
    """It joins what is written already: a small process, on a machine that builds nothing."""
    code = "import sys, siglum.wsgi; sys.exit('lxml' in sys.modules or 'click' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
