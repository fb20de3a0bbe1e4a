"""Bodies of texts that nobody should write, and somebody will: each by its name."""

from __future__ import annotations

from collections.abc import Callable


def _table() -> str:
    rows = ["", "<cell>one</cell>", "<cell/>" * 3, f"<cell>two</cell><cell>{'wide ' * 40}</cell>"]
    rows += ["".join(f"<cell>{n}.{m}</cell>" for m in range(n)) for n in range(1, 25)]
    rows += ['<cell cols="7" rows="3">spans</cell><cell rows="x" cols="-1">odd</cell>', "words"]
    told = "".join(f"<row>{row}</row>" for row in rows)
    return f"<table><head>Ragged</head>{told}</table>"


def _list(items: int = 10_000) -> str:
    return f"<list>{''.join(f'<item>Item {n}.</item>' for n in range(items))}</list>"


def _headings() -> str:
    empty = "<div><head/><p>Under an empty heading.</p><div><head> </head></div></div>"
    breaks = "<div><head><lb/><pb n='2'/></head><p/></div>"
    broken = "<div><head><hi/></head><list><head/></list></div>"
    return empty + breaks + broken + "<div/><div><p>Words at last.</p></div>"


def _notes() -> str:
    return (
        '<note target="#nowhere">Alone.</note><p>One<note xml:id="n1" target="#n2">First, see'
        ' <ref target="#n2">second</ref>.</note> and two<note xml:id="n2"'
        ' target="#n1">Second, see <ptr target="#n1"/>.</note>.</p>'
        '<p>Self<note xml:id="n3" target="#n3">See <ref target="#n3">here</ref>, and'
        ' <note xml:id="n4" target="#n3">deeper<note corresp="#n3">deepest</note></note>'
        "</note>.</p>"
        "<p>Empty<note/> and done.</p>"
    )


def _rend() -> str:
    values = [
        "!!!", "color:red;}</style>", "12345", "a" * 500, "rend rend rend", "⸎ ⸎", "%s{0}", "-",
        "--x", "bold(italic)", "url(x)", "font-size:900em", "\\", "left right center",
        "position:fixed",
    ]  # fmt: skip
    spans = " ".join(
        f'<hi rend="{one.replace("<", "&lt;")}">one</hi> <hi rendition="#{n}x">two</hi>'
        f' <hi style="{one.replace("<", "&lt;")}: {n}; width:99999px; position:fixed">three</hi>'
        for n, one in enumerate(values)
    )
    return (
        f'<p rend="x y z" style=";;;">{spans}</p><lg rend="???"><l rend="indent99">Verse.</l></lg>'
    )


def _directions() -> str:
    inner = '<foreign xml:lang="ar">سلام <foreign xml:lang="he">שלום (1)</foreign> ٣ (x)</foreign>'
    latin = f'<foreign xml:lang="la">pax {inner} et [<q>bonum</q>]</foreign>'
    return (
        f'<p xml:lang="en">Out 1 <foreign xml:lang="syr">ܫܠܡܐ {latin} ܥܠܡܐ!</foreign>, 2 in.</p>'
        f'<p xml:lang="ar">سلام {latin} سلام</p>'
        f'<lg xml:lang="he"><l>שלום <foreign xml:lang="en">peace {inner}</foreign></l></lg>'
        '<p xml:lang="en">a \u202e <hi xml:lang="fa">ب</hi> \u2067 b</p>'
    )


def _words() -> str:
    long = "".join(chr(97 + n % 26) for n in range(5000))
    address = f"https://example.org/{long[:900]}"
    return (
        f"<div><head>{long[:900]}</head><p>{long}</p><p>Before <hi>{long}</hi> after."
        f"<note>{long}</note></p><list><item>{long}</item></list><lg><l>{long}</l></lg>"
        f"<table><row><cell>{long[:700]}</cell><cell>b</cell></row></table>"
        f'<p><ref target="{address}">{address}</ref> <gap reason="{long[:300]}"/></p></div>'
    )


def _deep(name: str) -> Callable[[], str]:
    def body(depth: int = 100) -> str:
        if name == "div":
            opened = "".join(f"<div><head>Level {n}</head><p>At {n}.</p>" for n in range(depth))
            return opened + "</div>" * depth
        tags = {
            "list": ("<list><item>", "</item></list>"),
            "quote": ("<quote><p>", "</p></quote>"),
            "table": ("<table><row><cell>", "</cell></row></table>"),
        }
        opening, closing = tags.get(name, (f"<{name}>", f"</{name}>"))
        if name == "table":
            depth //= 4
        opened = "".join(f"{opening}Level {n} " for n in range(depth))
        whole = opened + closing * depth
        return whole if name in tags else f"<p>{whole} end.</p>"

    return body


#: The name of each, and what makes its body.
BODIES: dict[str, Callable[[], str]] = {
    "ragged table": _table,
    "ten thousand items": _list,
    "headings without text": _headings,
    "notes at each other": _notes,
    "rend that is nonsense": _rend,
    "directions in directions": _directions,
    "words of five thousand letters": _words,
    **{f"{name} a hundred deep": _deep(name) for name in "div list quote table hi del".split()},
}
