from __future__ import annotations

import pytest
from lxml import html

from siglum.phrases.speaking import phrases
from siglum.render.signs import key_of, signs_in

_TEXT = """<p>a <supplied reason="lost">b</supplied> <supplied>c</supplied> <surplus>d</surplus>
<secl>e</secl> <del>f</del> <expan>g<ex>h</ex></expan> <sic>i</sic> <gap/> <gap reason="ellipsis"/>
<space/> <unclear>j</unclear> <supplied reason="subaudible" cert="low">k</supplied>
<supplied evidence="previouseditor">l</supplied> <gap quantity="2" unit="character"/>
<gap quantity="20" unit="character"/> <gap extent="unknown" unit="character"/>
<gap quantity="1" unit="line"/>
<gap quantity="2" unit="line"/> <gap extent="unknown" unit="line"/>
<gap reason="illegible" quantity="2" unit="character"/>
<gap reason="illegible" quantity="20" unit="character"/></p>"""


def test_signs_that_occur(publish, tei):
    """Each sign is found by what is shown, and told in the order of the key."""
    made = publish(tei(_TEXT))
    tree = html.fromstring(made.html())
    signs = key_of(signs_in(tree), phrases("en"))
    assert [sign.look for sign in signs] == [
        "[a]", "⟨a⟩", "(a)", "a\u0332", "[a?]", "{a}", "{a}", "⟦a⟧", "(a)", "(!)", "[···]",
        "[– 12 –]", "[– – –]", "[– – – – – –]", "[– – – lin. 3 – – –]", "– – – – – –", "+++",
        "+ 12 +", "[…]", "…", "(vac.)", "a\u0323",
    ]  # fmt: skip
    assert signs[0].meaning == "lost, supplied by the editor"


def test_signs_that_share_brackets(publish, tei):
    """What is left of a sign beside another one is still told."""
    lost = '<supplied reason="lost">a</supplied><gap extent="unknown" unit="character"/>'
    made = publish(tei(f"<p>b{lost}<gap quantity='2' unit='character'/></p>"))
    assert signs_in(html.fromstring(made.html())) == {"lost", "lost_extent", "lost_letters"}


def test_no_signs(publish, tei):
    """A text without interventions has no key."""
    made = publish(tei("<p>plain</p>"))
    assert signs_in(html.fromstring(made.html())) == frozenset()


@pytest.mark.parametrize("language", ["de", "fr", "la"])
def test_meanings_in_other_languages(language):
    """The key speaks the language of the edition."""
    [sign] = key_of(["gap"], phrases(language))
    assert sign.meaning != "a gap"
