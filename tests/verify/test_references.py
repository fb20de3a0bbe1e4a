"""Books whose entries refer to passages: whichever way a text is cited, the auditor finds them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.verify.editions import Edition

from siglum.build import build

STRUCTURES = """<refsDecl><citeStructure unit="book" match="//body/div" use="@n">
<citeStructure unit="chapter" match="div" use="concat('ch. ', position())" delim=", ">
<citeStructure unit="section" match=".//seg" use="@n" delim="."/></citeStructure>
</citeStructure></refsDecl>"""
MILESTONES = """<refsDecl><refState unit="page" delim=":"/><refState unit="section"/></refsDecl>"""
PATTERNS = r"""<refsDecl><cRefPattern matchPattern="(\w+)" replacementPattern=
"#xpath(/tei:TEI/tei:text/tei:body/tei:div[@n='$1'])"/><cRefPattern matchPattern="(\w+)\.(\w+)"
replacementPattern="#xpath(/tei:TEI/tei:text/tei:body/tei:div[@n='$1']/tei:div[@n='$2'])"/>
</refsDecl>"""
LEVELS = """[[citation.levels]]
match = "//body/div"
[[citation.levels]]
match = ".//p[@n]"
"""
_WORDS = "Arma virumque cano Troiae qui primus ab oris Italiam fato profugus Lavinia venit litora "


def _app(lemma: str) -> str:
    return f'<app><lem wit="#A">{lemma}</lem><rdg wit="#B">x{lemma.split()[0]}</rdg></app>'


def _paragraph(number: int) -> str:
    section = '<milestone unit="section" n="'
    one, two, three = (f'<seg n="{10 * number + n}">' for n in (1, 2, 3))
    return (
        f'<p n="{number}">{one}{_WORDS}{_app("multum ille")} {_WORDS}{section}{number}a"/>et '
        f'<pb n="{number}"/> terris.</seg> {two}Iactatus {_app("et")} alto '
        f'{section}{number}b"/>{_app("vi superum")} {_WORDS}</seg> '
        f"{three}{_app('saevae memorem')} Iunonis {_WORDS}</seg></p>"
    )


def _edition(folder: Path, header: str, more: str, options: str) -> Edition:
    chapters = "".join(
        f'<div n="{book}"><head>Liber {_app(str(book))}</head>'
        + "".join(
            f'<div n="{chapter}">{_paragraph(2 * chapter)}{_paragraph(2 * chapter + 1)}</div>'
            for chapter in (1, 2)
        )
        + "</div>"
        for book in (1, 2)
    )
    folder.joinpath("a.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>P</title>'
        "</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><listWit>"
        '<witness xml:id="A"/><witness xml:id="B"/></listWit></sourceDesc></fileDesc><encodingDesc>'
        f'{header}<p/></encodingDesc></teiHeader><text xml:lang="la"><body>{chapters}</body></text>'
        "</TEI>",
        "utf-8",
    )
    told = f'[source]\ntexts = ["a.xml"]\n{more}[outputs.pdf]\nreferences = "passage"\n{options}\n'
    folder.joinpath("edition.toml").write_text(told, "utf-8")
    made = Edition(folder)
    build(made.config, made.out, ("pdf",), lambda *_: None)
    return made


@pytest.mark.parametrize("options", ["", 'ranges = "sq"\nbreaks = "margin"\nside = "left"'])
@pytest.mark.parametrize(
    ("header", "more"),
    [(STRUCTURES, ""), (MILESTONES, ""), (PATTERNS, ""), ("", LEVELS), ("", "")],
    ids=["structures", "milestones", "patterns", "levels", "numbers"],
)
def test_entries_refer_to_passages(tmp_path: Path, header: str, more: str, options: str) -> None:
    """Before each entry and beside the lines the references stand by which the text is cited."""
    made = _edition(tmp_path, header, more, options)
    assert made.differences() == []
    toml = (tmp_path / "edition.toml").read_text("utf-8")
    (tmp_path / "edition.toml").write_text(toml.replace('"passage"', '"line"'), "utf-8")
    assert "number" in {one.kind for one in made.differences()}


def test_other_references_are_told(tmp_path: Path) -> None:
    """A header that says otherwise since the book was made makes its numbers wrong."""
    made = _edition(tmp_path, STRUCTURES, "", "")
    source = tmp_path / "a.xml"
    source.write_text(source.read_text("utf-8").replace("ch. ", "c. "), "utf-8")
    assert {one.kind for one in made.differences()} == {"number"}
