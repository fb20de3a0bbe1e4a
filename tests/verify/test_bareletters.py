"""A text and its print are brought together so that the fewest letters are lost."""

from __future__ import annotations

from siglum.verify.bareletters import align_print, listed_in, named_in
from siglum.verify.printed import Run
from siglum.verify.streams import align
from siglum.verify.tokens import Mark


def test_pictures_are_no_words_of_the_text() -> None:
    """The name of a picture that begins as its caption does takes no letter of that."""
    files = ("pier_detail_left.tif", "pier_left.jpg", "pier_detail_right.tif", "pier.jpg")
    names = [f"Picturenotinthisedition:{file}" for file in files]
    marks = [Mark(17 * n, "graphic", (name,)) for n, name in enumerate(names)]
    text, caption = 4 * "PhotoI.Pier,2017.", "PhotoI.Pier,2017."
    body = Run("".join(name + caption for name in names))
    assert any(one.missing for one in align(text, body.letters).differences)
    found = align_print(text, body.letters, [*named_in(body, marks)])
    assert [one.missing for one in found.differences] == [""] * 4
    assert [one.extra for one in found.differences] == names


def test_an_entry_of_a_list_fills_its_lines() -> None:
    """The letters of an entry within a line are something else."""
    body = Run("oneCILtwoCILCILthree", starts=[0, 3, 6, 9, 12])
    assert listed_in(body, ["CIL", ""]) == [(3, 6), (9, 12)]


def test_a_loss_stays_a_loss() -> None:
    """Where words are gone, no alignment finds them; a few letters that are alike are chance."""
    found = align_print("begun.Adrawingofthepier.ended", "begun.Picturemissing.ended", [])
    assert [one.missing for one in found.differences] == ["Adrawingofthepier"]
