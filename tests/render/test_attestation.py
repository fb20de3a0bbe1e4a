"""Positive and negative entries, each made of the other where both say the same."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from lxml import etree
from tests.apparatus.generated import Edition, editions, write_attached, write_inline

from siglum.apparatus.coverage import collated
from siglum.render.attestation import Attestation
from siglum.variation.loci import read_loci
from siglum.variation.matrix import read_matrix
from siglum.variation.witnesstext import plain_text

ALL = '<app><lem>w</lem><rdg wit="#A">1</rdg><rdg wit="#B">2</rdg><rdg wit="#C">3</rdg></app> '


def styled(published: Any, style: Any, rest: int = 0) -> Any:
    """The first document of a source, stored a second time with its entries in a style."""
    document = published.document
    store = Path(f"{document.store}-{style}-{rest}")
    shutil.rmtree(store, ignore_errors=True)
    shutil.copytree(document.store, store)
    attestation = Attestation(document, lambda _app: style, rest)
    for number in range(len(document.units)):
        unit = document.read_unit(number)
        attestation.settle(unit)
        (store / f"unit-{number}.xml").write_bytes(etree.tostring(unit, encoding="UTF-8"))
    return replace(document, store=store)


def told(publish: Any, source: bytes | str, style: str, rest: int = 0) -> list[str]:
    """For each entry whom it names for the text."""
    document = styled(publish(source), style, rest)
    found = []
    for app in document.read_unit(0).iter("{*}app"):
        base = app.find("*")
        said = base.get("{urn:siglum:normal-form}ascribed") or ""
        found.append(f"{base.get('wit', '')} {said}".replace("#", "").strip())
    return found[:-1]  # the last one cites all of them, so that all were collated


@pytest.mark.parametrize(
    ("entry", "positive", "negative"),
    [
        ('<lem>x</lem><rdg wit="#C">y</rdg>', "A B", ""),
        ('<lem wit="#B #A">x</lem><rdg wit="#C">y</rdg>', "B A", ""),
        ('<lem>x</lem><rdg wit="#A">y</rdg><rdg wit="#B #C">z</rdg>', "", ""),
        ('<lem>x</lem><rdg wit="#A" type="lacuna"/>', "B C", ""),
        # nobody knows what C reads
        ('<lem wit="#A">x</lem><rdg wit="#B">y</rdg>', "A", "A"),
        # somebody found it
        ('<lem resp="#Ed">x</lem><rdg wit="#B">y</rdg>', "", ""),
        ('<lem source="#Ed" wit="#A #C">x</lem><rdg wit="#B">y</rdg>', "A C", ""),
        # nothing else is read
        ('<lem wit="#A #B #C">x</lem>', "A B C", "A B C"),
        ('<lem wit="#A #B #C">x</lem><note>n</note>', "A B C", "A B C"),
        # more is said of them
        ('<lem wit="#A #B">x<wit>A, B by a slip</wit></lem><rdg wit="#C">y</rdg>', "A B", "A B"),
        ('<lem wit="#A #B" cert="low">x</lem><rdg wit="#C">y</rdg>', "A B", "A B"),
        # others add
        ('<lem/><rdg wit="#C">y</rdg>', "", ""),
        ('<lem wit="#A #B"/><rdg wit="#C">y</rdg>', "A B", ""),
    ],
)
def test_entries(publish, tei, entry, positive, negative):
    """All who have it and are there, or nobody; else as encoded."""
    source = tei(f"<p>a <app>{entry}</app> b {ALL}</p>")
    assert told(publish, source, "positive") == [positive]
    assert told(publish, source, "negative") == [negative]


def test_groups_of_readings(publish, tei):
    """The reading that stands in the text may be in one."""
    entry = '<rdgGrp><lem>x</lem><rdg wit="#A">y</rdg></rdgGrp><rdg wit="#B">z</rdg>'
    document = styled(publish(tei(f"<p><app>{entry}</app> {ALL}</p>")), "positive")
    assert document.read_unit(0).find(".//{*}rdgGrp/{*}lem").get("wit") == "#C"


def test_the_others(publish, tei):
    """More than so many are told in one word; whoever has a lacuna is not among them."""
    source = tei(f'<p>a <app><lem>x</lem><rdg wit="#C">y</rdg></app> b {ALL}</p>')
    assert told(publish, source, "positive", 1) == ["rest"]
    assert told(publish, source, "positive", 2) == ["A B"]
    assert told(publish, source, "negative", 1) == [""]


def test_hands_and_families(publish, tei):
    """A hand where the first one reads otherwise; a family where none of its members is cited."""
    entries = (
        '<app><lem>x</lem><rdg wit="#A">y</rdg></app> '
        '<app><lem wit="#A2 #C #G">x</lem><rdg wit="#A">y</rdg></app> '
        '<app><lem>x</lem><rdg wit="#G">y</rdg><rdg wit="#C">z</rdg></app> '
    )
    source = tei(f"<p>{entries}</p>", witnesses="C").decode()
    source = source.replace(
        "</listWit>",
        '<witness xml:id="A">Codex A<listWit><witness xml:id="A2">m2</witness></listWit></witness>'
        '<listWit xml:id="G"><witness xml:id="D"/><witness xml:id="E"/></listWit></listWit>',
    )
    assert told(publish, source, "positive") == ["C G", "A2 C G"]
    assert told(publish, source, "negative") == ["", "A2 C G"]
    assert told(publish, source, "positive", 1) == ["rest", "A2 rest"]


def test_never_cited_is_never_named(publish, tei):
    """It may not have been collated; nor is a siglum that nobody declared."""
    source = tei(
        f'<p><app><lem>x</lem><rdg wit="#C #Q">y</rdg></app> {ALL}</p>', witnesses="A B C D"
    )
    assert told(publish, source, "positive") == ["A B"]


def test_the_page_and_the_book_may_differ(publish, tei):
    """Sigla that the unit did not have are there with their typography."""
    from siglum.config import OutputOptions, PdfOptions, WebsiteOptions

    made = publish(tei(f'<p><app><lem>x</lem><rdg wit="#C">y</rdg></app> {ALL}</p>'))
    outputs = OutputOptions(WebsiteOptions(apparatus="positive"), PdfOptions())
    apparatus = replace(made.edition.config.apparatus, style="negative", rest=1)
    made.edition.config = replace(made.edition.config, outputs=outputs, apparatus=apparatus)
    assert '<span class="word">cett.</span>' in made.html()
    assert "cett." not in made.html("print")


def _open(source: str) -> str:
    """A source whose lacunae go on to the end of the text."""
    return source.replace("<lacunaStart/><lacunaEnd/>", "<lacunaStart/>")


def _same(published: Any) -> None:
    """What every witness reads, as far as it is known, does not depend on the style."""
    document = published.document
    counted = {one.key for one in collated(document.witnesses, document.cited)}
    readings = {}
    for style in ("as encoded", "positive", "negative"):
        made = styled(published, style) if style != "as encoded" else document
        rows = read_matrix(read_loci(made), made.witnesses).rows
        known = {key: rows[key] for key in rows if key in counted}
        single = [one.key for one in made.witnesses if one.kind == "witness"]
        readings[style] = known | {f"text of {key}": plain_text(made, key) for key in single}
    for style in ("positive", "negative"):
        was, now = readings["as encoded"], readings[style]
        assert [(style, key, was[key], now[key]) for key in was if was[key] != now[key]] == []


@settings(max_examples=25, phases=(Phase.explicit, Phase.generate))
@given(edition=editions(nesting=True))
def test_what_witnesses_read_in_parallel_segmentation(edition: Edition, publish: Any) -> None:
    """Whatever is nested, grouped or ascribed."""
    _same(publish(_open(write_inline(edition))))


@settings(max_examples=25, phases=(Phase.explicit, Phase.generate))
@given(edition=editions())
def test_what_witnesses_read_in_attached_entries(edition: Edition, publish: Any) -> None:
    """Also where lemmata cross."""
    _same(publish(_open(write_attached(edition))))
