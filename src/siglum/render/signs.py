"""The HTML of a text -> the signs of editors that occur in it, for a key beside the sigla."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

#: Signs by the key of their meaning (`siglum.phrases`, table sign), in the order of the key: how
#: each looks around a letter, and by which class and sign it is found.
_SIGNS: Final[Mapping[str, tuple[str, str, str]]] = {
    "lost": ("[a]", "supplied", "["),
    "supplied": ("⟨a⟩", "supplied", "⟨"),
    "surplus": ("{a}", "surplus", "{"),
    "secluded": ("{a}", "secl", "{"),
    "deleted": ("⟦a⟧", "del", "⟦"),
    "expanded": ("(a)", "ex", "("),
    "slip": ("(!)", "sic", "(!)"),
    "gap": ("[…]", "gap", "[…]"),
    "left_out": ("…", "gap", "…"),
    "blank": ("( )", "space", "( )"),
    "unclear": ("a\u0323", "unclear", ""),
}
_BY_CLASS: Final[dict[str, list[tuple[str, str]]]] = {}
for _key, (_look, _class, _sign) in _SIGNS.items():
    _BY_CLASS.setdefault(_class, []).append((_key, _sign))


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of the key: how it looks, and what it means."""

    look: str
    meaning: str


def signs_in(tree: etree._Element) -> frozenset[str]:
    """The keys of all signs that occur in the HTML `tree`."""
    found: set[str] = set()
    for node in tree.iter("span"):
        name = node.get("class", "").partition(" ")[0]
        for key, sign in _BY_CLASS.get(name, ()):
            if key not in found and (not sign or _has(node, sign)):
                found.add(key)
    return frozenset(found)


def key_of(found: Iterable[str], table: Mapping[str, str]) -> list[Sign]:
    """The key to the signs `found`, in its order; `table` has the phrases."""
    some = frozenset(found)
    return [Sign(look, table[f"sign.{key}"]) for key, (look, *_) in _SIGNS.items() if key in some]


def _has(node: etree._Element, sign: str) -> bool:
    return any(
        child.get("class") == "sign" and (child.text or "").strip() == sign for child in node
    )
