"""What no edition has, but a file may: it is published whole, and the audit finds all of it."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from siglum.build import build
from siglum.config import config_for_sources
from siglum.verify.verifying import verify

GENERATED = Path(__file__).parents[2] / "benchmarks" / "generated.py"


def generated() -> ModuleType:
    """The editions that benchmarks make up."""
    spec = importlib.util.spec_from_file_location("generated", GENERATED)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def publish(folder: Path, source: bytes) -> set[str]:
    """Build website and PDF, audit both and find nothing missing -> the codes of findings."""
    file = folder / "text.xml"
    file.write_bytes(source)
    config = config_for_sources([file])
    outputs = ("website", "pdf")
    report = build(config, folder / "out", outputs)
    assert report.written
    verified = verify(config, folder / "out", outputs, lambda *_: None)
    assert [audit.output for audit in verified.audits] == list(outputs)
    assert [audit.unexplained for audit in verified.audits] == [[], []]
    return {finding.code for finding in report.findings}


CASES: dict[str, Callable[[int], bytes]] = {
    "one word": lambda size: generated().on_one_word(70 * size),
    "many witnesses": lambda size: generated().edition(5 * size, 100 * size, positive=False),
    "all witnesses": lambda size: generated().edition(3 * size, 60 * size),
    "nested": lambda size: generated().nested(min(50, 10 * size)),
}


@pytest.mark.parametrize("name", CASES)
def test_extremes_are_published_whole(name: str, tmp_path: Path) -> None:
    """Crowds at one word, crowds of witnesses, entries in entries: no word of them is lost."""
    codes = publish(tmp_path, CASES[name](1))
    assert ("pdf.unanchored" in codes) == (name == "one word")


@pytest.mark.corpora
@pytest.mark.parametrize("name", CASES)
def test_larger_extremes_are_published_whole(
    name: str, tmp_path: Path, whole_corpora: bool
) -> None:
    """The same, ten times as large."""
    if not whole_corpora:
        pytest.skip("takes minutes: SIGLUM_CORPORA=all")
    publish(tmp_path, CASES[name](10))
