"""Which lines of print are counted: also those that hold few letters among many signs."""

from __future__ import annotations

from pathlib import Path

from tests.verify.editions import Edition

from siglum.build import build

_TEXT = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title>
</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>
</teiHeader><text><body><div><head>Stone</head><ab><lb n="0"/><gap reason="lost"/>
<lb n="1"/>ab<gap reason="lost"/><lb n="2"/><g type="cross"/> <g type="cross"/> cd <g type="dot"/>
<g type="dot"/><lb n="3"/>e<lb n="4"/>fg</ab></div><div type="textpart" n="ii"><ab>
<lb n="1"/>hi<lb n="2"/>kl</ab></div><div><p>A sentence that closes all of it.</p></div></body>
</text></TEI>"""


def test_lines_of_signs_are_counted_as_print_counts_them(tmp_path: Path) -> None:
    """A line with nothing but a hole is a line; the number of a part of the text is none."""
    (tmp_path / "a.xml").write_text(_TEXT, "utf-8")
    (tmp_path / "edition.toml").write_text('[source]\ntexts = ["a.xml"]\n', "utf-8")
    made = Edition(tmp_path)
    build(made.config, made.out, ("pdf",), lambda *_: None)
    assert made.differences() == []


_FRAGMENTS = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title>
</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>
</teiHeader><text><body><div type="edition"><ab>
<lb n="1"/><gap reason="lost" quantity="3" unit="character"/>ab<gap reason="lost" unit="character"
/><supplied reason="lost" cert="low">cd</supplied> e<space/>
<lb n="2"/><gap reason="lost" quantity="12" unit="character"/> <gap reason="illegible" quantity="2"
unit="character"/>b<gap reason="illegible" quantity="14" unit="character"/> <space quantity="3"/>
<lb n="3"/><gap reason="lost" quantity="1" unit="line"/>
<lb n="4"/><gap reason="lost" quantity="8" unit="line"/>
<lb n="12"/><gap reason="lost" extent="unknown" unit="line"/>
<lb n="15"/>A sentence that closes it.</ab></div></body></text></TEI>"""


def test_lines_of_long_signs_are_counted(tmp_path: Path) -> None:
    """Single letters between signs, or signs alone, make a line of the text, however long."""
    (tmp_path / "a.xml").write_text(_FRAGMENTS, "utf-8")
    (tmp_path / "edition.toml").write_text('[source]\ntexts = ["a.xml"]\n', "utf-8")
    made = Edition(tmp_path)
    build(made.config, made.out, (), lambda *_: None)
    assert made.differences() == []
    made.replace("[– – – lin. 8 – – –]", "[– – – lin. 9 – – –]", "a")
    made.replace(">?]<", ">]<", "a")
    told = [(one.kind, one.missing, one.extra) for one in made.differences("website")]
    assert sorted(told) == [
        ("sign", (), ("[–––lin.9–––]",)),
        ("sign", ("?]",), ()),
        ("sign", ("[–––lin.8–––]",), ()),
    ]
