"""Comparisons that all outputs share -> their differences, with places in the source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from lxml import etree

from siglum.findings import Place
from siglum.verify.expected import Entry, Text
from siglum.verify.explaining import turns
from siglum.verify.generated import ABSENCES, BESIDE_LINES
from siglum.verify.records import Audit, Difference
from siglum.verify.streams import Alignment, Stream, Unlike, letters_of
from siglum.verify.tags import NOTES, T, tags
from siglum.verify.tokens import SIGLA, SOURCES, TEXT, WORD, Steps, Token, unequal

_CAPTIONS = tags("figure figDesc")


class Report:
    """Gathers what is wrong in one output of one document."""

    def __init__(
        self,
        document: str,
        output: str,
        where: Callable[[etree._Element | None], Place],
        words: Mapping[str, str],
    ) -> None:
        self.audit = Audit(document, output)
        self._where, self._words = where, words
        self._every = sorted(map(letters_of, words.values()), key=len, reverse=True)
        #: What may be said without a cause that this audit knows.
        self._said = {word for key, word in words.items() if key not in {*ABSENCES, *BESIDE_LINES}}

    def anew(self) -> Report:
        """A report of the same output that has nothing to tell yet."""
        return Report(self.audit.document, self.audit.output, self._where, self._words)

    def say(
        self,
        kind: str,
        element: etree._Element | None,
        found: str,
        *,
        missing: Iterable[str] = (),
        extra: Iterable[str] = (),
    ) -> None:
        """Note one difference; `element` is where the source has what is missing."""
        lost, more = tuple(missing), tuple(extra)
        words = max(1, *(sum(len(one.split()) for one in side) for side in (lost, more)))
        self.audit.differences.append(
            Difference(
                self.audit.document,
                self.audit.output,
                kind,
                self._where(element),
                found,
                lost,
                more,
                words,
            )
        )

    def is_said(self, letters: str) -> bool:
        """Whether some letters are nothing but words and signs of entries."""
        for word in self._every:
            if word:
                letters = letters.replace(word, "")
        return not letters.strip("()")

    # --- the running text -----------------------------------------------------------------------

    def words(
        self,
        text: Text,
        shown: Stream,
        alignment: Alignment,
        page: Callable[[int], str],
    ) -> None:
        """Tell every place where the words of the text are not those of the output."""
        want = text.words
        self.audit.counts["words"] += len(want.words())
        for one in alignment.differences:
            if not one.missing and any(
                other.extra in text.headings.get(other.at, ())
                for other in turns(one, want.text, shown.text)
            ):
                continue
            self.unlike(text, shown, one, page(one.other))

    def unlike(self, text: Text, shown: Stream, one: Unlike, page: str) -> None:
        """Tell of one place where the words are other."""
        want = text.words
        at, missing, other, extra = one.at, one.missing, one.other, one.extra
        lost = [want.show(at, at + len(missing))] if missing else []
        more = [shown.show(other, other + len(extra))] if extra else []
        kind = _kind_of(text, at) if missing else "text"
        if kind != "text" and _kind_of(text, at + len(missing) - 1) != kind:
            kind = "text"  # more than a heading
        if len(extra) > 3 + len(missing) and missing in extra:
            rest = extra.replace(missing, "", 1).strip("0123456789")
            repeated = want.text[max(0, at - len(extra)) : at + len(extra)]
            kind = "twice" if rest and (rest in repeated or _turned(rest, repeated)) else kind
        before = shown.show(other - 16, other)
        after = shown.show(other + len(extra), other + len(extra) + 16)
        told = f"{page}: «{before} ¦ {after}»"
        self.say(kind, want.near(at), told, missing=lost, extra=more)

    def space(self, want: Stream, at: int, got: Stream, other: int, added: bool, page: str) -> None:
        """Tell of a space that only one side has."""
        there = got.show(other - 12, other + 12)
        here = want.show(at - 12, at + 12)
        what = "a space that the source has not" if added else "a space is missing"
        told = f"{page}: {what} in «{there}»"
        self.say("space", want.near(at), told, missing=[here])

    # --- entries and notes --------------------------------------------------------------------

    def count_entries(self, entries: Sequence[Entry]) -> None:
        """Count what is looked for in entries."""
        counts = self.audit.counts
        counts["entries"] += len(entries)
        for entry in entries:
            counts["readings"] += entry.readings
            for token in entry.steps.tokens:
                if token.kind == SIGLA:
                    counts["sigla"] += len(token.labels)

    def steps(self, want: Steps, got: Steps, element: etree._Element, told: str) -> None:
        """Tell every step at which an entry or a note is not what the source says."""
        found, words = unequal(want.kept(), got.kept())
        for word in words:
            if word.labels[0] not in self._said | want.may:
                self.say("word", element, told, extra=word.labels)
        for one in found:
            self._unequal(one.missing, one.extra, element, told)

    def _unequal(
        self, missing: list[Token], extra: list[Token], element: etree._Element, told: str
    ) -> None:
        left = list(extra)
        for token in missing:
            twin = next((t for t in left if t.kind == token.kind), None)
            if twin is not None:
                left.remove(twin)
            lost, more = _less(token, twin)
            near = token.stream.near(0)
            self.say(
                _kind_of_token(token),
                element if near is None else near,
                told,
                missing=lost,
                extra=more,
            )
        for token in left:
            kind = _kind_of_token(token)
            self.say(kind if kind != "lemma" else "extra", element, told, extra=[str(token)])


def _less(want: Token, got: Token | None) -> tuple[list[str], list[str]]:
    """What of two steps is not in the other."""
    if got is None:
        return [str(want)], []
    if want.kind == SIGLA:
        left = [letters_of(label) for label in got.labels]
        lost: list[str] = []
        for label in want.labels:
            if letters_of(label) in left:
                left.remove(letters_of(label))
            else:
                lost.append(label)
        return lost, left
    return [str(want)], [str(got)]


def _kind_of_token(token: Token) -> str:
    if token.kind == TEXT:
        return token.role if token.role in ("lemma", "reading", "detail") else "note"
    return {SIGLA: "siglum", SOURCES: "source", WORD: "word"}[token.kind]


def _kind_of(text: Text, at: int) -> str:
    """What kind of words stand at a place of the text."""
    near = text.words.near(at)
    if near is None:
        return "text"
    for up in (near, *near.iterancestors()):
        if up.tag == T + "head":
            parent = up.getparent()
            return "caption" if parent is not None and parent.tag in _CAPTIONS else "heading"
        if up.tag in _CAPTIONS:
            return "caption"
        if up.tag in NOTES:
            return "note"
    return "text"


def _turned(extra: str, near: str) -> bool:
    """Whether `extra` is a stretch of `near` that begins elsewhere: «ab ab» minus «ba»."""
    return any(extra[n:] + extra[:n] in near for n in range(1, min(len(extra), 200)))
