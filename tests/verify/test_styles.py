"""A positive or a negative apparatus, proved: the source tells a second time who has the text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.fragmentary import write_fragmentary
from tests.verify.editions import Edition

from siglum.build import build
from siglum.config import read_config

ENTRIES = """<p><app><lem>one</lem><rdg wit="#A">1</rdg></app>
<app><lem wit="#A #B #C #D">two</lem><rdg wit="#E">2</rdg></app>
<app><lem wit="#A">three</lem><rdg wit="#B">3</rdg></app>
<app><lem resp="#Bentley">four</lem><rdg wit="#A #B">4</rdg></app>
<app><lem/><rdg wit="#A">five</rdg></app> <app><lem wit="#A #B #C #D"/><rdg wit="#E">six</rdg></app>
<app><lem wit="#A #B #C #D #E">seven</lem></app>
<app><lem>eight</lem><rdg wit="#A" type="lacuna"/><rdg wit="#B"><gap reason="illegible"/></rdg>
</app>
<app><lem wit="#B #B2 #G #A">nine</lem><rdg wit="#C">9</rdg></app>
<app><lem wit="#B2 #C #A #D #E">ten</lem><rdg wit="#B">10</rdg></app>
<app><lem>eleven</lem><rdg wit="#B2">11</rdg><rdg wit="#G">XI</rdg></app>
<choice><sic>twelf</sic><corr>twelve</corr></choice>
<app><rdgGrp><lem>thirteen</lem><rdg wit="#A">13</rdg></rdgGrp><rdg wit="#C">XIII</rdg></app>
<lacunaStart wit="#A"/><app><lem>fourteen</lem><rdg wit="#B">14</rdg></app>
<lacunaEnd wit="#A"/><app type="spelling"><lem>fifteen</lem><rdg wit="#B">15</rdg></app></p>"""


def _edition(folder: Path, tei: Callable[..., bytes], more: str, *only: str) -> Edition:
    write_fragmentary(folder, tei, more)
    source = tei(ENTRIES, witnesses="A C F").decode()
    source = source.replace(
        "</listWit>",
        '<witness xml:id="B">Codex B<listWit><witness xml:id="B2">m2</witness></listWit></witness>'
        '<listWit xml:id="G"><witness xml:id="D"/><witness xml:id="E"/></listWit></listWit>',
    )
    (folder / "tei" / "count.xml").write_text(source, "utf-8")
    build(read_config(folder)[0], folder / "build", only=only)
    return Edition(folder)


@pytest.mark.parametrize(
    "style", ['"positive"', '"negative"', '"positive"\nrest = 1', '"as encoded"']
)
def test_all_styles_are_proved(tmp_path: Path, tei: Callable[..., bytes], style: str) -> None:
    """Of every kind of entry, on pages and in books."""
    made = _edition(tmp_path / "count", tei, f"[apparatus]\nstyle = {style}\n")
    assert made.differences() == []


def test_outputs_and_layers_may_differ(tmp_path: Path, tei: Callable[..., bytes]) -> None:
    """The layer counts more than the output, that more than the whole."""
    more = """[apparatus]
style = "negative"
[[apparatus.layers]]
name = "variants"
[[apparatus.layers]]
name = "spelling"
types = ["spelling"]
style = "positive"
[outputs.website]
apparatus = "positive"
[outputs.pdf]
"""
    made = _edition(tmp_path / "count", tei, more)
    assert made.differences() == []
    page = made.page("fifteen", "count").read_text("utf-8")
    assert page.count('data-wit="D"') > 5


@pytest.mark.parametrize(
    ("built", "asked"),
    [("positive", "negative"), ("negative", "as encoded"), ("negative", "positive")],
)
def test_another_style_is_found(
    tmp_path: Path, tei: Callable[..., bytes], built: str, asked: str
) -> None:
    """Sigla that should be there, or should not."""
    made = _edition(tmp_path / "count", tei, f'[apparatus]\nstyle = "{built}"\n', "website")
    config = made.folder / "edition.toml"
    config.write_text(config.read_text("utf-8").replace(built, asked), "utf-8")
    found = made.differences("website")
    assert {"siglum"} <= {one.kind for one in found} <= {"siglum", "word"}
    assert len(found) > 5
