"""The folders of tests/cases: KIND/NAME/in -> what stands in KIND/NAME/expected.

KIND is `checks` (NAME is a code; the findings as printed), `publish` (the same of what forbids
publishing; options.txt has those of the command), `apparatus` (the normal form of a source, one
element a line), `html` (the HTML of its units), `records` (the records of the text in every format)
or `citing` (what can be cited). `pytest --accept` renews what is expected and prints what changed.
"""

from __future__ import annotations

import difflib
import re
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from siglum.build import build
from siglum.cli import main
from siglum.codes import CODES, Severity
from siglum.config import Config, read_config
from siglum.documents import read_documents
from siglum.edition import store_document
from siglum.source.elements import ELEMENTS, WORDS_ONLY
from siglum.sources import SourceFile

CASES = Path(__file__).parent / "cases"
#: The elements that most editions have, the commonest first: of a thousand elements in real texts,
#: 987 are one of these.
_COMMONEST = """
    title TEI teiHeader fileDesc titleStmt publicationStmt sourceDesc p text body date
    availability ref note revisionDesc bibl div encodingDesc author change idno profileDesc
    publisher head respStmt resp name persName langUsage licence language editor seg authority
    pubPlace placeName hi gap pb l quote lb listBibl ab desc editionStmt forename editorialDecl
    listPerson person ptr app edition surname foreign item list front msDesc msIdentifier term
    unclear supplied orgName lg rdg label repository textClass abbr num add biblScope settlement
    graphic del milestone funder country physDesc origDate expan lem choice sic corr history
    msContents altIdentifier keywords rs extent measure back facsimile handNote objectDesc
    supportDesc support layoutDesc layout w listPrefixDef prefixDef orig particDesc projectDesc
    relation subst q distributor roleName citedRange origin surface handDesc dimensions
    origPlace height width locus g listWit witness creation gi biblStruct monogr imprint series
    principal material space classDecl taxonomy death birth listRelation anchor place listPlace
    sp trailer provenance textLang condition listChange ex location sex category catDesc
    additional address decoNote decoDesc emph reg event speaker docTitle titlePart addrLine
    occupation byline listApp acquisition region geo sponsor att msItem fw cit cb figure stage
    surplus refsDecl titlePage docDate depth objectType summary certainty foliation incipit
    explicit additions bindingDesc dateline standOff collation surrogates mentioned analytic
    soCalled tagsDecl namespace tagUsage
"""
_TEI = "{http://www.tei-c.org/ns/1.0}"


def _folders(kind: str) -> list[str]:
    return sorted(folder.name for folder in (CASES / kind).iterdir() if folder.is_dir())


@pytest.fixture
def expect(request):
    """Compare a text with the expected file, or renew that with --accept."""

    def compare(case: Path, name: str, found: str) -> None:
        file = case / "expected" / name
        was = file.read_bytes().decode() if file.is_file() else ""
        if request.config.getoption("--accept") and found != was:
            lines = (was.splitlines(), found.splitlines())
            shown = f"{case.parent.name}/{case.name}/{name}"
            capture = request.config.pluginmanager.getplugin("capturemanager")
            with capture.global_and_fixture_disabled():
                print("", *difflib.unified_diff(*lines, shown, shown, lineterm=""), sep="\n")  # noqa: T201
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(found.encode())
            was = found
        assert found == was

    return compare


@pytest.mark.parametrize("code", _folders("checks"))
def test_checks(code, expect, monkeypatch):
    """A mistake is told as expected, with its place, its hint and its code."""
    case = CASES / "checks" / code
    monkeypatch.chdir(case / "in")
    own = (case / "in" / "edition.toml").is_file()
    result = CliRunner().invoke(main, ["check", "-v", *([] if own else ["."])])
    assert f" {code}: " in result.stderr
    # That most cases have no schema is no part of what they show
    told = re.sub(r", \d+ documents? not validated \(--schema FILE\)", "", result.stderr)
    expect(case, "findings.txt", told)


@pytest.mark.parametrize("code", _folders("publish"))
def test_publish(code, expect, monkeypatch, tmp_path):
    """What forbids publishing is told as expected, and nothing is published; or it is published."""
    case = CASES / "publish" / code
    shutil.copytree(case / "in", tmp_path / "in")
    monkeypatch.chdir(tmp_path / "in")
    files = {file for file in Path().rglob("*") if file.is_file()}
    options = case / "options.txt"
    more = options.read_text().split() if options.is_file() else []
    if code == "publish.no-archive":
        monkeypatch.setitem(sys.modules, "bagit", None)
    result = CliRunner().invoke(main, ["publish", *more])
    assert f" {code}: " in result.stderr
    told = re.sub(r"(?<=it is )[\d:TZ-]+", "NOW", result.stderr)
    # What counts as content may grow, and is no part of what the cases show
    told = re.sub(r"(?<=entries: )[^;]+", "NEWS", told)
    expect(case, "findings.txt", told)
    if CODES[code].severity is Severity.ERROR:
        assert {file for file in Path().rglob("*") if file.is_file()} == files


@pytest.mark.parametrize("name", _folders("apparatus"))
def test_apparatus(name, expect, publish):
    """Whatever the method of encoding, the normal form is as expected."""
    case = CASES / "apparatus" / name
    form = publish((case / "in" / "text.xml").read_bytes()).form().tei
    for header in form.findall(f"{_TEI}teiHeader"):
        form.remove(header)
    expect(case, "normal.xml", _one_element_a_line(form))


@pytest.mark.parametrize("name", _folders("html"))
def test_html(name, expect, publish):
    """The HTML of a unit, for the web and for print."""
    case = CASES / "html" / name
    made = publish((case / "in" / "text.xml").read_bytes())
    for medium in ("web", "print"):
        blocks = r"(?=<(?:p|div|h[1-6]|section|ul|ol|li|tr|table)\b)"
        lines = re.sub(blocks, "\n", made.html(medium))
        expect(case, f"{medium}.html", lines.strip() + "\n")
    if name == "header":
        lines = re.sub(blocks, "\n", made.renderer().header(made.document))
        expect(case, "about.html", lines.strip() + "\n")


def test_every_rule_for_an_element_has_a_case():
    """A new rule brings the element into a folder of html/."""
    ruled = set(ELEMENTS) - WORDS_ONLY
    for file in (CASES / "html").glob("*/in/*.xml"):
        ruled -= {etree.QName(one).localname for one in etree.parse(file).iter(etree.Element)}
    assert sorted(ruled) == []


@pytest.mark.parametrize("name", _folders("citing"))
def test_citing(name, expect, tmp_path):
    """The citable passages of a text: reference, unit, identifier and title, and what is odd."""
    folder = CASES / "citing" / name / "in"
    config, _ = read_config(folder) if (folder / "edition.toml").is_file() else (Config(folder), [])
    (source,) = read_documents(
        SourceFile(folder / "text.xml", folder, "text.xml"), set(), levels=config.citation.levels
    )
    document = store_document(source, config, tmp_path)
    lines = []
    for passages in document.read_passages():
        refs = [passage.ref for passage in passages]
        assert len(set(refs)) == len(refs), "a reference leads to one passage"
        for passage in passages:
            assert passage.id in document.ids, "a passage stands on a page"
            words = f"{passage.ref} · {passage.unit} · {passage.id}"
            lines.append(f"{'  ' * (passage.level - 1)}{words} {passage.title}".rstrip())
        lines.append("")
    lines += [
        f"{problem.kind}: {problem.told}"
        for tree in source.citation.evaluated
        for problem in tree.problems
    ]
    expect(CASES / "citing" / name, "passages.txt", "\n".join(lines).strip() + "\n")


@pytest.mark.parametrize("name", _folders("records"))
def test_records(name, expect, tmp_path):
    """The record of a text in every format, and what there is to say of it."""
    case = CASES / "records" / name
    config = read_config(case / "in")[0]
    report = build(config, tmp_path / "build", only=("website",))
    told = [f"{one.severity} {one.code}: {one.message}" for one in report.findings]
    expect(case, "findings.txt", "".join(f"{line}\n" for line in told))
    for file in sorted((tmp_path / "build" / "site" / "texts").glob("*/records/*")):
        expect(case, file.name, file.read_bytes().decode())
    expect(case, "CITATION.cff", (tmp_path / "build" / "site" / "CITATION.cff").read_text("utf-8"))


#: Codes that siglum check does not tell, by area: they come up while outputs are made.
_OF_OUTPUTS = (
    "output.", "pdf.", "publish.", "render.", "metadata.default", "metadata.missing",
)  # fmt: skip
#: Codes that no folder of small files can show; tests of their rooms prove them.
_WITHOUT_CASE = {
    "config.not-found": "a folder without edition.toml, when nothing is named",
    "config.outside": "a link out of the folder",
    "grammar.too-ambiguous": "a schema and a document that take a second to give up",
    "publish.extension": "a package that is installed beside siglum",
    "source.missing": "a file that goes while siglum runs",
    "source.no-permission": "rights of files do not travel with a repository",
    "source.not-a-file": "a pipe or a device",
    "source.too-large": "more than 64 MB",
    "xi.too-large": "more than 64 MB, or 20,000 includes",
}


def test_every_code_of_the_checks_has_a_case():
    """A new check brings a folder with an example."""
    checked = {code for code in CODES if not code.startswith(_OF_OUTPUTS)}
    assert sorted(checked - set(_folders("checks")) - set(_WITHOUT_CASE)) == []


def test_every_code_of_publishing_has_a_case():
    """A new reason not to publish brings a folder with an example."""
    refused = {code for code in CODES if code.startswith("publish.")}
    assert set(_folders("publish")) == refused - set(_WITHOUT_CASE)


def test_no_case_is_without_a_code():
    """A code that has a folder is in the table, and not among those that cannot have one."""
    assert set(_folders("checks")) <= set(CODES)
    assert set(_WITHOUT_CASE) <= set(CODES) - set(_folders("checks"))


def _one_element_a_line(root: etree._Element) -> str:
    """XML with a line break before each element: readable, and every space can be seen."""
    etree.cleanup_namespaces(root)
    text = etree.tostring(root, encoding="unicode")
    return re.sub(r"(?<!^)(?=<(?!/))", "\n", text) + "\n"


def test_one_text_shows_the_commonest_elements() -> None:
    """Each where it typically stands, so that one look at its page shows what became of them."""
    text = etree.parse(CASES / "html" / "commonest" / "in" / "text.xml")
    assert {f"{_TEI}{name}" for name in _COMMONEST.split()} <= {one.tag for one in text.iter()}
