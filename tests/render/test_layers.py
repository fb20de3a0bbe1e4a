"""Which layer an entry or a note belongs to, and how notes are counted there."""

import pytest
from lxml import etree

from siglum.config import Layer
from siglum.render.layers import LAYER, counted, set_layers

LAYERS = (
    Layer("variants", types=("", "substantive")),
    Layer("spelling", types=("orthographic", "punctuation")),
    Layer("sources", types=("source",), numbers="a"),
)
OPEN = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:s="urn:siglum:normal-form">'


def layers_of(body: str, name: str, layers: tuple[Layer, ...] = LAYERS) -> list[str | None]:
    tree = etree.fromstring(f"{OPEN}{body}</TEI>")
    set_layers(tree, layers)
    return [one.get(LAYER) for one in tree.iter(f"{{*}}{name}")]


@pytest.mark.parametrize(
    ("app", "layer"),
    [
        ('<app type="orthographic"/>', "spelling"),
        ('<app type="later substantive"/>', "variants"),
        ('<app type="source" s:listed="orthographic"/>', "sources"),
        ('<app s:listed="punctuation"/>', "spelling"),
        ('<app><lem/><rdg type="orthographic"/><rdg type="orthographic"/></app>', "spelling"),
        ('<app><lem/><rdg type="orthographic"/><rdg/></app>', "variants"),
        ('<app type="unheard-of"/>', "variants"),
        ("<app/>", "variants"),
    ],
)
def test_an_entry_belongs_to_the_layer_that_is_said_nearest_to_it(app, layer):
    """Its own type, then the list's, then the one of all its readings, then that for none."""
    assert layers_of(app, "app") == [layer]


def test_without_a_layer_for_no_type_the_first_has_the_rest():
    """No entry is ever left out."""
    layers = (Layer("all", types=("x",)), Layer("other", types=("y",)))
    assert layers_of('<app/><app type="y"/>', "app", layers) == ["all", "other"]


def test_notes_belong_to_a_layer_by_their_type_only():
    """Others are the editor's, as ever; each layer counts its own."""
    tree = etree.fromstring(
        f'{OPEN}<note type="source" s:call="1"/><note s:call="2"/>'
        '<noteGrp type="source" s:call="3">'
        '<note/></noteGrp><note type="source">without a call</note></TEI>'
    )
    set_layers(tree, LAYERS)
    told = [(one.get(LAYER), one.get("{urn:siglum:normal-form}call")) for one in tree]
    assert told == [("sources", "a"), (None, "1"), ("sources", "b"), (None, None)]


def test_without_layers_nothing_is_written_down():
    """As long as edition.toml names none."""
    assert layers_of('<app type="source"/>', "app", ()) == [None]


@pytest.mark.parametrize(
    ("manner", "told"),
    [
        ("1", ["1", "2", "3", "4", "27"]),
        ("a", ["a", "b", "c", "d", "aa"]),
        ("i", ["i", "ii", "iii", "iv", "xxvii"]),
        ("*", ["*", "**", "***", "*4", "*27"]),
    ],
)
def test_calls(manner, told):
    """Figures, letters, Roman figures, stars."""
    assert [counted(number, manner) for number in (1, 2, 3, 4, 27)] == told
