from __future__ import annotations

import re

import pytest
from lxml import etree

from siglum.render.leiden import gap_sign, set_signs, space_sign
from siglum.verify.extents import gap_signs, space_signs
from siglum.verify.streams import letters_of

NS = "http://www.tei-c.org/ns/1.0"
GAPS = [
    ("", "[…]"),
    ("reason='ellipsis' quantity='3' unit='line'", "…"),
    ("reason='lost'", "[…]"),
    ("reason='lost' extent='unknown'", "[– – –]"),
    ("reason='lost' extent='unknown' unit='character'", "[– – –]"),
    ("reason='lost' unit='chars'", "[– – –]"),
    ("reason='lost' quantity='1' unit='character'", "[·]"),
    ("reason='lost' quantity='10' unit='chars'", "[··········]"),
    ("reason='lost' extent='3' unit='chars'", "[···]"),
    ("quantity='11' unit='character'", "[– 11 –]"),
    ("reason='lost' quantity='3' unit='character' precision='low'", "[– c. 3 –]"),
    ("reason='lost' quantity='1.5' unit='character'", "[– 1.5 –]"),
    ("reason='hole' atLeast='2' atMost='4' unit='character'", "[– 2–4 –]"),
    ("reason='lost' atLeast='2' unit='character'", "[– ≥ 2 –]"),
    ("reason='lost' atMost='4' unit='character'", "[– ≤ 4 –]"),
    ("reason='illegible' quantity='2' unit='char'", "++"),
    ("reason='illegible' quantity='12' unit='char'", "+ 12 +"),
    ("reason='illegible' extent='unknown' unit='char'", "[…]"),
    ("reason='lost illegible' quantity='2' unit='char'", "[··]"),
    ("reason='lost' quantity='1' unit='line'", "[– – – – – –]"),
    ("reason='lost' quantity='3' unit='lines'", "[– – – lin. 3 – – –]"),
    ("reason='lost' quantity='3' unit='line' precision='low'", "[– – – lin. c. 3 – – –]"),
    ("reason='lost' extent='unknown' unit='line'", "– – – – – –"),
    ("reason='lost' quantity='2' unit='page'", "[…]"),
    ("reason='lost' quantity='several' unit='character'", "[…]"),
    ("reason='lost' quantity='0' unit='character'", "[…]"),
    ("reason='lost' extent='a few' unit='character'", "[…]"),
]
SPACES = [
    ("", "(vac.)"),
    ("quantity='0'", ""),
    ("quantity='3' unit='character'", "(vac. 3)"),
    ("quantity='2' unit='lines'", "(vac. lin. 2)"),
    ("quantity='2' unit='cm'", "(vac. 2 cm)"),
    ("extent='unknown' unit='character'", "(vac.)"),
    ("quantity='1' unit='word'", "(vac.)"),
]


def _tree(inner: str) -> etree._Element:
    tree = etree.fromstring(f'<div xmlns="{NS}" type="edition"><p>{inner}</p></div>')
    set_signs(tree)
    return tree


def _shown(inner: str) -> str:
    """The words with their signs, as the rules put them together."""
    tree = _tree(inner)
    for element in list(tree.iter(f"{{{NS}}}gap", f"{{{NS}}}space", f"{{{NS}}}supplied")):
        own = {etree.QName(key).localname: value for key, value in element.attrib.items()}
        element.text = own.get("sign", own.get("opens", "")) + (element.text or "")
        if len(element):
            element[-1].tail = (element[-1].tail or "") + own.get("closes", "")
        else:
            element.text += own.get("closes", "")
    return "".join(tree.itertext())


@pytest.mark.parametrize(("told", "sign"), GAPS)
def test_gaps(told: str, sign: str) -> None:
    """Points for each lost letter, dashes where nobody knows, crosses for vestiges."""
    assert gap_sign(_tree(f"<gap {told}/>")[0][0]) == sign


@pytest.mark.parametrize(("told", "sign"), SPACES)
def test_spaces(told: str, sign: str) -> None:
    """A blank space is empty, in Latin, with its extent."""
    assert space_sign(_tree(f"a<space {told}/>")[0][0]) == sign


@pytest.mark.parametrize(("told", "sign"), GAPS)
def test_an_audit_expects_the_same_gaps(told: str, sign: str) -> None:
    """Worked out a second time, without this module."""
    gap = _tree(f"<gap {told}/>")[0][0]
    assert gap_signs(gap)[0] == letters_of(sign)
    assert len(gap_signs(gap)) == (4 if sign.startswith("[") else 1)


@pytest.mark.parametrize(("told", "sign"), SPACES)
def test_an_audit_expects_the_same_spaces(told: str, sign: str) -> None:
    """Worked out a second time, without this module."""
    space = _tree(f"a<space {told}/>")[0][0]
    assert space_signs(space) == ([letters_of(sign)] if sign else [])


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("<supplied reason='lost'>a</supplied>", "[a]"),
        ("<supplied reason='lost' cert='low'>a</supplied>", "[a?]"),
        ("<supplied reason='hole damage'>a</supplied>", "[a]"),
        ("<supplied reason='omitted' cert='low'>a</supplied>", "⟨a?⟩"),
        ("<supplied>a</supplied>", "⟨a⟩"),
        ("<supplied reason='subaudible'>a</supplied>", "(a)"),
        ("<supplied reason='explanation'>a</supplied>", "(a)"),
        ("<supplied reason='undefined' evidence='previouseditor'>a</supplied>", "a"),
        ("<supplied reason='undefined'>a</supplied>", "[a]"),
    ],
)
def test_supplied(source: str, shown: str) -> None:
    """Brackets say why an editor supplied words, a question mark that it is not certain."""
    assert _shown(source) == shown


_GONE = "<gap reason='lost' extent='unknown' unit='character'/>"
_THREE = "<gap reason='lost' quantity='3' unit='character'/>"
_A = "<supplied reason='lost'>a</supplied>"


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (f"{_GONE}{_A}", "[– – – a]"),
        (f"{_A}{_GONE}b", "[a – – –]b"),
        (f"{_THREE}{_A}{_THREE}", "[···a···]"),
        (f"{_GONE}{_THREE}", "[– – – ···]"),
        (f"{_GONE}<name><w>{_A}b</w></name>", "[– – – a]b"),
        (f"<name>b{_A}</name>{_GONE}", "b[a – – –]"),
        (f"{_GONE} {_A}", "[– – –] [a]"),
        (f"{_GONE}<name> {_A}</name>", "[– – –] [a]"),
        (f"{_GONE}<lb/>{_A}", "[– – –][a]"),
        (f"{_GONE}<supplied reason='omitted'>a</supplied>", "[– – –]⟨a⟩"),
        (f"<seg type='lemma'>{_GONE}</seg>{_A}", "[– – –][a]"),
        (f"<app><lem>{_GONE}</lem><rdg>{_A}</rdg></app>", "[– – –][a]"),
        (f"<choice><sic>{_GONE}</sic><corr>{_A}</corr></choice>", "[– – –][a]"),
        (f"<supplied reason='lost'>a{_GONE}</supplied>", "[a[– – –]]"),
    ],
)
def test_brackets_that_meet(source: str, shown: str) -> None:
    """They become one, unless something stands between them or a lemma ends there."""
    assert _shown(source) == shown


@pytest.mark.parametrize(
    ("source", "sign"),
    [
        ("<p><space quantity='5' unit='chars'/>a</p>", "\u2002" * 5),
        ("<p>a<lb/> <space quantity='40' unit='chars'/>b</p>", "\u2002" * 12),
        ("<p>a <space quantity='1' unit='char'/>b</p>", "\u2002"),
        ("<p><hi>a</hi> <hi><space/></hi>b</p>", "(vac.)"),
        ("<p>a<space quantity='1' unit='char'/>b</p>", "(vac. 1)"),
        ("<p><pb/><hi> <space/>b</hi></p>", "\u2002"),
    ],
)
def test_indents_are_shown_as_they_are(source: str, sign: str) -> None:
    """Outside of an inscription a space that begins a line, or doubles one, needs no word."""
    tree = etree.fromstring(f'<body xmlns="{NS}">{source}</body>')
    set_signs(tree)
    (space,) = tree.iter(f"{{{NS}}}space")
    assert next(v for k, v in space.attrib.items() if k.endswith("}sign")) == sign


def test_signs_are_one_line(publish, tei) -> None:
    """Each stands in one element, so that style sheets can keep it together."""
    html = publish(tei(f"<p>a{_GONE}b</p>")).html()
    assert re.search(r'<span class="gap"[^>]*><span class="sign">\[– – –\]</span></span>b', html)
