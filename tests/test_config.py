"""siglum.config: edition.toml and source files -> Config, with every mistake told."""

from __future__ import annotations

import ast
import dataclasses
import inspect
from datetime import date
from pathlib import Path

import pytest

from siglum import config as configuration
from siglum.config import (
    ALL_OUTPUTS,
    CheckOptions,
    CitationLevel,
    Config,
    PdfOptions,
    read_config,
)
from siglum.findings import EditionError, Finding


def _read(folder: Path, text: str | bytes) -> tuple[Config, list[Finding]]:
    (folder / "edition.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_config(folder)


def test_every_option_is_read(tmp_path: Path) -> None:
    """Each key of edition.toml reaches its field, and nothing is odd."""
    config, findings = _read(
        tmp_path,
        """
        [edition]
        title = "Carmina"
        subtitle = "the odes"
        editors = ["A. Editor", "B. Editor"]
        language = "en"
        licence = "CC BY 4.0"
        date = 2026-05-01
        url = "https://example.org/carmina/"
        [source]
        texts = ["tei/*.xml"]
        witnesses = "tei/witnesses.xml"
        schema = "tei/edition.rng"
        [apparatus]
        order = ["B", "A"]
        base = "A"
        language = "la"
        words = {omitted = "deest"}
        style = "negative"
        rest = 4
        [[apparatus.layers]]
        name = "sources"
        title = "Sources"
        types = ["source"]
        arrangement = "lines"
        numbers = "a"
        style = "as encoded"
        [checks]
        profile = "positive"
        select = ["wit", "app.*"]
        ignore = ["wit.never-cited"]
        strict = true
        baseline = "known.json"
        schematron = ["tei/rules.sch"]
        [checks.severity]
        "wit.order" = "warning"
        app.no-lem = "error"
        lang = "info"
        [outputs.website]
        split = 20_000
        synopsis = false
        witness_pages = false
        apparatus = "as encoded"
        [outputs.pdf]
        page = "155mm 235mm"
        lineation = "section"
        first = 1
        every = 10
        every_verse = 4
        apparatus = "positive"
        verses = "stanza"
        headings = "below"
        directions = "line"
        references = "passage"
        ranges = "elided"
        numbers = false
        repeated = "–"
        lemmata = false
        lemma_words = 4
        witnesses = "always"
        side = "left"
        margin_notes = "side"
        breaks = "margin"
        linebreaks = "line"
        figures = "oldstyle"
        hyphenation = {la = "patterns/la.txt"}
        [outputs.tei]
        """,
    )
    assert findings == []
    assert config.file == tmp_path / "edition.toml"
    assert config.edition.editors == ("A. Editor", "B. Editor")
    assert config.edition.date == date(2026, 5, 1).isoformat()
    assert config.apparatus.order == ("B", "A")
    assert config.checks == CheckOptions(
        profile="positive",
        select=("wit", "app.*"),
        ignore=("wit.never-cited",),
        severity={"wit.order": "warning", "app.no-lem": "error", "lang": "info"},
        strict=True,
        baseline="known.json",
        schematron=("tei/rules.sch",),
    )
    assert config.outputs.website is not None
    assert config.outputs.website.split == 20_000
    assert config.styles("website") == {"": "as encoded", "sources": "as encoded"}
    assert config.styles("pdf") == {"": "positive", "sources": "as encoded"}
    assert config.outputs.pdf == PdfOptions(
        page="155mm 235mm",
        lineation="section",
        first=1,
        every=10,
        every_verse=4,
        apparatus="positive",
        verses="stanza",
        headings="below",
        directions="line",
        references="passage",
        ranges="elided",
        numbers=False,
        repeated="–",
        lemmata=False,
        lemma_words=4,
        witnesses="always",
        side="left",
        margin_notes="side",
        breaks="margin",
        linebreaks="line",
        figures="oldstyle",
        hyphenation={"la": "patterns/la.txt"},
    )
    # every field of every table was set above to something else than its default
    for table in (config.edition, config.source, config.apparatus, config.outputs.pdf):
        assert table is not None
        for field in dataclasses.fields(table):
            if field.name != "texts":
                assert getattr(table, field.name) != field.default, field.name


def test_an_output_is_made_when_its_table_is_there(tmp_path: Path) -> None:
    """One table of [outputs] wants one output; none at all wants them all."""
    config, _ = _read(tmp_path, "[outputs.pdf]\n")
    assert (config.outputs.website, config.outputs.tei) == (None, None)
    assert config.outputs.pdf == PdfOptions()
    assert _read(tmp_path, "")[0].outputs == ALL_OUTPUTS


def test_all_mistakes_are_told_at_once_with_their_lines(tmp_path: Path) -> None:
    """Unknown keys and wrong values are findings, each on its line; defaults stand in."""
    config, findings = _read(
        tmp_path,
        "title = 'x'\n"
        "[edition]\n"
        "titel = 'x'\n"
        "editors = 'me'\n"
        "language = 'the Latin'\n"
        "url = 'javascript:x'\n"
        "[source]\n"
        "texts = ['../*.xml']\n"
        "[outputs.pdf]\n"
        "page = 'A55'\n"
        "every = true\n"
        "lineation = 'verse'\n"
        "[outputs]\n"
        "website = true\n"
        "[qqq.things]\n",
    )
    told = [(finding.place.line, finding.code, finding.hint) for finding in findings]
    wrong, unknown = "config.wrong-value", "config.unknown-key"
    assert sorted(told) == [
        (1, unknown, "did you mean edition.title or apparatus.layers.title?"),
        (3, unknown, 'did you mean "title"?'),
        (4, wrong, ""),
        (5, wrong, ""),
        (6, wrong, ""),
        (8, wrong, ""),
        (10, wrong, ""),
        (11, wrong, ""),
        (12, wrong, ""),
        (14, wrong, ""),
        (
            15,
            unknown,
            (
                "known here: edition, metadata, source, apparatus, citation, parallel, checks, "
                "publish, outputs, looks"
            ),
        ),
    ]
    assert config.outputs.pdf == PdfOptions()
    assert config.edition == configuration.EditionOptions()


def test_a_mistake_in_an_inline_table_points_to_its_line(tmp_path: Path) -> None:
    """Where a key has no line of its own, that of the table is told."""
    findings = _read(tmp_path, "[outputs]\npdf = { page = 'A5', evry = 3 }\n")[1]
    assert [str(finding.place).rpartition("edition.toml")[2] for finding in findings] == [":2:1"]
    assert "outputs.pdf.evry" in findings[0].message
    assert findings[0].hint == 'did you mean "every"?'


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[edition]\ntitle = Carmina\n", ":2:9"),
        ("[edition\n", ":1:9"),
        ("a = 1\na = 2\n", ":2:6"),
        ("a = '''", ":1:1"),
        (b"[edition]\ntitle = 'Caf\xe9'\n", ":2:13"),
        ("a = " + "[" * 5000, ""),
    ],
)
def test_what_is_not_toml_is_refused_with_its_place(
    tmp_path: Path, text: str | bytes, place: str
) -> None:
    """A syntax error, or another encoding, stops with line and column."""
    with pytest.raises(EditionError) as raised:
        _read(tmp_path, text)
    (finding,) = raised.value.findings
    assert finding.code == "config.not-toml"
    assert str(finding.place).endswith(f"edition.toml{place}")


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    """Editors on Windows write both."""
    config, findings = _read(tmp_path, b"\xef\xbb\xbf[edition]\r\ntitle = 'x'\r\n")
    assert (config.edition.title, findings) == ("x", [])


def test_a_folder_without_edition_toml_is_told(tmp_path: Path) -> None:
    """The finding says which two ways there are."""
    with pytest.raises(EditionError) as raised:
        read_config(tmp_path)
    (finding,) = raised.value.findings
    assert finding.code == "config.not-found"
    assert "-C" in finding.hint


@pytest.mark.parametrize(
    ("line", "told", "hint"),
    [
        ('profile = "positiv"', 'must be one of "", "negative", "positive"', ""),
        (
            'ignore = ["wit", "wit.undeclard"]',
            'not "wit.undeclard"',
            'did you mean "wit.undeclared"?',
        ),
        (
            'select = ["schem.*"]',
            'must name codes or areas, not "schem.*"',
            'did you mean "schema"?',
        ),
        ("strict = 1", "must be true or false, not 1", ""),
        ('severity = "error"', "is a table, written [checks.severity]", ""),
        (
            'severity = {wit = "grave"}',
            'must be one of "error", "warning", "info", not "grave"',
            "",
        ),
        (
            'severity = {witt = "info"}',
            'must name codes or areas, not "witt"',
            'did you mean "wit"?',
        ),
        ("severity.wit.order = 7", "must be one of", ""),
        ('baseline = "../known.json"', "must lie below the folder", ""),
        ('schematron = "rules.sch"', "must be a list of texts", ""),
        ('schematron = ["/etc/rules.sch"]', "must lie below the folder", ""),
    ],
)
def test_choices_of_checks(tmp_path: Path, line: str, told: str, hint: str) -> None:
    """Codes are looked up, and the one that is wrong is named; the built-in value stands in."""
    config, (finding,) = _read(tmp_path, f"[checks]\n{line}\n")
    assert (finding.code, finding.place.line) == ("config.wrong-value", 2)
    assert told in finding.message
    assert finding.hint == hint
    assert config.checks == CheckOptions()


def test_every_option_has_its_sentence() -> None:
    """Under each field of the option classes stands a docstring: the guide is made of them."""
    tree = ast.parse(inspect.getsource(configuration))
    silent = []
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and node.name.endswith("Options"):
            assert ast.get_docstring(node), node.name
            for one, after in zip(node.body, [*node.body[1:], None], strict=True):
                if isinstance(one, ast.AnnAssign) and not (
                    isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
                ):
                    silent.append(ast.unparse(one.target))
    assert silent == []


def test_a_list_of_tables_is_read_row_by_row(tmp_path: Path) -> None:
    """`[[citation.levels]]`, also as a list of inline tables; each mistake has its line."""
    text = (
        '[[citation.levels]]\nunit = "book"\nmatch = "//div"\n\n'
        '[[citation.levels]]\nmatch = "l"\ndelim = 7\nuses = "@n"\n'
    )
    config, findings = _read(tmp_path, text)
    assert config.citation.levels == (
        CitationLevel("//div", "@n", "book", "."),
        CitationLevel("l", "@n", "", "."),
    )
    assert [(one.place.line, one.code) for one in findings] == [
        (7, "config.wrong-value"),
        (8, "config.unknown-key"),
    ]
    config, findings = _read(tmp_path, 'citation.levels = [{match = "//l"}]\n')
    assert (config.citation.levels, findings) == ((CitationLevel("//l"),), [])
    _, (wrong,) = _read(tmp_path, '[citation]\nlevels = ["//l"]\n')
    assert "[[citation.levels]]" in wrong.message


def test_fonts_are_named_for_scripts(tmp_path):
    """By the codes of ISO 15924, for the text, or for private use; others are told."""
    (tmp_path / "edition.toml").write_text(
        '[outputs.pdf.fonts]\nGrek = ["GFS Didot"]\ntext = ["Cardo"]\nprivate = ["Junicode"]\n'
    )
    config, findings = read_config(tmp_path)
    assert findings == []
    assert config.outputs.pdf.fonts["Grek"] == ("GFS Didot",)
    (tmp_path / "edition.toml").write_text('[outputs.pdf.fonts]\ngrek = ["GFS Didot"]\n')
    findings = read_config(tmp_path)[1]
    assert [(one.code, one.place.line) for one in findings] == [("config.wrong-value", 2)]
    assert 'did you mean "Grek"' in findings[0].hint
