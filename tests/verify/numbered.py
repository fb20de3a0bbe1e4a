"""An edition with prose, verse, a scene, stanzas and a list, and a book of it with some options."""

from __future__ import annotations

from pathlib import Path

from tests.verify.editions import Edition

from siglum.build import build

_WORDS = "Arma virumque cano Troiae qui primus ab oris Italiam fato profugus Lavinia venit litora "


def _app(lemma: str) -> str:
    return f'<app><lem wit="#A">{lemma}</lem><rdg wit="#B">x{lemma.split()[0]}</rdg></app>'


def _paragraph(number: int, times: int = 4) -> str:
    words = (_WORDS * times).split()
    words[5], words[30] = _app(words[5]), _app(" ".join(words[30:33]))
    words[31:33] = []
    words[3] += f'<pb n="{number}r"/>'
    words[20] = f'<pb n="{number}v" ed="#A"/>{words[20]} <cb n="β" ed="#A"/>'
    words[24] += f'<milestone unit="section" n="{number}.2"/>'
    words[28] = f'<pb n="{100 + number}" break="no" ed="https://e.org/{number}"/>'.join(
        (words[28][:3], words[28][3:])
    )
    words[36] = _app(" ".join(words[36:50]))
    words[37:50] = []
    if times > 4:
        words[60] = _app(" ".join(words[60:84]))
        words[61:84] = []
    return f'<p n="{number}">{" ".join(words)}</p>'


_VERSE = f"""<div type="act"><head>Act {_app("one")}</head><stage>Enter {_app("Anna")} and her
sister, who carries a long rope and looks at the sea as if it had never been there before.</stage>
<sp><speaker>{_app("ANNA")}</speaker><l part="I">Who is {_app("there")}?</l></sp>
<sp><speaker>DIDO</speaker><l part="F">It is {_app("nobody")} at all, as you see.</l>
<l>A verse that is so long that it must be {_app("turned over at the end")} of the line, and once
more since it does not {_app("stop")} where others stop.</l><stage>She {_app("goes")}.</stage></sp>
<stage>All {_app("leave")}.</stage></div>
<div type="poem"><head>Ode</head><lg><l>One {_app("two")} three</l><l>four {_app("five")}</l></lg>
<lg n="7"><l>six {_app("seven")}</l><l>eight</l><l>{_app("nine")}</l></lg></div>"""

_TEXT = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title>Lines</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><listWit>
<witness xml:id="A">A</witness><witness xml:id="B">B</witness></listWit></sourceDesc></fileDesc>
</teiHeader><text xml:lang="en"><body><div n="1"><head>Of arms and of {_app("men")}</head>
{"".join(_paragraph(n) for n in range(1, 8))}<pb n="20"/><gb n="c"/></div>
<div n="2"><head>More</head>{_paragraph(8)}
<list><item>An item {_app("with")} an entry</item><item>{_WORDS * 2}{_app("another")}</item></list>
{_paragraph(9, 8)}{_paragraph(10)}</div>{_VERSE}{_VERSE}</body></text></TEI>"""


def numbered_edition(folder: Path, options: str) -> Edition:
    """Write it into a folder, and make its book; `options` are those of `[outputs.pdf]`."""
    folder.joinpath("a.xml").write_text(_TEXT, "utf-8")
    told = f'[source]\ntexts = ["a.xml"]\n[edition]\nlanguage = "de"\n[outputs.pdf]\n{options}\n'
    folder.joinpath("edition.toml").write_text(told, "utf-8")
    made = Edition(folder)
    build(made.config, made.out, ("pdf",), lambda *_: None)
    return made
