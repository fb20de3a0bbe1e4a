"""@rend, @rendition, @style and @xml:lang of the source -> classes, safe CSS and direction.

Editors write what they like into `@rend` (over 300 values in real files); each word of it
becomes a class, which a style sheet may know. Raw CSS of `@style` passes an allow-list.
"""

from __future__ import annotations

import re

import tinycss2
from lxml import etree

from siglum.edition import direction
from siglum.source.identity import NORMAL
from siglum.source.namespaces import XML_LANG

REND, STYLE, DIR = (f"{{{NORMAL}}}{name}" for name in ("rend", "style", "dir"))

_TOKEN = re.compile(r"[^\w\-]+")
_PROPERTIES = frozenset(
    (
        "color background-color font-style font-weight font-variant text-align text- "
        "decoration text-indent text-transform vertical-align letter-spacing font-size "
        "margin-left margin-right padding-left"
    ).split()
)
_FUNCTIONS = frozenset({"rgb", "rgba", "hsl", "hsla"})
_SIZED = frozenset(
    {"font-size", "text-indent", "margin-left", "margin-right", "padding-left", "letter-spacing"}
)
_LARGEST = {"em": 6, "rem": 6, "ex": 12, "px": 120, "pt": 90, "%": 300, "mm": 40, "cm": 4, "in": 2}


def note_looks(tree: etree._Element) -> None:
    """Write classes, style and direction of every element of `tree` into its attributes."""
    for element in tree.iter(etree.Element):
        rend = element.get("rend", "")
        if rend:
            words = [word for word in _TOKEN.split(rend.lower()) if word][:8]
            if words:
                element.set(REND, " ".join(f"r-{word[:40]}" for word in words))
        if style := element.get("style", ""):
            safe = safe_style(style)
            if safe:
                element.set(STYLE, safe)
        if language := element.get(XML_LANG):
            element.set(DIR, direction(language))


def safe_style(style: str) -> str:
    """The declarations of `style` that change how words look and nothing else."""
    kept: list[str] = []
    for item in tinycss2.parse_blocks_contents(style, skip_comments=True, skip_whitespace=True):
        if item.type != "declaration" or item.lower_name not in _PROPERTIES:
            continue
        if all(_harmless(token, item.lower_name) for token in item.value):
            kept.append(f"{item.lower_name}:{tinycss2.serialize(item.value).strip()}")
    return ";".join(kept)


def _harmless(token: tinycss2.ast.Node, name: str) -> bool:
    if token.type == "function":
        return token.lower_name in _FUNCTIONS
    if token.type in ("dimension", "percentage") and name in _SIZED:
        unit = "%" if token.type == "percentage" else token.lower_unit
        return bool(abs(token.value) <= _LARGEST.get(unit, 0))
    return token.type in ("ident", "hash", "number", "dimension", "percentage", "whitespace") or (
        token.type == "literal" and token.value == ","
    )
