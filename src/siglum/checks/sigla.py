"""A siglum that nobody declared -> the one that was probably meant, and why.

General edit distance says little about sigla: of two with one letter each all are equally far.
What editors do is leave out a space, type another script or case, add a full stop, or cite a
hand that is not in the list; these are looked for first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from difflib import SequenceMatcher, get_close_matches
from typing import Final

#: Letters of other scripts that look like a Latin one; sigla are mostly capitals.
_LOOKALIKES: Final = str.maketrans(
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοѕАВЕКМНОРСТХаеорсухі",
    "ABEZHIKMNOPTYXosABEKMHOPCTXaeopcyxi",
)
#: What follows a siglum to name a hand of the witness: P*, Pc, P2, Pac, Ppc, Pmg, 01C2, Pvid.
_HAND: Final = re.compile(
    r"(?:[*'´′]+|a\.?c\.?|p\.?c\.?|mg|[cC]?[0-9]|[cC]|[¹²³]|vid|txt|[0-9]?m)+"
)
_LONGEST: Final = 40
_MANY: Final = 2000


def skeleton(siglum: str) -> str:
    """`siglum` as it looks on paper: one form for equal letters of several scripts."""
    return unicodedata.normalize("NFKC", siglum).translate(_LOOKALIKES)


def advise(name: str, sigla: Collection[str], mark: str = "#") -> str:
    """What to do about the undeclared siglum `name`, as the sentence of a hint; may be empty.

    `sigla` are the names under which witnesses can be cited, `mark` what stands before them.
    """
    if not name or len(name) > _LONGEST or len(sigla) > _MANY:
        return ""
    looks: dict[str, str] = {}
    for one in sigla:
        looks.setdefault(skeleton(one).casefold(), one)
    bare = name.strip(".,;:*[]()'\"")
    for form in (name, bare):
        near = looks.get(skeleton(form).casefold())
        if near is None:
            continue
        if form == bare != name and name.endswith(("*", "'")):
            break
        if skeleton(near) == skeleton(form) and near != form:
            return (
                f'did you mean "{mark}{near}"? It looks the same, but has letters of another script'
            )
        return f'did you mean "{mark}{near}"?'
    if parts := _divided(name, frozenset(one for one in sigla if len(one) <= _LONGEST)):
        return f'did you mean "{" ".join(f"{mark}{part}" for part in parts)}"?'
    stem = next((name[:at] for at in range(len(name) - 1, 0, -1) if name[:at] in sigla), "")
    if stem and _HAND.fullmatch(name[len(stem) :]):
        return (
            f'is it a hand of "{stem}"? Declare it as a <witness> inside that of {stem}, '
            f'or write wit="{mark}{stem}" with @hand'
        )
    near = _nearest(name, sigla)
    return f'did you mean "{mark}{near}"?' if near else ""


def _nearest(name: str, sigla: Collection[str]) -> str:
    """The siglum most like `name`: those that begin alike first; empty if none is like it."""
    close = get_close_matches(name, sigla, 4, 0.5)
    for near in close:
        if near[0].casefold() == name[0].casefold():
            return near
    for near in close:
        if len(name) > 2 and SequenceMatcher(None, name, near).ratio() >= 0.6:
            return near
    return ""


def _divided(name: str, sigla: Collection[str]) -> Sequence[str]:
    """`name` as several sigla written without space between them («BCFOT»), else nothing."""
    if len(name) > 24:
        return ()
    best: dict[int, tuple[str, ...]] = {0: ()}
    for end in range(1, len(name) + 1):
        for start in range(end):
            if start in best and name[start:end] in sigla and end not in best:
                best[end] = (*best[start], name[start:end])
    parts = best.get(len(name), ())
    return parts if 1 < len(parts) == len(set(parts)) else ()
