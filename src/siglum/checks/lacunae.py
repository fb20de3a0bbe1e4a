"""Marks of lacunae and fragments -> findings: marks without partner, sigla where no text is left.

The text is gone through once, in order; each witness has its own state. What encoders do and
what is sound (TEI Guidelines 13.1.5, whose examples are of this kind): a lacuna that ends where
the witness begins, and one that lasts to the end of the text; marks in an entry of their own, in
a reading, or with a @wit of their own; several beginnings and ends of a witness that has
excerpts only; a reading without words (it says that the witness is missing), or one by another
hand, inside a lacuna; groups of witnesses one member of which is damaged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from lxml import etree

from siglum.apparatus.entries import APP, LEM, RDG, Entry
from siglum.apparatus.witnesses import Conspectus
from siglum.checks.survey import Survey
from siglum.checks.telling import elsewhere, listed
from siglum.findings import Finding, Severity, found
from siglum.source.namespaces import TEI
from siglum.source.vocabulary import names

_T: Final = f"{{{TEI}}}"
_MARKS: Final = tuple(f"{_T}{name}" for name in ("lacunaStart", "lacunaEnd", "witStart", "witEnd"))
_LACUNA, _RESUMED, _BEGUN, _BROKEN = _MARKS
_LISTS: Final = names("listApp standOff back")
_NOTES: Final = names("note noteGrp")


@dataclass(slots=True)
class _State:
    """What is known of one witness at a point of the text."""

    lacuna: etree._Element | None = None
    """The start of the lacuna that is open."""
    bound: etree._Element | None = None
    """The last witStart or witEnd."""
    cited: etree._Element | None = None
    """The first reading of it in the text, before any mark."""
    inside: list[etree._Element] = field(default_factory=list)
    """Readings since the open lacuna began."""
    outside: list[etree._Element] = field(default_factory=list)
    """Readings since its last end."""
    marked: bool = False

    def has_ended(self) -> bool:
        """Whether the witness has no text any more, or not yet again."""
        return self.bound is not None and self.bound.tag == _BROKEN


def check_lacunae(survey: Survey) -> Iterator[Finding]:
    """Findings `lacuna.…` and `extent.…` of one document."""
    marks = [mark for name in _MARKS for mark in survey.named.get(name.rpartition("}")[2], ())]
    if not marks:
        return
    inner: dict[etree._Element, list[etree._Element]] = {}
    for mark in marks:
        for app in mark.iterancestors(APP):
            inner.setdefault(app, []).append(mark)
    # Entries collected in a list go through the text a second time
    courses = {apart: _Course(survey, inner) for apart in (False, True)}
    for element in survey.document.tei.iter(APP, *_MARKS):
        courses[next(element.iterancestors(*_LISTS), None) is not None].take(element)
    for course in courses.values():
        yield from course.findings()


class _Course:
    """One way through the text."""

    def __init__(self, survey: Survey, inner: dict[etree._Element, list[etree._Element]]) -> None:
        self.document = survey.document
        self.place = survey.document.tree.place
        self.conspectus: Conspectus = survey.document.conspectus
        self.entries: dict[etree._Element, Entry] = {
            entry.element: entry for entry in survey.document.entries
        }
        self.inner = inner
        self.states: dict[str, _State] = {}
        self.members: dict[str, list[str]] = {}
        self.lines: dict[etree._Element, int] = {}
        self.told: dict[tuple[str, etree._Element], tuple[Finding, list[str]]] = {}

    def take(self, element: etree._Element) -> None:
        """Come to the next entry or mark of the text."""
        if element.tag != APP:
            self._mark(element)
        elif next(element.iterancestors(*_NOTES), None) is None:
            self._cite(element)

    def findings(self) -> Iterator[Finding]:
        """Everything that was found on the way; what holds of several witnesses is told once."""
        for key, state in self.states.items():
            self._finish(key, state)
        for finding, sigla in self.told.values():
            if sigla[1:]:
                told = f"{finding.message}; so it is with {listed(sigla[1:])}"
                finding = replace(finding, message=told)
            yield finding

    def _tell(
        self,
        code: str,
        element: etree._Element,
        told: str,
        hint: str,
        key: str = "",
        severity: Severity | None = None,
    ) -> None:
        siglum = self._siglum(key) if key else ""
        if (code, element) in self.told:
            self.told[code, element][1].append(siglum)
            return
        finding = found(code, self.place(element), told, hint)
        if severity is not None:
            finding = replace(finding, severity=severity)
        self.told[code, element] = (finding, [siglum])

    # --- marks

    def _mark(self, mark: etree._Element) -> None:
        name = f"<{etree.QName(mark).localname}"
        tokens = _sigla_of(mark)
        if next(mark.iterancestors(LEM, RDG), None) is None:
            told = f"{name}> stands outside a lemma or a reading"
            hint = f'put it into one: <app><rdg wit="#A">{name}/></rdg></app>'
            self._tell("lacuna.outside-reading", mark, told, hint)
        elif not tokens:
            told = f"{name}> does not say of which witness: neither it nor its reading has @wit"
            self._tell("lacuna.no-witness", mark, told, f'add the siglum: {name} wit="#A"/>')
        for key in self._keys(tokens):
            state = self.states.setdefault(key, _State())
            if mark.tag == _LACUNA:
                self._begin_lacuna(key, state, mark)
            elif mark.tag == _RESUMED:
                self._end_lacuna(key, state, mark)
            else:
                self._bound(key, state, mark)
            state.marked = True

    def _keys(self, tokens: list[str]) -> list[str]:
        """The witnesses cited, groups replaced by their members.

        The hands of a witness are no members: a hand may begin where the first one has a lacuna.
        """
        keys = (self._keys_of(self.conspectus.resolve(token).key) for token in tokens)
        return list(dict.fromkeys(one for several in keys for one in several))

    def _keys_of(self, key: str) -> list[str]:
        if key in self.members:
            return self.members[key]
        keys: dict[str, None] = {}
        groups: set[str] = set()

        def take(one: str) -> None:
            if not self._is_group(one):
                keys[one] = None
            elif one not in groups:
                groups.add(one)
                for member in self.conspectus.witnesses[one].members:
                    take(member)

        take(key)
        return self.members.setdefault(key, list(keys))

    def _is_group(self, key: str) -> bool:
        witness = self.conspectus.witnesses[key]
        return witness.kind == "group" and bool(witness.members)

    def _begin_lacuna(self, key: str, state: _State, mark: etree._Element) -> None:
        if state.lacuna is not None:
            told = (
                f'a lacuna of "{self._siglum(key)}" begins inside another one, '
                f"which began in line {self._line(state.lacuna)}"
            )
            hint = f'add <lacunaEnd wit="#{key}"/> where the first one ends'
            if state.inside:
                hint += f": before line {self._line(state.inside[0])}, where it is cited again"
            self._tell("lacuna.start-in-lacuna", mark, told, hint, key)
        state.lacuna, state.inside = mark, []

    def _end_lacuna(self, key: str, state: _State, mark: etree._Element) -> None:
        if state.lacuna is not None:
            self._close(key, state)
        elif state.marked or state.cited is not None:  # else it is lost from the beginning on
            siglum = self._siglum(key)
            told = f'a lacuna of "{siglum}" ends here, but none has begun'
            if state.cited is not None and not state.marked:
                told += f'; "{siglum}" is cited before, in line {self._line(state.cited)}'
            hint = f'add <lacunaStart wit="#{key}"/> where it begins'
            self._tell("lacuna.end-without-start", mark, told, hint, key)

    def _close(self, key: str, state: _State) -> None:
        """The open lacuna is over: whoever is cited in it contradicts it."""
        if state.lacuna is not None and state.inside:
            told = (
                f'"{self._siglum(key)}" is cited inside its own lacuna, which began in line '
                f"{self._line(state.lacuna)}{elsewhere(len(state.inside))}"
            )
            hint = "take out the siglum, or correct where the lacuna begins or ends"
            self._tell("lacuna.reading-inside", state.inside[0], told, hint, key)
        state.lacuna, state.inside = None, []

    def _bound(self, key: str, state: _State, mark: etree._Element) -> None:
        """The text of a witness begins or breaks off, and no lacuna is open any more."""
        siglum, before = self._siglum(key), state.bound
        self._close(key, state)
        if mark.tag == _BROKEN:
            if before is not None and before.tag == _BROKEN:
                told = f'"{siglum}" ends here, but has ended in line {self._line(before)}'
                hint = f'add <witStart wit="#{key}"/> where it begins again, or take out one'
                self._tell("extent.end-before-start", mark, told, hint, key)
        elif before is not None and before.tag == _BEGUN:
            told = f'"{siglum}" begins here, but has begun in line {self._line(before)}'
            hint = f'add <witEnd wit="#{key}"/> where it breaks off, or take out one of the two'
            self._tell("extent.start-twice", mark, told, hint, key)
        elif before is None and state.cited is not None:
            told = f'"{siglum}" is cited before its text begins in line {self._line(mark)}'
            hint = "take out the siglum, or correct where the witness begins"
            self._tell("extent.cited-outside", state.cited, told, hint, key)
        else:
            self._cited_outside(key, state)
        state.bound, state.outside = mark, []

    def _cited_outside(self, key: str, state: _State) -> None:
        if state.bound is not None and state.outside:
            told = (
                f'"{self._siglum(key)}" is cited after its text has ended in line '
                f"{self._line(state.bound)}{elsewhere(len(state.outside))}"
            )
            hint = "take out the siglum, or correct where the witness ends or begins again"
            self._tell("extent.cited-outside", state.outside[0], told, hint, key)

    # --- readings

    def _cite(self, app: etree._Element) -> None:
        """Note who is cited in an entry, before the marks inside it change anything."""
        own = {key for mark in self.inner.get(app, ()) for key in self._keys(_sigla_of(mark))}
        for reading in self.entries[app].all_readings():
            if not reading.text or reading.element.get("hand"):
                continue
            for key in reading.witnesses:
                # A group reads on as long as one of its members does
                members = self._keys_of(key)
                if not own.isdisjoint(members):
                    continue  # the marks say where in the entry it is missing
                states = [self.states.setdefault(one, _State()) for one in members]
                if members == [key] and states[0].cited is None and not states[0].marked:
                    states[0].cited = reading.element
                if states and all(state.lacuna is not None for state in states):
                    for state in states:
                        state.inside.append(reading.element)
                if states and all(state.has_ended() for state in states):
                    for state in states:
                        state.outside.append(reading.element)

    # --- the end

    def _finish(self, key: str, state: _State) -> None:
        if state.lacuna is not None:
            siglum = self._siglum(key)
            told = f'the lacuna of "{siglum}" that begins here never ends'
            hint = f'add <lacunaEnd wit="#{key}"/> where the witness goes on'
            severity = None
            if state.inside:
                told += f'; "{siglum}" is cited again in line {self._line(state.inside[0])}'
            else:
                hint += "; if the rest of it is lost, leave it so"
                severity = Severity.INFO
            self._tell("lacuna.not-closed", state.lacuna, told, hint, key, severity)
        self._cited_outside(key, state)

    def _siglum(self, key: str) -> str:
        return self.conspectus.witnesses[key].siglum

    def _line(self, element: etree._Element) -> int:
        if element not in self.lines:  # asked again for each member of a group
            self.lines[element] = self.place(element).line
        return self.lines[element]


def _sigla_of(mark: etree._Element) -> list[str]:
    """A mark speaks of its own @wit, else of the witnesses of the reading around it."""
    tokens = mark.get("wit", "").split()
    for reading in mark.iterancestors(LEM, RDG):
        tokens = tokens or reading.get("wit", "").split()
    return tokens
