"""Quotations of real editions as entries of a layer: nothing is lost, nothing made up."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.verify.editions import Edition

from siglum.build import build
from siglum.config import read_config

pytestmark = pytest.mark.corpora

_CONFIG = """
[source]
texts = ["tei/text.xml"]
[[apparatus.layers]]
name = "variants"
types = [""]
[[apparatus.layers]]
name = "sources"
quotations = true
"""


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("plaoul/lectio21/lectio21.xml", 25),
        ("patristic/pta0001.pta028.pta-grcBibex.xml", 54),
        ("auden-musulin/editions/amp-transcript__0062.xml", 48),
    ],
)
def test_the_website_has_them_all(tmp_path: Path, corpora: Path, name: str, number: int) -> None:
    """As many entries as quotations that tell their source."""
    (tmp_path / "tei").mkdir()
    (tmp_path / "edition.toml").write_text(_CONFIG, "utf-8")
    shutil.copyfile(corpora / name, tmp_path / "tei" / "text.xml")
    config, findings = read_config(tmp_path)
    assert not findings
    assert build(config, tmp_path / "build", only=("website",)).written
    assert Edition(tmp_path).differences("website") == []
    pages = (tmp_path / "build/site/texts").rglob("*.html")
    found = sum(page.read_text("utf-8").count('data-layer="sources"') for page in pages)
    assert found == number
