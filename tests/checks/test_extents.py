from __future__ import annotations

import pytest

_HEADER = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title>
</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><listWit><witness xml:id="A">a
</witness><witness xml:id="B">Codex <bibl><citedRange {}/></bibl></witness>
</listWit></sourceDesc></fileDesc>
{}</teiHeader><text><body>{}</body></text></TEI>"""
_LINES = "".join(
    f'<l n="{n}" xml:id="l{n}">x <app><lem wit="#A">on</lem><rdg wit="#B">an</rdg></app></l>'
    for n in range(1, 5)
)
_DECLARED = (
    '<encodingDesc><refsDecl><citeStructure match="//body/l" use="@n" unit="line"/></refsDecl>'
    "</encodingDesc>"
)


def _told(publish, told, declared="", lines=_LINES):
    found = publish(_HEADER.format(told, declared, lines)).findings()
    return [(one.code, one.message) for one in found if one.code.startswith("extent.")]


def test_who_is_cited_beyond_his_extent_is_told_once(publish):
    """With the number of places."""
    ((code, message),) = _told(publish, 'unit="line" from="2" to="3"')
    assert code == "extent.cited-outside"
    assert '"B"' in message
    assert "1 more" in message


@pytest.mark.parametrize("told", ['unit="line" from="1" to="4"', 'from="#l1" to="#l4"'])
def test_who_is_cited_within_it_is_not(publish, told):
    """By number or pointer."""
    assert _told(publish, told) == []


@pytest.mark.parametrize(
    ("told", "declared", "codes"),
    [
        ('unit="line" from="1" to="9"', _DECLARED, ["extent.not-found"]),
        ('unit="line" from="1" to="9"', "", []),
        ('from="#l1" to="#l9"', "", ["extent.not-found"]),
        ('from="#l4" to="#l1"', "", ["extent.reversed"]),
        ('unit="page" from="4" to="1"', "", []),
    ],
)
def test_what_cannot_be_is_told(publish, told, declared, codes):
    """A passage that is nowhere, if that is certain; an end before its beginning."""
    assert [code for code, _message in _told(publish, told, declared)] == codes


def test_a_passage_has_all_that_stands_in_it(publish):
    """The end of a division is its last word."""
    lines = f'<div xml:id="d">{_LINES}</div>'
    assert _told(publish, 'from="#d" to="#d"', lines=lines) == []


@pytest.mark.parametrize(("told", "missing"), [('from="#l2" to="#l19"', 0), ('unit="page"', 1)])
def test_who_is_not_there_need_not_be_named(publish, told, missing):
    """In a positive apparatus, a witness is missing only where its list says that it has text."""
    entry = '<app><lem wit="#A{}">on</lem><rdg wit="#C">an</rdg></app>'
    lines = "".join(
        f'<l n="{n}" xml:id="l{n}">x {entry.format(" #B" if 1 < n < 20 else "")}</l>'
        for n in range(1, 21)
    )
    source = _HEADER.format(told, "", lines)
    source = source.replace("</listWit>", '<witness xml:id="C">c</witness></listWit>')
    codes = [one.code for one in publish(source).findings()]
    assert ("app.witness-missing" in codes) is bool(missing)
