from __future__ import annotations

import functools
import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import siglum.build
import siglum.inspection
from siglum.cli import main
from siglum.telling import FORMATS

GOOD = '<p>a <app><lem wit="#A">b</lem><rdg wit="#B">c</rdg></app></p>'
WRONG = '<p>a <app>\n<lem wit="#A">b</lem><rdg wit="#X #B">c</rdg></app></p>'


@pytest.fixture
def tei(tei):
    """A small document about which nothing is to be told but what a test puts into it."""
    method = '<variantEncoding method="parallel-segmentation" location="internal"/>'
    return functools.partial(tei, witnesses="A B", header=f"<encodingDesc>{method}</encodingDesc>")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that commands run in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run():
    """Run a command; its result has exit_code, stdout and stderr."""
    return lambda *words: CliRunner().invoke(main, [str(word) for word in words])


def tree(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def edition(folder: Path, tei, **texts: str) -> None:
    (folder / "tei").mkdir()
    (folder / "edition.toml").write_text('[edition]\ntitle = "E"\n[outputs.website]\n')
    for name, text in texts.items():
        (folder / "tei" / f"{name}.xml").write_bytes(tei(text))


# --- check ------------------------------------------------------------------------------------


def test_a_finding_is_told_with_its_place(folder, run, tei):
    """file:line:column: severity code: message, and the hint on a line of its own; exit code 1."""
    (folder / "a.xml").write_bytes(tei(WRONG))
    result = run("check", "a.xml")
    first, hint, last = result.stderr.splitlines()
    assert first.startswith("a.xml:6:27: error wit.undeclared: ")
    assert hint.startswith("    hint: ")
    assert (
        last == "1 document, 1 entry: 1 error, 0 warnings, 1 document not validated (--schema FILE)"
    )
    assert (result.exit_code, result.stdout) == (1, "")


def test_no_finding(folder, run, tei):
    """Exit code 0 and the sums; with -q nothing at all."""
    (folder / "a.xml").write_bytes(tei(GOOD))
    assert (run("check", "a.xml").exit_code, run("check", "a.xml", "-q").stderr) == (0, "")


def test_json(folder, run, tei):
    """A list of records on standard output, and nothing else on either stream."""
    (folder / "a.xml").write_bytes(tei(WRONG))
    result = run("check", "--format", "json", "a.xml")
    (record,) = json.loads(result.stdout)
    assert list(record) == ["code", "severity", "message", "hint", "file", "line", "column", "id"]
    assert (record["code"], record["line"], record["column"]) == ("wit.undeclared", 6, 27)
    assert (result.exit_code, result.stderr) == (1, "")


def test_json_of_nothing(folder, run, tei):
    """No finding is an empty list; no source is a finding like any other."""
    (folder / "a.xml").write_bytes(tei(GOOD))
    assert json.loads(run("check", "--format", "json", "a.xml").stdout) == []
    result = run("check", "--format", "json", "none.xml")
    assert [record["code"] for record in json.loads(result.stdout)] == ["config.no-source"]
    assert (result.exit_code, result.stderr) == (1, "")


def test_findings_go_by_place_and_many_are_cut_short(folder, run, tei):
    """Twelve of a kind are told, the rest counted; -v tells all; -q tells errors only."""
    app = '<app><lem>b</lem><rdg wit="#X{0}">c</rdg></app><ref target="#no">d</ref>\n'
    (folder / "a.xml").write_bytes(tei(f"<p>{''.join(map(app.format, range(20)))}</p>"))
    told = run("check", "a.xml").stderr
    assert told.count("wit.undeclared: unknown") == 12
    assert "… 8 more wit.undeclared (-v tells all)" in told
    told = run("check", "-v", "a.xml").stderr
    assert told.count("wit.undeclared: unknown") == 20
    lines = [int(line.split(":")[1]) for line in told.splitlines() if line.startswith("a.xml:")]
    assert lines == sorted(lines)
    assert "ptr.dangling" in told
    assert "ptr.dangling" not in run("check", "-q", "a.xml").stderr


def test_a_report_of_a_thousand_lines_is_told_whole(folder, run, tei):
    """However it is written in parts, no line is lost, nor one joined to another."""
    app = '<app><lem>b</lem><rdg wit="#X{0}">c</rdg></app>\n'
    (folder / "a.xml").write_bytes(tei(f"<p>{''.join(map(app.format, range(700)))}</p>"))
    told = run("check", "-v", "a.xml").stderr.splitlines()
    assert sum(line.startswith("a.xml:") and "wit.undeclared: " in line for line in told) == 700
    assert "" in told  # before the summary


def test_remarks_are_for_who_asks(folder, run, tei):
    """Findings of severity info are counted, and told with -v."""
    (folder / "a.xml").write_bytes(tei("<p><app><rdg>a</rdg><rdg>b</rdg></app></p>"))
    result = run("check", "a.xml")
    assert "app.no-lem" not in result.stderr
    assert re.search(r"… and \d+ remarks? \(-v tells them\)", result.stderr)
    assert "info app.no-lem" in run("check", "a.xml", "-v").stderr
    assert result.exit_code == 0


def test_the_edition_of_the_folder(folder, run, tei):
    """Without SOURCE, edition.toml says what is read; -C goes there first."""
    (folder / "e").mkdir()
    edition(folder / "e", tei, one=GOOD, two=GOOD)
    assert "2 documents, 2 entries" in run("check", "-C", "e").stderr


def test_no_source_and_no_edition(folder, run):
    """One finding with a remedy, and exit code 1: there is nothing to do."""
    for command in ("check", "build"):
        result = run(command)
        assert result.exit_code == 1
        assert "config.not-found: there is no edition.toml" in result.stderr
        assert "hint: name TEI files" in result.stderr
    assert not list(folder.iterdir())


# --- reports ----------------------------------------------------------------------------------


def many(folder: Path, tei) -> None:
    """A file with an error, a warning and a remark."""
    apps = '<app><lem wit="#A #B">b</lem><rdg wit="#X">c</rdg></app><ref target="#no">d</ref>'
    (folder / "a.xml").write_bytes(tei(f"<p>{apps} <app><rdg>a</rdg><rdg>b</rdg></app></p>"))


def codes(result) -> list[str]:
    return [record["code"] for record in json.loads(result.stdout)]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_tells_the_finding(folder, run, tei, form):
    """Text on standard error, the others on standard output; -o takes either into a file."""
    (folder / "a.xml").write_bytes(tei(WRONG))
    result = run("check", "--format", form, "a.xml")
    told = result.stderr if form == "text" else result.stdout
    assert "wit.undeclared" in told
    assert (result.stdout if form == "text" else result.stderr) == ""
    written = run("check", "--format", form, "a.xml", "-o", "r")
    assert "wit.undeclared" in (folder / "r").read_text()
    assert written.stdout == ""
    assert written.stderr == (
        "1 document, 1 entry: 1 error, 0 warnings,"
        " 1 document not validated (--schema FILE); written to r\n"
    )
    assert result.exit_code == written.exit_code == 1
    assert sorted(file.name for file in folder.iterdir()) == ["a.xml", "r"]


@pytest.mark.parametrize(
    ("name", "begins"),
    [("r.HTML", "<!DOCTYPE"), ("r.json", "["), ("r.sarif", "{"), ("r", "a.xml:")],
)
def test_the_ending_of_a_file_decides(folder, run, tei, name, begins):
    """Unless --format says otherwise."""
    (folder / "a.xml").write_bytes(tei(WRONG))
    run("check", "a.xml", "-q", "-o", name)
    assert (folder / name).read_text().startswith(begins)
    run("check", "a.xml", "-q", "-o", name, "--format", "github")
    assert (folder / name).read_text().startswith("::error ")


def test_a_report_never_takes_the_place_of_a_source(folder, run, tei):
    """Nor of edition.toml: exit code 2, and nothing is changed."""
    edition(folder, tei, one=WRONG)
    before = tree(folder)
    for option in ("-o", "--write-baseline"):
        for name in ("tei/one.xml", "edition.toml"):
            result = run("check", option, name)
            assert (result.exit_code, "is a source" in result.stderr) == (2, True)
    assert tree(folder) == before


def test_a_report_that_cannot_be_written(folder, run, tei):
    """Exit code 1; what was found is told all the same."""
    (folder / "a.xml").write_bytes(tei(WRONG))
    result = run("check", "a.xml", "-o", "none/r.html")
    assert result.exit_code == 1
    assert "error wit.undeclared" in result.stderr
    assert "none/r.html: error output.unwritable: " in result.stderr


def test_github_counts_from_the_repository(folder, run, tei, monkeypatch):
    """An edition may lie in a folder of its own; remarks are told with -v."""
    (folder / "e").mkdir()
    many(folder / "e", tei)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(folder))
    told = run("check", "--format", "github", "-C", "e", ".").stdout
    assert "::error file=e/a.xml,line=5," in told
    assert "::warning " in told
    assert "::notice" not in told
    assert "::notice " in run("check", "-v", "--format", "github", "-C", folder / "e", ".").stdout


def test_a_page_quotes_the_sources_of_another_folder(folder, run, tei):
    """With -C, names of files count from there, and so does the report."""
    (folder / "e").mkdir()
    edition(folder / "e", tei, one=WRONG)
    run("check", "-C", "e", "-o", "r.html")
    page = (folder / "e" / "r.html").read_text()
    assert "<mark>wit=&#34;#X #B&#34;</mark>" in page
    assert "<h1>E</h1>" in page


# --- choosing ---------------------------------------------------------------------------------


def test_select_and_ignore(folder, run, tei):
    """Codes and areas, as lists and repeated."""
    many(folder, tei)
    check = ("check", "a.xml", "--format", "json")
    assert {"wit.undeclared", "ptr.dangling", "app.no-lem"} <= set(codes(run(*check)))
    assert codes(run(*check, "--select", "wit,ptr.dangling", "--select", "app.no-lem")) == [
        "wit.undeclared", "ptr.dangling", "app.no-lem",
    ]  # fmt: skip
    assert codes(run(*check, "--select", "wit,ptr", "--ignore", "wit.*")) == ["ptr.dangling"]
    result = run(*check, "--ignore", "wit.undeclared")
    assert "wit.undeclared" not in codes(result)
    assert result.exit_code == 0


def test_strict(folder, run, tei):
    """Warnings make the exit code 1; remarks do not."""
    many(folder, tei)
    check = ("check", "a.xml", "--ignore", "wit.undeclared")
    assert run(*check).exit_code == 0
    assert run(*check, "--strict").exit_code == 1
    assert run("check", "a.xml", "--select", "app.no-lem", "--strict").exit_code == 0
    (folder / "a.xml").write_bytes(tei('<p><ref target="#no">d</ref></p>'))
    assert run("build", "a.xml", "--only", "tei").exit_code == 0
    assert run("build", "a.xml", "--only", "tei", "--strict").exit_code == 1


def test_edition_toml_chooses_too(folder, run, tei):
    """For `siglum check` and `siglum build`: [checks] and [checks.severity]."""
    (folder / "tei").mkdir()
    many(folder / "tei", tei)
    file = folder / "edition.toml"
    file.write_text('[checks]\nignore = ["ptr"]\n[checks.severity]\n"wit.undeclared" = "warning"\n')
    for command in (("check",), ("build", "--only", "tei")):
        result = run(*command)
        assert result.exit_code == 0
        assert "warning wit.undeclared" in result.stderr
        assert "ptr.dangling" not in result.stderr
    file.write_text('[checks]\nselect = ["ptr"]\nstrict = true\n')
    result = run("check", "--format", "json")
    assert (codes(result), result.exit_code) == (["ptr.dangling"], 1)
    assert "app.no-lem" in codes(run("check", "--format", "json", "--select", "app"))


def test_a_file_that_cannot_be_read_is_always_told(folder, run):
    """Whatever is selected; ignored by name, it still stops what it stops."""
    (folder / "a.xml").write_text("<TEI")
    assert codes(run("check", "--select", "app", "--format", "json", ".")) == ["source.not-xml"]
    assert run("build", "--only", "tei", ".").exit_code == 1


# --- the baseline -----------------------------------------------------------------------------


def test_a_baseline_of_old_material(folder, run, tei):
    """Written once, it keeps silent what is known; what is new is told, what is gone counted."""
    edition(folder, tei, one=WRONG, two='<p><ref target="#no">d</ref></p>')
    result = run("check", "--write-baseline", "known.json")
    assert result.exit_code == 0
    assert "kept in known.json" in result.stderr
    result = run("check", "--baseline", "known.json")
    assert result.exit_code == 0
    assert "error wit.undeclared" not in result.stderr
    assert "0 errors, 0 warnings, " in result.stderr
    assert "known from the baseline" in result.stderr
    (folder / "tei/one.xml").write_bytes(tei(f'<p/>{WRONG}<p><rs ref="#nobody">X</rs></p>'))
    (folder / "tei/two.xml").write_bytes(tei("<p>d</p>"))
    result = run("check", "--baseline", "known.json")
    assert "#nobody" in result.stderr
    assert "wit.undeclared" not in result.stderr
    assert "1 finding of the baseline is gone: write it anew" in result.stderr
    result = run("check", "--baseline", "known.json", "tei/one.xml")
    assert "gone" not in result.stderr


def test_the_baseline_of_edition_toml(folder, run, tei):
    """It holds for check and build; the command line names another."""
    edition(folder, tei, one=WRONG)
    run("check", "--write-baseline", "known.json")
    text = (folder / "edition.toml").read_text()
    (folder / "edition.toml").write_text(f'[checks]\nbaseline = "known.json"\n{text}')
    assert run("check").exit_code == 0
    assert run("build", "--only", "tei").exit_code == 0
    (folder / "empty.json").write_text('{"siglum-baseline": 1, "findings": []}')
    assert run("check", "--baseline", "empty.json").exit_code == 1
    (folder / "known.json").unlink()
    result = run("check")
    assert "error config.baseline" in result.stderr
    assert "error wit.undeclared" in result.stderr


# --- bad input --------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["text", "html"])  # the others: tests/reports
def test_ten_thousand_findings(folder, run, tei, form):
    """A text that is full of slips is told in any format, in the time it takes to look."""
    app = '<app><lem wit="#A">b</lem><rdg wit="#X{0}">c</rdg></app>\n'
    (folder / "a.xml").write_bytes(tei(f"<p>{''.join(map(app.format, range(10_000)))}</p>"))
    result = run("check", "-v", "a.xml", "--format", form, "-o", "r")
    assert result.exit_code == 1
    assert (folder / "r").read_text().count("unknown siglum") >= (9_000 if form != "html" else 1)


@pytest.mark.parametrize("form", FORMATS)
def test_a_name_that_is_no_text(folder, form):
    """A file whose name is not UTF-8 is read and told, also where the terminal knows ASCII only."""
    try:
        Path(os.fsdecode(b"na\xefve.xml")).write_text("<TEI")
    except OSError:
        pytest.skip("this file system has names in UTF-8 only")
    for words in ([], ["-o", "r"]):
        done = subprocess.run(
            [sys.executable, "-m", "siglum", "check", "--format", form, ".", *words],
            capture_output=True,
            check=False,
            env={"PATH": "/usr/bin", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        )
        assert (done.returncode, b"mistake of siglum" in done.stderr) == (1, False)
        (folder / "r").unlink(missing_ok=True)


@pytest.mark.parametrize("form", FORMATS)
def test_a_closed_pipe(folder, tei, form):
    """Who reads `siglum check | head` gets what they asked for, and no traceback."""
    app = '<app><lem wit="#A">b</lem><rdg wit="#X{0}">c</rdg></app>\n'
    (folder / "a.xml").write_bytes(tei(f"<p>{''.join(map(app.format, range(3000)))}</p>"))
    command = f"{sys.executable} -m siglum check -v --format {form} a.xml"
    piped = f"{command} 2>&1 | head -c 100" if form == "text" else f"{command} | head -c 100"
    done = subprocess.run(["sh", "-c", piped], capture_output=True, check=False)
    assert len(done.stdout) == 100
    assert done.stderr == b""


def test_a_full_disk(folder, tei):
    """Standard output that takes nothing is an error that is told in one line."""
    (folder / "a.xml").write_bytes(tei(WRONG))
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "siglum", "check", "a.xml", "--format", "json"],
            stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert b"standard output: error output.unwritable: the report cannot be written" in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_check_loads_only_what_it_needs(folder, tei):
    """No templates, no JSON, no report but the one that is asked for: it starts at once."""
    (folder / "a.xml").write_bytes(tei(GOOD))
    script = (
        "import sys; from siglum.cli import main\n"
        "try: main(['check', 'a.xml'])\n"
        "except SystemExit: pass\n"
        "print(sorted({m.split('.')[0] for m in sys.modules}"
        " & {'jinja2', 'weasyprint', 'importlib.metadata', 'email'}),"
        " sorted(m for m in sys.modules if m.startswith('siglum.reports.') or m in"
        " ('siglum.edition', 'siglum.render')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == (
        "[] ['siglum.reports.outcome', 'siglum.reports.plain', 'siglum.reports.text']\n"
    )


# --- wrong usage ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["build", "--only", "webiste", "a.xml"], 'did you mean "website"?'),
        (["build", "--only", ",", "a.xml"], "name one of website, pdf, tei"),
        (["check", "--format", "xml"], "xml"),
        (["check", "-C", "nowhere"], "there is no folder nowhere"),
        (["check", "--select", "wit.undeclard"], 'did you mean "wit.undeclared"?'),
        (["check", "--ignore", "schem.*"], "there is no code 'schem.*'"),
        (["check", "--select", ","], "name codes or areas"),
        (["check", "--jobs", "many"], "many"),
        (["explain", "witt"], 'did you mean "wit"?'),
        (["explain", "wit.undeclard"], 'did you mean "wit.undeclared"?'),
        (["where", "htm.xsl"], 'did you mean "html.xsl"?'),
        (["biuld"], "biuld"),
        (["build", "--nonsense"], "nonsense"),
    ],
)
def test_wrong_usage(folder, run, words, told):
    """Exit code 2, a sentence that helps, and nothing is done."""
    result = run(*words)
    assert result.exit_code == 2
    assert told in result.stderr
    assert not list(folder.iterdir())


def test_explain(run):
    """What a code means and what to do, on standard output."""
    result = run("explain", "wit.undeclared")
    assert result.exit_code == 0
    assert result.stdout.startswith("wit.undeclared (error): ")
    assert len(result.stdout.split()) > 20


def test_where(folder, run):
    """The file that is used, then those it shadows."""
    assert run("where", "html.xsl").stdout.startswith("used:   ")
    (folder / "xslt").mkdir()
    (folder / "xslt" / "html.xsl").write_text("<x/>")
    used, shadowed = run("where", "html.xsl").stdout.splitlines()
    assert used.split() == ["used:", "xslt/html.xsl"]
    assert shadowed.startswith("shadows: ")
    assert run("where", "-C", folder, "html.xsl").stdout.splitlines()[0].endswith("html.xsl")


def test_version(run):
    """Versions of what siglum stands on."""
    words = run("--version").stdout
    assert words.startswith("siglum ")
    assert all(name in words for name in ("Python", "lxml", "libxml2", "WeasyPrint"))


# --- build ------------------------------------------------------------------------------------


def test_build_a_file(folder, run, tei):
    """A TEI file needs no configuration; --only makes what is named and nothing else."""
    (folder / "a.xml").write_bytes(tei(GOOD))
    result = run("build", "a.xml", "--only", "website, tei")
    assert result.exit_code == 0
    assert result.stderr == "1 document, 1 entry: written to build/\n"
    assert (folder / "build/site/texts/a/index.html").is_file()
    assert sorted(p.name for p in (folder / "build").iterdir()) == [".siglum", "site", "tei"]


def test_sources_elsewhere(folder, run, tei, tmp_path_factory):
    """A source outside of the current folder is read there, and published here."""
    away = tmp_path_factory.mktemp("away")
    (away / "a.xml").write_bytes(tei(GOOD))
    assert run("build", away / "a.xml", "--only", "tei").exit_code == 0
    assert (folder / "build/tei/a.xml").is_file()
    assert [file.name for file in away.iterdir()] == ["a.xml"]
    assert run("build", away, "--only", "tei", "-o", "two").exit_code == 0
    assert (folder / "two/tei/a.xml").is_file()


def test_the_readable_rest_is_published(folder, run, tei):
    """Of sources named, one that cannot be read is told, the others are published; exit code 1."""
    (folder / "a.xml").write_bytes(tei(GOOD))
    (folder / "b.xml").write_text("<TEI")
    result = run("build", "a.xml", "b.xml", "missing.xml", "--only", "tei")
    assert result.exit_code == 1
    assert "b.xml:1:" in result.stderr
    assert "missing.xml: error config.no-source" in result.stderr
    assert [f.name for f in (folder / "build/tei").glob("*.xml")] == ["a.xml"]


def test_an_unreadable_source_stops_an_edition(folder, run, tei):
    """Nothing of an edition is published while a source cannot be read; the old output stays."""
    edition(folder, tei, one=GOOD)
    assert run("build").exit_code == 0
    before = tree(folder / "build")
    (folder / "tei" / "two.xml").write_text("not XML")
    result = run("build")
    assert result.exit_code == 1
    assert "tei/two.xml:1:1: error source." in result.stderr
    assert "nothing was written; an earlier output is as it was" in result.stderr
    assert tree(folder / "build") == before


def test_only_keeps_the_other_outputs(folder, run, tei):
    """What is not made now is carried over from the earlier build."""
    edition(folder, tei, one=GOOD)
    run("build", "--only", "website,tei")
    site = tree(folder / "build/site")
    (folder / "tei/one.xml").write_bytes(tei(WRONG))
    assert run("build", "--only", "tei").exit_code == 1
    assert tree(folder / "build/site") == site
    assert b"#X" in (folder / "build/tei/one.xml").read_bytes()


def test_a_foreign_folder_is_refused(folder, run, tei):
    """A folder that siglum did not make is left as it is."""
    (folder / "a.xml").write_bytes(tei(GOOD))
    (folder / "own").mkdir()
    (folder / "own/book.txt").write_text("mine")
    result = run("build", "a.xml", "--only", "tei", "-o", "own")
    assert result.exit_code == 1
    assert "output." in result.stderr
    assert tree(folder / "own").keys() == {"book.txt"}


def test_two_builds_are_identical(folder, run, tei):
    """The same sources give the same bytes, in another folder and at another time."""
    edition(folder, tei, one=GOOD, two='<p n="3">č<note>n</note></p>')
    run("build", "--only", "website,tei", "-o", "first")
    run("build", "--only", "website,tei", "-o", "second")
    assert len(tree(folder / "first")) > 5
    assert tree(folder / "first") == tree(folder / "second")


def test_sources_of_an_edition_named_alone(folder, run, tei):
    """A file of the edition named as SOURCE is published with the options of edition.toml."""
    edition(folder, tei, one=GOOD, two=GOOD)
    assert run("build", "tei/two.xml", "-o", "preview").exit_code == 0
    assert [p.name for p in (folder / "preview/site/texts").iterdir()] == ["two"]
    assert not (folder / "preview/pdf").exists()


# --- nothing leaves as a traceback ------------------------------------------------------------


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_mistake_of_siglum_is_told_in_one_line(folder, run, tei, monkeypatch, command):
    """An exception that nobody expected is named, with a hint; --debug shows all of it."""
    (folder / "a.xml").write_bytes(tei(GOOD))

    def fail(*_args, **_kwargs):
        raise ZeroDivisionError("oh")

    monkeypatch.setattr(siglum.build if command == "build" else siglum.inspection, command, fail)
    result = run(command, "a.xml")
    assert result.exit_code == 1
    assert "a mistake of siglum itself: ZeroDivisionError: oh\n" in result.stderr
    assert "--debug" in result.stderr
    assert "Traceback" not in result.stderr
    assert isinstance(run(command, "a.xml", "--debug").exception, ZeroDivisionError)


def test_interrupted(folder, run, tei, monkeypatch):
    """Ctrl-C ends with 130 and a word, and leaves no output."""
    (folder / "a.xml").write_bytes(tei(GOOD))

    def interrupt(*_args, **_kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr(siglum.build, "write_tei", interrupt)
    result = run("build", "a.xml", "--only", "tei")
    assert result.exit_code == 130
    assert result.stderr == "interrupted; nothing was changed\n"
    assert [file.name for file in folder.iterdir() if not file.name.startswith(".")] == ["a.xml"]


@pytest.mark.parametrize("content", [b"", b"<", b"\xff\xfe", b"x" * 100, b"<html/>", b"\0" * 9])
def test_what_is_no_tei(folder, run, content):
    """One finding with a hint and exit code 1; an output is not made."""
    (folder / "a.xml").write_bytes(content)
    result = run("build", "a.xml", "--only", "website")
    assert result.exit_code == 1
    assert result.stderr.count(": error source.") == 1
    assert "hint:" in result.stderr
    assert not (folder / "build").exists()


def test_check_and_website_need_no_weasyprint(folder, tei):
    """WeasyPrint and what it loads are for the PDF alone."""
    (folder / "a.xml").write_bytes(tei(GOOD))
    for command in (["check", "a.xml"], ["build", "a.xml", "--only", "website,tei", "-q"]):
        script = (
            "import sys; from siglum.cli import main\n"
            f"try: main({command!r})\n"
            "except SystemExit as end: code = end.code\n"
            "loaded = [m for m in sys.modules if m.split('.')[0] in ('weasyprint', 'fontTools')]\n"
            "print(code, loaded)"
        )
        done = subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True
        )
        assert done.stdout == "0 []\n"


def test_the_installed_command(folder, tei):
    """Python -m siglum is the same command; text outside of ASCII passes any terminal."""
    (folder / "čtení.xml").write_bytes(tei(WRONG))
    done = subprocess.run(
        [sys.executable, "-m", "siglum", "check", "čtení.xml"],
        capture_output=True,
        check=False,
        env={"PATH": "/usr/bin", "LC_ALL": "C"},
    )
    assert done.returncode == 1
    assert "čtení.xml:6:27: error wit.undeclared" in done.stderr.decode()
