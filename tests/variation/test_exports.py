from __future__ import annotations

import csv
import io
import json
import warnings

import pytest
from click.testing import CliRunner

from siglum.cli import main
from siglum.variation.cells import Cells, Pair, cells_of
from siglum.variation.exports import export
from siglum.variation.loci import read_loci
from siglum.variation.matrix import read_matrix

_TEXT = """<p xml:id="p1">one <app xml:id="e1"><lem wit="#A #B">two</lem><rdg wit="#C"/></app> three
<app xml:id="e2"><lem>four, "five"</lem><rdg wit="#B" type="x" cause="y">5</rdg></app> six
<app xml:id="e3"><lem>seven</lem><rdg wit="#C"><lacunaStart/></rdg></app>
<app xml:id="e4"><lem>eight</lem><rdg wit="#A">8 [or 9]</rdg></app>
<app xml:id="e5"><lem>nine</lem><rdg wit="#C"><lacunaEnd/>9</rdg></app></p>"""


@pytest.fixture
def document(publish, tei):
    return publish(tei(_TEXT)).document


def test_matrix(document):
    """Whoever is named reads that; else the text where it is nobody's; nothing in a lacuna."""
    matrix = read_matrix(read_loci(document), document.witnesses)
    assert matrix.rows == {
        "A": [0, 0, 0, 1, 0],
        "B": [0, 1, 0, 0, 0],
        "C": [1, 0, -1, -1, 1],
    }
    cells = Cells([*map(cells_of, matrix.rows.values())])
    assert cells.agreeing(0, 1) == Pair(3, 5)
    assert cells.agreeing(0, 2) == Pair(1, 3)


def test_a_positive_apparatus_leaves_the_unnamed_unknown(publish, tei):
    """Where the text has witnesses, silence says nothing."""
    made = publish(tei('<p><app><lem wit="#A">a</lem><rdg wit="#B">b</rdg></app></p>'))
    matrix = read_matrix(read_loci(made.document), made.document.witnesses)
    assert matrix.rows == {"A": [0], "B": [1], "C": [None]}


def test_csv_has_every_reading(document):
    """A row for each, with sigla, type, state and cause; quotation marks and commas survive."""
    rows = list(csv.DictReader(io.StringIO("".join(export([document], "csv")))))
    loci = list(read_loci(document))
    assert len(rows) == sum(len(locus.readings) for locus in loci)
    assert [row["entry"] for row in rows if row["in_text"] == "yes"] == [one.id for one in loci]
    assert rows[0]["witnesses"] == "A; B"
    assert (rows[1]["text"], rows[1]["state"], rows[1]["witnesses"]) == ("", "omitted", "C")
    assert rows[2]["text"] == 'four, "five"'
    assert (rows[3]["type"], rows[3]["cause"]) == ("x", "y")


def test_json_has_every_reading(document):
    """Documents, their witnesses, their entries with readings."""
    (told,) = json.loads("".join(export([document], "json")))
    assert [one["siglum"] for one in told["witnesses"]] == ["A", "B", "C"]
    assert [one["lemma"] for one in told["entries"]] == [
        "two", 'four, "five"', "seven", "eight", "nine",
    ]  # fmt: skip
    assert told["entries"][0]["readings"][1]["witnesses"] == ["C"]


def test_nexus_is_read_by_others(document):
    """Taxa, characters and states are those of the matrix."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the reader's own
        import dendropy

        read = dendropy.StandardCharacterMatrix.get(
            data="".join(export([document], "nexus")), schema="nexus"
        )
    rows = {taxon.label: [str(cell) for cell in read[taxon]] for taxon in read}
    assert rows == {
        "A": ["0", "0", "0", "1", "0"],
        "B": ["0", "1", "0", "0", "0"],
        "C": ["1", "0", "-", "-", "1"],
    }


def test_taxa_differ_without_capitals_too(publish, tei):
    """NEXUS takes «La» and «LA» for one."""
    source = tei(
        '<p><app><lem wit="#La">a</lem><rdg wit="#LA">b</rdg></app></p>', witnesses="La LA"
    )
    told = "".join(export([publish(source).document], "nexus"))
    assert "TAXLABELS La LA_2;" in told


def test_a_text_without_entries_has_no_matrix(publish, tei):
    """Nothing to compare gives the head of the file only."""
    made = publish(tei("<p>plain</p>"))
    assert "".join(export([made.document], "nexus")) == "#NEXUS\n"
    assert json.loads("".join(export([made.document], "json")))[0]["entries"] == []


# --- the command line ---------------------------------------------------------------------------


@pytest.fixture
def run(tmp_path, monkeypatch, tei):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.xml").write_bytes(tei(_TEXT))

    def call(*arguments, code=0):
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == code, result.output
        return result.output

    return call


def test_witness_as_text(run):
    """The running text, its gap and, on request, its departures."""
    assert run("witness", "B", "a.xml") == "one two three 5 six seven eight nine\n"
    told = 'one ⟦⟧ three four, "five" six […] 9\n'
    assert run("witness", "C", "a.xml") == told.replace("⟦⟧ ", "")
    assert run("witness", "C", "a.xml", "--marked") == told.replace("] 9", "] ⟦9⟧")


def test_witness_as_tei_and_html(run):
    """Well-formed, with the gap as an element."""
    from lxml import etree, html

    root = etree.fromstring(run("witness", "C", "a.xml", "--format", "tei", "--marked").encode())
    assert len(list(root.iter("{*}gap"))) == 1
    assert [seg.get("corresp") for seg in root.iter("{*}seg")] == ["#e1", "#e5"]
    page = html.fromstring(run("witness", "B", "a.xml", "--format", "html", "--marked"))
    assert page.xpath("//ins/text()") == ["5"]


def test_witness_that_is_none(run):
    """The siglum meant is named."""
    assert "no text has a witness 'D'" in run("witness", "D", "a.xml", code=2)


def test_export_to_a_file(run, tmp_path):
    """-o writes a file, and says so where it cannot."""
    run("export", "variants", "a.xml", "--format", "nexus", "-o", "a.nex")
    assert (tmp_path / "a.nex").read_text().startswith("#NEXUS")
    assert "cannot be written" in run("export", "variants", "a.xml", "-o", "no/such/a.csv", code=2)


def test_a_run_that_breaks_off_leaves_the_old_file(run, tmp_path, monkeypatch):
    """Nobody is left with half a table; beside it stands nothing, and its mode stays."""
    old = tmp_path / "a.csv"
    old.write_text("as it was")
    old.chmod(0o640)

    def broken(_documents, _form):
        yield "half of"
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("siglum.variation.exports.export", broken)
        run("export", "variants", "a.xml", "-o", "a.csv", code=130)
    assert old.read_text() == "as it was"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.csv", "a.xml"]
    run("witness", "B", "a.xml", "-o", "a.csv")
    assert old.read_text().startswith("one two")
    assert old.stat().st_mode & 0o777 == 0o640


def test_text(run):
    """Plain lines, or Markdown in which nothing of the text is markup."""
    assert run("export", "text", "a.xml").endswith('three four, "five" six seven eight nine\n')
    assert run("export", "text", "a.xml", "--format", "markdown").startswith("# A test\n\none")


def test_figures(run):
    """Words, entries, readings, witnesses and how they agree."""
    (told,) = json.loads(run("stats", "a.xml", "--format", "json"))
    assert (told["words"], told["entries"], told["readings"]) == (9, 5, 10)
    assert told["agreement"]["A"]["B"] == 0.6
    assert [one["departures"] for one in told["witnesses"]] == [1, 1, 2]
    assert "agreement" in run("stats", "a.xml")


def test_where_fragments_have_text(run, tmp_path, tei):
    """The places between which they are there, and at how many entries."""
    from tests.fragmentary import BODY

    (tmp_path / "b.xml").write_bytes(tei(BODY, witnesses="A B C D"))
    (told,) = json.loads(run("stats", "b.xml", "--format", "json"))
    extents = {
        one["siglum"]: (one["extent"], round(one["present"], 2)) for one in told["witnesses"]
    }
    assert extents == {
        "A": ("", 1),
        "B": ("–5", 0.67),
        "C": ("–2, 4–", 0.83),
        "D": ("1–", 1),
    }
    assert "C              –2, 4–" in run("stats", "b.xml")
