"""What witnesses read, proved: each column of a synopsis, where the entries are plain."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.verify.editions import Edition

from siglum.build import build
from siglum.config import read_config

_BODY = """<p>The bell <app><lem wit="#A #C">rang</lem><rdg wit="#B">sang</rdg></app> over the
<app><lem>old <app><lem>grey</lem><rdg wit="#C">green</rdg></app> harbour</lem>
<rdg wit="#B">quay</rdg></app> at dawn.</p>
<p>Nobody heard it.</p>
<p>It <app><lem>rang</lem><rdg wit="#C">r<gap/>n<gap/>g</rdg></app> again.</p>
<p>They <app><lem>slept</lem><rdg wit="#A"/><rdg wit="#B #C"><hi rend="i">slumbered</hi></rdg></app>
on.</p>"""


@pytest.fixture
def bell(tmp_path: Path, tei: Callable[..., bytes]) -> Edition:
    """An edition of three witnesses, built as website."""
    (tmp_path / "bell" / "tei").mkdir(parents=True)
    (tmp_path / "bell" / "edition.toml").write_text('[edition]\ntitle = "Bell"\n', "utf-8")
    source = tei(_BODY, witnesses="A B C", language="en")
    (tmp_path / "bell" / "tei" / "bell.xml").write_bytes(source)
    build(read_config(tmp_path / "bell")[0], tmp_path / "bell" / "build", only=("website",))
    return Edition(tmp_path / "bell")


@pytest.mark.parametrize(
    ("old", "new", "kind", "missing", "extra"),
    [
        ("<ins>sang</ins>", "rang", "reading", "s", "r"),
        ("<ins>quay</ins>", "old grey harbour", "reading", "quay", "oldgreyharbour"),
        ("old <ins>green</ins> harbour", "<ins>quay</ins>", "reading", "oldgreenharbour", "quay"),
        ('<ins class="om" title="omitted"></ins>', "slept", "reading", "", "slept"),
        (">Nobody heard it.</td>", "></td>", "text", "Nobodyheardit.", ""),
    ],
)
def test_what_a_witness_lacks_is_found(
    bell: Edition, old: str, new: str, kind: str, missing: str, extra: str
) -> None:
    """The text in place of a reading, a reading of another one, an omission filled, a row lost."""
    assert bell.differences("website") == []
    page = bell.out / "site/texts/bell/synopsis/index.html"
    told = page.read_text("utf-8")
    assert old in told
    page.write_text(told.replace(old, new), "utf-8")
    found = [one for one in bell.differences("website") if one.kind == kind]
    assert ("".join(found[0].missing), "".join(found[0].extra)) == (missing, extra)
