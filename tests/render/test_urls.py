from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siglum.edition import Edition
from siglum.render.urls import (
    Pointers,
    Target,
    address,
    document_page,
    fragment,
    relative,
    safe_url,
)


@pytest.mark.parametrize(
    ("page", "target", "result"),
    [
        ("index.html", "texts/a/index.html", "texts/a/index.html"),
        ("texts/a/index.html", "index.html", "../../index.html"),
        ("texts/a/1.html", "texts/a/2.html", "2.html"),
        ("texts/a/1.html", "texts/b/2.html#x", "../b/2.html#x"),
        ("texts/a/1.html", "texts/a/1.html#x", "#x"),
        ("texts/a/1.html", "texts/a/1.html", "1.html"),
        ("texts/a/1.html", "#x", "#x"),
    ],
)
def test_relative(page, target, result):
    """From page to page without a server; on the same page the fragment alone."""
    assert relative(page, target) == result


NAMES = st.text("abč .é#?%&", min_size=1, max_size=5).filter(lambda name: name.strip("."))


@given(st.lists(NAMES, min_size=1, max_size=3), st.lists(NAMES, min_size=1, max_size=3))
def test_relative_leads_where_it_should(page, target):
    """A browser that follows the address comes to the target, whatever the names."""
    base = "https://e.org/"
    here = "/".join(fragment(name) for name in page) + ".html"
    there = "/".join(fragment(name) for name in target) + ".html"
    found = urljoin(base + here, relative(here, there))
    assert found == urljoin(base, there)


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://e.org/a?b#c", "https://e.org/a?b#c"),
        ("mailto:a@e.org", "mailto:a@e.org"),
        ("a/b.html#c", "a/b.html#c"),
        ("#c", "#c"),
        ("HTTPS://e.org", "HTTPS://e.org"),
        ("javascript:x", ""),
        ("java\nscript:x", ""),
        ("\u200bjavascript:x", ""),
        ("data:x", ""),
        ("file:///etc", ""),
        ("//e.org", ""),
        ("\\\\e.org", ""),
        ("/\\e.org", ""),
        ("urn:x:y", ""),
    ],
)
def test_safe_urls(url, safe):
    """http, https, mailto and relative addresses are links; nothing else is."""
    assert safe_url(url) == safe


@given(st.text("#ab č%é?&\"'<>", min_size=1, max_size=8))
def test_fragments(name):
    """Any identifier can be the fragment of an address, and is found again."""
    made = fragment(name)
    assert made.isascii()
    assert unquote(made) == name
    assert not set(made) & set('#"<> ?')


@pytest.fixture
def two(publish, tei):
    """An edition of two files in one folder, the first of them with an id of any script."""
    one = publish(tei('<p xml:id="ř1">a</p><p xml:id="x.2">b</p>'), name="one.xml").document
    other = publish(tei('<p xml:id="y">c</p>'), name="two.xml").document
    other = replace(other, path=one.path.parent / "two.xml")
    made = Edition(publish(tei("a")).edition.config, [one, other])
    return Pointers(made), one, other


@pytest.mark.parametrize(
    ("pointer", "name"),
    [("#ř1", "ř1"), ("#%C5%991", "ř1"), (" #x.2 ", "x.2"), ("one.xml#ř1", "ř1"), ("one.xml", "")],
)
def test_pointers_into_the_document(two, pointer, name):
    """A fragment, quoted or not, with or without the name of the file itself."""
    pointers, one, _ = two
    assert pointers.resolve(one, pointer) == Target(one, name)


def test_pointers_into_another_document(two):
    """A file beside leads to its page, from whatever page it is linked."""
    pointers, one, other = two
    target = pointers.resolve(one, "two.xml#y")
    assert target == Target(other, "y")
    assert address(target, document_page(one)) == "../two/index.html#y"
    assert address(target, document_page(other)) == "#y"
    assert address(Target(other), "index.html") == "texts/two/index.html"


@pytest.mark.parametrize(
    "pointer",
    ["", "#", "#nowhere", "three.xml", "two.xml#nowhere", "javascript:x", "//e.org", "\0", "../x"],
)
def test_pointers_that_lead_nowhere(two, pointer):
    """What is not published is no link; it is not guessed at either."""
    pointers, one, _ = two
    found = pointers.resolve(one, pointer)
    assert found is None or (pointer == "#" and found == Target(one))


def test_addresses_of_the_network(two):
    """An address of the web stays what it is."""
    pointers, one, _ = two
    target = pointers.resolve(one, "https://e.org/x#y")
    assert target is not None
    assert address(target, "index.html") == "https://e.org/x#y"
