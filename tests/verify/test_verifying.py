"""A run of siglum verify: what it compares, what it refuses, how it tells and ends."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.verify.editions import Edition

from siglum.cli import main


def _run(folder: Path, *words: str) -> Result:
    here = Path.cwd()
    try:
        return CliRunner().invoke(main, ["verify", "-C", str(folder), *words])
    finally:
        os.chdir(here)


def test_a_whole_edition_ends_well(piers: Edition) -> None:
    """A table for each document and output, and exit code 0."""
    run = _run(piers.folder)
    assert run.exit_code == 0, run.output
    heads = run.stdout.splitlines()[0].split()
    assert heads == ["document", "output", "entries", "readings", "sigla", "words", "notes",
                     "explained", "unexplained"]  # fmt: skip
    assert "pier" in run.stdout
    assert run.stderr == ""


def test_records_have_their_keys(piers: Edition) -> None:
    """`--format json` is a list of records with these keys, and exit code 1 tells of a loss."""
    piers.replace("Boats lay dry", "Boats lay")
    run = _run(piers.folder, "--only", "website", "--format", "json")
    assert run.exit_code == 1
    [record] = json.loads(run.stdout)
    assert record["document"] == "pier"
    assert record["output"] == "website"
    assert record["kind"] == "text"
    assert record["source"].startswith("pier.xml:")
    assert record["missing"] == ["dry"]
    assert record["extra"] == []
    assert "div1.html" in record["found"]


def test_files_named_on_the_command_line_are_compared(piers: Edition) -> None:
    """As siglum build FILE -o OUT made them; OUT may also be named as a folder."""
    assert _run(piers.folder, "quay.xml", "-o", "build").exit_code == 0
    assert _run(piers.folder, "build", "quay.xml").exit_code == 0


def test_an_output_of_other_sources_is_told_in_one_line(piers: Edition, tmp_path: Path) -> None:
    """No list of everything that is missing: nothing of it was ever there."""
    other = tmp_path / "other.xml"
    other.write_text((piers.folder / "quay.xml").read_text("utf-8").replace('"quay"', '"weir"'))
    run = _run(tmp_path, "other.xml", "-o", str(piers.out))
    assert run.exit_code == 1
    assert "was not built from these sources" in run.stderr
    assert len(run.stderr.splitlines()) == 1


def test_a_folder_of_somebody_else_is_told_in_one_line(piers: Edition, tmp_path: Path) -> None:
    """What siglum did not make cannot be verified."""
    run = _run(piers.folder, "-o", str(tmp_path))
    assert run.exit_code == 1
    assert "is no output of siglum" in run.stderr


def test_mistakes_of_the_sources_are_no_differences(tmp_path: Path, tei) -> None:
    """They are told; whether what was built has all that can be read is another question."""
    (tmp_path / "twice.xml").write_bytes(tei('arma <hi xml:id="a">b</hi> <hi xml:id="a">c</hi>'))
    (tmp_path / "none.xml").write_bytes(b"<TEI>")
    built = CliRunner().invoke(main, ["build", str(tmp_path), "-o", str(tmp_path / "out")])
    assert built.exit_code == 1
    run = _run(tmp_path, "twice.xml", "none.xml", "-o", "out")
    assert run.exit_code == 0, run.output
    assert "id.duplicate" in run.stderr
    assert "none.xml" in run.stderr
    assert _run(tmp_path, "none.xml", "-o", "out").exit_code == 1


def test_an_output_that_does_not_exist_is_wrong_usage(piers: Edition) -> None:
    """`--only` knows website and pdf."""
    run = _run(piers.folder, "--only", "tei")
    assert run.exit_code == 2
    assert "website" in run.output


@pytest.mark.parametrize(
    "data", [b"", b"\0\xff\xfe", b"<html>", b"<" * 5000, b"<article><div>" * 3000]
)
def test_damaged_pages_are_told(piers: Edition, data: bytes) -> None:
    """Whatever stands in the place of a page, there is no traceback; what is lost is told."""
    piers.page("Boats lay dry").write_bytes(data)
    run = _run(piers.folder, "--only", "website")
    assert run.exit_code == 1
    assert run.exception is None or isinstance(run.exception, SystemExit)
    assert "a mistake of siglum" not in run.output


def test_a_document_without_pages_is_told(piers: Edition) -> None:
    """One difference for a document that is not there; the others are compared."""
    shutil.rmtree(piers.out / "site" / "texts" / "quay")
    found = piers.differences("website")
    assert [one.kind for one in found] == ["document"]
