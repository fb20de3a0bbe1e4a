"""@rend, @rendition, @style and @xml:lang of the source -> classes, safe CSS and direction.

Editors write what they like into `@rend` (over 300 values in real files). Each word of it becomes
a class; words that mean the same become one (`LIKE`), which style sheets know. The edition may say
itself what a word means. Renditions of the header and raw CSS pass an allow-list.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import tinycss2
from lxml import etree

from siglum.edition import direction
from siglum.source.identity import ID, NORMAL
from siglum.source.namespaces import TEI, XML_ID, XML_LANG
from siglum.source.trees import all_text
from siglum.source.vocabulary import BLOCKS, ELEMENT_ONLY

REND, STYLE, DIR = (f"{{{NORMAL}}}{name}" for name in ("rend", "style", "dir"))
#: What stands in a sentence and is none of its words.
_ASIDE = frozenset(f"{{{TEI}}}{name}" for name in ("note", "noteGrp", "app", "witDetail"))
_RENDITION, _USAGE = f"{{{TEI}}}rendition", f"{{{TEI}}}tagUsage"

#: What real files call it, by the word that style sheets know. Other words stay as they are.
_WORDS: Final = {
    "italic": "italics it i ital itals kursiv cursive slanted oblique",
    "bold": "b strong fett boldface",
    "normal": "roman upright antiqua normalweight recte",
    "smallcaps": "small-caps smallcap smcap sc kapitälchen",
    "caps": "allcaps uppercase capitals majuscule versal",
    "underline": "underlined u ul underscore unterstrichen",
    "double-underline": "doubleunderline underdoubleline underdouble",
    "wavy-underline": "wavyunderline",
    "overline": "supraline overlined supralineation",
    "strikethrough": "strike strikeout struck overstrike strikedoublethrough line-through",
    "superscript": "sup super hochgestellt",
    "subscript": "sub tiefgestellt",
    "spaced": "letter-spaced letterspaced letterspacing gesperrt spaced-out expanded wide",
    "center": "centre centered centred centring mittig",
    "right": "rightjustified alignright right-aligned rechts flushright",
    "left": "leftjustified alignleft left-aligned flushleft",
    "indent": "indented firstlineindented indentation",
    "no-indent": "noindent unindented",
    "hanging": "hang hanging-indent",
    "small": "smaller petit kleiner",
    "large": "big larger größer",
    "red": "rubric rubricated rot rubrum color-red",
    "blackletter": "gothic fraktur textura",
    "typewriter": "tt monospace monospaced teletype",
    "framed": "boxed box braced vertical-rectangle",
}  # fmt: skip
LIKE: Final[Mapping[str, str]] = MappingProxyType(
    {other: word for word, others in _WORDS.items() for other in (word, *others.split())}
)

_LOOKING = frozenset({"rendition", "rend", "style", XML_LANG})
_TOKEN = re.compile(r"[^\w\-]+")
_DEEP = re.compile(r"(?:indent|indented)-?(\d+)(?:\.\d+)?")
_PROPERTIES = frozenset(
    (
        "color background-color font-style font-weight font-variant text-align text-"
        "decoration text-indent text-transform vertical-align letter-spacing font-size "
        "margin-left margin-right padding-left"
    ).split()
)
_FUNCTIONS = frozenset({"rgb", "rgba", "hsl", "hsla"})
_SIZED = frozenset(
    {"font-size", "text-indent", "margin-left", "margin-right", "padding-left", "letter-spacing"}
)
_LARGEST = {"em": 6, "rem": 6, "ex": 12, "px": 120, "pt": 90, "%": 300, "mm": 40, "cm": 4, "in": 2}


class Renditions:
    """What the header of one document says of looks (TEI Guidelines 2.3.4)."""

    def __init__(self, front: etree._Element | None = None) -> None:
        """`front` holds the headers of the document; without it nothing is said."""
        self._styles: dict[str, str] = {}
        self.usual: dict[str, str] = {}  # by the name of an element
        for rendition in () if front is None else front.iter(_RENDITION):
            if rendition.get("scheme", "css") != "css" or rendition.get("scope"):
                continue  # what stands before or after is no look of the words
            safe = safe_style("".join(map(str, rendition.itertext())))
            if name := rendition.get(ID, "") or rendition.get(XML_ID, ""):
                self._styles.setdefault(name, safe)
            for selected in rendition.get("selector", "").split(","):
                if re.fullmatch(r"\s*[\w.\-]+\s*", selected):
                    self.usual[selected.strip()] = safe
        for usage in () if front is None else front.iter(_USAGE):
            if said := usage.get("rendition", ""):
                self.usual[usage.get("gi", "")] = self.style(said)

    def style(self, pointers: str) -> str:
        """The declarations of those renditions that `pointers` lead to."""
        found = (self._styles.get(one.rpartition("#")[2], "") for one in pointers.split())
        return ";".join(style for style in found if style)


class Looks:
    """What words of `@rend` mean in one edition."""

    def __init__(self, own: Mapping[str, str] = MappingProxyType({})) -> None:
        """`own` are the `[looks]` of edition.toml: a word, and another one or CSS for it."""
        self._styles = {word.lower(): safe_style(said) for word, said in own.items() if ":" in said}
        words = {word.lower(): said.lower() for word, said in own.items() if ":" not in said}
        self._words = {**LIKE, **{word: LIKE.get(said, said) for word, said in words.items()}}

    def read(self, rend: str) -> tuple[str, str]:
        """A value of `@rend` -> its classes, and the CSS that the edition gives for its words."""
        words = [word for word in _TOKEN.split(rend.lower()) if word.strip("0123456789")][:8]
        styles = [self._styles[word] for word in words if word in self._styles]
        kept = (word for word in words if word not in self._styles)
        classes = dict.fromkeys(self._called(word)[:40] for word in kept)
        return " ".join(f"r-{word}" for word in classes if word), ";".join(styles)

    def _called(self, word: str) -> str:
        if called := self._words.get(word):
            return called
        deep = _DEEP.fullmatch(word)
        return word if deep is None else "indent" if int(deep[1]) else "no-indent"


def note_looks(
    tree: etree._Element, looks: Looks | None = None, renditions: Renditions | None = None
) -> None:
    """Write classes, style and direction of every element of `tree` into its attributes.

    `looks` are those of the edition, `renditions` those of the document.
    """
    looks, renditions = looks or Looks(), renditions or Renditions()
    known: dict[str, tuple[str, str]] = {}
    usual = {f"{{{TEI}}}{name}": style for name, style in renditions.usual.items() if style}
    for element in tree.iter(etree.Element):
        if not usual and _LOOKING.isdisjoint(element.keys()):
            continue
        styles = []
        if pointers := element.get("rendition", ""):
            styles.append(renditions.style(pointers))
        elif usual and element.tag in usual:
            styles.append(usual[element.tag])
        if rend := element.get("rend", ""):
            if rend not in known:
                known[rend] = looks.read(rend)
            classes, style = known[rend]
            styles.append(style)
            if classes:
                element.set(REND, classes)
        if style := element.get("style", ""):
            styles.append(safe_style(style))
        if any(styles):
            element.set(STYLE, ";".join(style for style in styles if style))
        if language := element.get(XML_LANG):
            element.set(DIR, direction(language))
            if _turns(element):
                _set_spaces_outside(element)


def _turns(element: etree._Element) -> bool:
    """Whether an element in a sentence runs in another direction than what is around it."""
    parent = element.getparent()
    if parent is None or element.tag in BLOCKS or parent.tag in ELEMENT_ONLY:
        return False
    around = next((up.get(DIR) for up in element.iterancestors() if up.get(DIR)), "ltr")
    return element.get(DIR) != around


def _set_spaces_outside(element: etree._Element) -> None:
    """Move spaces at the edges of an element out of it: within, they stand at its other end."""
    if not all_text(element).strip():
        return
    first = element
    while not first.text and len(first) and first[0].tag not in _ASIDE:
        first = first[0]
    if (first.text or "").startswith(" "):
        first.text = (first.text or "")[1:]
        before, parent = element.getprevious(), element.getparent()
        if before is not None:
            before.tail = f"{(before.tail or '').rstrip(' ')} "
        elif parent is not None:
            parent.text = f"{(parent.text or '').rstrip(' ')} "
    last = element
    while len(last):
        last = last[-1]
        if (last.tail or "").endswith(" "):
            last.tail = (last.tail or "")[:-1]
            break
        if last.tail or last.tag in _ASIDE:
            return
    else:
        if not (last.text or "").endswith(" "):
            return
        last.text = (last.text or "")[:-1]
    element.tail = f" {(element.tail or '').lstrip(' ')}"


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
