"""Findings about entries that are tied to the text by @from and @to."""

from __future__ import annotations

import pytest

from siglum.checks.ranges import check_ranges

TEXT = (
    '<p>Arma <anchor xml:id="a"/>virumque<anchor xml:id="b"/> cano, '
    '<seg xml:id="s">Troiae</seg> qui <anchor xml:id="c"/>primus<anchor xml:id="d"/></p>'
)


def entry(attributes: str, lemma: str = "", reading: str = "x") -> str:
    """An entry of an apparatus apart from the text."""
    told = f"<lem>{lemma}</lem>" if lemma else ""
    return f'<app {attributes}>{told}<rdg wit="#A">{reading}</rdg></app>'


@pytest.fixture
def findings(survey_of):
    """All findings on TEXT with these entries in a list after it."""

    def check(*entries: str, text: str = TEXT):
        body = f"<div>{text}<listApp>{''.join(entries)}</listApp></div>"
        return list(check_ranges(survey_of(body)))

    return check


@pytest.fixture
def codes(findings):
    """The codes of these findings, in their order."""
    return lambda *entries, **more: [f.code for f in findings(*entries, **more)]


@pytest.mark.parametrize(
    ("attributes", "lemma", "code"),
    [
        ('from="#a" to="#b"', "virumque", None),
        ('from="#a" to="#b"', "Virumque,", None),
        ('from="#a" to="#s"', "virumque cano, Troiae", None),
        ('from="#a" to="#d"', "virumque … primus", None),
        ('from="#a" to="#b"', "", None),
        ('from="#s"', "Troiae", None),
        ('from="#a"', "virumque", None),  # where it ends is not said
        ('from="#a" to="#a"', "", None),  # words are added there
        ('from="#a" to="#a"', "virumque", "app.range-empty"),
        ('from="#a" to="#b"', "viros", "app.lem-not-in-base"),
        ('from="#a" to="#b"', "virum", "app.lem-not-in-base"),
        ('from="#s"', "Troia", "app.lem-not-in-base"),
        ('from="#b" to="#a"', "virumque", "app.range-reversed"),
        ('from="#s" to="#b"', "virumque", "app.range-reversed"),
        ('from="#x" to="#b"', "virumque", "app.from-dangling"),
        ('from="#a" to="#x"', "virumque", "app.to-dangling"),
        ('from="" to="#b"', "virumque", "app.from-dangling"),
        ('to="#b"', "virumque", "app.to-without-from"),
        ('from="a" to="#b"', "virumque", "app.pointer-scheme"),
        ('from="#string-range(a,0,8)"', "virumque", "app.pointer-scheme"),
        ('from="#string-range(//p,0,8)"', "virumque", "app.pointer-scheme"),
        ('from="#xpath(//p[1])"', "virumque", "app.pointer-scheme"),
        ('from="other.xml#a"', "virumque", "app.pointer-scheme"),
        ('from="https://example.org/text#a"', "virumque", "app.pointer-scheme"),
        ('from="#a #b"', "virumque", "app.pointer-scheme"),
    ],
)
def test_one_entry(codes, attributes, lemma, code):
    """Each slip is told once, and nothing where the two ends fit."""
    assert codes(entry(attributes, lemma)) == ([code] if code else [])


def test_what_dangles_is_told_with_a_guess(findings):
    """One wrong name in many entries is one slip."""
    text = '<p><anchor xml:id="begin"/>arma<anchor xml:id="ending"/></p>'
    wrong = entry('from="#begni" to="#ending"', "arma")
    (finding,) = findings(wrong, wrong, text=text)
    assert finding.hint == 'did you mean "#begin"?'
    assert "in 1 more place" in finding.message


def test_entries_in_the_text(survey_of):
    """Without @to an entry in the text ends where it stands (Guidelines 13.2.2)."""
    text = '<p><anchor xml:id="a"/>{}<app from="#a"><lem>arma</lem><rdg>armis</rdg></app> cano</p>'
    assert not list(check_ranges(survey_of(text.format("arma"))))
    (finding,) = check_ranges(survey_of(text.format("armis")))
    assert finding.code == "app.lem-not-in-base"


def test_two_sides_of_a_text(codes):
    """A lemma has one side of a choice."""
    text = (
        '<p><anchor xml:id="a"/><choice><sic>amra</sic><corr>arma</corr></choice>'
        '<anchor xml:id="b"/></p>'
    )
    for lemma in ("amra", "arma"):
        assert codes(entry('from="#a" to="#b"', lemma), text=text) == []
    assert codes(entry('from="#a" to="#b"', "alma"), text=text) == ["app.lem-not-in-base"]


def test_lemmata_that_are_written_otherwise(codes):
    """Where most lemmata differ, that is how they are written here."""
    entries = [entry('from="#a" to="#b"', lemma) for lemma in ("v.", "v-que", "virumq.")]
    assert "app.lem-not-in-base" not in codes(*entries)


def test_ends_outside_of_the_text(codes):
    """A note or another reading is no place for an end, unless the entry is about that note."""
    note = '<p>Arma <anchor xml:id="a"/>cano<note>n <anchor xml:id="b"/>m{}</note></p>'
    code = "app.range-in-apparatus"
    assert codes(entry('from="#a" to="#b"', "cano"), text=note.format("")) == [code]
    inside = note.format('<anchor xml:id="c"/>' + entry('from="#b" to="#c"', "m"))
    assert codes(text=inside) == []
    reading = '<p>Arma <app><lem>a</lem><rdg>b<anchor xml:id="a"/></rdg></app></p>'
    assert codes(entry('from="#a"', "b"), text=reading) == [code]


def test_ends_in_two_texts(survey_of):
    """Words of two texts cannot be replaced by one reading."""
    two = (
        '<div type="edition"><p>a <anchor xml:id="a"/>b</p></div>'
        '<div type="translation"><p>c<anchor xml:id="b"/></p></div>'
        "<listApp>{}</listApp>"
    ).format(entry('from="#a" to="#b"', "b"))
    (finding,) = check_ranges(survey_of(two))
    assert finding.code == "app.range-crosses-text"


def test_entries_among_each_other(codes, findings):
    """The same place twice, and overlapping; nesting and touching are no overlapping."""
    ab, bd, ad = ('from="#a" to="#b"', 'from="#b" to="#d"', 'from="#a" to="#d"')
    assert codes(entry(ab), entry(bd), entry(ad)) == []
    assert codes(entry(ab), entry(ab)) == ["app.range-duplicate"]
    assert codes(entry(ab), entry(ab + ' type="orthographic"')) == []
    assert codes(entry('from="#a" to="#s"'), entry('from="#s" to="#d"')) == ["app.overlap"]
    (finding,) = findings(entry('from="#a" to="#c"'), entry('from="#b" to="#d"'))
    assert "line 5" in finding.message


def test_entries_without_a_place(codes):
    """Told where nearly all others have one; remarks on the whole text need none."""
    ab = entry('from="#a" to="#b"', "virumque")
    others = [ab.replace("<app", f'<app type="t{n}"') for n in range(4)]
    assert codes(*others, entry("", "cano")) == ["app.no-from"]
    assert codes(*others, "<app><note>much rubbed</note></app>") == []
    assert codes(ab, entry("", "cano")) == []
    located = [entry(f'loc="{n}"', "a") for n in range(4)]
    assert codes(*located, entry("", "cano")) == ["app.no-loc"]
    assert codes(entry("", "cano")) == []


def test_very_many_and_very_long(codes):
    """Ten thousand slips and a passage of a million letters take no time."""
    many = [entry(f'from="#x{n}" to="#b"', "a") for n in range(2000)]
    assert len(codes(*many)) == 2000
    long = f'<p><anchor xml:id="a"/>{"word " * 200_000}<anchor xml:id="b"/></p>'
    assert codes(entry('from="#a" to="#b"', "word"), text=long) == []
    assert codes(entry(f'from="#{"x" * 1_000_000}"')) == ["app.from-dangling"]
