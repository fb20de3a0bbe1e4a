"""Who has the text of a page, proved: pages say it, and the source tells it a second time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.fragmentary import BODY, write_fragmentary
from tests.verify.editions import Edition

from siglum.build import build
from siglum.config import read_config


@pytest.fixture
def fragments(tmp_path: Path, tei: Callable[..., bytes]) -> Edition:
    """The edition, built as website."""
    folder = write_fragmentary(tmp_path / "bell", tei)
    build(read_config(folder)[0], folder / "build", only=("website",))
    return Edition(folder)


def test_pages_say_who_is_there(fragments: Edition) -> None:
    """And nothing else is different: the signs of gaps are no words."""
    page = fragments.page("s-present", "bell").read_text("utf-8")
    assert "–2, 4–" in page
    assert page.count('class="lost"') == 3
    assert fragments.differences("website") == []


@pytest.mark.parametrize(
    ("old", "new", "missing", "extra"),
    [
        ("–2, 4–", "–2", ("C –2, 4–",), ("C –2",)),
        ('data-wit="A">A</abbr></span>', 'data-wit="A">A</abbr> –3</span>', ("A –",), ("A –3",)),
        ('data-wit="D">D</abbr>', 'data-wit="E">E</abbr>', ("D 1–",), ("E 1–",)),
    ],
)  # fmt: skip
def test_what_is_wrong_is_found(
    fragments: Edition, old: str, new: str, missing: tuple[str, ...], extra: tuple[str, ...]
) -> None:
    """A place, a lacuna that is none, a witness that is another."""
    fragments.replace(old, new, "bell")
    found = [(one.kind, one.missing, one.extra) for one in fragments.differences("website")]
    assert found == [("siglum", missing, extra)]


def test_pages_of_one_text(tmp_path: Path, tei: Callable[..., bytes]) -> None:
    """Each page tells of its own part, also where a lacuna goes on over it."""
    folder = write_fragmentary(tmp_path / "bell", tei, "[outputs.website]\nsplit = 500\n")
    lines = BODY.replace("<lg>", "").replace("</lg>", "").split("<l ")[1:]
    parts = [f"<div><lg><l {a}<l {b}</lg><p>{'x ' * 300}</p></div>" for a, b in
             zip(lines[::2], lines[1::2], strict=True)]  # fmt: skip
    (folder / "tei" / "bell.xml").write_bytes(tei("".join(parts), witnesses="A B C D E"))
    build(read_config(folder)[0], folder / "build", only=("website",))
    assert Edition(folder).differences("website") == []
    pages = sorted((folder / "build/site/texts/bell").glob("*.html"))
    assert sum("s-present" in page.read_text("utf-8") for page in pages) == 3


@pytest.mark.parametrize("style", ["as encoded", "positive", "negative"])
@pytest.mark.parametrize("told", ['unit="line" from="2" to="4"', 'from="#x2" to="#x5"'])
def test_what_a_list_says_of_a_witness(
    tmp_path: Path, tei: Callable[..., bytes], style: str, told: str
) -> None:
    """Whose extent is told in the witness list comes and goes as marks would have it."""
    folder = write_fragmentary(tmp_path / "bell", tei, f'[apparatus]\nstyle = "{style}"\n')
    lines = "".join(
        f'<l n="{n}" xml:id="x{n}">so <app><lem>one</lem><rdg wit="#A">an</rdg></app> went</l>'
        for n in range(1, 7)
    )
    source = tei(f"<lg>{lines}</lg>", witnesses="A B C").decode()
    source = source.replace("Codex B", f"Codex B <bibl><citedRange {told}/></bibl>")
    (folder / "tei" / "bell.xml").write_text(source, "utf-8")
    build(read_config(folder)[0], folder / "build", only=("website", "pdf"))
    edition = Edition(folder)
    assert edition.differences() == []
    page = edition.page("s-present", "bell").read_text("utf-8")
    assert ">B</abbr> 2–" in page
