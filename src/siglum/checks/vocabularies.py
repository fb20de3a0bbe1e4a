"""The words that class entries and readings (@type, @cause) -> findings: words like no other.

A vocabulary is declared by the categories of a taxonomy, if most words are among them. Without
one, a word used once or twice is set against those used often: it may be a slip for one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from siglum.checks.guessing import Guesser
from siglum.checks.survey import Survey
from siglum.checks.telling import elsewhere, listed, short
from siglum.findings import Finding, found
from siglum.source.namespaces import XML_ID

_READINGS = ("lem", "rdg", "rdgGrp")
#: Each code with the elements and the attribute that it is about.
_CLASSED = (
    ("app.type-unknown", ("app",), "type"),
    ("rdg.type-unknown", _READINGS, "type"),
    ("rdg.cause-unknown", _READINGS, "cause"),
)
#: Words are compared with each other: a document with more of them does not class readings.
_MOST, _LONGEST = 100, 40


def check_vocabularies(survey: Survey) -> Iterator[Finding]:
    """Findings `app.type-unknown`, `rdg.type-unknown` and `rdg.cause-unknown` of one document."""
    for code, elements, attribute in _CLASSED:
        count: Counter[str] = Counter()
        first: dict[str, etree._Element] = {}
        for name in elements:
            for element in survey.named.get(name, ()):
                if value := element.get(attribute):
                    count[value] += 1
                    first.setdefault(value, element)
        if len(count) < 2:
            continue
        declared = _declared(survey, count)
        for value, meant in _unknown(count, declared):
            told = f"@{attribute} has the word {short(value)}, which "
            if declared:
                told += "no category of a taxonomy declares"
                hint = f'did you mean "{meant}"? ' if meant else ""
                hint += f"Declared are {listed(sorted(declared))}"
            else:
                told += f'is like "{meant}", the word used {count[meant]} times'
                hint = f'did you mean "{meant}"?'
            place = survey.document.tree.place(first[value], attribute)
            told += elsewhere(count[value])
            yield found(code, place, told, hint)


def _declared(survey: Survey, count: Counter[str]) -> frozenset[str]:
    """The ids and names of categories, if two thirds of the words are among them."""
    words = frozenset(
        word.strip()
        for category in survey.named.get("category", ())
        for word in (category.get(XML_ID), category.get("n"))
        if word
    )
    used = sum(number for value, number in count.items() if value in words)
    return words if 3 * used >= 2 * count.total() else frozenset()


def _unknown(count: Counter[str], declared: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Words that are a slip or strange, with the one that was probably meant."""
    if declared:
        guesser = Guesser(declared)
        for value in count:
            if value not in declared:
                yield value, guesser.near(value)
        return
    if len(count) > _MOST:
        return
    for value, number in count.items():
        if number > 2 or not 4 <= len(value) <= _LONGEST:
            continue
        for other, often in count.most_common():
            if often < 3 * number or often < 3:
                break
            if _is_slip(value, other):
                yield value, other
                break


def _is_slip(value: str, meant: str) -> bool:
    """Whether one letter (in long words two) is wrong, missing, too many or misplaced."""
    if abs(len(value) - len(meant)) > 2 or len(meant) > _LONGEST:
        return False
    letters = "".join(c for c in value if not c.isdigit())
    if letters == "".join(c for c in meant if not c.isdigit()) and letters != value:
        return False  # numbered words
    return _distance(value, meant) <= (2 if min(len(value), len(meant)) >= 9 else 1)


def _distance(one: str, other: str) -> int:
    """Letters to add, take out, change or exchange with their neighbour to get the other word."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        above, before2 = row, before
        row = [i]
        for j, b in enumerate(other, start=1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before2[j - 2] + 1)
            row.append(cost)
        before = above
    return row[-1]
