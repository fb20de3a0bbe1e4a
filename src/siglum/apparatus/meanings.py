"""The words of `@type`, `@cause` and `@hand` on readings -> keys of what is said of them.

TEI leaves these words to editors. What they usually mean is recognised by its stem, in English and
Latin, so that «variation-absent», «omission» and «om.» are all told as an omission. Words that only
class a reading (orthographic, substantive …) say nothing that an apparatus prints.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

#: Keys of `siglum.wording`, each with the words that mean it. The order is that in which several
#: of one attribute are said.
_TYPES: Final = (
    ("omitted", r"om|omit\w*|omiss\w*|absent|absence"),
    ("missing", r"deest|desunt|deficit|missing|wanting"),
    ("lacuna", r"lac|lacun\w*|gap"),
    ("blank", r"blank|space|spatium|vacat"),
    ("illegible", r"illeg\w*|unreadable"),
    ("added", r"add|adds|added|addit\w*|addidit"),
    ("inserted", r"ins|inser\w*|interpol\w*"),
    ("transposed", r"transp\w*|invers\w*|inverted"),
    ("iterated", r"iter|iterat\w*|repetit\w*|repeated"),
    ("deleted", r"del|delet\w*|delevit|expunct\w*|expunged|cancel\w*|seclu\w*"),
    ("erased", r"eras\w*"),
    ("before_correction", r"ac|ante corr\w*|before corr\w*|pre corr\w*|precorr\w*"),
    ("after_correction", r"pc|post corr\w*|after corr\w*|postcorr\w*"),
    ("corrected", r"corr|correct\w*"),
    ("margin", r"marg|margin\w*"),
    ("above", r"interlin\w*|supralin\w*|supra lineam|superscript"),
    ("conjecture", r"conj|coni|conject\w*|coniect\w*|emend\w*"),
    ("proposed", r"prop|propos\w*|suggest\w*"),
)
_TYPE_PATTERNS: Final = tuple((key, re.compile(rf"\b(?:{words})\b")) for key, words in _TYPES)
_NEGATED: Final = re.compile(r"\b(?:not|no|non)\b")
_CAUSES: Final = (
    ("homoeoteleuton", re.compile(r"\bhom\w*tel")),
    ("homoeoarcton", re.compile(r"\bhom\w*ar[ck]")),
    ("dittography", re.compile(r"\bdittogr")),
    ("haplography", re.compile(r"\bhaplogr")),
    ("repetition", re.compile(r"\brep[ei]+t[ei]t")),
)
#: Causes that class a variant and explain nothing.
_CLASSES: Final = re.compile(r"\b(?:orthogr\w*|spelling\w*|substanti\w*|unknown)\b")
_NUMBERED: Final = re.compile(r"(?:m|man|manus|h|hand|scribe)[ ]?0*([1-9]\d?)")
_HANDS: Final = {
    **dict.fromkeys(("pr", "prima", "first", "main", "prior"), "first_hand"),
    **dict.fromkeys(("alt", "altera", "second", "other", "alia"), "other_hand"),
    **dict.fromkeys(("rec", "recens", "recentior", "later", "late"), "later_hand"),
}
#: What a reading has instead of words; of each the first that is meant is said.
STATES: Final = ("omitted", "missing", "lacuna", "blank", "illegible", "deleted", "erased")
#: Said before the scholar, not before the witnesses.
ASCRIBING: Final = ("conjecture", "proposed")


@lru_cache(maxsize=1024)
def keys_of_type(written: str) -> tuple[str, ...]:
    """What `@type` means, as keys; none where it only classes."""
    words = _plain(written)
    if _NEGATED.search(words):
        return ()
    keys = [key for key, pattern in _TYPE_PATTERNS if pattern.search(words)]
    if len(keys) > 1 and "corrected" in keys:
        keys.remove("corrected")  # how it was corrected says more
    return tuple(keys)


@lru_cache(maxsize=1024)
def cause_of(written: str) -> tuple[str, str]:
    """What `@cause` means: a key, or the words as they are to be printed; both may be empty."""
    words = _plain(written)
    for key, pattern in _CAUSES:
        if pattern.search(words):
            return key, ""
    if _CLASSES.search(words) or keys_of_type(written):
        return "", ""
    return "", words


@lru_cache(maxsize=1024)
def hand_of(written: str) -> tuple[str, str]:
    """What a name such as «m2» means: a key, or the number of the hand; both may be empty."""
    words = _plain(written.rpartition("#")[2])
    numbered = _NUMBERED.fullmatch(words)
    if numbered:
        return "", numbered[1]
    named = [word for word in words.split() if word not in {"manus", "man", "hand", "m", "h"}]
    return (_HANDS.get(named[0], ""), "") if len(named) == 1 else ("", "")


def _plain(written: str) -> str:
    """Words in small letters, parted by single spaces: «corrDeletion» is «corr deletion»."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", written)
    return " ".join(re.sub(r"[\W_]+", " ", parted).lower().split())
