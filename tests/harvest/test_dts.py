"""DTS 1.0: what each endpoint says, the table of `down` cell by cell, and passages as TEI."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html
from service import Client

from siglum.config import read_config
from siglum.harvest.cuts import cut, end_tags
from siglum.harvest.layout import NAME
from siglum.publishing import publish

TOML = """\
[edition]
title = "Books"
url = "https://ed.example.org"
licence = "CC0"
[publish]
email = "us@ed.example.org"
[outputs.website]
"""
TEXT = """\
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}"><teiHeader><fileDesc>
<titleStmt><title>The {id}</title></titleStmt><publicationStmt><publisher>P</publisher>
</publicationStmt><sourceDesc><listWit><witness xml:id="A">A</witness></listWit></sourceDesc>
</fileDesc>{encoding}</teiHeader><text xml:lang="la"><body>{body}</body></text></TEI>
"""
TREES = """\
<encodingDesc><refsDecl><citeStructure match="//body/div" use="@n" unit="book">
<citeData property="dc:creator" use="head"/><citeData property="place" use="'Brno'"/>
<citeStructure match="div" use="@n" delim="." unit="chapter"><citeStructure match="p"
use="position()" delim=":" unit="paragraph"/></citeStructure></citeStructure></refsDecl>
<refsDecl n="pages"><refState unit="page"/></refsDecl></encodingDesc>"""
BODY = (
    '<div n="1"><head>One</head><pb n="1"/>'
    '<div n="1"><p>a <app><lem wit="#A">b</lem><rdg>c</rdg></app></p><p rend="x&gt;y">d</p></div>'
    '<div n="2"><p>e <note>f</note></p><p>g<pb n="2"/>h</p></div></div>'
    '<div n="2"><head>Two</head><div n="1"><p>i &amp; j</p></div><div n="2"><p>k</p></div></div>'
    '<div n="3"><p>l</p></div>'
)
ALL = ("1 1.1 1.1:1 1.1:2 1.2 1.2:1 1.2:2 2 2.1 2.1:1 2.2 2.2:1 3").split()


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Client:
    """Three texts: one with two trees, one that declares nothing, one of many lines."""
    folder = tmp_path_factory.mktemp("dts")
    (folder / "tei").mkdir()
    lines = "".join(f"<l>line {n}</l>" for n in range(1, 2502))
    texts = {
        "tree": (TREES, BODY),
        "bare": ("", '<div n="1"><p>one</p><p>two <note>n</note></p></div><p>three</p>'),
        "long": ("", f"<lg>{lines}</lg>"),
    }
    for name, (encoding, body) in texts.items():
        told = TEXT.format(id=name, encoding=encoding, body=body)
        (folder / "tei" / f"{name}.xml").write_text(told)
    (folder / "edition.toml").write_text(TOML)
    config, findings = read_config(folder)
    assert findings == []
    assert publish(config, now=lambda: "2026-11-28T10:00:00Z").written
    return Client(folder / "public" / NAME, None)


def _get(client: Client, path: str, **asked: str) -> dict[str, Any]:
    status, headers, body = client.send(urlencode(asked), f"/dts{path}")
    assert status == "200 OK"
    assert headers["Content-Type"] == "application/ld+json; charset=utf-8"
    assert headers["Access-Control-Allow-Origin"] == "*"
    told: dict[str, Any] = json.loads(body)
    assert told["@context"] == "https://dtsapi.org/context/v1.0.json"
    assert told["dtsVersion"] == "1.0"
    return told


def _status(client: Client, path: str, **asked: str) -> int:
    """The status of a problem, which says what it is."""
    status, headers, body = client.send(urlencode(asked), f"/dts{path}")
    assert headers["Content-Type"] == "application/problem+json"
    told = json.loads(body)
    assert status.startswith(str(told["status"]))
    assert told["detail"].endswith(".")
    return int(told["status"])


def _tei(client: Client, **asked: str) -> etree._Element:
    status, headers, body = client.send(urlencode(asked), "/dts/document")
    assert status == "200 OK"
    assert headers["Content-Type"] == "application/tei+xml; charset=utf-8"
    name = asked["resource"]
    link = f'<https://ed.example.org/dts/collection?id={name}>; rel="collection"'
    assert headers["Link"] == link
    return etree.fromstring(body)


def _words(client: Client, **asked: str) -> str:
    """What is in the wrapper, without spaces."""
    root = _tei(client, resource="tree", **asked)
    (wrapper,) = root.iter("{https://w3id.org/api/dts#}wrapper")
    assert "".join(root.itertext()) == "".join(wrapper.itertext())
    return re.sub(r"\s", "", "".join(wrapper.itertext()))


# --- entry and collection -------------------------------------------------------------------


def test_the_entry_says_where_all_is(client: Client) -> None:
    """URI templates of the three endpoints."""
    told = _get(client, "")
    assert (told["@id"], told["@type"]) == ("https://ed.example.org/dts", "EntryPoint")
    at = "https://ed.example.org/dts"
    assert told["collection"] == f"{at}/collection{{?id,page,nav}}"
    assert told["navigation"] == f"{at}/navigation{{?resource,ref,start,end,down,tree,page}}"
    assert told["document"] == f"{at}/document{{?resource,ref,start,end,tree,mediaType}}"


def test_the_collection_has_all_texts(client: Client) -> None:
    """The edition is the one collection, with its texts in order."""
    told = _get(client, "/collection")
    assert told == _get(client, "/collection", id="https://ed.example.org")
    assert (told["title"], told["totalParents"], told["totalChildren"]) == ("Books", 0, 3)
    assert [one["@id"] for one in told["member"]] == ["bare", "long", "tree"]
    assert "view" not in told


def test_a_resource_says_what_is_needed(client: Client) -> None:
    """Every property that is required, and the types of passages."""
    told = _get(client, "/collection", id="tree")
    assert told["@type"] == "Resource"
    assert (told["totalParents"], told["totalChildren"]) == (1, 0)
    assert told["dublinCore"]["title"] == ["The tree"]
    assert told["download"] == "https://ed.example.org/downloads/tree.xml"
    assert told["mediaTypes"] == ["application/tei+xml", "text/html", "text/plain"]
    assert told["navigation"].endswith("?resource=tree{&ref,start,end,down,tree,page}")
    first, second = told["citationTrees"]
    assert "identifier" not in first
    (book,) = first["citeStructure"]
    assert book["citeType"] == "book"
    assert book["citeStructure"][0]["citeStructure"] == [
        {"@type": "CiteStructure", "citeType": "paragraph"}
    ]
    assert second["identifier"] == "pages"
    assert second["citeStructure"] == [{"@type": "CiteStructure", "citeType": "page"}]


def test_parents(client: Client) -> None:
    """Of a text: the edition; of that: none."""
    (root,) = _get(client, "/collection", id="tree", nav="parents")["member"]
    assert root["@id"] == "https://ed.example.org"
    assert _get(client, "/collection", nav="parents")["member"] == []


def test_pages_of_a_collection(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Pagination with the neighbours, null where there is none."""
    monkeypatch.setattr("siglum.harvest.dts.TEXTS", 2)
    first = _get(client, "/collection")
    assert [one["@id"] for one in first["member"]] == ["bare", "long"]
    view = first["view"]
    assert view["@type"] == "Pagination"
    assert view["previous"] is None
    assert view["next"] == view["last"] == "https://ed.example.org/dts/collection?page=2"
    second = _get(client, "/collection", page="2")
    assert [one["@id"] for one in second["member"]] == ["tree"]
    assert second["view"]["next"] is None


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"id": "nope"}, 404), ({"nav": "x"}, 400), ({"page": "0"}, 400), ({"page": "9"}, 404),
        ({"page": "x"}, 400), ({"page": "٣"}, 400), ({"id": "tree", "page": "2"}, 404),
    ],
)  # fmt: skip
def test_problems_of_the_collection(client: Client, asked: dict[str, str], status: int) -> None:
    if asked == {"id": "tree", "page": "2"}:
        assert "member" not in _get(client, "/collection", id="tree")
        asked = {**asked, "nav": "parents"}
    assert _status(client, "/collection", **asked) == status


# --- navigation -----------------------------------------------------------------------------

RANGE = {"start": "1.2", "end": "2.1"}


@pytest.mark.parametrize(
    ("down", "asked", "members"),
    [
        (None, {}, 400),
        (None, {"ref": "1.1"}, None),
        (None, RANGE, None),
        ("0", {}, 400),
        ("0", {"ref": "1.1"}, "1.1 1.2"),
        ("0", {"ref": "2"}, "1 2 3"),
        ("0", RANGE, 400),
        ("1", {}, "1 2 3"),
        ("2", {}, "1 1.1 1.2 2 2.1 2.2 3"),
        ("9", {}, " ".join(ALL)),
        ("1", {"ref": "1"}, "1 1.1 1.2"),
        ("2", {"ref": "1"}, "1 1.1 1.1:1 1.1:2 1.2 1.2:1 1.2:2"),
        ("1", {"ref": "3"}, "3"),
        ("1", {"ref": "1.1:2"}, "1.1:2"),
        ("1", {"start": "1", "end": "2"}, "1 1.1 1.2 2 2.1 2.2"),
        ("1", RANGE, "1.2 1.2:1 1.2:2 2 2.1 2.1:1"),
        ("1", {"start": "1.2:2", "end": "2"}, "1.2:2 2 2.1 2.1:1 2.2 2.2:1"),
        ("-1", {}, " ".join(ALL)),
        ("-1", {"ref": "2"}, "2 2.1 2.1:1 2.2 2.2:1"),
        ("-1", {"start": "2", "end": "3"}, "2 2.1 2.1:1 2.2 2.2:1 3"),
        ("-1", {"start": "2.1:1", "end": "2.1:1"}, "2.1:1"),
    ],
)  # fmt: skip
def test_down(
    client: Client, down: str | None, asked: dict[str, str], members: str | int | None
) -> None:
    """The table of «Usage of down, ref, start and end», cell by cell."""
    asked = {"resource": "tree", **asked, **({"down": down} if down else {})}
    if isinstance(members, int):
        assert _status(client, "/navigation", **asked) == members
        return
    told = _get(client, "/navigation", **asked)
    assert told["@type"] == "Navigation"
    assert told["@id"] == f"https://ed.example.org/dts/navigation?{urlencode(asked, safe=':/')}"
    assert told["resource"]["@id"] == "tree"
    for name in ("ref", "start", "end"):
        assert told.get(name, {}).get("identifier") == asked.get(name)
    if members is None:
        assert "member" not in told
    else:
        assert [one["identifier"] for one in told["member"]] == members.split()


def test_a_citable_unit_says_what_is_known(client: Client) -> None:
    """Level, parent, type, and what the header declares of it, with a vocabulary for it."""
    one, inner = _get(client, "/navigation", resource="tree", ref="1", down="1")["member"][:2]
    assert one == {
        "identifier": "1", "@type": "CitableUnit", "level": 1, "parent": None, "citeType": "book",
        "dublinCore": {"title": ["One"], "creator": ["One"]},
        "extensions": {
            "@context": {"@vocab": "https://ed.example.org/texts/tree/index.html#"},
            "place": ["Brno"],
        },
    }  # fmt: skip
    assert (inner["level"], inner["parent"], inner["citeType"]) == (2, "1", "chapter")


def test_another_tree(client: Client) -> None:
    """By its name; the first has none."""
    told = _get(client, "/navigation", resource="tree", tree="pages", down="-1")
    assert [one["identifier"] for one in told["member"]] == ["1", "2"]
    assert _status(client, "/navigation", resource="tree", tree="x", down="-1") == 404


def test_pages_of_passages(client: Client) -> None:
    """A text of 2,501 lines has three pages."""
    pages = [
        _get(client, "/navigation", resource="long", down="-1", page=str(n)) for n in (1, 2, 3)
    ]
    assert [len(one["member"]) for one in pages] == [1000, 1000, 501]
    address = "https://ed.example.org/dts/navigation?resource=long&down=-1&page={}"
    assert pages[1]["view"] == {
        "@id": address.format(2), "@type": "Pagination", "first": address.format(1),
        "previous": address.format(1), "next": address.format(3), "last": address.format(3),
    }  # fmt: skip
    beside = _get(client, "/navigation", resource="long", ref="7", down="0", page="3")
    assert len(beside["member"]) == 501


BAD_ENDS = [
    ({"ref": "9"}, 404), ({"start": "1", "end": "9"}, 404), ({"start": "1"}, 400),
    ({"end": "1"}, 400), ({"ref": "1", "start": "1", "end": "2"}, 400),
    ({"start": "2", "end": "1"}, 400), ({"ref": "1", "tree": "x"}, 404),
    ({"resource": ""}, 400), ({"resource": "nope", "ref": "1"}, 404), ({"ref": "\0"}, 404),
]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "status"),
    [*BAD_ENDS, ({"down": "x"}, 400), ({"down": "-2"}, 400), ({"down": "1", "page": "2"}, 404)],
)
def test_problems_of_navigation(client: Client, asked: dict[str, str], status: int) -> None:
    assert _status(client, "/navigation", **{"resource": "tree", **asked}) == status


# --- documents ------------------------------------------------------------------------------


def test_a_whole_text(client: Client) -> None:
    """The TEI as published, with its header; a tree that is named means nothing then."""
    root = _tei(client, resource="tree", tree="nope")
    assert root.tag == "{http://www.tei-c.org/ns/1.0}TEI"
    assert root.find("{*}teiHeader") is not None
    assert root.find(".//{https://w3id.org/api/dts#}wrapper") is None


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"ref": "1.1"}, "abcd"),
        ({"ref": "1.1:2"}, "d"),
        ({"ref": "2"}, "Twoi&jk"),
        ({"ref": "3"}, "l"),
        ({"start": "1.1:2", "end": "1.2:1"}, "def"),
        ({"start": "1.2:2", "end": "2.1"}, "ghTwoi&j"),
        ({"start": "1", "end": "1.1:1"}, "Oneabcdefgh"),
        ({"start": "2.2:1", "end": "3"}, "kl"),
        ({"ref": "1", "tree": "pages"}, "abcdefg"),
        ({"ref": "2", "tree": "pages"}, "hTwoi&jkl"),
        ({"start": "1", "end": "2", "tree": "pages"}, "abcdefghTwoi&jkl"),
    ],
)
def test_passages_and_ranges(client: Client, asked: dict[str, str], words: str) -> None:
    """Well-formed TEI: apparatus and notes within, nothing of the text around."""
    assert _words(client, **asked) == words


def test_a_passage_stands_in_what_is_around_it(client: Client) -> None:
    """All elements around it with their attributes; those of one end alone within the wrapper."""
    root = _tei(client, resource="tree", start="1.1:2", end="1.2:1")
    wrapper = root.find(".//{https://w3id.org/api/dts#}wrapper")
    assert wrapper is not None
    around = [etree.QName(one).localname for one in wrapper.iterancestors()]
    assert around == ["div", "body", "text", "TEI"]
    assert [one.get("n") for one in wrapper] == ["1", "2"]
    assert wrapper[0][0].get("rend") == "x>y"
    assert root.get("{http://www.w3.org/XML/1998/namespace}id") == "tree"


def test_a_text_that_declares_nothing(client: Client) -> None:
    """It is cited by the numbers in its margin."""
    told = _get(client, "/navigation", resource="bare", down="-1")["member"]
    words = [
        "".join(_tei(client, resource="bare", ref=one["identifier"]).itertext()).strip()
        for one in told
    ]
    assert words == ["onetwo n", "one", "two n", "three"]


@pytest.mark.parametrize(("asked", "status"), [*BAD_ENDS, ({"mediaType": "x/y"}, 404)])
def test_problems_of_documents(client: Client, asked: dict[str, str], status: int) -> None:
    assert _status(client, "/document", **{"resource": "tree", **asked}) == status


def test_other_names_of_xml(client: Client) -> None:
    """Clients that know no TEI ask for XML."""
    _, headers, _ = client.send("resource=tree&mediaType=application/xml", "/dts/document")
    assert headers["Content-Type"] == "application/xml; charset=utf-8"


@pytest.mark.parametrize("words", ["one two", "one two three"])
def test_passages_for_those_who_read_no_tei(client: Client, words: str) -> None:
    """As plain text, and as a page of HTML; whole texts too, without their header."""
    first = _get(client, "/navigation", resource="bare", down="1")["member"][0]["identifier"]
    asked = {"ref": first} if words == "one two" else {}
    query = urlencode({"resource": "bare", **asked, "mediaType": "text/plain"})
    status, headers, body = client.send(query, "/dts/document")
    assert status == "200 OK"
    assert headers["Content-Type"] == "text/plain; charset=utf-8"
    assert " ".join(body.decode().split()) == words
    query = urlencode({"resource": "bare", **asked, "mediaType": "text/html"})
    _, headers, body = client.send(query, "/dts/document")
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    page = html.document_fromstring(body)
    assert words.split()[-1] in page.find("body").text_content()
    assert page.find(".//*[@class='tei-teiHeader']") is None


@pytest.mark.parametrize("path", ["", "/collection", "/navigation", "/document"])
def test_only_what_reads(client: Client, path: str) -> None:
    assert client.send("", f"/dts{path}", "POST")[0] == "405 Method Not Allowed"
    assert client.send("x=" + "y" * 9000, f"/dts{path}")[0] == "400 Bad Request"
    assert client.send("id=1&id=2", f"/dts{path}")[0] == "400 Bad Request"


_NAMES = "resource ref start end down tree page id nav mediaType x".split()
_VALUES = st.sampled_from([*ALL, "tree", "bare", "pages", "-1", "0", "2"]) | st.text(max_size=8)


@settings(max_examples=400)
@given(
    path=st.sampled_from(["", "/collection", "/navigation", "/document"]),
    asked=st.dictionaries(st.sampled_from(_NAMES), _VALUES, max_size=6),
)
def test_whatever_is_asked_there_is_an_answer(
    client: Client, path: str, asked: dict[str, str]
) -> None:
    """200, 400 or 404, as the specification says; JSON or well-formed XML."""
    status, headers, body = client.send(urlencode(asked, errors="replace"), f"/dts{path}")
    assert status[:3] in ("200", "400", "404")
    if "json" in headers["Content-Type"]:
        json.loads(body)
    else:
        etree.fromstring(body)
    assert client.log.getvalue() == ""


# --- where elements lie ---------------------------------------------------------------------

_TREES = st.recursive(
    st.sampled_from(["", "x", "é", "&amp;", "<!-- > -->", "<?p > ?>"]),
    lambda inner: st.lists(inner, max_size=3).map(
        lambda parts: f'<b n="a&gt;b">{"".join(parts)}</b>' if parts else "<b/>"
    ),
    max_leaves=20,
)


@settings(max_examples=150)
@given(inside=_TREES, data=st.data())
def test_any_two_elements_make_a_well_formed_range(inside: str, data: st.DataObject) -> None:
    """Each cut is its element; from any element to any later one there is a whole document."""
    whole = etree.tostring(
        etree.fromstring(f"<TEI><text>{inside}<b>z</b></text></TEI>"), encoding="UTF-8"
    )
    root = etree.fromstring(whole)
    elements = list(root.iter("*"))
    cuts = cut(whole, range(len(elements)))
    for number, element in enumerate(elements):
        found = cuts.elements[number]
        told = etree.tostring(element, encoding="UTF-8", with_tail=False)
        assert whole[found.begin : found.end] == told
    first, last = sorted(
        data.draw(st.tuples(*[st.integers(0, len(elements) - 1)] * 2), label="range")
    )
    one, other = cuts.elements[first], cuts.elements[last]
    if other.end > one.end:
        opening = [tag.encode() for _, tag in cuts.contexts[one.context]]
        closing = [tag.encode() for _, tag in cuts.contexts[other.context]]
        etree.fromstring(b"".join(opening) + whole[one.begin : other.end] + end_tags(closing))
