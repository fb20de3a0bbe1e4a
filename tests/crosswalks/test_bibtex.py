from __future__ import annotations

import dataclasses

import pytest

from siglum.crosswalks.bibtex import citation_key, escaped, write_bibtex


@pytest.mark.parametrize(
    ("words", "tex"),
    [
        ("10 % of {a_b} & #1 $", r"10 \% of \{a\_b\} \& \#1 \$"),
        ("back\\slash ~ ^", r"back\textbackslash{}slash \textasciitilde{} \textasciicircum{}"),
        ("two\n lines", "two lines"),
        ("ā « » Афиногенов", "ā « » Афиногенов"),
    ],
)
def test_what_tex_would_take_for_a_command(words, tex):
    """Ten characters are escaped; letters of any script stay."""
    assert escaped(words) == tex


def test_people(full):
    """Family, Given; a body in braces, so that it is not taken apart."""
    text = write_bibtex(full)
    assert "author = {Haller, Ioannes}" in text
    assert "translator = {Jo Pond}" in text
    assert "editor = {Vrba, Marta}" in text
    assert text.startswith("@incollection{a,")


def test_a_key_has_no_letters_that_end_it(full):
    """Keys are made of what BibTeX takes."""
    assert citation_key(dataclasses.replace(full, identifier="ä, {b} c")) == "b-c"
    assert citation_key(dataclasses.replace(full, identifier="プ")) == "text"
