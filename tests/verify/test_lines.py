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
