from __future__ import annotations

import base64

import pytest

#: A picture of one point.
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)
PREFIXES = (
    "<encodingDesc><listPrefixDef>"
    '<prefixDef ident="bib" matchPattern="([A-Z][a-z]+)([0-9]{4})" replacementPattern="#$1.$2"/>'
    '<prefixDef ident="pers" matchPattern="(.+)" replacementPattern="names.xml#$1"/>'
    '<prefixDef ident="web" matchPattern="(.+)" replacementPattern="https://e.org/$1"/>'
    "</listPrefixDef></encodingDesc>"
)


@pytest.fixture
def told(publish, tei):
    """The findings on pointers and pictures in a body, as (code, message)."""

    def find(body, header=""):
        findings = publish(tei(body, header=header)).findings()
        return [(f.code, f.message) for f in findings if not f.code.startswith(("app.", "rdg."))]

    return find


@pytest.fixture
def codes(told):
    return lambda *arguments: [code for code, _ in told(*arguments)]


@pytest.mark.parametrize(
    "pointer", ["#x", "text.xml#x", "https://e.org/#y", "#", "../other.xml#x", "urn:isbn:1", "a/b"]
)
def test_pointers_that_are_fine_or_nobody_can_tell(codes, pointer):
    """Targets that are there, the network, and files outside of the folder."""
    assert codes(f'<p xml:id="x"><ref target="{pointer}">a</ref></p>') == []


@pytest.mark.parametrize(
    ("pointer", "code"),
    [
        ("#y", "ptr.dangling"),
        ("text.xml#y", "ptr.id-missing"),
        ("no.xml", "ptr.file-missing"),
        ("x", "ptr.hash-missing"),
        ("y", "ptr.bare-word"),
        ("bib:Kern", "ptr.prefix-undeclared"),
        ("javascript:alert(1)", "ptr.scheme-forbidden"),
        ("FILE:///x", "ptr.scheme-forbidden"),
        ("C:\\x", "ptr.scheme-forbidden"),
    ],
)
def test_pointers_that_lead_nowhere(codes, pointer, code):
    """One cause is told once, however many places have it."""
    ref = f'<ref target="{pointer}">a</ref>'
    assert codes(f'<p xml:id="x">{ref} {ref}</p>') == [code]


@pytest.mark.parametrize(
    ("attribute", "code"),
    [
        ("hand", "hand.undeclared"),
        ("resp", "resp.undeclared"),
        ("source", "resp.source-undeclared"),
        ("change", "change.undeclared"),
        ("facs", "facs.zone-dangling"),
        ("rendition", "rendition.dangling"),
        ("spanTo", "span.dangling"),
        ("ana", "ptr.dangling"),
    ],
)
def test_a_dangling_pointer_is_told_by_one_code(told, attribute, code):
    """The attribute says what is missing; only one finding tells of it."""
    found = told(f'<p>in <add {attribute}="#nobody">illo</add></p>')
    assert [one for one, _ in found] == [code]
    assert f'@{attribute} points to "#nobody"' in found[0][1]


def test_places_are_counted(told):
    """The finding stands at the first place and names how many more there are."""
    body = (
        '<p><ref target="#a1">a</ref> <ref target="#a1 #here">b</ref><ref target="#a1">c</ref></p>'
    )
    found = told(f'<p xml:id="here"/>{body}')
    assert len(found) == 1
    assert found[0][1].endswith("(and in 2 more places)")


def test_a_missing_register_is_told_once(told):
    """Many pointers that lead nowhere have one cause; a slip among them is told for itself."""
    names = "".join(f'<persName ref="#person{n}">N</persName>' for n in range(30))
    found = told(f'<p xml:id="chapter">{names}<ref target="#chaptr">a</ref></p>')
    assert [code for code, _ in found] == ["ptr.dangling", "ptr.dangling"]
    assert '"#chaptr"' in found[0][1]
    assert '"#person5" and 24 more' in found[1][1]


def test_ids_may_stand_in_what_is_not_included(publish, tei):
    """The include has been told of; pointers into it are only mentioned, slips told as ever."""
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="names.xml"/>'
    refs = "".join(f'<ref target="#{name}">a</ref>' for name in ("anna", "chaptr"))
    found = publish(tei(f'<div xml:id="chapter">{include}<p>{refs}</p></div>')).findings()
    assert [(f.code, str(f.severity)) for f in found] == [
        ("xi.missing", "error"), ("ptr.dangling", "warning"), ("ptr.dangling", "info"),
    ]  # fmt: skip


def test_ids_may_be_written_as_addresses_are(codes):
    """Letters beyond ASCII may be percent-encoded in a pointer."""
    assert codes('<p xml:id="ré"><ref target="#r%C3%A9">a</ref></p>') == []


def test_numbers_and_labels_are_no_pointers(codes):
    """@from of a date is a date, @scheme of a rendition the name of a language of styles."""
    assert codes('<date from="#1936" to="#1937">a</date>') == []
    assert codes('<span from="#no">a</span>') == ["ptr.dangling"]
    style = (
        '<encodingDesc><tagsDecl><rendition scheme="css">a</rendition></tagsDecl></encodingDesc>'
    )
    assert codes("<p>a</p>", style) == []


def test_examples_of_tei_are_left_out(codes):
    """What an example within the text points to need not be there."""
    ref = '<ref target="#no">a</ref>'
    example = f'<egXML xmlns="http://www.tei-c.org/ns/Examples">{ref}</egXML>'
    assert codes(f"<p>{example}</p>") == []
    assert codes(f"<p>{example}{ref}{ref}</p>") == ["ptr.dangling"]


@pytest.mark.parametrize(
    ("pointer", "expected"),
    [
        ("bib:Kern1917", []),
        ("bib:Vogel1917", ["ptr.dangling"]),
        ("bib:Kern", ["ptr.prefix-unmatched"]),
        ("pers:anna", ["ptr.file-missing"]),
        ("web:anything", []),
    ],
)
def test_private_schemes(codes, pointer, expected):
    """A pointer with a prefix is judged by the address that it stands for."""
    assert codes(f'<p xml:id="Kern.1917"><ref target="{pointer}">a</ref></p>', PREFIXES) == expected


def test_a_pattern_that_cannot_be_used_is_told_where_it_stands(codes):
    """Not once more for each pointer with its prefix."""
    bad = PREFIXES.replace("(.+)", "(.+", 1)
    assert codes('<p><ref target="pers:anna">a</ref></p>', bad) == ["ptr.prefix-bad-pattern"]


def test_odd_values(codes):
    """Long values, and names that no system takes, are findings."""
    long = "x" * 100_000
    body = (
        f'<p><ref target="#{long} {long}.xml {long}:a {long}">a</ref><ref target="a%00b.xml"/></p>'
    )
    assert sorted(set(codes(body))) == [
        "ptr.bare-word", "ptr.dangling", "ptr.file-missing", "ptr.prefix-undeclared",
    ]  # fmt: skip


def test_pictures(publish, tei):
    """A picture that is not beside the source is told; others are published."""
    body = '<figure><graphic url="{}"/></figure>'
    for url in ("https://e.org/a.png", "a.svg", "../a.png", "", "x.tif"):
        assert publish(tei(body.format(url))).findings() == []
    made = publish(tei(body.format("a.png")))
    assert [f.code for f in made.findings()] == ["facs.missing-file"]
    (made.document.path.parent / "a.png").write_bytes(PNG)
    assert made.findings() == []


def test_a_like_name_is_proposed(publish, tei):
    """Of a missing picture and of a prefix: what was probably meant."""
    made = publish(tei('<figure><graphic url="leav.png"/></figure>'))
    (made.document.path.parent / "leaf.png").write_bytes(PNG)
    assert [finding.hint for finding in made.findings()] == ['did you mean "leaf.png"?']
    made = publish(tei('<ref target="per:Anna">a</ref>', header=PREFIXES))
    assert 'did you mean "pers:"?' in made.findings()[0].hint


def test_a_missing_folder_of_pictures_is_told_once(told):
    """Many missing pictures have one cause."""
    found = told("".join(f'<figure><graphic url="p/{n}.png"/></figure>' for n in range(9)))
    assert [code for code, _ in found] == ["facs.missing-file"]
    assert "9 pictures" in found[0][1]
