from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from siglum.config import read_config
from siglum.render.resources import Resources
from siglum.render.stylesheets import Renderer
from siglum.wording import KEYS, LATIN, TABLES, Words, parameters, said, variable, words_for

TOP = Path(__file__).parents[1]
_XSL = "{http://www.w3.org/1999/XSL/Transform}"
ENTRY = '<p>a <app><lem wit="#A">b</lem><rdg wit="#B"/></app> c</p>'


def test_every_key_has_a_latin_word():
    """Latin is complete, so that any language may fall back on it."""
    assert sorted(LATIN) == sorted(KEYS)
    assert all(LATIN.values())


@pytest.mark.parametrize("language", sorted(TABLES))
def test_a_table_says_only_what_is_said_otherwise(language):
    """A word of a language that is the Latin one has no place in its table."""
    table = TABLES[language]
    assert set(table) <= set(KEYS)
    assert {key for key, word in table.items() if word == LATIN[key]} == set()


def test_the_tag_of_a_region_is_its_language():
    """Of «de-AT» the first part counts; a language without a table speaks Latin."""
    assert words_for("de-AT")["omitted"] == "fehlt"
    assert words_for("hu") == words_for("") == dict(LATIN)


def test_own_words_win_even_when_empty():
    """A word of edition.toml replaces that of the language; an empty one says nothing."""
    words = words_for("de", Words(omitted="deest", added=""))
    assert (words["omitted"], words["added"], words["after"]) == ("deest", "", "nach")
    assert "deest" in said("de", Words(omitted="deest"))
    assert "fehlt" not in said("de", Words(omitted="deest"))


def test_stylesheets_have_a_parameter_for_every_word():
    """words.xsl declares each word in Latin, with a variable for it, and no others."""
    sheet = etree.parse(TOP / "xslt" / "words.xsl")
    declared = {one.get("name"): one.text for one in sheet.iterfind(f"{_XSL}param")}
    assert declared == parameters(LATIN)
    variables = {one.get("name"): one.get("select") for one in sheet.iterfind(f"{_XSL}variable")}
    assert variables == dict(
        zip(map(variable, KEYS), (f"${name}" for name in declared), strict=True)
    )


def test_every_word_is_said_somewhere():
    """A key that no rule uses would be an option without effect."""
    rules = [file.read_text() for file in (TOP / "xslt").glob("*.xsl") if file.name != "words.xsl"]
    rooms = [
        file.read_text()
        for room in ("apparatus", "print", "render")
        for file in (TOP / "src" / "siglum" / room).glob("*.py")
    ]
    silent = [
        key
        for key in KEYS
        if not any(f"${variable(key)}" in rule or f"'{key}'" in rule for rule in rules)
        and not any(f'"{key}"' in room for room in rooms)
    ]
    assert silent == []


def test_the_guide_names_every_key():
    """What may be said otherwise stands in the guide, with the Latin word."""
    guide = (TOP / "docs" / "guide.md").read_text()
    rows = dict(re.findall(r"^\| `(\w+)` \| ([^|]+?) \|", guide, re.MULTILINE))
    assert {key: rows.get(key) for key in KEYS} == {
        key: word.replace("|", "\\|") for key, word in LATIN.items()
    }


@pytest.fixture
def configured(tmp_path):
    """`configured(toml)` -> the Config of an edition with these lines, and its findings."""

    def make(toml: str):
        (tmp_path / "edition.toml").write_text(toml)
        return read_config(tmp_path)

    return make


def test_words_of_edition_toml(configured):
    """[apparatus.words] and the languages of apparatus and edition decide, in this order."""
    config, findings = configured(
        '[edition]\nlanguage = "de"\n[apparatus.words]\nomitted = "deest"\n'
    )
    assert findings == []
    assert (config.words["omitted"], config.words["added"]) == ("deest", "erg.")
    config, _ = configured('[edition]\nlanguage = "de"\n[apparatus]\nlanguage = "la"\n')
    assert config.words == dict(LATIN)


def test_a_key_that_is_no_word_is_told(configured):
    """A slip in a key is told with its line and the key that may be meant."""
    _, (finding,) = configured('[apparatus.words]\nommitted = "x"\n')
    assert finding.code == "config.unknown-key"
    assert finding.place.line == 2
    assert "omitted" in finding.hint


@pytest.fixture
def rendered(publish, tei, tmp_path):
    """The HTML of an entry in an edition with an xslt/ folder and a language of its own."""

    def make(sheets: dict[str, str]):
        made = publish(tei(ENTRY))
        (tmp_path / "xslt").mkdir()
        for name, rules in sheets.items():
            (tmp_path / "xslt" / name).write_text(
                '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
                f'<xsl:import href="builtin:{name}"/>{rules}</xsl:stylesheet>'
            )
        return Renderer(made.edition, Resources(tmp_path), "web").unit(made.document, 0).apparatus

    return make


@pytest.mark.parametrize("sheet", ["html.xsl", "words.xsl"])
@pytest.mark.parametrize("kind", ["variable", "param"])
def test_a_variable_of_the_editor_wins(rendered, sheet, kind):
    """A word may be set in one's own html.xsl or words.xsl, whatever edition.toml says."""
    own = {sheet: f'<xsl:{kind} name="word-omitted">fehlt hier</xsl:{kind}>'}
    assert '<span class="word">fehlt hier</span>' in rendered(own)
