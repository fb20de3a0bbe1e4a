"""Whatever encoders write, each entry is in the normal form exactly once."""

from __future__ import annotations

import pytest
from lxml import etree

from siglum.apparatus.normal import normal_form
from siglum.source.identity import ID

TEI = "http://www.tei-c.org/ns/1.0"
APP = f"{{{TEI}}}app"


def entries_of(body: str) -> list[str]:
    """The notes of all entries in the normal form of a text, in order."""
    form = normal_form(
        etree.fromstring(f'<TEI xmlns="{TEI}"><text><body>{body}</body></text></TEI>')
    )
    apps = list(form.tei.iter(APP))
    ids = [app.get(ID) for app in apps]
    assert len(set(ids)) == len(ids)
    return sorted("".join(app.itertext()).strip() for app in apps)


TEXT = (
    '<p xml:id="p" n="1">a <anchor xml:id="x"/>b <app><lem xml:id="lem">c</lem><rdg xml:id="rdg">d '
    '<anchor xml:id="in"/></rdg></app> e<anchor xml:id="y"/><note xml:id="note">n</note></p>'
)


@pytest.mark.parametrize(
    "attributes",
    [
        "",
        'from="#y" to="#x"',
        'from="#in" to="#y"',
        'from="#x" to="#in"',
        'from="#rdg"',
        'from="#lem"',
        'from="#lem" to="#y"',
        'from="#note"',
        'from="#self"',
        'from="#x" to="#self"',
        'to="#x"',
        'to="#gone"',
        'from="#p" to="#p"',
        'from="#div"',
        'from="#list"',
        'from="#range(x,in)"',
        'from="#range(range(x,y),y)"',
        'from="#" to="#"',
        'from="1-2"',
        'loc="1"',
        'loc="2"',
        'loc="1-1-1-1"',
        'loc="-"',
        'loc=""',
        'n="1"',
        f'loc="{"9" * 500}"',
        'loc="1" from="#p"',
        'loc="1" from="#gone"',
        'loc="1" to="#y"',
        'copyOf="#self"',
        'sameAs="#other" next="#self"',
    ],
)
@pytest.mark.parametrize(
    "inside", ["<lem>b</lem><rdg>z</rdg>", "<rdg>z</rdg>", "<note>z</note>", ""]
)
def test_no_entry_is_lost_or_doubled(attributes, inside):
    """In a list or beside the text, attached to whatever there is."""
    odd = f'<app xml:id="self" {attributes}>{inside}</app>'
    for body in (
        f'<div xml:id="div">{TEXT}<listApp xml:id="list">{odd}</listApp></div>',
        f'<div type="apparatus"><p>{odd}</p></div><div xml:id="div">{TEXT}</div>',
        f'<div xml:id="div">{TEXT}<p>{odd}</p></div>',
    ):
        assert len(entries_of(body)) == 2  # the entry, and that of the text


def test_groups_that_contain_themselves():
    """Pointers in a circle are no part of where an entry belongs."""
    group = '<rdgGrp xml:id="g" sameAs="#g"><rdg copyOf="#g" xml:id="r">b</rdg></rdgGrp>'
    assert entries_of(f'<p n="1">a b</p><listApp><app loc="1">{group}</app></listApp>') == ["b"]


def test_deep_nesting():
    """Fifty entries in each other's lemmata are fifty entries."""
    inner = "z"
    for n in range(50):
        inner = f"<app><lem>{inner}</lem><rdg>r{n}</rdg></app>"
    assert len(entries_of(f"<p>{inner}</p>")) == 50


def test_many_entries_on_one_word():
    """All of them are there, in their order."""
    apps = "".join(f'<app from="#w"><lem>b</lem><rdg>{n}</rdg></app>' for n in range(300))
    located = "".join(f'<app loc="1"><lem>b</lem><rdg>l{n}</rdg></app>' for n in range(300))
    body = f'<p n="1">a <w xml:id="w">b</w> c</p><listApp>{apps}{located}</listApp>'
    assert len(entries_of(body)) == 600


def test_spans_over_lines_paragraphs_and_divisions():
    """Spans that cross each other and every border of the text are kept."""
    text = (
        '<div><head>h <anchor xml:id="a"/>h</head><p>b <anchor xml:id="b"/>b</p></div><div><sp>'
        '<speaker>s</speaker><l>c <pb/><anchor xml:id="c"/>c</l></sp><list><item>d '
        '<anchor xml:id="d"/>d</item></list></div>'
    )
    ends = [(one, two) for one in "abcd" for two in "abcd"]
    apps = "".join(
        f'<app from="#{one}" to="#{two}"><rdg>{one}{two}</rdg></app>' for one, two in ends
    )
    assert len(entries_of(f"{text}<listApp>{apps}</listApp>")) == 16


@pytest.mark.parametrize(
    "holder",
    [
        "figure><head",
        "figure><figDesc",
        "table><row><cell",
        "list><item",
        "note",
        "quote><l",
        "head",
    ],
)
def test_located_in_any_block(holder):
    """Entries of headings, captions, cells and notes are there, placed or in their list."""
    end = "></".join(reversed(holder.split("><")))
    app = '<app loc="7"><lem>b</lem><rdg>z</rdg></app>'
    body = f'<{holder} n="7">a b c</{end}><listApp>{app}</listApp>'
    assert entries_of(f"<div>{body}</div>") == ["bz"]
