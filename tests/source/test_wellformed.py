from __future__ import annotations

import pytest

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0">'


def text_of(tree) -> str:
    return "".join(tree.root.itertext())


def test_internal_entities_are_expanded(read):
    """Entities that the file itself declares work, with and without markup."""
    tree = read(
        f'<!DOCTYPE TEI [<!ENTITY who "Iohannes"><!ENTITY ed "<name>&who;</name>">]>'
        f"{TEI}<p n='&who;'>&ed; et &who;</p></TEI>"
    )
    assert text_of(tree) == "Iohannes et Iohannes"
    assert tree.root[0].get("n") == "Iohannes"
    assert {element.tag.partition("}")[0] for element in tree.root.iter()} == {
        "{http://www.tei-c.org/ns/1.0"
    }
    assert tree.findings == []


@pytest.mark.parametrize("version", ["1.0", "1.1"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_declarations_and_line_ends(read, version, end, mark):
    """XML 1.1, byte order marks and all line ends are read as usual."""
    lines = [f'<?xml version="{version}"?>', TEI, '<p xml:id="a">x</p>', "</TEI>"]
    tree = read(mark + end.join(lines).encode())
    assert tree.findings == []
    place = tree.place(tree.root[0])
    assert (place.line, place.column, place.id) == (3, 1, "a")


def test_missing_dtd_is_no_matter(read, write):
    """A DOCTYPE that names a DTD is read without it, even if the DTD is there."""
    write('<!ATTLIST p n CDATA "from the DTD"><!ENTITY e "from the DTD">', "tei.dtd")
    for subset in ("", " [<!ENTITY % more SYSTEM 'more.dtd'> %more;]"):
        tree = read(f'<!DOCTYPE TEI SYSTEM "tei.dtd"{subset}>{TEI}<p>x</p></TEI>')
        assert tree.root[0].get("n") is None
        assert tree.findings == []


def test_parameter_entity_alone(read, write):
    """An external parameter entity is not read, and nothing needs to be said about it."""
    write('<!ENTITY e "secret">', "more.dtd")
    content = (
        '<!DOCTYPE TEI [<!ENTITY % more SYSTEM "more.dtd"> %more; <!ENTITY q "<c/>">]>'
        f"{TEI}<p>&q;</p><q/></TEI>"
    )
    tree = read(content)
    assert tree.findings == []
    assert tree.place(tree.root[0][0]).column == content.index("&q;") + 1
    assert tree.place(tree.root[1]).column == content.index("<q/>") + 1


def test_characters_of_an_unread_dtd(read):
    """Common names of characters are known without the DTD, in text and attributes."""
    tree = read(
        f'<!DOCTYPE TEI SYSTEM "xhtml.dtd">\n{TEI}<p n="&eacute;">caf&eacute; &amp;\n'
        "&mdash;</p><q/></TEI>"
    )
    assert text_of(tree) == "café &\n—"
    assert tree.root[0].get("n") == "é"
    assert [(f.code, f.place.line, f.place.column) for f in tree.findings] == [
        ("source.entity-assumed", 2, 48),
        ("source.entity-assumed", 3, 1),
    ]
    assert tree.place(tree.root[1]).column == 12


def test_unknown_entity_of_an_unread_dtd(read):
    """An entity that only the DTD knows stands in the text as it is written."""
    tree = read(f'<!DOCTYPE TEI SYSTEM "x.dtd" [<!ENTITY a "b">]>{TEI}<p>&chap1; &a;</p></TEI>')
    assert text_of(tree) == "&chap1; b"
    assert [f.code for f in tree.findings] == ["source.entity-unknown"]


@pytest.mark.parametrize("dtd", ["", 'SYSTEM "x.dtd" '])
def test_external_entities_are_never_opened(tmp_path, read, refused, dtd):
    """A file that an entity names is not read (XXE), with or without a DTD to hide behind."""
    (tmp_path / "secret").write_text("top secret")
    for address in (f"file://{tmp_path}/secret", "../secret", "http://localhost:9/x"):
        content = f'<!DOCTYPE TEI {dtd}[<!ENTITY x SYSTEM "{address}">]>{TEI}<p>&x;</p></TEI>'
        if dtd:
            tree = read(content)
            assert text_of(tree) == "&x;"
            assert [f.code for f in tree.findings] == ["source.entity-unknown"]
        else:
            finding = refused(content)
            assert finding.code == "source.not-xml"
            assert "XInclude" in finding.hint


def _nested(kind: str) -> str:
    if kind == "laughs":
        more = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
        return f'<!ENTITY a0 "{"ha" * 10}">{more}'
    if kind == "quadratic":
        return f'<!ENTITY a9 "{"a" * 60_000}">'
    return '<!ENTITY a9 "&b;"><!ENTITY b "&a9;">'


@pytest.mark.parametrize("kind", ["laughs", "quadratic", "circle"])
@pytest.mark.parametrize("where", ["text", "attribute"])
def test_entity_bombs(refused, kind, where):
    """Entities that grow beyond measure, or go round in a circle, are refused in one finding."""
    use = "&a9;" * (5_000 if kind == "quadratic" else 1)
    body = f"<p>{use}</p>" if where == "text" else f'<p n="{use}"/>'
    finding = refused(f"<!DOCTYPE TEI [{_nested(kind)}]>{TEI}{body}</TEI>")
    assert finding.code == "source.entity-bomb"
    assert finding.place.line == 1


def test_many_small_uses_of_an_entity_are_fine(read):
    """An abbreviation used a thousand times is no bomb."""
    tree = read(f'<!DOCTYPE TEI [<!ENTITY s "sanctus">]>{TEI}<p>{"&s; " * 1000}</p></TEI>')
    assert text_of(tree).count("sanctus") == 1000


def test_too_deep(refused, read):
    """256 levels are read; the 257th element is where reading stops."""
    assert read(TEI + "<ab>" * 254 + "</ab>" * 254 + "</TEI>").findings == []
    finding = refused(TEI + "\n<ab>" * 300 + "</ab>" * 300 + "</TEI>")
    assert finding.code == "source.too-deep"
    assert (finding.place.line, finding.place.column) == (257, 1)


@pytest.mark.parametrize(
    "body",
    ["x" * 10_500_000, f'<p n="{"x" * 10_500_000}"/>', f"<!--{'x' * 10_500_000}-->"],
    ids=["text", "attribute", "comment"],
)
def test_one_thing_too_long(refused, body):
    """A text, an attribute or a comment beyond the limits of libxml2 is told as such."""
    assert refused(f"{TEI}{body}</TEI>").code == "source.too-large"


def test_odd_namespaces(read):
    """The name of a namespace may be any text; only TEI's own matters."""
    tree = read(f'<TEI xmlns="{TEI[12:-2]}" xmlns:q="a b[c"><q:p xml:id="a"/><p xml:id="a"/></TEI>')
    assert tree.root[0].tag == "{a b[c}p"
    assert [f.code for f in tree.findings] == ["id.duplicate"]
    assert read(f'{TEI[:-1]} xmlns:q="a b[c"/>').findings == []


def test_findings_of_one_file_do_not_taint_the_next(read):
    """libxml2 keeps one log for all files; ours must not look at that."""
    with pytest.raises(Exception, match="closes nothing"):
        read(f"{TEI}</p></TEI>")
    tree = read(f'{TEI}<p xml:id="a"/><p xml:id="a"/></TEI>')
    assert [f.code for f in tree.findings] == ["id.duplicate"]
    assert read(f"{TEI}</TEI>").findings == []
