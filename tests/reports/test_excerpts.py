"""siglum.reports.excerpts: a place -> its line, with the spot marked."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siglum.findings import Place
from siglum.reports.excerpts import Excerpts, _excerpt


@pytest.fixture
def show(tmp_path, monkeypatch):
    """`show(b"…", line, column)` -> before, marked, after."""
    monkeypatch.chdir(tmp_path)

    def run(data: bytes, line: int, column: int) -> tuple[str, str, str] | None:
        Path("a.xml").write_bytes(data)
        shown = Excerpts().show(Place("a.xml", line, column))
        return shown and (shown.before, shown.marked, shown.after)

    return run


def test_what_is_marked(show):
    """A tag, an attribute with its value, an entity, or a word: what an editor looks for."""
    line = b"\t<p>et <rdg wit='#A #B'>&eacute; illa</rdg></p>"
    assert show(line, 1, 8) == ("<p>et ", "<rdg", " wit='#A #B'>&eacute; illa</rdg></p>")
    assert show(line, 1, 13)[1] == "wit='#A #B'"
    assert show(line, 1, 25)[1] == "&eacute;"
    assert show(line, 1, 34)[1] == "illa"
    assert show(line, 1, 38)[1] == "</rdg"
    assert show(line, 1, 99) == (line.decode().strip(), "", "")


def test_lines_end_as_xml_has_it(show):
    """LF, CRLF and CR alone; columns count characters."""
    assert show(b"a\r\nb\rc\n\xc4\x8d d", 4, 3) == ("č ", "d", "")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-2", "windows-1250"])
def test_encodings(show, encoding):
    """As the file says, or its byte order mark."""
    text = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>\n<p>čaj</p>'
    assert show(text.encode(encoding), 2, 4) == ("<p>", "čaj", "</p>")


def test_what_cannot_be_shown(show):
    """No such line, no file, a folder, an odd name: nothing, and nothing is raised."""
    assert show(b"a", 2, 1) is None
    assert Excerpts().show(Place("a.xml")) is None
    for name in ("none.xml", ".", "\0", "x" * 5000, "\udcff"):
        assert Excerpts().show(Place(name, 1, 1)) is None
    assert show(b'<?xml version="1.0" encoding="none"?>\xff', 1, 1)[1] == "<?xml"


def test_long_lines_are_cut_around_the_spot(show):
    """A file on one line of a megabyte is quoted in a few words."""
    line = b"<p>" + b"lorem " * 200_000 + b"<x/>" + b" ipsum" * 200_000
    before, marked, after = show(line, 1, 1_200_004)
    assert (len(before), marked, len(after)) == (65, "<x", 89)
    assert len(show(b'<p n="' + b"x" * 1_000_000, 1, 4)[1]) <= 160


@given(st.text(max_size=300), st.integers(0, 400))
def test_any_line_at_any_column(line, column):
    """Nothing of the line is lost near the spot, and nothing in it steers a terminal."""
    shown = _excerpt(line, column)
    told = shown.before + shown.marked + shown.after
    assert not any(ord(letter) < 32 for letter in told)
