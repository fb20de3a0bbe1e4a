from __future__ import annotations

import gzip
import time

import pytest
from lxml import etree

from siglum.source.namespaces import NS, TEI, XML_ID, XML_LANG
from siglum.source.parsing import read_source

XI = "http://www.w3.org/2001/XInclude"
START = f'<TEI xmlns="{TEI}" xmlns:xi="{XI}">'


def include(href: str = "", inside: str = "", **attributes: str) -> str:
    written = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f'<xi:include href="{href}"{written}>{inside}</xi:include>'


def fallback(inside: str) -> str:
    return f"<xi:fallback>{inside}</xi:fallback>"


def tei(*inside: str) -> str:
    return f"{START}<text><body>{''.join(inside)}</body></text></TEI>"


def part(inside: str, name: str = "div") -> str:
    return f'<{name} xmlns="{TEI}" xmlns:xi="{XI}">{inside}</{name}>'


def codes(tree) -> list[str]:
    return [finding.code for finding in tree.findings]


def text_of(tree) -> str:
    return "".join(tree.root.itertext("*"))


def body(tree) -> etree._Element:
    return tree.root.find("t:text/t:body", NS)


def test_include(read, write, folder):
    """A file takes the place of its include; the text before and after stays."""
    write(part("<p>two</p>") + "<!-- after -->", "parts/two.xml")
    tree = read(tei("one ", include("parts/two.xml"), " three <p>four</p>"))
    assert text_of(tree) == "one two three four"
    assert tree.findings == []
    assert tree.included == (folder / "parts/two.xml",)
    assert tree.root.find(f".//{{{XI}}}include") is None


def test_default_namespace(read, write):
    """An include without prefix, as in the TEI Guidelines' own sources, is an include."""
    write(part("<p>two</p>"), "two.xml")
    tree = read(tei(f'<include xmlns="{XI}" href="two.xml"/>'))
    assert text_of(tree) == "two"


def test_places_in_included_files(read, write):
    """Each node tells the file, line and column it came from, in the same folder too."""
    write(f'\n\n <div xmlns="{TEI}">\n<p xml:id="a">x</p></div>', "b.xml")
    write(part(f"<p/>\n{include('../c.xml')}<p/>"), "sub/a.xml")
    write(
        f'<?xml version="1.0" encoding="utf-16"?>\n<p xmlns="{TEI}">𝔊<hi/></p>'.encode("utf-16"),
        "c.xml",
    )
    tree = read(tei("\n<p/>", include("b.xml"), "\n", include("sub/a.xml"), "<p/>"))
    before, b, a, after = body(tree)
    places = [
        str(tree.place(element))
        for element in (before, b, b[0], a, a[0], a[1], a[1][0], a[2], after, body(tree))
    ]
    shift = len(include("sub/a.xml")) + 1
    assert places == [
        "text.xml:2:1",
        "b.xml:3:2",
        "b.xml:4:1",
        "sub/a.xml:1:1",
        f"sub/a.xml:1:{len(part('')) - 5}",
        "c.xml:2:1",
        f"c.xml:2:{len(TEI) + 14}",
        f"sub/a.xml:2:{len(include('../c.xml')) + 1}",
        f"text.xml:3:{shift}",
        f"text.xml:1:{len(START) + 7}",
    ]
    assert str(tree.place(b[0], XML_ID)) == "b.xml:4:4"
    assert [tree.base_of(node).name for node in (before, b, a, a[1], after)] == [
        "text.xml",
        "b.xml",
        "a.xml",
        "c.xml",
        "text.xml",
    ]


def test_names_follow_the_main_file(folder, write):
    """Included files are called as the main file is: from the same folder on."""
    write(part("<p/>"), "parts/a.xml")
    path = write(tei(include("../parts/a.xml")), "texts/main.xml")
    tree = read_source(path, jail=folder, name="proj/texts/main.xml")
    assert str(tree.place(body(tree)[0])) == "proj/parts/a.xml:1:1"


def test_xml_base_is_no_address(read, write):
    """xml:base does not change which file is opened."""
    write(part("right"), "a.xml")
    write(part("wrong"), "sub/a.xml")
    assert text_of(read(tei(f'<div xml:base="sub/">{include("a.xml")}</div>'))) == "right"


def test_href_is_unescaped(read, write):
    """Blanks and letters of any script may be escaped in @href, or not."""
    write(part("x"), "Pālitta 1.xml")
    for href in ("P%C4%81litta%201.xml", "Pālitta 1.xml", "./Pālitta%201.xml"):
        assert text_of(read(tei(include(href)))) == "x"


def test_file_address_inside(read, write, folder):
    """A file: address is a path like any other, if it lies inside."""
    write(part("x"), "a.xml")
    assert text_of(read(tei(include((folder / "a.xml").as_uri())))) == "x"


def test_text(read, write):
    """parse="text" brings in characters, markup and all, in any allowed encoding."""
    write("a <b> & č\r\nz".encode("utf-16"), "note.txt")
    tree = read(tei("<p>1 ", include("note.txt", parse="text"), " 2</p>"))
    assert text_of(tree) == "1 a <b> & č\nz 2"
    assert tree.findings == []
    assert len(tree.included) == 1


def test_text_in_a_named_encoding(read, write):
    """@encoding tells how a text without any mark is to be read; unknown ones are refused."""
    write("žluť".encode("windows-1250"), "note.txt")
    named = tei(include("note.txt", parse="text", encoding="windows-1250"))
    assert text_of(read(named)) == "žluť"
    for other in ("utf-8", "utf-7", "idna", "made-up"):
        tree = read(tei(include("note.txt", parse="text", encoding=other)))
        assert codes(tree) == ["xi.unreadable"]


@pytest.mark.parametrize("content", [b"a\0b", b"a\x01b", gzip.compress(b"x"), b"\xff\xfea\xd8"])
def test_text_that_is_none(read, write, content):
    """Bytes that are no text are not included as text."""
    write(content, "note.txt")
    tree = read(tei(include("note.txt", parse="text")))
    assert codes(tree) == ["xi.unreadable"]
    assert text_of(tree) == ""


@pytest.mark.parametrize(
    "address",
    [
        "../secret.xml",
        "sub/../../secret.xml",
        "%2E%2E/secret.xml",
        "..%2Fsecret.xml",
        "link.xml",
        "out/secret.xml",
        "{outside}/secret.xml",
        "file://{outside}/secret.xml",
        "file:{outside}/secret.xml",
        "/etc/passwd",
        "../nothing.xml",
    ],
)
@pytest.mark.parametrize("parse", ["xml", "text"])
def test_outside(read, folder, tmp_path, address, parse):
    """Nothing outside the folder is opened, whatever the way: dots, links, schemes, escapes."""
    (tmp_path / "secret.xml").write_text(part("secret"))
    (folder / "sub").mkdir()
    (folder / "link.xml").symlink_to(tmp_path / "secret.xml")
    (folder / "out").symlink_to(tmp_path)
    href = address.format(outside=tmp_path)
    for inside in ("", fallback("instead")):
        tree = read(tei("<p>", include(href, inside, parse=parse), "</p>"))
        assert codes(tree) == ["xi.outside"]
        assert text_of(tree) == ("instead" if inside else "")
        assert tree.findings[0].place.column == len(START) + len("<text><body><p><xi:include ") + 1


def test_outside_by_way_of_base_and_fallback(read, tmp_path):
    """An include in a fallback, below an xml:base, is held to the same folder."""
    (tmp_path / "secret.xml").write_text(part("secret"))
    inner = include("secret.xml", parse="text")
    tree = read(tei(f'<p xml:base="../">{include("no.xml", fallback(inner))}</p>'))
    assert text_of(tree) == ""
    assert codes(tree) == ["xi.fallback", "xi.missing"]


def test_link_inside(read, write, folder):
    """A link that stays inside the folder is followed; one file has one name in the cycle test."""
    write(part(include("again.xml")), "a.xml")
    (folder / "again.xml").symlink_to(folder / "a.xml")
    assert codes(read(tei(include("again.xml")))) == ["xi.cycle"]


@pytest.mark.parametrize(
    "href",
    [
        "http://localhost:9/a.xml",
        "https://example.org/a.xml",
        "//localhost/a.xml",
        "ftp://h/a",
        "data:,x",
    ],
)
def test_remote(read, href):
    """No scheme but file: is followed; a fallback makes that harmless."""
    tree = read(tei(include(href)))
    assert codes(tree) == ["xi.remote"]
    assert href in tree.findings[0].message
    assert codes(read(tei(include(href, fallback(""))))) == ["xi.fallback"]


def test_fallback(read, write):
    """Where a file is missing its fallback stands: text, elements and includes in it."""
    write(part("<p>b</p>"), "b.xml")
    tree = read(
        tei(
            "0",
            include(
                "a.xml",
                fallback(
                    f"1<p>2</p>3{include('b.xml')}4{include('c.xml', fallback('5<p>6</p>'))}7"
                ),
            ),
            "8",
        )
    )
    assert text_of(tree) == "0123b45678"
    assert codes(tree) == ["xi.fallback", "xi.fallback"]
    assert [finding.severity for finding in tree.findings] == ["info", "info"]
    assert [tree.place(child).file for child in body(tree)] == ["text.xml", "b.xml", "text.xml"]


def test_fallback_that_is_not_needed(read, write):
    """Where the file is there, nothing in the fallback is even looked at."""
    write(part("a"), "a.xml")
    tree = read(tei(include("a.xml", fallback(include("../../nothing.xml")))))
    assert text_of(tree) == "a"
    assert tree.findings == []


def test_missing(read):
    """A missing file leaves a finding at its @href, and the rest of the document."""
    tree = read(tei("1", "\n ", include("no.xml"), "2"))
    assert codes(tree) == ["xi.missing"]
    assert str(tree.findings[0].place) == "text.xml:2:14"
    assert "no.xml" in tree.findings[0].message
    assert text_of(tree).split() == ["1", "2"]


@pytest.mark.parametrize(
    "content", ["", "<a>", "not XML", "<!DOCTYPE a [<!ENTITY x SYSTEM '/etc/passwd'>]><a>&x;</a>"]
)
def test_unreadable(read, write, content):
    """An included file that is not XML is told with the place in it, and left out."""
    write(content, "a.xml")
    tree = read(tei("1", include("a.xml"), "2"))
    assert codes(tree) == ["xi.unreadable"]
    assert "a.xml" in tree.findings[0].message
    assert text_of(tree) == "12"


def test_unknown_parse(read, write):
    """@parse knows two words."""
    write(part("a"), "a.xml")
    assert codes(read(tei(include("a.xml", parse="html")))) == ["xi.unreadable"]


@pytest.mark.parametrize(
    "files",
    [
        {"text.xml": include("text.xml")},
        {"text.xml": include("a.xml"), "a.xml": include("text.xml")},
        {"text.xml": include("a.xml"), "a.xml": include("b.xml"), "b.xml": include("a.xml")},
        {"text.xml": include("")},
        {"text.xml": f'<p xml:id="p">{include("", xpointer="p")}</p>'},
        {"text.xml": f'<p xml:id="p">{include("text.xml#p")}</p>'},
        {"text.xml": include("", **{"xml:id": "i", "xpointer": "i"})},
    ],
)
def test_cycles(read, write, files):
    """A file, or a part of it, that leads back to itself is stopped with one finding."""
    for name, inside in files.items():
        write(part(inside), name)
    tree = read(tei("1", files["text.xml"], "2"))
    assert set(codes(tree)) <= {"xi.cycle", "id.duplicate"}
    assert codes(tree).count("xi.cycle") == 1
    assert text_of(tree).startswith("1")
    assert text_of(tree).endswith("2")


def test_same_file_twice(read, write):
    """Including a file twice is no cycle; its ids are then there twice, and told."""
    write(part('<p xml:id="a">x</p>'), "a.xml")
    tree = read(tei(include("a.xml"), "\n", include("a.xml")))
    assert text_of(tree).split() == ["x", "x"]
    assert codes(tree) == ["id.duplicate"]
    assert tree.findings[0].place.file == "a.xml"


def test_duplicate_ids_across_files(read, write):
    """An id that another file brings in once more is told with both places."""
    write(part('<p xml:id="a">x</p>'), "a.xml")
    tree = read(tei('<p xml:id="a"/>', include("a.xml")))
    (finding,) = tree.findings
    assert finding.code == "id.duplicate"
    assert finding.place.file == "a.xml"
    assert "of text.xml" in finding.message


def test_included_file_with_doubtful_ids(read, write):
    """An included file is read as tolerantly as the main one, places exact."""
    write(f'<div xmlns="{TEI}"><p xml:id="a"/>\n<p xml:id="a"/><p xml:id="1"/></div>', "a.xml")
    tree = read(tei(include("a.xml")))
    assert [(finding.code, str(finding.place)) for finding in tree.findings] == [
        ("id.duplicate", "a.xml:2:4"),
        ("id.invalid", "a.xml:2:19"),
    ]


def test_included_p4(read, write):
    """A P4 document is brought up to date when it is included, too."""
    write('<TEI.2 id="a"><text/></TEI.2>', "a.xml")
    tree = read(f'<teiCorpus xmlns="{TEI}" xmlns:xi="{XI}">{include("a.xml")}</teiCorpus>')
    assert tree.texts[0].get(XML_ID) == "a"
    assert codes(tree) == ["source.p4"]
    assert tree.findings[0].place.file == "a.xml"


@pytest.mark.parametrize(
    ("pointer", "text"),
    [
        ("p2", "2"),
        ("xpointer(id('p2'))", "2"),
        ("element(/1/3)", "3"),
        ("xpointer(//tei:p)", "123"),
        ("xmlns(y=http://www.tei-c.org/ns/1.0)xpointer(//y:p[@n='x'])", "3"),
    ],
)
def test_xpointer(read, write, pointer, text):
    """A pointer brings in its elements only, each with its own place."""
    write(part('<p>1</p>\n<p xml:id="p2">2</p>\n<p n="x">3</p>'), "a.xml")
    tree = read(tei("<ab>", include("a.xml", xpointer=pointer), " end</ab>"))
    assert text_of(tree) == f"{text} end"
    assert tree.findings == []
    for element in body(tree).iter(f"{{{TEI}}}p"):
        assert tree.place(element).line == int(element.text)


def test_xpointer_to_nothing(read, write):
    """A pointer to nothing is a finding; with a fallback it is harmless."""
    write(part("<p>1</p>"), "a.xml")
    assert codes(read(tei(include("a.xml", xpointer="no")))) == ["xi.pointer"]
    tree = read(tei(include("a.xml", fallback("instead"), xpointer="no")))
    assert (codes(tree), text_of(tree)) == (["xi.fallback"], "instead")


def test_part_of_the_same_file(read):
    """A part of the same file can be repeated."""
    tree = read(tei('<p xml:id="a">x</p>', "\n", include("", xpointer="a")))
    assert text_of(tree).split() == ["x", "x"]
    assert codes(tree) == ["id.duplicate"]
    assert [str(tree.place(p)).rpartition(":")[0] for p in body(tree)] == ["text.xml:1"] * 2


def test_nested_includes_of_a_part(read, write):
    """Only includes inside the part are followed, each from the folder of its own file."""
    write(part(f'<p xml:id="a">{include("b.xml")}</p>{include("../../no.xml")}'), "sub/a.xml")
    write(part("b", "hi"), "sub/b.xml")
    tree = read(tei(include("sub/a.xml", xpointer="a")))
    assert text_of(tree) == "b"
    assert tree.findings == []


def test_language_is_kept(read, write):
    """A part keeps the language it had where it stood (XInclude, 4.5.6)."""
    write(f'<div xmlns="{TEI}" xml:lang="la"><p xml:id="a">x</p></div>', "a.xml")
    for around, expected in (("cs", "la"), ("la", None)):
        tree = read(tei(f'<div xml:lang="{around}">', include("a.xml", xpointer="a"), "</div>"))
        assert body(tree)[0][0].get(XML_LANG) == expected
    assert "base" not in etree.tostring(tree.root).decode()


def test_root_that_is_an_include(read, write):
    """An include may be the root: what it brings in is the document."""
    write(tei("<p>x</p>"), "a.xml")
    tree = read(f'<xi:include xmlns:xi="{XI}" href="a.xml"/>')
    assert text_of(tree) == "x"
    assert tree.root.tag == f"{{{TEI}}}TEI"
    assert tree.place(tree.root).file == "a.xml"


def test_root_that_includes_nothing(refused):
    """A root that brings in nothing leaves no document."""
    assert refused(f'<xi:include xmlns:xi="{XI}" href="no.xml"/>').code == "source.not-tei"


def test_included_root_that_is_an_include(read, write):
    """A file that only includes another stands for that other."""
    write(f'<xi:include xmlns:xi="{XI}" href="b.xml"/>', "a.xml")
    write(part("b"), "b.xml")
    tree = read(tei("1", include("a.xml"), "2"))
    assert text_of(tree) == "1b2"
    assert tree.place(body(tree)[0]).file == "b.xml"


def test_long_chain(read, write):
    """Files that include each other in a row are followed up to a limit."""
    for n in range(40):
        write(part(f"{n} {include(f'{n + 1}.xml')}"), f"{n}.xml")
    tree = read(tei(include("0.xml")))
    assert codes(tree) == ["xi.too-deep"]
    assert text_of(tree).split()[-1] == "31"


def test_depth_of_the_whole(read, write):
    """Included parts may not make the whole deeper than a single file may be."""
    deep = "<ab>" * 200 + "{}" + "</ab>" * 200
    write(part(deep.format("x")), "a.xml")
    assert codes(read(tei(include("a.xml")))) == []
    write(part(deep.format(include("b.xml"))), "a.xml")
    write(part(deep.format("y")), "b.xml")
    assert codes(read(tei(include("a.xml")))) == ["xi.too-deep"]


@pytest.mark.parametrize("files", [13, 28])
def test_include_bomb(read, write, files):
    """Files that include each other twice each would grow beyond measure: one finding, soon."""
    for n in range(files):
        write(part(include(f"{n + 1}.xml") * 4), f"{n}.xml")
    write(part("x" * 1000), f"{files}.xml")
    started = time.perf_counter()
    tree = read(tei(include("0.xml"), "end"), limit=2_000_000)
    assert codes(tree) == ["xi.too-large"]
    assert text_of(tree).endswith("end")
    assert time.perf_counter() - started < 20


def test_size_of_the_whole(read, write):
    """All that is included together is held to the limit of one file."""
    write(part("x" * 600), "a.xml")
    tree = read(tei(include("a.xml"), include("a.xml"), include("a.xml")), limit=1000)
    assert codes(tree) == ["xi.too-large"]
    assert text_of(tree) == "x" * 600


def test_comments_do_not_disturb_places(read, write):
    """Comments and instructions stay in the tree, in both files, and count for nothing."""
    write(part("<!-- 1 --><?x y?><p/>\n<!-- 2 --><p/>"), "a.xml")
    tree = read(tei("<!-- a -->", include("a.xml"), "<?z?>\n<p/>"))
    kinds = [type(node).__name__ for node in body(tree).iter()]
    assert kinds.count("_Comment") == 3
    assert str(tree.place(body(tree)[-1])) == "text.xml:2:1"
    assert str(tree.place(body(tree).findall("t:div/t:p", NS)[1])) == "a.xml:2:11"
