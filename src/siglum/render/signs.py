"""The HTML of a text -> the signs of editors that occur in it, for a key beside the sigla."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

#: Signs by the key of their meaning (`siglum.phrases`, table sign), in the order of the key: how
#: each looks around a letter, by which class it is found, and what the sign has; a class alone
#: where there is no sign.
_SIGNS: Final[Mapping[str, tuple[str, str, str]]] = {
    "lost": ("[a]", "supplied", r"\[|\??\]"),
    "supplied": ("⟨a⟩", "supplied", r"⟨"),
    "understood": ("(a)", "supplied", r"\("),
    "previous": ("a\u0332", "previous", ""),
    "doubtful": ("[a?]", "supplied", r"\?.?"),
    "surplus": ("{a}", "surplus", r"\{"),
    "secluded": ("{a}", "secl", r"\{"),
    "deleted": ("⟦a⟧", "del", r"⟦"),
    "expanded": ("(a)", "ex", r"\("),
    "slip": ("(!)", "sic", r"\(!\)"),
    "lost_letters": ("[···]", "gap", r"\[?·+\]?"),
    "lost_number": ("[– 12 –]", "gap", r"\[?– [^–l][^l]* –\]?"),
    "lost_extent": ("[– – –]", "gap", r"\[?– – –\]?"),
    "lost_line": ("[– – – – – –]", "gap", r"\[– – – – – –\]"),
    "lost_lines": ("[– – – lin. 3 – – –]", "gap", r".*lin\..*"),
    "lost_unnumbered": ("– – – – – –", "gap", r"– – – – – –"),
    "illegible": ("+++", "gap", r"\++"),
    "illegible_number": ("+ 12 +", "gap", r"\+ .* \+"),
    "gap": ("[…]", "gap", r"\[?…\]|\[…"),
    "left_out": ("…", "gap", r"…"),
    "blank": ("(vac.)", "space", r"\(vac\..*"),
    "unclear": ("a\u0323", "unclear", ""),
}
_BY_CLASS: Final[dict[str, list[tuple[str, re.Pattern[str] | None]]]] = {}
for _key, (_look, _class, _sign) in _SIGNS.items():
    _BY_CLASS.setdefault(_class, []).append((_key, re.compile(_sign) if _sign else None))


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign of the key: how it looks, and what it means."""

    look: str
    meaning: str


def signs_in(tree: etree._Element) -> frozenset[str]:
    """The keys of all signs that occur in the HTML `tree`."""
    found: set[str] = set()
    for node in tree.iter("span"):
        for name in node.get("class", "").split():
            for key, sign in _BY_CLASS.get(name, ()):
                if key not in found and (sign is None or _has(node, sign)):
                    found.add(key)
    return frozenset(found)


def key_of(found: Iterable[str], table: Mapping[str, str]) -> list[Sign]:
    """The key to the signs `found`, in its order; `table` has the phrases."""
    some = frozenset(found)
    return [Sign(look, table[f"sign.{key}"]) for key, (look, *_) in _SIGNS.items() if key in some]


def _has(node: etree._Element, sign: re.Pattern[str]) -> bool:
    return any(
        child.get("class") == "sign" and sign.fullmatch((child.text or "").strip()) is not None
        for child in node
    )
