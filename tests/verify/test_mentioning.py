"""The pages that a book tells of an entry of its registers are audited."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from siglum.build import build
from siglum.config import read_config
from siglum.verify.verifying import verify

pytestmark = pytest.mark.pdf

TEXT = (
    '<p><persName ref="#odo">He</persName> rings. {words}</p><p>{words}'
    '<note>See <persName ref="#odo">Odo</persName>.</note></p>'
    '<listPerson><person xml:id="odo"><persName>Odo</persName></person></listPerson>'
    "<p>12 more.</p>"
)


@pytest.fixture
def differences(tei: Callable[..., bytes], tmp_path: Path) -> Callable[..., list[str]]:
    def run(style: str, text: str = "") -> list[str]:
        (tmp_path / "templates").mkdir()
        (tmp_path / "tei").mkdir()
        (tmp_path / "templates" / "own-print.css").write_text(style)
        (tmp_path / "edition.toml").write_text('[source]\ntexts = ["tei/*.xml"]\n[outputs.pdf]\n')
        text = text or TEXT.format(words="bell " * 500)
        (tmp_path / "tei" / "text.xml").write_bytes(tei(text, witnesses=""))
        config = read_config(tmp_path)[0]
        assert build(config, tmp_path / "out").written
        audits = verify(config, tmp_path / "out", ("pdf",), lambda *_: None).audits
        return [f"{one.kind} {one.missing} {one.extra}" for a in audits for one in a.unexplained]

    return run


def test_pages_that_mention_an_entry_are_right(differences):
    """Numbers that follow in the text are none of them."""
    assert differences("") == []


def test_a_page_that_is_not_told_is_a_difference(differences):
    """As where a style hides the pages."""
    told = "number ('3',) ()"
    found = differences(".mentions { display: none }")
    assert found == [told]


@pytest.mark.parametrize(
    ("content", "told"), [("'1'", "number ('2',) ('1',)"), ("'3, ' '3'", "number ('2',) ('3',)")]
)
def test_a_wrong_page_is_a_difference(differences, content, told):
    """Also one that is told twice."""
    found = differences(
        f".on-page::after {{ content: none !important }} .mentions::after {{ content: {content} }}"
    )
    assert any(one.startswith("number") for one in found), told


def test_pages_may_stand_behind_an_address(differences):
    """What a pointer is shown by is no word of the text, and may be long."""
    text = (
        '<p>A book <ref target="#b">of bells</ref>.</p><listBibl><bibl xml:id="b">On bells. URL: '
        '<ptr target="https://library.example.org/en/objects/display/bells_00001.html"/></bibl>'
        "<bibl>Another.</bibl></listBibl>"
    )
    assert differences("", text) == []


def test_a_note_goes_on_overleaf_behind_a_sign(differences):
    """Brackets of editors are no letters of the note: what goes on is known for a part of it."""
    some = "".join(f"bells{n} <supplied>ring{n}</supplied> and " for n in range(300))
    found = differences("", f"<p>word<note>{some}end.</note> more.</p>")
    assert not [one for one in found if one.startswith(("note", "extra"))]
