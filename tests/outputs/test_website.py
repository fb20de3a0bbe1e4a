from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from siglum.build import build
from siglum.config import config_for_sources, read_config
from siglum.documents import read_documents
from siglum.edition import Edition, store_document
from siglum.findings import EditionError
from siglum.outputs.website import write_document, write_website
from siglum.outputs.writing import output_tree
from siglum.sources import find_sources

Builder = Callable[..., bytes]
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360"
    "606060000000050001a5f645400000000049454e44ae426082"
)
ENTRY = '<app><lem wit="#A">unus</lem><rdg wit="#B">duo</rdg></app>'


def _publish(folder: Path, toml: str = "", **sources: bytes) -> Path:
    """The site of an edition with these sources; without `toml` it has no edition.toml."""
    folder.mkdir(exist_ok=True)
    (folder / "tei").mkdir(exist_ok=True)
    paths = []
    for name, source in sources.items():
        path = folder / "tei" / f"{name}.xml"
        path.write_bytes(source)
        paths.append(path)
    if toml:
        (folder / "edition.toml").write_text(toml, encoding="utf-8")
        config, _ = read_config(folder)
    else:
        config = config_for_sources(paths)
    report = build(config, folder / "build", only=("website",))
    assert report.written, report.findings
    return folder / "build" / "site"


def _edition(folder: Path, work: Path, **sources: bytes) -> Edition:
    """An Edition of these sources, its documents stored below `work`."""
    paths = []
    for name, source in sources.items():
        paths.append(folder / f"{name}.xml")
        paths[-1].write_bytes(source)
    config = config_for_sources(paths)
    files, _ = find_sources(config)
    taken: set[str] = set()
    edition = Edition(config)
    for file in files:
        for source_document in read_documents(file, taken):
            edition.documents.append(store_document(source_document, config, work))
    return edition


def _pages(site: Path) -> dict[str, html.HtmlElement]:
    return {
        page.relative_to(site).as_posix(): html.document_fromstring(page.read_bytes())
        for page in sorted(site.rglob("*.html"))
    }


def _files(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


@pytest.fixture(scope="module")
def bundled(top: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The website of the edition that comes with siglum."""
    config, _ = read_config(top)
    out = tmp_path_factory.mktemp("bundled") / "build"
    report = build(config, out, only=("website",))
    assert report.written
    return out / "site"


def _odds(site: Path) -> Iterator[str]:
    """Whatever a page links to in vain, has twice, or lacks."""
    pages = _pages(site)
    ids = {name: [str(one) for one in page.xpath("//@id")] for name, page in pages.items()}
    for name, page in pages.items():
        for twice in {one for one in ids[name] if ids[name].count(one) > 1}:
            yield f"{name}: the id {twice} stands twice"
        if len(page.xpath("//h1")) != 1:
            yield f"{name}: {len(page.xpath('//h1'))} headings h1"
        for address in page.xpath("//@href | //@src"):
            parts = urlsplit(address)
            if parts.scheme:
                continue
            path = unquote(parts.path)
            there = (site / name).parent.joinpath(path).resolve() if path else site / name
            if not there.is_relative_to(site.resolve()) or not there.is_file():
                yield f"{name}: {address} leads to nothing"
            elif parts.fragment and there.suffix == ".html":
                inner = there.relative_to(site.resolve()).as_posix() if path else name
                if unquote(parts.fragment) not in ids[inner]:
                    yield f"{name}: {address} has no such place"


# --- what holds on every page -----------------------------------------------------------------


def test_every_link_of_the_bundled_edition_leads_somewhere_inside_the_site(bundled: Path) -> None:
    """No dangling address, no id twice, one h1; nothing above site/ is needed."""
    assert list(_odds(bundled)) == []


def test_no_page_asks_for_anything_from_elsewhere(bundled: Path) -> None:
    """Scripts, styles and pictures are the site's own; other addresses are only linked to."""
    for name, page in _pages(bundled).items():
        loaded = page.xpath("//script/@src | //img/@src | //link[@rel='stylesheet']/@href")
        assert loaded, name
        assert not [one for one in loaded if urlsplit(one).scheme or one.startswith("/")], name


def test_pages_are_light(bundled: Path) -> None:
    """With gzip a page has at most 60 KB, its style sheets 12; its scripts together 10 raw."""
    for name, page in _pages(bundled).items():
        file = bundled / name
        assert len(gzip.compress(file.read_bytes())) <= 60_000, name
        loaded = [file.parent / one for one in page.xpath("//script/@src")]
        assert sum(len(script.read_bytes()) for script in loaded) <= 10_240, name
        styles = [file.parent / one for one in page.xpath("//link[@rel='stylesheet']/@href")]
        assert sum(len(gzip.compress(one.read_bytes())) for one in styles) <= 12_000, name


def test_two_builds_are_alike(tmp_path: Path, tei: Builder) -> None:
    """The same sources give the same bytes."""
    text = tei(ENTRY)
    one, other = _publish(tmp_path / "a", a=text), _publish(tmp_path / "b", a=text)
    assert _files(one) == _files(other)


def test_a_document_is_written_alone_as_with_all_others(tmp_path: Path, tei: Builder) -> None:
    """Its pages need nothing of the other documents: they can be made in another process."""
    edition = _edition(tmp_path, tmp_path / "work", a=tei(ENTRY), b=tei("<p>b</p>"))
    with output_tree(tmp_path / "whole") as tree:
        write_website(edition, tree)
    with output_tree(tmp_path / "part") as tree:
        write_document(edition, edition.documents[0], tree)
    whole, part = _files(tmp_path / "whole" / "site"), _files(tmp_path / "part" / "site")
    assert part == {name: data for name, data in whole.items() if name.startswith("texts/a/")}
    assert "texts/a/index.html" in part


def test_links_of_odd_names_lead_somewhere(tmp_path: Path, tei: Builder) -> None:
    """Keys and ids in other scripts or with odd letters make addresses that work."""
    text = tei('<div xml:id="ἀρχή"><head>Α</head><p>' + ENTRY + '</p><p n="1%2">x</p></div>')
    site = _publish(tmp_path, **{"Λόγος α": text, "second": tei("<p>b</p>")})
    assert list(_odds(site)) == []


# --- documents and their pages ----------------------------------------------------------------


def _long(tei: Builder, parts: int = 3) -> bytes:
    words = " ".join(["verbum"] * 900)
    divisions = (
        f'<div xml:id="d{n}"><head>Liber {n}</head><p>{ENTRY} {words}</p><p>{words}</p></div>'
        for n in range(1, parts + 1)
    )
    return tei(f"<div>{''.join(divisions)}</div>")


def test_a_short_text_is_one_page_and_a_long_one_several(tmp_path: Path, tei: Builder) -> None:
    """The long one has a start page with its contents, and pages that lead to their neighbours."""
    site = _publish(tmp_path, short=tei("<p>breve</p>"), long=_long(tei))
    pages = _pages(site)
    assert "breve" in pages["texts/short/index.html"].find(".//article").text_content()
    start = pages["texts/long/index.html"]
    assert start.find(".//article") is None
    assert [str(one) for one in start.xpath("//ol[@class='contents']//a/@href")] == [
        "d1.html",
        "d2.html",
        "d3.html",
    ]
    middle = pages["texts/long/d2.html"]
    assert middle.xpath("//link[@rel='prev']/@href") == ["d1.html"]
    assert middle.xpath("//link[@rel='next']/@href") == ["d3.html"]
    assert middle.xpath("//nav[@id='s-contents']//a[@aria-current]/@href") == ["d2.html"]
    assert list(_odds(site)) == []


def test_a_title_that_the_text_says_itself_is_not_shown_twice(tmp_path: Path, tei: Builder) -> None:
    """The heading of the page stays for those who hear it, unseen."""
    page = _pages(_publish(tmp_path, long=_long(tei)))["texts/long/d2.html"]
    assert page.find(".//h1").get("class") == "unseen"
    assert page.find(".//h1").text == "Liber 2"


def test_the_edition_s_words_are_english_and_the_text_says_its_own_language(
    tmp_path: Path, tei: Builder
) -> None:
    """`lang` and `dir` stand on the text; the frame around it keeps its own."""
    page = _pages(_publish(tmp_path, a=tei("<p>ܫܠܡܐ</p>", language="syr")))["texts/a/index.html"]
    article = page.find(".//article")
    assert (article.get("lang"), article.get("dir")) == ("syr", "rtl")
    assert page.get("lang") == "en"


def test_pictures_lie_beside_the_pages(tmp_path: Path, tei: Builder) -> None:
    """A picture of the source is copied into the site under a safe name and shown."""
    pictures = tmp_path / "tei" / "bild er"
    pictures.mkdir(parents=True)
    (pictures / "fol. 1 (r).PNG").write_bytes(PNG)
    figure = '<figure><graphic url="bild er/fol. 1 (r).PNG"/><figDesc>A leaf</figDesc></figure>'
    site = _publish(tmp_path, a=tei(f"<p>x</p>{figure}"))
    images = _pages(site)["texts/a/index.html"].xpath("//article//img")
    assert [image.get("alt") for image in images] == ["A leaf"]
    assert (site / "texts/a" / images[0].get("src")).read_bytes() == PNG
    assert re.fullmatch(r"files/[\w.\-]+", images[0].get("src"), re.ASCII)


def test_downloads_lie_in_the_site(tmp_path: Path, tei: Builder) -> None:
    """The TEI always, a PDF where one was made; the whole edition's on the start page."""
    edition = _edition(tmp_path, tmp_path / "work", a=tei(ENTRY), b=tei("<p>b</p>"))
    book = tmp_path / "a.pdf"
    book.write_bytes(b"%PDF of a")
    whole = tmp_path / "whole.pdf"
    whole.write_bytes(b"%PDF of all")
    with output_tree(tmp_path / "out") as tree:
        write_website(edition, tree, {"a": book, "": whole})
    site = tmp_path / "out" / "site"
    pages = _pages(site)
    downloads = {
        name: page.xpath("//a[@download][contains(@href, 'downloads/')]/@href")
        for name, page in pages.items()
    }
    assert downloads["texts/a/index.html"] == ["../../downloads/a.xml", "../../downloads/a.pdf"]
    assert downloads["texts/b/index.html"] == ["../../downloads/b.xml"]
    assert downloads["index.html"] == ["downloads/whole.pdf"]
    assert (site / "downloads/a.pdf").read_bytes() == b"%PDF of a"
    assert list(_odds(site)) == []


# --- witnesses ----------------------------------------------------------------------------------


def test_only_witnesses_that_readings_cite_can_be_read(tmp_path: Path, tei: Builder) -> None:
    """C is declared but reads nothing; Q is declared nowhere but cited, so it can be read."""
    text = tei('<app><lem wit="#A">unus</lem><rdg wit="#B Q">duo</rdg></app>', witnesses="A B C")
    page = _pages(_publish(tmp_path, a=text))["texts/a/index.html"]
    keys = [str(one) for one in page.xpath("//form[@id='s-read']//input/@value")]
    assert keys[:3] == ["", "A", "B"]
    assert len(keys) == 4
    assert "C" not in keys


def test_many_witnesses_are_chosen_from_a_list(tmp_path: Path, tei: Builder) -> None:
    """Six stand in a row of buttons, seven in a list."""
    for number, control in ((6, "input"), (7, "option")):
        sigla = " ".join("ABCDEFG"[:number])
        cited = " ".join(f"#{siglum}" for siglum in sigla.split()[1:])
        text = tei(
            f'<app><lem wit="#A">unus</lem><rdg wit="{cited}">duo</rdg></app>', witnesses=sigla
        )
        page = _pages(_publish(tmp_path / control, a=text))["texts/a/index.html"]
        assert len(page.xpath(f"//form[@id='s-read']//{control}")) == number + 1


def test_a_text_without_entries_in_it_offers_no_witness(tmp_path: Path, tei: Builder) -> None:
    """Neither a switch nor rules for one."""
    site = _publish(tmp_path, a=tei("<p>unus</p>"))
    assert not _pages(site)["texts/a/index.html"].xpath("//form")
    assert not (site / "texts/a/witnesses.css").exists()


def test_the_witnesses_page_has_every_list_and_every_siglum_without_one(
    tmp_path: Path, tei: Builder
) -> None:
    """Two texts with witnesses of the same name share the page; their ids do not clash."""
    one = tei('<app><lem wit="#A">unus</lem><rdg wit="#Q">duo</rdg></app>', witnesses="A B")
    site = _publish(tmp_path, one=one, two=tei(ENTRY, witnesses="A B"))
    page = _pages(site)["witnesses.html"]
    assert page.get_element_by_id("one.wit-A").text_content() == "A"
    assert page.get_element_by_id("two.wit-A").text_content() == "A"
    assert page.xpath("//dt[@id='one.wit-w-Q']") or page.xpath("//dt[contains(., 'Q')]")
    assert list(_odds(site)) == []


# --- citing ---------------------------------------------------------------------------------------


def test_a_page_says_how_to_cite_it(tmp_path: Path, tei: Builder) -> None:
    """Edition, editors, date, licence and the address at which it will stand."""
    toml = (
        '[edition]\ntitle = "Opera"\neditors = ["E. Prima", "F. Secunda"]\ndate = 2026-05-01\n'
        'licence = "https://creativecommons.org/licenses/by/4.0/"\nurl = "https://example.org/o/"\n'
    )
    page = _pages(_publish(tmp_path, toml, a=tei("<p>x</p>")))["texts/a/index.html"]
    cited = " ".join(page.get_element_by_id("s-citation").text_content().split())
    assert cited == (
        "A test, in Opera, ed. E. Prima and F. Secunda (2026-05-01). "
        "https://example.org/o/texts/a/index.html"
    )
    licence = page.xpath("//a[@rel='license']")[0]
    assert (licence.text, licence.get("href")) == (
        "CC BY 4.0",
        "https://creativecommons.org/licenses/by/4.0/",
    )
    assert page.xpath("//link[@rel='canonical']/@href") == [
        "https://example.org/o/texts/a/index.html"
    ]
    example = str(page.xpath("//footer//a[starts-with(@href, '#')]/@href")[0])
    assert page.get_element_by_id(example[1:]).tag == "p"


def test_records_lie_beside_a_text(tmp_path: Path, tei: Builder) -> None:
    """In every format, for the text and for the edition; each is linked from the page about it."""
    site = _publish(tmp_path, '[edition]\ntitle = "Opera"\n', a=tei("<p>x</p>"))
    endings = "bib ris csl.json jsonld dc.xml datacite.xml mods.xml marc.xml".split()
    about = _pages(site)["texts/a/about.html"]
    linked = about.xpath("//main//a/@href | //footer//a/@href")
    for ending in endings:
        assert (site / "texts" / "a" / "records" / f"a.{ending}").is_file()
        assert (site / "records" / f"edition.{ending}").is_file()
        assert f"records/a.{ending}" in linked
    assert (site / "CITATION.cff").read_text("utf-8").startswith("cff-version: 1.2.0\n")


def test_the_head_of_every_page_speaks_to_machines(tmp_path: Path, tei: Builder) -> None:
    """JSON-LD, Dublin Core and citation tags; start pages link to records, which are there."""
    toml = '[edition]\ntitle = "Opera"\nurl = "https://e.org"\n'
    two = tei("<div><head>I</head><p>x</p></div><div><head>II</head><p>y</p></div>")
    site = _publish(tmp_path, toml + "[outputs.website]\nsplit = 500\n", a=tei("x"), b=two)
    for name, page in _pages(site).items():
        (script,) = page.xpath("//head/script[@type='application/ld+json']/text()")
        made = json.loads(script)
        assert made["@id"] == f"https://e.org/{name}"
        tags = {one.get("name"): one.get("content") for one in page.xpath("//head/meta[@name]")}
        whole = name.startswith("texts/")
        assert tags["DC.title"] == tags["citation_title"] == ("A test" if whole else "Opera")
        assert ("citation_book_title" in tags) == whole
        records = page.xpath("//head/link[@rel='describedby']/@href")
        start = name in ("index.html", "texts/a/index.html", "texts/b/index.html")
        assert len(records) == (5 if start else 0), name
        for record in records:
            assert (site / name).parent.joinpath(record).is_file(), (name, record)


def test_a_title_cannot_end_the_script_of_its_record(tmp_path: Path, tei: Builder) -> None:
    """JSON-LD in the head holds words, whatever they are."""
    text = tei("x").replace(b"A test", b"&lt;/script&gt;&lt;b id='in'&gt;&lt;!--")
    for name, page in _pages(_publish(tmp_path, a=text)).items():
        assert not page.xpath("//b[@id='in']"), name
        (script,) = page.xpath("//head/script[@type='application/ld+json']/text()")
        assert "</script>" in str(json.loads(script)), name


def test_what_records_take_from_edition_toml_is_told(tmp_path: Path, tei: Builder) -> None:
    """A default is a remark, what nobody says a warning; each at its file."""
    (tmp_path / "a.xml").write_bytes(tei("x"))
    (tmp_path / "edition.toml").write_text(
        '[edition]\nlicence = "CC0"\n[source]\ntexts = ["a.xml"]\n[outputs.website]\n', "utf-8"
    )
    config, _ = read_config(tmp_path)
    told = {
        one.code: (one.place.file, one.message.rpartition(" has no ")[2].rpartition(": ")[2])
        for one in build(config, tmp_path / "build").findings
    }
    file = (tmp_path / "a.xml").as_posix()
    assert told["metadata.default"] == (file, "licence")
    assert told["metadata.missing"] == (file, "creator, publisher, date")


def test_a_licence_cannot_smuggle_in_a_script(tmp_path: Path, tei: Builder) -> None:
    """An address that is no web address is not linked to."""
    page = _publish(tmp_path, '[edition]\nlicence = "javascript://x%0aalert(1)"\n', a=tei("x"))
    assert b'href="javascript' not in (page / "index.html").read_bytes()


def test_what_a_header_says_stays_text(tmp_path: Path, tei: Builder) -> None:
    """Markup in titles and sigla is shown, not obeyed."""
    text = tei(ENTRY).replace(b"A test", b"&lt;img src=x onerror=alert(1)&gt;")
    site = _publish(tmp_path, a=text)
    for name, page in _pages(site).items():
        assert not page.xpath("//img"), name


# --- the editor's own templates -------------------------------------------------------------------


def test_an_edition_s_own_template_and_static_file_win(tmp_path: Path, tei: Builder) -> None:
    """templates/ of the edition: one block changed, the rest from the built-in file."""
    own = tmp_path / "templates" / "static"
    own.mkdir(parents=True)
    (own.parent / "index.html").write_text(
        '{% extends "builtin:index.html" %}{% block foot %}<p id="mine">ours</p>{% endblock %}',
        encoding="utf-8",
    )
    (own / "logo.svg").write_text("<svg/>", encoding="utf-8")
    site = _publish(tmp_path, "[edition]\n", a=tei("<p>x</p>"))
    assert _pages(site)["index.html"].get_element_by_id("mine").text == "ours"
    assert (site / "static/logo.svg").read_text(encoding="utf-8") == "<svg/>"
    assert (site / "static/style.css").is_file()


@pytest.mark.parametrize(
    ("template", "line"), [("{% block main %}\n{% endfor %}", 2), ("{{ nothing }}", 0)]
)
def test_a_broken_template_is_a_finding(
    tmp_path: Path, tei: Builder, template: str, line: int
) -> None:
    """A slip in an editor's template names the file, and the line where Jinja2 knows it."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "about.html").write_text(template, encoding="utf-8")
    with pytest.raises(EditionError) as raised:
        _publish(tmp_path, "[edition]\n", a=tei("<p>x</p>"))
    (finding,) = raised.value.findings
    assert (finding.code, finding.place.file) == ("render.template", "templates/about.html")
    assert finding.place.line == line


def test_many_texts_get_a_field_to_find_one(tmp_path: Path, tei: Builder) -> None:
    """The field is hidden until the script that serves it runs."""
    texts = {f"t{n}": tei(f"<p>{n}</p>", witnesses="") for n in range(25)}
    page = _pages(_publish(tmp_path, **texts))["index.html"]
    field = page.get_element_by_id("s-filter")
    assert field.getparent().getparent().get("hidden") is not None


def test_contents_of_a_text_from_right_to_left_stand_on_the_right(tmp_path, tei):
    """The list has the direction of the text; titles that siglum makes have none of their own."""
    words = "كلمة " * 3000
    text = f"<div><head>الأول</head><p>{words}</p></div><div n='2'><p>{words}</p></div>"
    site = _publish(tmp_path, a=tei(text, witnesses="", language="ar"))
    page = html.parse(site / "texts/a/div1.html").getroot()
    (contents,) = page.xpath("//nav[@id='s-contents']/ol")
    assert contents.get("dir") == "rtl"
    first, second = contents.xpath("li/a")
    assert (first.get("lang"), first.get("dir")) == ("ar", "rtl")
    assert second.get("lang") is None
