"""The lacunae of a document -> whether a witness is wanting where an entry stands."""

from __future__ import annotations

from typing import Final

from lxml import etree

from siglum.apparatus.entries import LEM, RDG
from siglum.checks.extents import listed_spans
from siglum.checks.survey import Survey

_MARKS: Final = ("lacunaStart", "lacunaEnd", "witStart", "witEnd")


class Absences:
    """From where to where each witness is wanting, as marks (Guidelines 13.1.5) or lists say."""

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._spans: dict[str, list[tuple[int, int]]] = {}
        marks = [(mark, name) for name in _MARKS for mark in survey.named.get(name, ())]
        if marks:
            self._read(sorted(marks, key=lambda pair: survey.number(pair[0])))
        for key, spans in listed_spans(survey).items():
            self._leave_out(key, sorted(spans))

    def is_absent(self, key: str, element: etree._Element) -> bool:
        """Whether the witness `key` has no text at `element`."""
        spans = self._spans.get(key)
        if not spans:
            return False
        at = self._survey.number(element)
        return any(start <= at <= end for start, end in spans)

    def _read(self, marks: list[tuple[etree._Element, str]]) -> None:
        end = len(self._survey.whole.ordinals)
        since: dict[str, int] = {}
        known: set[str] = set()
        for mark, name in marks:
            at = self._survey.number(mark)
            for key in self._witnesses(mark):
                begins = name in ("lacunaStart", "witEnd")
                if begins:
                    since.setdefault(key, at)
                elif key in since or key not in known:
                    # What begins in the middle was wanting from the start
                    self._spans.setdefault(key, []).append((since.pop(key, 0), at))
                known.add(key)
        for key, start in since.items():
            self._spans.setdefault(key, []).append((start, end))

    def _leave_out(self, key: str, spans: list[tuple[int, int]]) -> None:
        """A witness is wanting wherever it has none of the text that a list says it has."""
        at = 0
        for start, end in [*spans, (len(self._survey.whole.ordinals) + 1, 0)]:
            if at < start:
                self._spans.setdefault(key, []).append((at, start - 1))
            at = max(at, end + 1)

    def _witnesses(self, mark: etree._Element) -> frozenset[str]:
        bearer: etree._Element | None = mark
        if not mark.get("wit"):
            bearer = next((up for up in mark.iterancestors(LEM, RDG) if up.get("wit")), None)
        if bearer is None:
            return frozenset()
        resolve = self._survey.document.conspectus.resolve
        return self._survey.members.of(
            tuple(resolve(token).key for token in bearer.get("wit", "").split())
        )
