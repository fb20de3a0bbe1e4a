"""Pages of single witnesses, proved: nothing is passed over or made up in them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.outputs.test_witnesspages import SIGLA, _text
from tests.verify.editions import Edition

from siglum.build import build
from siglum.config import read_config


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, tei: Callable[..., bytes]) -> Edition:
    """An edition of thirteen witnesses, as website."""
    folder = tmp_path_factory.mktemp("many")
    (folder / "tei").mkdir()
    (folder / "edition.toml").write_text('[edition]\ntitle = "Many"\n', "utf-8")
    (folder / "tei/many.xml").write_bytes(_text(tei, SIGLA, 2))
    build(read_config(folder)[0], folder / "build", only=("website",))
    return Edition(folder)


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("that night and", "that fright and", "extra"),
        ("that night and", "and", "text"),
        (">w2fled<", ">w2flew<", "extra"),
        (">w2fled<", "><", ""),
        ("here is it</p>", "</p>", "text"),
    ],
)
def test_what_is_lost_or_made_up_is_found(built: Edition, old: str, new: str, kind: str) -> None:
    """Words that nobody has, and words that are gone without a mark; an omission is one."""
    assert built.differences("website") == []
    page = built.out / "site/texts/many/witness/W2/index.html"
    told = page.read_text("utf-8")
    assert old in told
    page.write_text(told.replace(old, new, 1), "utf-8")
    found = {one.kind for one in built.differences("website")}
    page.write_text(told, "utf-8")
    assert kind in found if kind else not found
