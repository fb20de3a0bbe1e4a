from __future__ import annotations

import pytest

from siglum.metadata.roles import role_of_editor, role_of_task


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Herausgegeben von", "edt"), ("Edited by", "edt"), ("TEI XML encoding:", "mrk"),
        ("conversion to EpiDoc", "mrk"), ("Italian translation", "trl"), ("transcribed by", "trc"),
        ("Linguistically annotated with MorphAdorner by", "ann"), ("Proofreading", "pfr"),
        ("photographs", "pht"), ("original data collection", "ctb"), ("", "ctb"), ("edt", "edt"),
        ("E-text Encoder", "mrk"), ("proofing", "pfr"), ("engraver", "egr"), ("printer", "prt"),
        ("publisher", "pbl"), ("Uredništvo, zapis TEI", "edt"), ("Nosilec projekta", "rth"),
        ("author of digital edition", "edt"), ("Author", "aut"), ("přepis", "trc"),
    ],
)  # fmt: skip
def test_tasks(words, role):
    """What a task is called, in several languages; the words themselves are kept elsewhere."""
    assert role_of_task(words) == role


def test_a_pointer_to_the_list_of_relators_decides():
    """@ref of a <resp> goes before its words."""
    assert role_of_task("Edited by", "http://id.loc.gov/vocabulary/relators/trl") == "trl"


def test_editors():
    """@role of an editor; what is not known is an editor."""
    assert [role_of_editor(one) for one in ("", "translator", "contributor", "general")] == [
        "edt", "trl", "ctb", "edt",
    ]  # fmt: skip
