from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import siglum.build
from siglum.cli import main

GOOD = '<p>a <app><lem wit="#A">b</lem><rdg wit="#B">c</rdg></app></p>'
WRONG = '<p>a <app>\n<lem wit="#A">b</lem><rdg wit="#X">c</rdg></app></p>'


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
    assert last == "1 document, 1 entry: 1 error, 0 warnings"
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
    app = '<app><lem>b</lem><rdg wit="#X">c</rdg></app><ref target="#no">d</ref>\n'
    (folder / "a.xml").write_bytes(tei(f"<p>{app * 20}</p>"))
    told = run("check", "a.xml").stderr
    assert told.count("wit.undeclared: unknown") == 12
    assert "… 8 more wit.undeclared (-v tells all)" in told
    told = run("check", "-v", "a.xml").stderr
    assert told.count("wit.undeclared: unknown") == 20
    lines = [int(line.split(":")[1]) for line in told.splitlines() if line.startswith("a.xml:")]
    assert lines == sorted(lines)
    assert "ptr.dangling" in told
    assert "ptr.dangling" not in run("check", "-q", "a.xml").stderr


def test_remarks_are_for_who_asks(folder, run, tei):
    """Findings of severity info are counted, and told with -v."""
    (folder / "a.xml").write_bytes(tei("<p><app><rdg>a</rdg><rdg>b</rdg></app></p>"))
    result = run("check", "a.xml")
    assert "app.no-lem" not in result.stderr
    assert "… and 1 remarks" in result.stderr
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


# --- wrong usage ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["build", "--only", "webiste", "a.xml"], 'did you mean "website"?'),
        (["build", "--only", ",", "a.xml"], "name one of website, pdf, tei"),
        (["check", "--format", "xml"], "xml"),
        (["check", "-C", "nowhere"], "there is no folder nowhere"),
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

    monkeypatch.setattr(siglum.build, command, fail)
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
