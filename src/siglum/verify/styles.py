"""A text, the style of its apparatus in an output -> entries as they must be shown there.

A positive entry names whoever has its text and is there, a negative one none of these; but what an
entry does not tell of a witness is not told in another way either (guide, «Positive or negative»).
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from siglum.config import Config, Style
from siglum.verify.bases import readings
from siglum.verify.coverage import Coverage
from siglum.verify.expected import Entry, Text
from siglum.verify.parts import has_words
from siglum.verify.streams import letters_of
from siglum.verify.tags import DETAIL, WIT, T
from siglum.verify.tokens import SIGLA, WORD, Token


def set_styles(text: Text, config: Config, output: str) -> None:
    """Change the steps of entries into those that an output must show, from those of the source."""
    styles = config.styles("website" if output == "website" else "pdf")
    entries = [*text.entries, *text.listed]
    for entry in entries:
        entry.encoded = entry.encoded or tuple(entry.steps.tokens)
        entry.steps.tokens[:] = entry.encoded
    if set(styles.values()) == {"as encoded"}:
        return
    coverage = Coverage(text)
    for entry, before, lacking in coverage.course:
        style = styles[entry.layer]
        if style != "as encoded" and not entry.choice and entry.element.get("type") != "choice":
            _set(entry, style, before, lacking, coverage, config)


def _set(
    entry: Entry,
    style: Style,
    before: frozenset[etree._Element],
    lacking: frozenset[etree._Element],
    coverage: Coverage,
    config: Config,
) -> None:
    base = entry.base
    others = [one for one in readings(entry.element) if one is not base]
    if base is None or not others or _is_detailed(base):
        return
    tokens = base.get("wit", "").split()
    elsewhere = {w for one in others for w in coverage.meant(one.get("wit", ""))}
    own = coverage.meant(base.get("wit", ""))
    present = [one for one in coverage.all if one not in lacking and one not in elsewhere]
    silent = [one for one in present if one not in own]
    if tokens and silent:
        return
    if not tokens and (_is_ascribed(base) or (style == "positive" and not has_words(base))):
        return
    if style == "positive" and not has_words(base):
        return
    apart = [one for one in tokens if _kin(coverage.meant(one), coverage) & elsewhere]
    steps, spot = entry.steps.tokens, entry.spot
    told = spot < len(steps) and steps[spot].kind == SIGLA and bool(tokens)
    rest = steps[spot + told :]
    sigla = [coverage.labels.siglum(one) for one in apart]
    if style == "negative":
        first = [one for one in steps[:spot] if one.kind != WORD or has_words(base)]
        if tokens and not apart and not before & own:
            steps[:] = [*first, *rest]
        return
    names = [coverage.labels.siglum(one) for one in tokens] or list(map(coverage.siglum, silent))
    if config.apparatus.rest and len(names) - len(apart) > config.apparatus.rest:
        word = Token(WORD, "siglum", labels=[config.words["rest"]])
        steps[:] = [*steps[:spot], *_row(sigla), word, *rest]
    elif not tokens:
        steps[:] = [*steps[:spot], *_row(names), *rest]


def _row(sigla: list[str]) -> list[Token]:
    choices = [[letters_of(one)] for one in sigla]
    return [Token(SIGLA, "siglum", labels=sigla, choices=choices)] if sigla else []


def _kin(who: Iterable[etree._Element], coverage: Coverage) -> set[etree._Element]:
    """These witnesses, and those whose hands they are."""
    found = set(who)
    for one in list(found):
        up = coverage.holder(one)
        while up is not None and up not in found:
            found.add(up)
            up = coverage.holder(up)
    return found


def _is_detailed(base: etree._Element) -> bool:
    """Whether something is said of single witnesses of a reading, or it is not certain."""
    apiece = any(child.tag in (WIT, DETAIL) for child in base)
    return apiece or bool(base.get("cert")) or base.find(T + "certainty") is not None


def _is_ascribed(base: etree._Element) -> bool:
    """Whether somebody is named for a reading, or it is called a conjecture."""
    someone = any(base.get(name, "").strip() for name in ("source", "resp", "hand"))
    return someone or "conj" in base.get("type", "")
