from __future__ import annotations

import pytest


@pytest.fixture
def told(publish, tei):
    def find(tag, header=""):
        body = f'<p>a <foreign xml:lang="{tag}">b</foreign></p>'
        return [(f.code, f.hint) for f in publish(tei(body, header=header)).findings()]

    return find


@pytest.mark.parametrize(
    "tag",
    "la LA grc la-Latn la-latn en-GB es-419 sl-rozaj-biske de-CH-1901 x-private zh-yue "
    "de-x-baumstrk zh-min-nan i-klingon en-GB-oed ar-Latn-x-ijmes sl-bohoric de-u-co-phonebk "
    "kaw-Latn und mul zxx qaa-Qaaa".split(),
)
def test_tags_that_are_sound(told, tag):
    """What RFC 5646 allows, in any case of letters."""
    assert told(tag) == []


def test_an_empty_tag_says_that_the_language_is_not_known(told):
    """XML allows it."""
    assert told("") == []


@pytest.mark.parametrize(
    ("tag", "remedy"),
    [
        ("greek", "grc"), ("gr", "el"), ("jp", '"ja"'), ("cz", '"cs"'), ("latin-x-a", '"la-x-a"'),
        ("en_GB", '"en-GB"'), ("sr-Cryl", '"sr-Cyrl"'), ("san-Latin", '"san-Latn"'),
        ("en-UK", '"en-GB"'), ("el-grc", '"grc"'), ("la grc", "mark the parts"),
        ("italic", "la"), ("a", "la"), ("en-", "la"), ("la--Latn", "la"), ("1a", "la"),
    ],
)  # fmt: skip
def test_tags_that_are_none(told, tag, remedy):
    """Each is told with what was probably meant."""
    found = told(tag)
    assert [code for code, _ in found] == ["lang.invalid"]
    assert remedy in found[0][1]


@pytest.mark.parametrize(("tag", "short"), [("lat", '"la"'), ("ger-AT", '"de-AT"')])
def test_longer_codes(told, tag, short):
    """They are understood, and the shorter one is named."""
    assert told(tag) == [("lang.long-code", f"write {short}")]


@pytest.mark.parametrize(
    ("tag", "listed"), [("la-IT", True), ("eng", True), ("en-GB", True), ("grc", False)]
)
def test_languages_of_the_header(told, tag, listed):
    """A wider or longer tag in the header covers the one of the text."""
    header = "".join(f'<language ident="{ident}">L</language>' for ident in ("la", "en"))
    found = told(tag, f"<profileDesc><langUsage>{header}</langUsage></profileDesc>")
    assert ("lang.undeclared" in [code for code, _ in found]) is not listed


def test_the_language_of_the_header_itself_need_not_be_listed(publish, tei):
    """A header in English above a text in Latin."""
    header = (
        '<profileDesc xml:lang="en"><langUsage><language ident="la">Latin</language></langUsage>'
        "</profileDesc>"
    )
    assert publish(tei("<p>a</p>", header=header)).findings() == []


def test_long_values(told):
    """They are no tags, and end soon."""
    assert [code for code, _ in told("a-" * 50_000)] == ["lang.invalid"]
