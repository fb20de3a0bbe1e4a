"""Quotations as entries of a layer, proved: the source is asked a second time what they are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.verify.editions import Edition

from siglum.build import build, read_edition
from siglum.config import read_config
from siglum.inspection import Report, quiet
from siglum.sources import find_sources
from siglum.variation.loci import read_loci
from siglum.variation.witnesstext import plain_text

_CONFIG = """
[edition]
title = "Quotations"
[[apparatus.layers]]
name = "variants"
types = [""]
[[apparatus.layers]]
name = "sources"
title = "Sources"
quotations = true
arrangement = "lines"
"""
_BODY = """<p>He said <cit><quote>the bell <app><lem>rang</lem><rdg wit="#A">sang</rdg></app> twice
</quote> <bibl><author>Odo</author>, <title>On bells</title> 3</bibl></cit>, and slept. Then <quote
source="#A">he wept</quote> and <q>spoke to none<ref cRef="Ps:79:2"/></q>. But <quote>lo, the
gate</quote><ref cRef="Ps:79:4"> as is said</ref> and <cit><bibl>Odo, On gates 1</bibl>
<quote>the gate <lacunaStart wit="#B"/>is <app><lem>shut</lem><rdg wit="#A">open</rdg></app></quote>
</cit>.</p>
<cit><quote><lg><l>one line</l><l>two <lacunaEnd wit="#B"/>lines</l></lg></quote><bibl>A poem</bibl>
</cit><p>And <app><lem>so</lem><rdg wit="#B">as</rdg></app> <note>See <cit><quote>x</quote>
<bibl>y</bibl></cit></note> and <cit><quote>no source</quote></cit>.</p>"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, tei: Callable[..., bytes]) -> Edition:
    """An edition in which quotations are a layer, as website and book."""
    folder = tmp_path_factory.mktemp("quotations")
    (folder / "tei").mkdir()
    (folder / "edition.toml").write_text(_CONFIG, "utf-8")
    (folder / "tei/bell.xml").write_bytes(tei(_BODY, witnesses="A B", language="en"))
    build(read_config(folder)[0], folder / "build", only=("website", "pdf"))
    return Edition(folder)


def test_nothing_is_lost_or_made_up(built: Edition) -> None:
    """On pages, in the book and in synopses: words, works, references, and who is there."""
    assert built.differences() == []
    page = built.page('data-layer="sources"', "bell").read_text("utf-8")
    assert page.count('data-layer="sources"') == 6
    assert "Ps:79:2" in page


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ("On bells", "On balls", {"note", "extra"}),
        ("Ps:79:2", "Ps:79:3", {"note", "extra"}),
        ('data-layer="sources"', 'data-layer="variants"', {"place"}),
        ("and slept", "Odo, and slept", {"text"}),
    ],
)
def test_what_is_wrong_is_found(built: Edition, old: str, new: str, kinds: set[str]) -> None:
    """A work or a reference that is another, an entry in another layer, words that stayed."""
    page = built.page('data-layer="sources"', "bell")
    told = page.read_text("utf-8")
    assert old in told
    page.write_text(told.replace(old, new, 1), "utf-8")
    found = {one.kind for one in built.differences("website")}
    page.write_text(told, "utf-8")
    assert found
    assert found & kinds


def test_quotations_are_no_variation(built: Edition, tmp_path: Path) -> None:
    """Every witness has them as it has the text; they are no loci to count."""
    config, _ = read_config(built.folder)
    edition = read_edition(config, find_sources(config)[0], tmp_path / "w", Report(), quiet, {})
    document = edition.documents[0]
    assert [one.lemma for one in read_loci(document)] == ["rang", "shut", "so"]
    lines = plain_text(document, "A").split("\n")
    assert lines[0].startswith("He said the bell sang twice, and slept. Then he wept and spoke")
    assert lines[0].endswith("as is said and the gate is open.")
    assert plain_text(document, "B").split("\n")[0].endswith("the gate […]")
