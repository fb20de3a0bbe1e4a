"""A small edition some witnesses of which are fragments, for the tests of several rooms."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

CONFIG = """
[edition]
title = "Fragments"
"""

BODY = """<lg>
<l n="1">The bell <app><lem wit="#A #B #C">rang</lem><rdg wit="#D"><witStart/>sang</rdg></app>
out</l>
<l n="2">over the <app><lem wit="#A #B #D">harbour</lem><rdg wit="#C">haven<lacunaStart/></rdg>
</app> at dawn</l>
<l n="3">and nobody <app><lem>heard</lem><rdg wit="#B">herd</rdg></app> it</l>
<l n="4">but <app><lem wit="#A">the</lem><rdg wit="#B"/><rdg wit="#C"><lacunaEnd/>a</rdg></app>
clerk</l>
<l n="5">who <app><lem>slept</lem><rdg wit="#A">sleeps</rdg><rdg wit="#B"><witEnd/></rdg></app>
there</l>
<l n="6">all <app><lem>through</lem><rdg wit="#A">thro</rdg></app> the year</l>
</lg>"""


def write_fragmentary(folder: Path, tei: Callable[..., bytes], more: str = "") -> Path:
    """Write the edition into `folder`; `more` is added to edition.toml."""
    (folder / "tei").mkdir(parents=True)
    (folder / "edition.toml").write_text(CONFIG + more, "utf-8")
    (folder / "tei" / "bell.xml").write_bytes(tei(BODY, witnesses="A B C D", language="en"))
    return folder
