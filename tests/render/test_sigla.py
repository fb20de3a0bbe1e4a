"""Rows of sigla are filled in with what the stylesheet made of each."""

from __future__ import annotations

import pytest
from lxml import etree

from siglum.render.sigla import Sigla, take_sigla


@pytest.mark.parametrize(
    "place", ['<span data-sigla="#A #B"></span>', '<span data-sigla="#A #B"/>']
)
def test_a_row(place):
    """Sigla stand in the order of their keys with a space between, as HTML or XML has places."""
    sigla = Sigla({"A": "<abbr>A</abbr>", "B": "<abbr>B<sup>2</sup></abbr>"})
    assert sigla.fill(f"x {place} y") == "x <abbr>A</abbr> <abbr>B<sup>2</sup></abbr> y"
    length = len("x A B2 y")
    markup = f'<p title="{"more than that" * 9}">x {place} y</p>'
    assert not sigla.exceed(markup, length)
    assert sigla.exceed(markup, length - 1)


def test_a_key_without_a_siglum_is_shown():
    """A stylesheet that makes no sigla loses none."""
    assert Sigla().fill('<span data-sigla="#A&amp;"></span>') == "A&amp;"


def test_sigla_are_made_once():
    """What the stylesheet made of each witness leaves the tree, with its typography."""
    unit = etree.fromstring(
        '<div><section class="text"/><section class="sigla"><span data-key="A"><abbr>A<sup>2</sup>'
        '</abbr></span><span data-key="s"><cite>Sch</cite></span></section></div>'
    )
    sigla = take_sigla(unit, "html")
    assert [section.get("class") for section in unit] == ["text"]
    assert sigla.labels == {"A": "<abbr>A<sup>2</sup></abbr>", "s": "<cite>Sch</cite>"}
