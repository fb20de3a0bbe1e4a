"""Entries that only name a line: their words must stand in that line, or begin or end there."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.verify.editions import Edition

from siglum.build import build

_TEXT = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title>
</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc>
</teiHeader><text><body><div><ab><lb n="1"/><gap reason="lost"/><lb n="2"/>amo te et
<lb n="3"/>odi <choice><sic>nu</sic><corr>n<choice><orig>v</orig><reg>u</reg></choice>nc</corr>
</choice> hic <lb n="4"/>ibi</ab></div><div type="apparatus"><listApp>
<app loc="1"><note>nothing is left</note></app>
<app loc="2"><lem>amo</lem><rdg source="#K">ama</rdg></app>
<app loc="3"><lem>et odi</lem><rdg source="#K">ac</rdg></app>
<app loc="3"><lem><gap reason="lost"/></lem><rdg source="#K">x</rdg></app></listApp></div></body>
</text></TEI>"""


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    """A built inscription."""
    (tmp_path / "a.xml").write_text(_TEXT, "utf-8")
    (tmp_path / "edition.toml").write_text('[source]\ntexts = ["a.xml"]\n', "utf-8")
    made = Edition(tmp_path)
    build(made.config, made.out, ("website",), lambda *_: None)
    return made


def test_located_entries_are_where_they_say(edition: Edition) -> None:
    """A lemma over two lines belongs to either; a line without letters is where it begins."""
    assert edition.differences() == []


def test_an_entry_on_another_line_is_found(edition: Edition) -> None:
    """What is tied to words of a line that it does not name is told."""
    page = edition.page("nothing is left", "a")
    text = page.read_text("utf-8")
    ids = [f"div2.app{n}" for n in (2, 3)]
    at = [text.index(f'data-entries="{name}"') for name in ids]
    assert 0 < at[0] < at[1]
    for old, new in ((ids[0], "X"), (ids[1], ids[0]), ("X", ids[1])):
        text = text.replace(f'data-entries="{old}"', f'data-entries="{new}"')
    page.write_text(text, "utf-8")
    assert "place" in {one.kind for one in edition.differences()}
