"""Books with all ways to number lines: the auditor counts them again, by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.verify.editions import Edition

from siglum.build import build

_WORDS = "Arma virumque cano Troiae qui primus ab oris Italiam fato profugus Lavinia venit litora "


def _app(lemma: str) -> str:
    return f'<app><lem wit="#A">{lemma}</lem><rdg wit="#B">x{lemma.split()[0]}</rdg></app>'


def _paragraph(number: int, times: int = 4) -> str:
    words = (_WORDS * times).split()
    words[5], words[30] = _app(words[5]), _app(" ".join(words[30:33]))
    words[31:33] = []
    words[36] = _app(" ".join(words[36:50]))
    words[37:50] = []
    if times > 4:
        words[60] = _app(" ".join(words[60:84]))
        words[61:84] = []
    return f'<p n="{number}">{" ".join(words)}</p>'


_VERSE = f"""<div type="act"><head>Act {_app("one")}</head><stage>Enter {_app("Anna")} and her
sister, who carries a long rope and looks at the sea as if it had never been there before.</stage>
<sp><speaker>{_app("ANNA")}</speaker><l part="I">Who is {_app("there")}?</l></sp>
<sp><speaker>DIDO</speaker><l part="F">It is {_app("nobody")} at all, as you see.</l>
<l>A verse that is so long that it must be {_app("turned over at the end")} of the line, and once
more since it does not {_app("stop")} where others stop.</l><stage>She {_app("goes")}.</stage></sp>
<stage>All {_app("leave")}.</stage></div>
<div type="poem"><head>Ode</head><lg><l>One {_app("two")} three</l><l>four {_app("five")}</l></lg>
<lg n="7"><l>six {_app("seven")}</l><l>eight</l><l>{_app("nine")}</l></lg></div>"""

_TEXT = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title>Lines</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><listWit>
<witness xml:id="A">A</witness><witness xml:id="B">B</witness></listWit></sourceDesc></fileDesc>
</teiHeader><text xml:lang="en"><body><div n="1"><head>Of arms and of {_app("men")}</head>
{"".join(_paragraph(n) for n in range(1, 8))}</div><div n="2"><head>More</head>{_paragraph(8)}
<list><item>An item {_app("with")} an entry</item><item>{_WORDS * 2}{_app("another")}</item></list>
{_paragraph(9, 8)}{_paragraph(10)}</div>{_VERSE}{_VERSE}</body></text></TEI>"""


def _edition(folder: Path, options: str) -> Edition:
    folder.joinpath("a.xml").write_text(_TEXT, "utf-8")
    told = f'[source]\ntexts = ["a.xml"]\n[edition]\nlanguage = "de"\n[outputs.pdf]\n{options}\n'
    folder.joinpath("edition.toml").write_text(told, "utf-8")
    made = Edition(folder)
    build(made.config, made.out, ("pdf",), lambda *_: None)
    return made


@pytest.mark.parametrize(
    "options",
    [
        "",
        'lineation = "run"\nranges = "sqq"\nfirst = 1',
        'lineation = "section"\nranges = "elided"\nheadings = "line"\nevery = 3',
        'lineation = "paragraph"\nevery = 2\nverses = "count"\nranges = "sq"',
        'verses = "count"\nheadings = "below"\ndirections = "line"\nfirst = 3\nevery = 4',
        'lineation = "run"\nverses = "count"\ndirections = "unnumbered"\nevery_verse = 2',
        'verses = "stanza"\nevery_verse = 1\npage = "105mm 148mm"\nranges = "sqq"',
        'lineation = "section"\nverses = "count"\nevery_verse = 1\nheadings = "below"',
    ],
)
def test_lines_are_counted_as_the_edition_wants(tmp_path: Path, options: str) -> None:
    """Whatever is asked for, print and auditor agree about each number."""
    assert _edition(tmp_path, options).differences() == []


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("every = 3", "every = 4"),
        ('ranges = "sqq"', 'ranges = "sq"'),
        ('directions = "below"', 'directions = "unnumbered"'),
        ('headings = "below"', 'headings = "line"'),
        ('lineation = "section"', 'lineation = "run"'),
        ('verses = "stanza"', 'verses = "given"'),
        ("first = 1", "first = 5"),
    ],
)
def test_numbers_of_another_kind_are_told(tmp_path: Path, asked: str, said: str) -> None:
    """A book that was made with other options than are asked for has wrong numbers."""
    made = _edition(tmp_path, asked)
    toml = (tmp_path / "edition.toml").read_text("utf-8")
    (tmp_path / "edition.toml").write_text(toml.replace(asked, said), "utf-8")
    assert "number" in {one.kind for one in made.differences()}
