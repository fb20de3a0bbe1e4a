from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from siglum.render.looks import DIR, REND, STYLE, note_looks, safe_style


@pytest.mark.parametrize(
    ("style", "safe"),
    [
        ("color: red", "color:red"),
        ("COLOR:#f00;font-style:italic", "color:#f00;font-style:italic"),
        ("color: rgb(1, 2, 3)", "color:rgb(1, 2, 3)"),
        ("text-indent: -2em", "text-indent:-2em"),
        ("font-size: 120%", "font-size:120%"),
        ("color: red; nonsense; text-align: right", "color:red;text-align:right"),
        ("", ""),
    ],
)
def test_what_changes_words_stays(style, safe):
    """Colour, slope, weight, alignment, indentation and size are the editor's to choose."""
    assert safe_style(style) == safe


@pytest.mark.parametrize(
    "style",
    [
        "background: url(https://example.org/x.png)",
        "background-color: url(javascript:1)",
        "color: expression(alert(1))",
        "color: var(--x)",
        "position: fixed; top: 0",
        "display: none",
        "behavior: url(x)",
        "font-size: 900em",
        "margin-left: -9999px",
        "font-family: url('x')",
        "c\\olor: attr(x)",
        "color: 'x'",
        "@import 'x';",
        "color: red}</style><script>",
        "width: 9px",
    ],
)
def test_what_reaches_further_goes(style):
    """Nothing is loaded, hidden, moved out of its place or blown up."""
    safe = safe_style(style)
    assert "url" not in safe
    assert "(" not in safe
    assert "<" not in safe
    assert safe in ("", "color:red")


@given(st.text("abcdefr:;(){}url#-\\/*'\"<>@! 1%em\n", max_size=60))
def test_any_style_is_harmless(style):
    """Whatever is written, what remains is a list of declarations and no markup."""
    safe = safe_style(style)
    assert not set(safe) & set("<>{}@\\\"'")
    assert "url(" not in safe.lower()


def test_looks_of_elements():
    """Words of @rend become classes; @style what is safe of it; a language has a direction."""
    tree = etree.fromstring(
        '<p rend="Italic small-caps #x;y" style="color:red;top:0" xml:lang="ar"><hi rend=" "'
        ' style="top:0" xml:lang="ar-Latn"/></p>'
    )
    note_looks(tree)
    assert (tree.get(REND), tree.get(STYLE), tree.get(DIR)) == (
        "r-italic r-small-caps r-x r-y", "color:red", "rtl",
    )  # fmt: skip
    assert (tree[0].get(REND), tree[0].get(STYLE), tree[0].get(DIR)) == (None, None, "ltr")


def test_endless_rends():
    """A @rend that is a text of its own gives a few classes of some length."""
    tree = etree.fromstring(f'<p rend="{"x" * 900} {"y " * 900}"/>')
    note_looks(tree)
    assert len(tree.get(REND)) < 400
