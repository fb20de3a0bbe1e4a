from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment
from lxml import etree

import siglum
from siglum.config import read_config
from siglum.exchange.registers import PARTS, WHOLE
from siglum.phrases.handbook import handbook
from siglum.phrases.speaking import (
    FOLDER,
    LANGUAGES,
    counted,
    listed,
    phrases,
    slots,
    table_of,
    untold,
    written_date,
)
from siglum.render.resources import builtin

SRC = Path(siglum.__file__).parent
ENGLISH = table_of("en")
_XSL = "{http://www.w3.org/1999/XSL/Transform}"
#: Words of templates and stylesheets that are the same in every language.
_NAMES = frozenset(("siglum", "xml:id"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_everything(language: str) -> None:
    """All keys in each language, in one order, none empty, the same to be filled in."""
    table = table_of(language)
    assert list(table) == list(ENGLISH)
    assert [key for key, words in table.items() if not words.strip()] == []
    assert {key: words for key, words in table.items() if slots(words) != slots(ENGLISH[key])} == {}
    assert table["language"] == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_counted_has_its_forms(language: str) -> None:
    """Two forms, in Czech three; twelve months; a word that is not counted has one."""
    table = table_of(language)
    for key, words in table.items():
        forms = words.count("|") + 1
        if key.startswith("months"):
            assert forms == 12, key
        elif key.startswith("unit."):
            assert forms in (1, 3 if language == "cs" else 2), key
        else:
            assert forms == 1, key


def test_every_language_has_a_file_and_every_file_a_language() -> None:
    """A file that nobody reads would be a translation for nothing."""
    assert sorted(file.stem for file in FOLDER.glob("*.toml")) == sorted(LANGUAGES)


def test_every_phrase_is_used_and_every_phrase_used_exists() -> None:
    """Templates, stylesheets and modules speak through the one table, and it holds nothing else."""
    templates = [path for path in sorted(builtin("templates").glob("*")) if path.is_file()]
    words = "".join(path.read_text(encoding="utf-8") for path in templates)
    used = set(re.findall(r"\bt\.([a-zA-Z_]+)", words))
    for path in sorted(builtin("xslt").glob("*.xsl")):
        used |= set(re.findall(r"key\('phrase', '([\w.]+)'\)", path.read_text(encoding="utf-8")))
    rooms = ("phrases", "render", "outputs")
    modules = [path for room in rooms for path in (SRC / room).glob("*.py")]
    for path in [*modules, SRC / "titles.py"]:
        code = path.read_text(encoding="utf-8")
        used |= set(re.findall(r"(?:phrases|words|_t|\bt|_?table)\[\"([a-z_.]+)\"", code))
        used |= set(re.findall(r"_label\(table, \"([a-z_]+)\"\)", code))
    used |= {"feed_changed"}  # the other side of feed_new
    assert {key for key in used if "." not in key} == {key for key in ENGLISH if "." not in key}
    assert used <= set(ENGLISH)  # those of a group are chosen by what a text has


def test_every_part_of_a_text_that_may_mention_someone_has_a_name() -> None:
    """A place without a number is called by the part that it stands in."""
    parts = {f"part.{etree.QName(tag).localname}" for tag in PARTS}
    parts |= {f"part.{kind}" for kind in WHOLE}
    assert parts == {key for key in ENGLISH if key.startswith("part.")}


def _bare_words(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]{2,}[\w:]*", text) if word not in _NAMES]


@pytest.mark.parametrize("path", sorted(builtin("templates").glob("*.html")), ids=lambda p: p.name)
def test_no_template_holds_words_of_a_language(path: Path) -> None:
    """What readers see of a template comes from the table: no text, title or label stands in it."""
    if path.name == "report.html":
        pytest.skip("the report of a check speaks to editors, as the command line does")
    text = path.read_text(encoding="utf-8")
    tokens = Environment(autoescape=True).lex(text)
    pieces = "".join(value for _line, kind, value in tokens if kind == "data")
    said = re.findall(r"(?:title|aria-label|alt|placeholder)=\"([^\"]*)\"", pieces)
    shown = re.sub(r"<[^>]*>", " ", re.sub(r"<script.*?</script>", "", pieces, flags=re.DOTALL))
    shown = re.sub(r"(?:^|\n)?[^<]*(?<=[\w\"])=\"[^\"]*\"[^>]*>", " ", shown)
    assert _bare_words(shown) + _bare_words(" ".join(said)) == []


@pytest.mark.parametrize("path", sorted(builtin("xslt").glob("*.xsl")), ids=lambda p: p.name)
def test_no_stylesheet_holds_words_of_a_language(path: Path) -> None:
    """Text that a rule adds is a sign or comes from the table; so do labels and titles."""
    tree = etree.parse(path)
    bare: list[str] = []
    for node in tree.iter(etree.Element):
        if node.tag in (f"{_XSL}param", f"{_XSL}variable") and path.name == "words.xsl":
            continue  # the words of entries: Latin unless siglum sets them
        holders = [up for up in node.iterancestors() if up.tag in _HOLDING] + [node] * (
            node.tag in _HOLDING
        )
        inside = any(_is_internal(up) for up in holders)
        for text in (node.text, *(child.tail for child in node)):
            if not inside:
                bare += _bare_words(text or "")
        for name in ("title", "aria-label", "alt"):
            bare += _bare_words(re.sub(r"\{[^}]*\}", "", node.get(name, "")))
    assert bare == []


_HOLDING = (f"{_XSL}attribute", f"{_XSL}variable", f"{_XSL}with-param", f"{_XSL}param")
_SAID = ("title", "aria-label", "alt", "text")


def _is_internal(node: etree._Element) -> bool:
    """Whether text in it is a class, the name of an element or the like, and not read."""
    return node.get("name", "") not in _SAID


@pytest.mark.parametrize("name", ["read.js", "theme.js"])
def test_scripts_say_nothing_of_their_own(name: str) -> None:
    """Words that a script shows stand in attributes of the page, which come from the table."""
    code = (builtin("templates") / "static" / name).read_text(encoding="utf-8")
    shown = re.findall(r"(?:textContent|innerText|title)\s*=\s*\"([^\"]+)\"", code)
    assert _bare_words(" ".join(shown)) == []


@pytest.mark.parametrize("name", ["static/style.css", "print.css", "witnesses.css"])
def test_styles_say_nothing_of_their_own(name: str) -> None:
    """Generated content is a sign, or comes from the page."""
    style = (builtin("templates") / name).read_text(encoding="utf-8")
    said = re.findall(r"content:\s*\"([^\"]*)\"", style)
    assert _bare_words(" ".join(re.sub(r"\\[0-9a-fA-F]+", "", one) for one in said)) == []


def test_the_page_of_phrases_is_made_from_the_tables() -> None:
    """docs/phrases.md is what `make docs` writes."""
    page = Path(__file__).parents[2] / "docs" / "phrases.md"
    assert page.read_text(encoding="utf-8") == handbook()


def test_an_unknown_language_speaks_english() -> None:
    """A language without a file, and one with a region, still say everything."""
    assert phrases("xx") == phrases("en-GB") == phrases() == ENGLISH
    assert phrases("de-AT")["contents"] == "Inhalt"


def test_an_edition_says_a_word_otherwise_in_one_line(tmp_path: Path) -> None:
    """`[edition.words]` overrides phrases, also of a group, and leaves all others."""
    told = (
        '[edition]\nlanguage = "fr"\n[edition.words]\ncontents = "Sommaire"\nunit.line = "l.|ll."\n'
    )
    (tmp_path / "edition.toml").write_text(told, encoding="utf-8")
    config, findings = read_config(tmp_path)
    assert findings == []
    said = config.phrases
    assert (said["contents"], said["unit.line"], said["notes"]) == ("Sommaire", "l.|ll.", "Notes")


def test_an_edition_brings_a_language_of_its_own(tmp_path: Path) -> None:
    """With phrases of its own, pages are in the language of the edition, known here or not."""
    told = '[edition]\nlanguage = "pl"\nwords = {contents = "Spis treści"}\n'
    (tmp_path / "edition.toml").write_text(told, encoding="utf-8")
    said = read_config(tmp_path)[0].phrases
    assert (said["language"], said["contents"], said["close"]) == ("pl", "Spis treści", "Close")


def test_phrases_that_stay_english_are_told(tmp_path: Path) -> None:
    """The first of them, in a remark; of a language that siglum speaks, or is whole, nothing."""
    file = tmp_path / "edition.toml"
    file.write_text('[edition]\nlanguage = "pl"\nwords = {contents = "Spis treści"}\n', "utf-8")
    (found,) = read_config(tmp_path)[1]
    assert (found.code, found.place.line) == ("config.no-phrases", 2)
    missing = untold("pl", {"contents": "Spis treści"})
    assert ", ".join(missing[:3]) in found.hint
    assert untold("pl", dict.fromkeys(missing, "x") | {"contents": "x"}) == []
    assert untold("cs-CZ", {}) == untold("", {}) == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('content = "x"', "edition.words.content must name a phrase of siglum"),
        ('witness = "{sigla}"', "edition.words.witness can have {siglum} only"),
        ('close = "{"', "edition.words.close can have no braces only"),
    ],
)
def test_a_wrong_word_is_told(tmp_path: Path, line: str, told: str) -> None:
    """A key that no phrase has, and braces that nothing fills, are findings with their line."""
    (tmp_path / "edition.toml").write_text(f"[edition.words]\n{line}\n", encoding="utf-8")
    config, findings = read_config(tmp_path)
    assert [(one.code, one.place.line) for one in findings] == [("config.wrong-value", 2)]
    assert findings[0].message.startswith(told)
    assert config.phrases == ENGLISH


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("en", "1", "1 line"),
        ("en", "3", "3 lines"),
        ("fr", "0", "0 ligne"),
        ("cs", "1", "1 řádek"),
        ("cs", "3", "3 řádky"),
        ("cs", "12", "12 řádků"),
        ("la", "2", "2 lineae"),
        ("de", "1.5", "1.5 Zeilen"),
    ],
)
def test_a_number_decides_the_form(language: str, number: str, said: str) -> None:
    """Each language has its own forms for one, few and many."""
    assert counted(table_of(language), "unit.line", number) == said


@pytest.mark.parametrize(
    ("names", "row"),
    [
        ("", ""),
        ("A", "A"),
        ("A B", "A and B"),
        ("A B A", "A and B"),
        ("A B C D", "A, B, C and D"),
        ("A B C D E F", "A, B, C and others"),
    ],
)
def test_names_stand_in_a_row(names: str, row: str) -> None:
    """Each once, and of many only the first."""
    assert listed(names.split(), ENGLISH) == row


@pytest.mark.parametrize(
    ("language", "date", "said"),
    [
        ("en", "1936-03-05", "5 March 1936"),
        ("de", "1936-03-05", "5. März 1936"),
        ("es", "1936-03", "marzo de 1936"),
        ("cs", "1936-11-05", "5. listopadu 1936"),
        ("cs", "1936-11", "listopad 1936"),
        ("la", "1936-11-05", "die 5 mensis Novembris anno 1936"),
        ("en", "1936", "1936"),
        ("en", "about 1936", "about 1936"),
        ("en", "1936-13", "1936-13"),
    ],
)
def test_dates_are_written_out(language: str, date: str, said: str) -> None:
    """Day and month in words of the language; what is no date stays as it is."""
    assert written_date(date, table_of(language)) == said
