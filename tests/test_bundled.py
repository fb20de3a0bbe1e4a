"""The bundled edition: valid, whole in its pointers and its register, and in words of its own."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from siglum.cli import main
from siglum.documents import read_documents
from siglum.sources import SourceFile

TOP = Path(__file__).parents[1]
TEI_FOLDER = TOP / "tei"
SHARED = TOP.parent / "shared"
TEI = "http://www.tei-c.org/ns/1.0"
RNG = "http://relaxng.org/ns/structure/1.0"
NS = {"t": TEI, "r": RNG}
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
FILES = sorted(path.name for path in TEI_FOLDER.glob("*.xml"))
#: The two documents, and the witness whose other words their entries hold.
WITNESS = {"report-1936.xml": "T", "programme-1945.xml": "E"}
SOURCE = {"report-1936.xml": "yegorov-1936.xml", "programme-1945.xml": "moscow-exile.xml"}
#: Composed documents, each with another method or other features of an apparatus.
SPECIMENS = [name for name in FILES if name.startswith("specimen")]
POINTERS = (
    *("ref", "wit", "corresp", "target", "resp", "hand", "who", "source", "from", "to"),
    *("copyOf", "next", "prev", "require", "exclude", "edRef"),
)
NAMES = ("persName", "placeName", "orgName", "rs")


def t(name: str) -> str:
    return f"{{{TEI}}}{name}"


@cache
def parsed(name: str) -> etree._ElementTree:
    return etree.parse(TEI_FOLDER / name)


@cache
def schema(path: Path) -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(path))


def errors(rules: etree.RelaxNG, document: etree._ElementTree) -> list[str]:
    rules.validate(document)
    return [f"{error.line}: {error.message}" for error in rules.error_log]


def xpath(name: str, path: str) -> list[etree._Element]:
    return list(parsed(name).xpath(path, namespaces=NS))


def plain(element: etree._Element, *, without: tuple[str, ...] = ()) -> str:
    """The text of `element` in one line, without the elements of these names."""
    words: list[str] = []

    def read(node: etree._Element) -> None:
        words.append(" " if node.tag == t("lb") else node.text or "")
        for child in node:
            if isinstance(child.tag, str) and etree.QName(child).localname not in without:
                read(child)
            words.append(child.tail or "")

    read(element)
    return " ".join("".join(words).split())


# --- form -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
def test_valid_by_our_own_schema(name: str) -> None:
    """Each file follows the schema that stands beside it."""
    assert errors(schema(TEI_FOLDER / "edition.rng"), parsed(name)) == []


@pytest.mark.corpora
@pytest.mark.parametrize("name", FILES)
def test_valid_by_the_whole_of_tei(name: str) -> None:
    """Our schema only narrows TEI: what it admits here, the full schema of the TEI admits too."""
    assert errors(schema(SHARED / "schemas" / "tei_all.rng"), parsed(name)) == []


@pytest.mark.parametrize("name", [*FILES, "edition.rng", "../edition.toml"])
def test_characters_are_composed(name: str) -> None:
    """Files are UTF-8 in normal form C, without a byte order mark, tabs or odd line ends."""
    data = (TEI_FOLDER / name).read_bytes()
    text = data.decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert not set(text) & {"\ufeff", "\t", "\r", "\u00a0", "\u00ad"}
    assert text.endswith("\n")


@pytest.mark.parametrize("name", FILES)
def test_identifiers_are_addresses(name: str) -> None:
    """Identifiers are unique, and those of divisions, blocks, entries and notes can be cited.

    Each begins with one word that is the document's own, so that several documents can share a
    page or a printed book.
    """
    ids = [element.get(XML_ID) for element in xpath(name, "//*[@xml:id]")]
    assert [one for one, count in Counter(ids).items() if count > 1] == []
    stem = Path(name).stem.removeprefix("specimen-").split("-")[0]
    inner = "//t:text//*[self::t:div or self::t:p or self::t:head or self::t:list or self::t:item"
    inner += " or self::t:app or self::t:figure or self::t:lg or self::t:note[@n] or self::t:l"
    wanted = [
        element
        for element in xpath(name, f"{inner} or self::t:opener or self::t:closer]")
        if not element.xpath(
            "self::*[self::t:l or self::t:p][ancestor::t:rdg or ancestor::t:listApp]", namespaces=NS
        )
    ]
    assert wanted
    for element in wanted:
        assert (element.get(XML_ID) or "").startswith(f"{stem}."), etree.tostring(element)[:120]


def test_no_identifier_in_two_files() -> None:
    """No two documents of the edition use one identifier."""
    ids = Counter(str(one) for name in FILES for one in xpath(name, "//@xml:id"))
    assert [one for one, count in ids.items() if count > 1] == []


@pytest.mark.parametrize("name", FILES)
def test_numbers_run_on(name: str) -> None:
    """Paragraphs, lines and notes are numbered 1, 2, 3 … and their identifiers say the number."""
    for path, letter in (
        ("//t:text//t:p[@n]", "p"),
        ("//t:l[@n]", "l"),
        ("//t:note[@n]", "n"),
    ):
        found = xpath(name, path)
        numbers = [element.get("n") for element in found]
        assert numbers == [str(number) for number in range(1, len(found) + 1)]
        for element in found:
            assert (element.get(XML_ID) or "").endswith(f".{letter}{element.get('n')}")


def test_edition_file_names_what_is_there() -> None:
    """edition.toml names every file of tei/ once, the schema, and only sigla that are declared."""
    options = tomllib.loads((TOP / "edition.toml").read_text(encoding="utf-8"))
    assert sorted(options["source"]["texts"]) == [f"tei/{name}" for name in FILES]
    assert (TOP / options["source"]["schema"]).is_file()
    sigla = {
        str(one) for name in FILES for one in xpath(name, "//t:witness/@xml:id|//t:listWit/@xml:id")
    }
    assert set(options["apparatus"]["order"]) <= sigla
    assert {"website", "pdf", "tei"} <= set(options["outputs"])


# --- the schema -----------------------------------------------------------------------------

Plant = Callable[[etree._Element], None]


def _first(root: etree._Element, path: str) -> etree._Element:
    return root.xpath(path, namespaces=NS)[0]


def _reading_first(root: etree._Element) -> None:
    entry = _first(root, "//t:app")
    entry.insert(0, entry[1])


def _remove(path: str) -> Plant:
    def plant(root: etree._Element) -> None:
        element = _first(root, path)
        element.getparent().remove(element)

    return plant


def _set(path: str, attribute: str, value: str) -> Plant:
    return lambda root: _first(root, path).set(attribute, value)


def _drop(path: str, attribute: str) -> Plant:
    def plant(root: etree._Element) -> None:
        del _first(root, path).attrib[attribute]

    return plant


def _add(path: str, markup: str) -> Plant:
    def plant(root: etree._Element) -> None:
        _first(root, path).append(etree.fromstring(markup.replace(" ", f' xmlns="{TEI}" ', 1)))

    return plant


PLANTED: dict[str, tuple[str, Plant]] = {
    "reading before lemma": ("specimen.xml", _reading_first),
    "entry without lemma": ("specimen.xml", _remove("//t:lem")),
    "entry without reading": ("report-1936.xml", _remove("//t:rdg")),
    "unknown attribute": ("report-1936.xml", _set("//t:app", "colour", "red")),
    "attribute of another element": ("specimen.xml", _set("//t:l", "wit", "#A")),
    "unknown element": ("specimen.xml", _add("//t:p[@n]", "<blink >x</blink>")),
    "known element out of place": ("specimen.xml", _add("//t:p[@n]", '<signed n="1">x</signed>')),
    "missing title": ("report-1936.xml", _remove("//t:titleStmt/t:title")),
    "missing licence": ("register.xml", _remove("//t:licence")),
    "another licence": ("register.xml", _set("//t:licence", "target", "https://example.org/")),
    "missing identifier": ("programme-1945.xml", _drop("//t:p[@n]", XML_ID)),
    "unreadable identifier": ("programme-1945.xml", _set("//t:p[@n]", XML_ID, "_1")),
    "siglum without #": ("specimen.xml", _set("//t:rdg", "wit", "C")),
    "reading without witness": ("specimen.xml", _drop("//t:rdg[@wit]", "wit")),
    "omission with words": (
        "specimen.xml",
        lambda root: setattr(_first(root, "//t:rdg[@type='omission']"), "text", "words"),
    ),
    "conjecture with a witness": (
        "specimen.xml",
        _set("//t:rdg[@type='conjecture']", "wit", "#A"),
    ),
    "unknown kind of reading": ("specimen.xml", _set("//t:rdg[@type]", "type", "nice")),
    "note within a lemma": ("specimen.xml", _add("//t:lem", '<note type="editorial">x</note>')),
    "text between readings": (
        "specimen.xml",
        lambda root: setattr(_first(root, "//t:rdg"), "tail", "words"),
    ),
    "name that points nowhere": ("report-1936.xml", _drop("//t:text//t:persName", "ref")),
    "person who is a place": (
        "report-1936.xml",
        _set("//t:text//t:persName", "ref", "register.xml#place.prague"),
    ),
    "impossible day": ("report-1936.xml", _set("//t:dateline/t:date", "when", "1936-06-31")),
    "date in words": ("report-1936.xml", _set("//t:dateline/t:date", "when", "5 July 1936")),
    "line without number": ("specimen.xml", _drop("//t:l", "n")),
    "picture with a file": (
        "programme-1945.xml",
        _add("//t:figure", '<graphic url="picture.jpg"/>'),
    ),
    "report without closer": ("report-1936.xml", _remove("//t:closer")),
    "coordinates in words": (
        "register.xml",
        lambda root: setattr(_first(root, "//t:geo"), "text", "in the north"),
    ),
    "person without description": ("register.xml", _remove("//t:person/t:note")),
    "unknown language": ("specimen.xml", _set("//t:p[@n]", XML_ID.replace("}id", "}lang"), "xx")),
    "entry with one reading and no lemma": (
        "specimen-inventory.xml",
        _remove("//t:app[not(.//t:lem)]/t:rdg"),
    ),
    "reading without its place in the order": (
        "specimen-inventory.xml",
        _drop("//t:rdg[@varSeq]", "varSeq"),
    ),
    "copy with words of its own": (
        "specimen-inventory.xml",
        lambda root: setattr(_first(root, "//t:rdg[@copyOf]"), "text", "clear"),
    ),
    "lacuna with words": (
        "specimen-inventory.xml",
        lambda root: setattr(_first(root, "//t:rdg[@type='lacuna']"), "text", "words"),
    ),
    "group without readings": (
        "specimen-inventory.xml",
        _remove("//t:rdgGrp[@type='orthographic']/t:rdg"),
    ),
    "scribe's note of no kind": (
        "specimen-inventory.xml",
        _drop("//t:note[@type='scribal']", "type"),
    ),
    "page without its book": ("specimen-inventory.xml", _drop("//t:pb", "edRef")),
    "doubt about a witness": ("specimen-inventory.xml", _set("//t:rdg[@wit]", "cert", "low")),
    "degree of doubt in words": (
        "specimen-inventory.xml",
        _set("//t:rdg[@cert]", "cert", "hardly"),
    ),
    "transposition of one reading": (
        "specimen-inventory.xml",
        _remove("//t:transpose/t:ptr"),
    ),
    "attached entry without its beginning": (
        "specimen-letter.xml",
        _drop("//t:listApp/t:app", "from"),
    ),
    "attached entry that names a line": (
        "specimen-letter.xml",
        _set("//t:listApp/t:app", "loc", "v. 1"),
    ),
    "anchor without a name": ("specimen-letter.xml", _drop("//t:anchor", XML_ID)),
    "tagged word that is two": (
        "specimen-letter.xml",
        lambda root: setattr(_first(root, "//t:w"), "text", "two words"),
    ),
    "method of another kind": (
        "specimen-letter.xml",
        _set("//t:variantEncoding", "location", "internal"),
    ),
    "located entry without a line": ("specimen-rhyme.xml", _drop("//t:listApp/t:app", "loc")),
    "line in words": ("specimen-rhyme.xml", _set("//t:listApp/t:app", "loc", "the first")),
    "witness of a strange file": (
        "specimen-rhyme.xml",
        _set("//t:listApp//t:rdg", "wit", "register.xml#B"),
    ),
    "text outside a block": (
        "specimen.xml",
        lambda root: setattr(_first(root, "//t:body/t:div"), "text", "words"),
    ),
}


@pytest.mark.parametrize("mistake", PLANTED)
def test_schema_refuses(mistake: str) -> None:
    """Each of these mistakes, planted alone into a valid file, is refused."""
    name, plant = PLANTED[mistake]
    document = etree.parse(TEI_FOLDER / name)
    rules = schema(TEI_FOLDER / "edition.rng")
    assert rules.validate(document)
    plant(document.getroot())
    assert not rules.validate(document)


def test_schema_has_no_wildcard() -> None:
    """Nothing in the schema admits any name or takes patterns from elsewhere."""
    rules = etree.parse(TEI_FOLDER / "edition.rng")
    for name in ("anyName", "nsName", "externalRef", "include", "parentRef"):
        assert rules.findall(f".//{{{RNG}}}{name}") == []


def test_schema_declares_what_is_used() -> None:
    """The schema declares just the elements that the edition has, and each pattern is needed."""
    rules = etree.parse(TEI_FOLDER / "edition.rng")
    declared = set(rules.xpath("//r:element/@name", namespaces=NS))
    used = {
        etree.QName(element).localname
        for name in FILES
        for element in parsed(name).iter(etree.Element)
    }
    assert declared == used
    defined = Counter(rules.xpath("//r:define/@name", namespaces=NS))
    assert set(defined) == set(rules.xpath("//r:ref/@name", namespaces=NS))
    assert max(defined.values()) == 1


# --- pointers and register --------------------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
def test_pointers_arrive(name: str) -> None:
    """Every pointer finds an identifier, in its own file or in the file that it names."""
    seen = 0
    for element in parsed(name).iter(etree.Element):
        if element.tag == t("event"):
            continue  # its @from and @to are days
        for attribute in POINTERS:
            for pointer in (element.get(attribute) or "").split():
                if pointer.startswith("https://"):
                    continue
                file, _, target = pointer.partition("#")
                assert xpath(file or name, f"//*[@xml:id='{target}']"), pointer
                seen += 1
    assert seen


@pytest.mark.parametrize(
    "name", [*(name for name in SPECIMENS if name != "specimen-rhyme.xml"), *WITNESS]
)
def test_sigla_are_declared(name: str) -> None:
    """@wit of lemmata, readings and details names witnesses or families of the same file."""
    declared = set(xpath(name, "//t:witness/@xml:id | //t:listWit/@xml:id"))
    cited = {
        token.removeprefix("#")
        for value in xpath(name, "//t:lem/@wit | //t:rdg/@wit | //t:witDetail/@wit")
        for token in str(value).split()
    }
    assert cited
    assert cited <= declared
    assert set(xpath(name, "//t:witness/@xml:id")) - cited == set()  # nobody is listed in vain


def test_register_is_whole() -> None:
    """Each name of the documents points to an entry, and each entry is named in a document."""
    entries = {
        element.get(XML_ID)
        for element in xpath("register.xml", "//t:person | //t:place | //t:org | //t:event")
    }
    named = set()
    for name in WITNESS:
        for element in parsed(name).iter(*map(t, NAMES)):
            file, _, target = (element.get("ref") or "").partition("#")
            assert file == "register.xml", plain(element)
            named.add(target)
    assert named == entries


@pytest.mark.parametrize("name", WITNESS)
def test_no_name_without_pointer(name: str) -> None:
    """A name that the register knows never stands in text or notes without its pointer."""
    known = [plain(one) for one in xpath("register.xml", "//t:surname")]
    known += [plain(one) for one in xpath("register.xml", "//t:place/t:placeName")]
    known += [plain(one) for one in xpath("register.xml", "//t:org/t:orgName")]
    known += ["Communist Party", "National Front", "USSR", "RKKA", "Carol"]
    text = plain(parsed(name).find(t("text")), without=(*NAMES, "rdg"))
    assert len(known) > 50
    assert [one for one in known if re.search(rf"\b{re.escape(one)}\b", text)] == []


def test_register_entries_are_described() -> None:
    """Each entry says in one sentence who or what is meant; events stand in the order of time."""
    for element in xpath("register.xml", "//t:person | //t:place | //t:org | //t:event"):
        text = plain(element.find(t("note")))
        assert re.fullmatch(r"[A-ZŠ].{12,}\.", text), text
    days = [str(day) for day in xpath("register.xml", "//t:event/@*[name()!='xml:id']")]
    starts = [
        element.get("when") or element.get("from") or element.get("notAfter") or ""
        for element in xpath("register.xml", "//t:event")
    ]
    assert starts == sorted(starts)
    assert len(days) == len(starts) + len(xpath("register.xml", "//t:event/@to"))


# --- the two documents ------------------------------------------------------------------------


@pytest.mark.parametrize("name", WITNESS)
def test_calendar_entry_leads_to_the_account(name: str) -> None:
    """Each document begins with a dated calendar entry that links to the full account."""
    entry = xpath(name, "//t:front/t:div[@type='calendar']")
    assert len(entry) == 1
    assert entry[0].find(f"{t('head')}/{t('date')}").get("when") == (
        "1936-07-05" if name.startswith("report") else "1945-04-05"
    )
    targets = {one.get("target") for one in entry[0].iter(t("ref"))}
    body = xpath(name, "//t:body/t:div")[0]
    assert f"#{body.get(XML_ID)}" in targets


def test_report_follows_its_document() -> None:
    """Opener, four points, answers, impressions, closer; then five posts in their thread."""
    account = xpath("report-1936.xml", "//t:div[@type='account']")[0]
    shape = [f"{etree.QName(e).localname}{e.get('type', '')}{e.get('n', '')}" for e in account]
    assert shape == [
        *("head", "opener", "p1", "p2", "p3", "p4", "p5"),
        *("divpoint1", "divpoint2", "divpoint3", "divpoint4", "divanswers", "divimpressions"),
        "closer",
    ]
    assert len(account.xpath(".//t:item[t:list]/t:list/t:item", namespaces=NS)) == 2
    answered = {
        post.get("n"): (post.get("corresp") or "").removeprefix("#report.post")
        for post in xpath("report-1936.xml", "//t:div[@type='post']")
    }
    assert answered == {"1": "", "2": "1", "3": "1", "4": "1", "5": "4"}
    for post in xpath("report-1936.xml", "//t:div[@corresp]"):
        assert post.get("corresp") == f"#{post.getparent().get(XML_ID)}"


def test_report_is_a_letter() -> None:
    """The correspDesc tells who sent the report, when, and to whom."""
    actions = {
        str(action.get("type")): plain(action)
        for action in xpath("report-1936.xml", "//t:correspAction")
    }
    assert "Yegorov" in actions["sent"]
    assert "5 July 1936" in actions["sent"]
    assert "Voroshilov" in actions["received"]


def test_panel_describes_its_five_pictures() -> None:
    """Each of the five pictures has a heading, its caption retold, and a description."""
    pictures = xpath("programme-1945.xml", "//t:figure")
    assert len(pictures) == 5
    for picture in pictures:
        assert all(plain(picture.find(t(part))) for part in ("head", "p", "figDesc"))


@pytest.mark.parametrize(("name", "siglum"), WITNESS.items())
def test_apparatus_holds_other_words_of_the_witness(name: str, siglum: str) -> None:
    """Each entry gives one reading of the one witness, and it is not the lemma again."""
    entries = xpath(name, "//t:app")
    assert entries
    for entry in entries:
        lemma, reading = entry
        assert reading.get("wit") == f"#{siglum}"
        assert plain(lemma)
        assert plain(reading)
        assert plain(lemma) != plain(reading)


# --- our own words ----------------------------------------------------------------------------


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _runs(words: list[str], length: int = 8) -> Iterator[tuple[str, ...]]:
    for start in range(len(words) - length + 1):
        yield tuple(words[start : start + length])


@cache
def _dossier_runs() -> frozenset[tuple[str, ...]]:
    runs: set[tuple[str, ...]] = set()
    for path in sorted((SHARED / "dossier").glob("*.xml")):
        root = etree.parse(path).getroot()
        for without in (("rdg", "sic", "orig"), ("lem", "corr", "reg")):
            runs.update(_runs(_words(plain(root, without=without))))
    return frozenset(runs)


@pytest.mark.corpora
@pytest.mark.parametrize("name", FILES)
def test_sentences_are_our_own(name: str) -> None:
    """No eight words in a row, of text or notes, stand in the documents that are described."""
    root = parsed(name).getroot()
    # as it is read: what the witness has is not ours, and bare names are nobody's
    pieces = [plain(root.find(t(part)), without=("note", "rdg")) for part in ("teiHeader", "text")]
    pieces += [plain(one) for one in root.iter(t("note"), t("label"))]
    shared = {" ".join(run) for piece in pieces for run in _runs(_words(piece))} & {
        " ".join(run) for run in _dossier_runs()
    }
    assert _dossier_runs()
    assert shared == set()


@pytest.mark.corpora
@pytest.mark.parametrize(("name", "source"), SOURCE.items())
def test_readings_stand_in_the_source(name: str, source: str) -> None:
    """What an entry ascribes to the witness does stand there, as often at least as it is cited."""
    words = plain(
        etree.parse(SHARED / "dossier" / source).getroot(), without=("lem", "corr", "reg")
    )
    cited = Counter(plain(reading) for reading in xpath(name, "//t:rdg"))
    for reading, times in cited.items():
        assert len(re.findall(rf"(?<!\w){re.escape(reading)}(?!\w)", words)) >= times, reading


@pytest.mark.corpora
def test_coordinates_are_those_of_the_source() -> None:
    """The places that the register shares with the dossier lie where the dossier puts them."""
    there = {
        plain(place.find(t("placeName"))): plain(place.find(f".//{t('geo')}"))
        for place in etree.parse(SHARED / "dossier" / "register.xml").getroot().iter(t("place"))
        if place.find(f".//{t('geo')}") is not None
    }
    here = {
        plain(place.find(t("placeName"))): plain(place.find(f".//{t('geo')}"))
        for place in xpath("register.xml", "//t:place[t:location]")
    }
    assert len(there) == 7
    assert there == {place: here.get(place) for place in there}


# --- the specimen -----------------------------------------------------------------------------

FEATURES = {
    "parallel segmentation, declared": "//t:variantEncoding[@method='parallel-segmentation']",
    "entry within a lemma": "//t:lem//t:app",
    "entry within a reading": "//t:rdg//t:app",
    "omission": "//t:rdg[@type='omission'][not(node())]",
    "addition": "//t:app[t:lem[not(node())]]/t:rdg[@type='addition'][text()]",
    "several readings": "//t:app[count(t:rdg) > 1]",
    "lemma over two lines of verse": "//t:lg/t:app/t:lem[count(t:l) = 2]",
    "transposed lines": "//t:rdg[@type='transposition'][count(t:l) = 2]",
    "transposition in prose": "//t:p//t:rdg[@type='transposition']",
    "kind": "//t:rdg[@type='substantive']",
    "cause": "//t:rdg[@cause]",
    "note in an entry": "//t:app/t:note",
    "conjecture": "//t:rdg[@resp='#Quillhaven'][@type='conjecture']",
    "entries on adjacent words": (
        "//t:app[following-sibling::node()[1][self::text()[not(normalize-space())]]"
        "/following-sibling::node()[1][self::t:app]]"
    ),
    "group of readings": "//t:rdgGrp[count(t:rdg) > 1]",
    "detail of a witness": "//t:witDetail",
    "slip and correction": "//t:p/t:choice[t:sic][t:corr]",
    "abbreviation in a reading": "//t:rdg/t:choice[t:abbr][t:expan/t:ex]",
    "gap in a reading": "//t:rdg/t:gap",
    "supplied letters in a reading": "//t:rdg/t:supplied",
    "family": "//t:listWit[@xml:id='α'][count(t:witness) = 2]",
    "siglum of the family": "//t:lem[contains(@wit, '#α')]",
    "corrector": "//t:witness/t:listWit/t:witness[@xml:id='B2']",
    "hand of a reading": "//t:rdg[@hand='#hand.B2'][@wit='#B2']",
    "dated witness": "//t:witness/t:origDate[@notBefore][@notAfter]",
    "keeper of a witness": "//t:witness/t:name[@type='repository']",
    "leaves of a witness": "//t:witness/t:locus",
    "entry on a new line before a point": (
        "//t:app[starts-with(following-sibling::text()[1], '.')]"
        "[contains(preceding-sibling::text()[1], '\n')]"
    ),
    "entry at the start of a paragraph": "//t:p/node()[1][self::t:app]",
    "entry in a heading": "//t:head/t:app",
    "white space between readings": "//t:app/text()[contains(., '\n')]",
    "numbered lines of verse": "//t:l[@n='14']",
    "Latin": "//t:text//t:p[@xml:lang='la']",
}


#: What the other specimens show: the end of the file's name, and where.
FURTHER = {
    "entry without a lemma": ("inventory", "//t:app[t:rdg][not(.//t:lem)]"),
    "readings in their order": ("inventory", "//t:app[t:rdg[@varSeq='2']]/t:rdg[@varSeq='1']"),
    "entry in a heading": ("inventory", "//t:div/t:head/t:app"),
    "entry in a caption": ("inventory", "//t:figure/t:head/t:app"),
    "entry in an item": ("inventory", "//t:item/t:app"),
    "entry in a note": ("inventory", "//t:note/t:app"),
    "entry that is a note": ("inventory", "//t:app[t:note][not(.//t:rdg)][not(.//t:lem)]"),
    "lemma over paragraphs": ("inventory", "//t:lem[count(t:p) = 2]"),
    "reading of a paragraph": ("inventory", "//t:rdg[t:p]"),
    "groups within groups": ("inventory", "//t:rdgGrp/t:rdgGrp/t:rdg"),
    "lemma in a group": ("inventory", "//t:rdgGrp/t:lem"),
    "copy of a reading": ("inventory", "//t:rdg[@copyOf][not(node())]"),
    "iteration": ("inventory", "//t:rdg[@type='iteration']"),
    "homoeoteleuton": ("inventory", "//t:rdg[@cause='homoeoteleuton']"),
    "before correction": ("inventory", "//t:rdg[@type='ante-correctionem'][@wit='#K']"),
    "numbered hand": ("inventory", "//t:rdg[@hand='#m3']"),
    "hole": ("inventory", "//t:rdg[@type='lacuna']/t:gap"),
    "space left": ("inventory", "//t:rdg/t:space"),
    "erasure": ("inventory", "//t:rdg[@type='erasure'][not(node())]"),
    "illegible": ("inventory", "//t:rdg[@type='illegible'][not(node())]"),
    "lacuna that begins": ("inventory", "//t:rdg[@wit='#M']/t:lacunaStart"),
    "lacuna that ends": ("inventory", "//t:rdg[@wit='#M']/t:lacunaEnd"),
    "witness that begins": ("inventory", "//t:rdg[@wit='#N']/t:witStart"),
    "witness that ends": ("inventory", "//t:rdg[@wit='#N']/t:witEnd"),
    "deletion": ("inventory", "//t:rdg/t:del"),
    "addition between the words": ("inventory", "//t:rdg[t:del]/t:add"),
    "addition that is all": ("inventory", "//t:rdg[not(text())]/t:add[@place='above']"),
    "page of a witness": ("inventory", "//t:rdg/t:pb[@edRef]"),
    "name in a reading": ("inventory", "//t:rdg/t:name"),
    "note in a reading": ("inventory", "//t:rdg/t:note"),
    "conjecture of a scholar in a work": (
        "inventory",
        "//t:rdg[@type='conjecture'][substring(@source, 2) = //t:listBibl/t:bibl/@xml:id]",
    ),
    "proposal": ("inventory", "//t:rdg[@type='proposal'][@resp]"),
    "doubt": ("inventory", "//t:rdg[@cert='low']"),
    "reading that calls for another": ("inventory", "//t:rdg[@require]"),
    "reading that rules out another": ("inventory", "//t:lem[@exclude]"),
    "reading in two parts": ("inventory", "//t:rdg[@next = concat('#', //t:rdg[@prev]/@xml:id)]"),
    "list of transpositions": ("inventory", "//t:listTranspose/t:transpose[count(t:ptr) = 2]"),
    "detail of one hand": ("inventory", "//t:witDetail[@wit='#K2']"),
    "witnesses in words": ("inventory", "//t:app/t:wit[text()]"),
    "family in a family": ("inventory", "//t:listWit[@xml:id]/t:listWit[@xml:id]/t:witness"),
    "several lists of witnesses": ("inventory", "//t:sourceDesc[count(t:listWit) = 2]"),
    "typography of a siglum": ("inventory", "//t:abbr[@type='siglum']/t:hi[@rend='superscript']"),
    "attached by its ends, declared": (
        "letter",
        "//t:variantEncoding[@method='double-end-point'][@location='external']",
    ),
    "from one point to another": (
        "letter",
        "//t:app[substring(@from, 2) = //t:anchor/@xml:id][substring(@to, 2) = //t:anchor/@xml:id]",
    ),
    "from one word to another": (
        "letter",
        "//t:app[@from != @to][substring(@from, 2) = //t:w/@xml:id]",
    ),
    "one word": ("letter", "//t:app[@from = @to][substring(@from, 2) = //t:w/@xml:id]"),
    "one end alone, a word": (
        "letter",
        "//t:app[not(@to)][substring(@from, 2) = //t:w/@xml:id]",
    ),
    "one end alone, a point": (
        "letter",
        "//t:app[not(@to)][substring(@from, 2) = //t:anchor/@xml:id]",
    ),
    "several entries on the same words": (
        "letter",
        "//t:app[@from = preceding-sibling::t:app/@from][@to = preceding-sibling::t:app/@to]",
    ),
    "entries that cross": ("letter", "//t:app[@from='#letter.a9'][@to='#letter.a11']"),
    "attached to a heading": (
        "letter",
        "//t:app[substring(@from, 2) = //t:head/t:anchor/@xml:id]",
    ),
    "attached over paragraphs": (
        "letter",
        "//t:app[@from != @to][substring(@from, 2) = //t:p/@xml:id]",
    ),
    "transposition after a word": (
        "letter",
        "//t:rdg[@type='transposition'][substring(@corresp, 2) = //t:w/@xml:id]",
    ),
    "located, declared": (
        "rhyme",
        "//t:variantEncoding[@method='location-referenced'][@location='external']",
    ),
    "located in a verse": ("rhyme", "//t:app[@loc='v. 1']"),
    "located over the end of a verse": ("rhyme", "//t:app[@loc='vv. 3–4'][not(t:lem/t:l)]"),
    "located by paragraphs": ("rhyme", "//t:listApp[@corresp='#rhyme.prose']/t:app"),
    "lemma that counts": ("rhyme", "//t:lem[@n]"),
    "verses that changed places": ("rhyme", "//t:rdg[@type='transposition'][count(t:l) = 2]"),
    "witnesses listed in another file": (
        "rhyme",
        "//t:TEI[not(.//t:listWit)]//t:rdg[starts-with(@wit, 'specimen.xml#')]",
    ),
}


@pytest.mark.parametrize("feature", FEATURES)
def test_specimen_shows(feature: str) -> None:
    """The specimen has an instance of each thing that the apparatus can hold."""
    assert xpath("specimen.xml", FEATURES[feature])


@pytest.mark.parametrize("feature", FURTHER)
def test_further_specimens_show(feature: str) -> None:
    """What is not on the first page stands in one of the others."""
    name, path = FURTHER[feature]
    assert xpath(f"specimen-{name}.xml", path)


@pytest.mark.parametrize(
    ("name", "witnesses"),
    [
        ("specimen-letter.xml", {"#P", "#Q", "#R"}),
        ("specimen-rhyme.xml", {"specimen.xml#A", "specimen.xml#B", "specimen.xml#C"}),
    ],
)
def test_further_specimens_account_for_every_witness(name: str, witnesses: set[str]) -> None:
    """Apparatus that are called positive leave nobody out, and name nobody twice."""
    entries = xpath(name, "//t:app")
    assert entries
    for entry in entries:
        read = " ".join(str(wit) for wit in entry.xpath(".//@wit"))
        read = read.replace("specimen.xml#α", "specimen.xml#A specimen.xml#B")
        cited = [one for one in read.split() if not one.endswith("#B2")]
        assert sorted(cited) == sorted(witnesses), entry.get(XML_ID)


def test_further_specimens_are_checked_silently(edition_folder: Path) -> None:
    """`siglum check -v` has nothing to tell of the bundled edition, not even a remark."""
    told = CliRunner().invoke(main, ["check", "-v", "--format", "json", "-C", str(edition_folder)])
    assert told.exit_code == 0
    assert json.loads(told.stdout) == []


@pytest.mark.parametrize("name", SPECIMENS)
def test_specimens_say_that_they_are_composed(name: str) -> None:
    """Nobody can take a specimen for an edition: its title and its source say so."""
    assert "specimen" in plain(xpath(name, "//t:titleStmt/t:title[@type='sub']")[0])
    assert "composed" in plain(xpath(name, "//t:sourceDesc/t:bibl")[0])


def test_specimen_says_that_it_is_composed() -> None:
    """Nobody can take the specimen for an edition: title, source and first note say so."""
    for path in ("//t:titleStmt/t:title[@type='sub']", "//t:sourceDesc/t:bibl", "//t:text//t:note"):
        assert "composed" in plain(xpath("specimen.xml", path)[0]), path


def test_specimen_repeats_a_word_in_its_line() -> None:
    """Some lemma occurs twice in its line, so that the printed entry must count."""
    for line in xpath("specimen.xml", "//t:l[t:app]"):
        words = Counter(_words(plain(line, without=("rdg", "note", "witDetail"))))
        if any(words[plain(lem)] > 1 for lem in line.iter(t("lem"))):
            return
    pytest.fail("no lemma occurs twice in its line")


def test_specimen_accounts_for_every_witness() -> None:
    """In each entry A, B and C read just one thing each; B² follows B unless it is cited."""
    members = {"α": {"A", "B", "B2"}, "B": {"B", "B2"}}

    def read(values: list[str]) -> Counter[str]:
        cited = [token.removeprefix("#") for value in values for token in value.split()]
        return Counter(
            one
            for siglum in cited
            for one in members.get(siglum, {siglum})
            if one == siglum or one not in cited
        )

    for entry in xpath("specimen.xml", "//t:app"):
        readings = entry.xpath("t:lem | t:rdg | t:rdgGrp/t:rdg", namespaces=NS)
        found = read([one.get("wit") for one in readings if one.get("wit")])
        around = entry.getparent().xpath("ancestor-or-self::*[@wit][1]/@wit", namespaces=NS)
        expected = read([str(around[-1])]) if around else Counter(("A", "B", "B2", "C"))
        assert found == expected, entry.get(XML_ID)


def test_specimen_fills_a_page() -> None:
    """Its text is that of about one printed page: 35 to 40 lines of some ten words or a verse."""
    prose = sum(
        len(_words(plain(p, without=("rdg", "note", "sic", "witDetail"))))
        for p in xpath("specimen.xml", "//t:div[@type='prose']/t:p")
    )
    verses = len(xpath("specimen.xml", "//t:l[@n]"))
    others = len(xpath("specimen.xml", "//t:text//t:head | //t:epigraph/t:p"))
    assert 33 <= prose / 11 + verses + others + 2 <= 42


# --- references -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "some"),
    [
        ("specimen.xml", {"prose 2": "specimen.p2", "verse 7": "specimen.l7"}),
        ("specimen-inventory.xml", {"3": "inventory.p3", "item 2": "inventory.i2"}),
        ("specimen-letter.xml", {"2": "letter.p2"}),
        ("specimen-rhyme.xml", {"prose 2": "rhyme.p2", "verse 7": "rhyme.l7"}),
        ("report-1936.xml", {"23": "report.p23", "post 3.2": "report.post3.p2"}),
        ("programme-1945.xml", {"1": "programme.p1", "14": "programme.p14"}),
    ],
)
def test_references_and_passages_lead_to_each_other(name: str, some: dict[str, str]) -> None:
    """What a text declares gives each passage one reference, in the order of the text."""
    path = TEI_FOLDER / name
    (document,) = read_documents(SourceFile(path, path.parent, name), set())
    (tree,) = document.citation.evaluated
    assert tree.problems == []
    passages = [passage for passage, *_ in tree.walk()]
    by_ref = {one.ref: one.element for one in passages}
    assert len(by_ref) == len({id(one.element) for one in passages}) == len(passages)
    places = {element: place for place, element in enumerate(document.tei.iter())}
    order = [places[one.element] for one in passages]
    assert order == sorted(order)
    for reference, identifier in some.items():
        element = document.citation.resolve(reference)
        assert element is by_ref[reference]
        assert isinstance(element, etree._Element)
        assert element.get(XML_ID) == identifier
