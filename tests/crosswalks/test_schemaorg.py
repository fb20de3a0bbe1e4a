from __future__ import annotations

import dataclasses
import json

from pyld import jsonld

from siglum.crosswalks.schemaorg import in_html, page_of, schema_org, write_json_ld
from siglum.metadata.authorities import authority
from siglum.metadata.model import Agent, Licence

SDO = "https://schema.org/"
#: In place of schema.org's context, which would be fetched: the same vocabulary, and its addresses.
CONTEXT = {
    "@vocab": SDO,
    **{name: {"@type": "@id"} for name in ("url", "license", "sameAs", "contentUrl")},
}


def _nodes(made):
    """JSON-LD as a public library understands it: each node by its identifier."""

    def loader(url, _options):
        assert url == "https://schema.org"
        return {"documentUrl": url, "contextUrl": None, "document": {"@context": CONTEXT}}

    options = {"documentLoader": loader, "base": "https://s.org/"}
    return {node["@id"]: node for node in jsonld.flatten(made, None, options)}


def _values(node, name):
    return [one.get("@value", one.get("@id")) for one in node.get(SDO + name, ())]


def test_a_public_library_reads_the_fields(full):
    """Type, name, people, dates, language, licence, part of, source and files."""
    nodes = _nodes(schema_org(full))
    node = nodes["https://s.org/texts/a/index.html"]
    assert node["@type"] == [SDO + "Chapter"]
    assert node[SDO + "name"] == [{"@value": "Carmen", "@language": "la"}]
    assert _values(node, "datePublished") == ["2024-03"]
    assert _values(node, "inLanguage") == ["la"]
    assert _values(node, "license") == ["https://creativecommons.org/licenses/by/4.0/"]
    assert _values(node, "url") == ["https://s.org/texts/a/index.html"]
    assert _values(node, "author") == ["https://viaf.org/viaf/12"]
    assert _values(node, "translator") == ["https://orcid.org/0000-0002-1825-0097"]
    assert _values(node, "isPartOf")[0] == "https://s.org/index.html"
    assert len(_values(node, "isBasedOn")) == 4
    assert [
        _values(one, "name")
        for one in nodes.values()
        if _values(one, "description") == ["0200/0399"]
    ] == [["P46"]]
    files = [nodes[one] for one in _values(node, "encoding")]
    assert [_values(one, "encodingFormat") for one in files] == [
        ["application/tei+xml"],
        ["application/pdf"],
    ]
    assert _values(nodes["https://viaf.org/viaf/12"], "familyName") == ["Haller"]
    assert _values(nodes["https://s.org/index.html"], "name") == ["All & Sundry"]


def test_a_letter_has_its_ends(letter):
    """A letter is a message, with sender, recipient and the day on which it was sent."""
    nodes = _nodes(schema_org(letter))
    node = nodes["https://s.org/texts/c/index.html"]
    assert node["@type"] == [SDO + "Message"]
    ends = [nodes[_values(node, name)[0]] for name in ("sender", "recipient")]
    assert [_values(one, "name") for one in ends] == [["Jan"], ["Pan, Piotr"]]
    assert _values(node, "dateSent") == ["1438-01-13"]


def test_a_span_of_years_is_not_its_first(full):
    """What was made between two years was not made in the first of them."""
    assert schema_org(full)["dateCreated"] == "-0050/0150"


def test_a_publisher_who_is_a_person(full):
    """Publishers are what the header says they are, and have their identifiers."""
    who = Agent("Till Grallert", ("isb",), ids=(authority("https://viaf.org/viaf/12"),))
    said = dataclasses.replace(full.metadata, publishers=(who,))
    record = dataclasses.replace(full, metadata=said, publisher="Till Grallert")
    assert schema_org(record)["publisher"] == {
        "@type": "Person",
        "@id": "https://viaf.org/viaf/12",
        "name": "Till Grallert",
    }


def test_terms_of_use_without_an_address(full):
    """`license` expects an address or a work: words are a work."""
    record = dataclasses.replace(full, licences=(Licence("", "free"),))
    assert schema_org(record)["isAccessibleForFree"] is True
    assert schema_org(record)["license"] == {"@type": "CreativeWork", "text": "free"}


def test_a_page_is_part_of_its_text(full):
    """A page that holds a part says of what, in few words."""
    nodes = _nodes(page_of(full, "https://s.org/texts/a/2.html", "Second song"))
    page = nodes["https://s.org/texts/a/2.html"]
    assert page["@type"] == [SDO + "WebPage"]
    assert _values(page, "isPartOf") == [full.address]
    assert _values(nodes[full.address], "isBasedOn") == []
    assert nodes[full.address][SDO + "name"]


def test_nothing_ends_the_script(full):
    """What a header says cannot close the script element, nor open a comment in it."""
    told = in_html(schema_org(full) | {"name": "</script><!--&"})
    assert "<" not in told
    assert "&" not in told
    assert json.loads(told)["name"] == "</script><!--&"


def test_the_file_is_what_the_page_says(full):
    """The JSON-LD file holds the same as the page of the text."""
    assert json.loads(write_json_ld(full)) == json.loads(in_html(schema_org(full)))


def test_who_led_the_work_is_its_editor_only_where_there_is_none(full):
    """`principal` beside `editor`: one is told as having contributed."""
    led = Agent("P. Lead", ("rth",))
    alone = dataclasses.replace(full, creators=(), contributors=(led,))
    assert schema_org(alone)["editor"]["name"] == "P. Lead"
    both = dataclasses.replace(alone, contributors=(led, Agent("E. Dit", ("edt",))))
    made = schema_org(both)
    assert (made["editor"]["name"], made["contributor"]["name"]) == ("E. Dit", "P. Lead")
