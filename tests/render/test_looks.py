from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from siglum.render.looks import DIR, REND, STYLE, Looks, Renditions, note_looks, safe_style


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
        "r-italic r-smallcaps r-x r-y", "color:red", "rtl",
    )  # fmt: skip
    assert (tree[0].get(REND), tree[0].get(STYLE), tree[0].get(DIR)) == (None, None, "ltr")


def test_endless_rends():
    """A @rend that is a text of its own gives a few classes of some length."""
    tree = etree.fromstring(f'<p rend="{"x" * 900} {"y " * 900}"/>')
    note_looks(tree)
    assert len(tree.get(REND)) < 400


@pytest.mark.parametrize(
    ("rend", "classes"),
    [
        ("kursiv", "r-italic"),
        ("Bold Superscript", "r-bold r-superscript"),
        ("centered letter-spaced", "r-center r-spaced"),
        ("sup", "r-superscript"),
        ("i it italics", "r-italic"),
        ("indent-20", "r-indent"),
        ("indent-0.0", "r-no-indent"),
        ("color(red)", "r-color r-red"),
        ("blue", "r-blue"),
        ("", ""),
    ],
)
def test_words_that_mean_the_same(rend, classes):
    """Many names of one look give one class; what is not known stays as it is."""
    assert Looks().read(rend) == (classes, "")


def test_words_of_the_edition():
    """The edition says what a word means: another word, or safe CSS, which then stands alone."""
    looks = Looks({"Blau": "color: #00f; position: fixed", "hand2": "kursiv", "sc": "caps"})
    assert looks.read("blau sc") == ("r-caps", "color:#00f")
    assert looks.read("hand2") == ("r-italic", "")


def test_renditions_of_the_header():
    """@rendition takes CSS from the header, an element without one what is usual for it."""
    front = etree.fromstring(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><tagsDecl>'
        '<rendition xml:id="it" scheme="css">font-style: italic; top: 0</rendition>'
        '<rendition xml:id="before" scope="before" scheme="css">color: red</rendition>'
        '<rendition xml:id="fo" scheme="xslfo">font-weight="bold"</rendition>'
        '<rendition selector="head, title" scheme="css">color: blue</rendition>'
        '<namespace name="n"><tagUsage gi="hi" rendition="#it"/></namespace>'
        "</tagsDecl></teiHeader></TEI>"
    )
    tree = etree.fromstring(
        '<p xmlns="http://www.tei-c.org/ns/1.0"><hi/><hi rendition="#before #gone #fo"/>'
        '<seg rendition="x.xml#it" style="color: red"/><head/></p>'
    )
    note_looks(tree, renditions=Renditions(front))
    assert [node.get(STYLE) for node in tree] == [
        "font-style:italic", None, "font-style:italic;color:red", "color:blue",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("a <n xml:lang='syr'>b </n>(c", "a <n>b</n> (c"),
        ("a<n xml:lang='syr'> <hi>b</hi> </n> c", "a <n><hi>b</hi></n> c"),
        ("a <n xml:lang='syr'><hi>b </hi></n>c", "a <n><hi>b</hi></n> c"),
        ("<hi>x</hi> <n xml:lang='syr'> b<hi>c</hi></n>", "<hi>x</hi> <n>b<hi>c</hi></n>"),
        ("a <n xml:lang='de'>b </n>c", "a <n>b </n>c"),
        ("a <n xml:lang='syr'>b<note>c </note></n>d", "a <n>b<note>c </note></n>d"),
        ("a <n xml:lang='syr'> </n>c", "a <n> </n>c"),
        ("a <n xml:lang='syr'>b <n xml:lang='en'>c </n></n>d", "a <n>b <n>c</n></n> d"),
    ],
)
def test_spaces_stand_outside_of_what_runs_the_other_way(given, made):
    """At the edge of words from right to left a space would stand at their other end."""
    tree = etree.fromstring(f'<p xmlns="http://www.tei-c.org/ns/1.0">{given}</p>')
    note_looks(tree)
    for node in tree.iter():
        node.attrib.clear()
    etree.cleanup_namespaces(tree)
    told = etree.tostring(tree, encoding="unicode")
    assert told == f'<p xmlns="http://www.tei-c.org/ns/1.0">{made}</p>'
