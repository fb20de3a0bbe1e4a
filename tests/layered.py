"""A small edition whose apparatus has layers, for the tests of several rooms."""

from __future__ import annotations

from pathlib import Path

CONFIG = """
[edition]
title = "Layers"
[[apparatus.layers]]
name = "variants"
types = ["", "substantive"]
[[apparatus.layers]]
name = "spelling"
title = "Orthography"
types = ["orthographic"]
arrangement = "columns"
[[apparatus.layers]]
name = "sources"
title = "Sources"
types = ["source"]
arrangement = "lines"
numbers = "a"
"""

BODY = """
<p>The <app><lem wit="#A">bell</lem><rdg wit="#B">gong</rdg></app> rang
<app type="orthographic"><lem>grey</lem><rdg wit="#C">gray</rdg></app> and slow
<app type="source"><lem>over water</lem><note>Psalm 29, 3</note></app> till noon<note
type="source">Also in the sermons.</note>, when nobody<note>Not even the clerk.</note> heard it
<app><lem>any longer</lem><rdg type="orthographic" wit="#B">anie longer</rdg></app>.</p>
<p>The <app><lem>bell</lem><rdg wit="#C">drum</rdg></app> hung
<app xml:id="late" type="orthographic"><lem>honoured</lem><rdg wit="#C">honored</rdg></app>
there<note type="source">And in the annals.</note>.</p>
</body><back><listApp type="orthographic"><app from="#late"><rdg wit="#B">onoured</rdg></app>
</listApp></back>"""


def write_layered(folder: Path, tei: bytes) -> Path:
    """Write the edition into `folder`; `tei` is a document whose text ends with a mark, «HERE»."""
    (folder / "tei").mkdir(parents=True)
    (folder / "edition.toml").write_text(CONFIG, "utf-8")
    text = tei.decode().replace("<p>HERE</p>\n</body>", BODY)
    (folder / "tei" / "bell.xml").write_text(text, "utf-8")
    return folder
