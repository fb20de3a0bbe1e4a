"""Mistakes planted in a sound edition: each is found, alone, at its place, with its remedy."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from siglum.cli import main

HERE = Path(__file__).parent
TOP = Path(__file__).parents[2]
TEI_ALL = TOP.parent / "shared" / "schemas" / "tei_all.rng"
sys.path.insert(0, str(HERE))

from mistakes import (  # noqa: E402
    AGAINST_THE_SCHEMA,
    AGAINST_THE_SENSE,
    IN_THE_SPECIMEN,
    Planted,
)


def spoil(planted: Planted, text: str) -> tuple[str, tuple[int, int]]:
    """The text with the mistake in it, and the line and column where it must be found."""
    assert text.count(planted.old) == 1, "the passage is not there, or twice"
    spoilt = text.replace(planted.old, planted.new)
    if planted.at:
        spoilt = spoilt.replace(planted.at, f"‸{planted.at}")
    before, mark, _ = spoilt.partition("‸")
    assert mark, "the place is not marked"
    return spoilt.replace("‸", ""), (before.count("\n") + 1, len(before) - before.rfind("\n"))


def check(folder: Path, schema: Path | None = None) -> list[dict[str, Any]]:
    """What `siglum check` finds in the edition in `folder`, remarks and all.

    Rules of a schema that are not run are no matter of the edition.
    """
    words = ["check", "-v", "--format", "json", "-C", str(folder)]
    told = CliRunner().invoke(main, [*words, *(["--schema", str(schema)] if schema else [])])
    assert told.exit_code in (0, 1), told.stderr
    return [one for one in json.loads(told.stdout) if one["code"] != "rule.not-run"]


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """A copy of the sound edition that a test may spoil."""
    return shutil.copytree(HERE / "edition", tmp_path / "edition")


def test_the_edition_is_sound(edition: Path) -> None:
    """Nothing is found in it, so that what is found later was planted."""
    assert check(edition) == []


@pytest.mark.corpora
def test_the_edition_is_valid(edition: Path) -> None:
    """By TEI's own schema there is nothing to find either, save that some rules are not run."""
    assert check(edition, TEI_ALL) == []


@pytest.mark.corpora
@pytest.mark.parametrize("planted", AGAINST_THE_SCHEMA, ids=lambda one: one.name)
def test_against_the_schema(planted: Planted, edition: Path) -> None:
    """What the schema tells: against the whole of TEI."""
    _found_alone(planted, edition, TEI_ALL)


@pytest.mark.parametrize("planted", AGAINST_THE_SENSE, ids=lambda one: one.name)
def test_against_the_sense(planted: Planted, edition: Path) -> None:
    """What no schema tells."""
    _found_alone(planted, edition, None)


@pytest.mark.corpora
@pytest.mark.parametrize("planted", AGAINST_THE_SENSE, ids=lambda one: one.name)
def test_against_the_sense_only(planted: Planted, edition: Path) -> None:
    """The same beside a schema: it has nothing to add, and nothing is told twice."""
    _found_alone(planted, edition, TEI_ALL)


@pytest.mark.parametrize("planted", IN_THE_SPECIMEN, ids=lambda one: one.name)
def test_in_the_specimen(planted: Planted, edition_folder: Path) -> None:
    """What our own schema tells of the bundled edition."""
    _found_alone(planted, edition_folder, None, "tei/specimen.xml")


def _found_alone(
    planted: Planted, folder: Path, schema: Path | None, name: str = "garden.xml"
) -> None:
    source = folder / name
    spoilt, place = spoil(planted, source.read_text("utf-8"))
    source.write_text(spoilt, "utf-8")
    found = check(folder, schema)
    assert [(one["code"], one["file"]) for one in found] == [(planted.code, name)], found
    assert (found[0]["line"], found[0]["column"]) == place
    told = f"{found[0]['message']} {found[0]['hint']}"
    assert [words for words in planted.says if words not in told] == [], told
