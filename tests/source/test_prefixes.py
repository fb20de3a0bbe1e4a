from __future__ import annotations

import pytest
from lxml import etree

from siglum.source.prefixes import read_prefixes, scheme_of


@pytest.fixture
def prefixes(tei):
    def read(*definitions):
        made = "".join(
            f'<prefixDef ident="{ident}" matchPattern="{pattern}" replacementPattern="{made}"/>'
            for ident, pattern, made in definitions
        )
        header = f"<encodingDesc><listPrefixDef>{made}</listPrefixDef></encodingDesc>"
        return read_prefixes(etree.fromstring(tei("<p>a</p>", header=header)))

    return read


def test_what_a_pointer_stands_for(prefixes):
    """The first pattern that fits the part after the colon as a whole gives the address."""
    known = prefixes(
        ("bib", "([a-z]+)", "works.xml#$1"), ("bib", r"([a-z]+)(\d+)", "https://e.org/$2/$1")
    )
    assert known.expand("bib:kern") == "works.xml#kern"
    assert known.expand("bib:kern1917") == "https://e.org/1917/kern"
    assert known.expand("bib:Kern") is None
    assert known.expand("https://e.org") == "https://e.org"
    assert known.expand("#kern") == "#kern"


def test_replacements(prefixes):
    """$0 is the whole, a dollar sign is written with a backslash."""
    assert prefixes(("a", "x(y)?", r"$0-$1-\$1")).expand("a:x") == "x--$1"


def test_prefixes_that_stand_for_each_other(prefixes):
    """They are followed, but not in a circle."""
    assert prefixes(("a", "(.+)", "b:$1"), ("b", "(.+)", "#$1")).expand("a:x") == "#x"
    assert prefixes(("a", "(.+)", "b:$1"), ("b", "(.+)", "a:$1")).expand("a:x") is None


@pytest.mark.parametrize(
    ("pattern", "replacement", "problem"),
    [("(.+", "#$1", "is not closed"), ("(.+)", "#$2", "asks for $2"), (".+", "#x", "")],
)
def test_definitions_that_cannot_be_used(prefixes, pattern, replacement, problem):
    """The problem is kept with the definition; nothing is raised."""
    (definition,) = prefixes(("bib", pattern, replacement)).definitions["bib"]
    assert problem in definition.problem
    assert bool(problem) is bool(definition.problem)


def test_a_colon_in_the_name_is_forgiven(prefixes):
    """ident="bib:" is a frequent slip."""
    assert prefixes(("bib:", "(.+)", "#$1")).expand("bib:x") == "#x"


def test_prefixes_of_a_corpus(tei):
    """Those of the corpus hold for its texts; their own come first."""
    definition = '<prefixDef ident="a" matchPattern="(.+)" replacementPattern="{}"/>'
    one = f"<encodingDesc>{definition}</encodingDesc>"
    text = tei("<p>a</p>", header=one.format("own/$1")).partition(b"?>")[2].decode()
    header = one.format("corpus/$1").replace('ident="a"', 'ident="b"')
    corpus = etree.fromstring(
        '<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">'
        f"<teiHeader>{header}</teiHeader>{text}</teiCorpus>"
    )
    known = read_prefixes(corpus[1])
    assert (known.expand("a:x"), known.expand("b:x")) == ("own/x", "corpus/x")


@pytest.mark.parametrize(
    ("pointer", "scheme"), [("bib:x", "bib"), ("#a:b", ""), ("a/b:c", ""), ("", ""), ("1a:b", "")]
)
def test_schemes(pointer, scheme):
    """Letters, digits and a few signs before the first colon (RFC 3986, 3.1)."""
    assert scheme_of(pointer) == scheme
