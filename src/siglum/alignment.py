"""Two texts that say the same -> which blocks of one belong beside which of the other.

Alignment is defined here once, for whatever lays texts side by side. What ties blocks:

1. pointers: `@corresp` of a block, or of something in it, to the other text (TEI Guidelines 17.4);
2. equal numbers: the number in the margin, with those of the divisions around, or of the part
   that is not divided further in the other text (1.2 beside 1.2.1, 1.2.2 …);
3. their order: as many blocks on both sides, else as many divisions; else all is one row.

Rows keep the order of both texts: where ties cross, all blocks between share one row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from siglum.source.identity import ID, slug
from siglum.source.namespaces import TEI, XML_LANG
from siglum.source.numbering import NUMBER
from siglum.source.vocabulary import BREAKS, names

_T: Final = f"{{{TEI}}}"
#: What may hold one of several parallel texts, or its divisions.
HOLDERS: Final = names(
    "text body front back group floatingText div div1 div2 div3 div4 div5 div6 div7"
)
_DIVISIONS: Final = names("div div1 div2 div3 div4 div5 div6 div7")
#: What stands between blocks without being one.
LOOSE: Final = BREAKS | names("anchor gap space fw")
_TRANSLATIONS: Final = frozenset(("translation", "traduction", "translatio", "trans", "parallel"))
#: Texts are tied by numbers if at least this part of the blocks of the shorter one has a partner.
_ENOUGH: Final = 0.5


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, verse, heading … of a text.

    `ids` are its identifier and those in it, `points` what it and what is in it point to;
    `number` the number by which it is cited, `division` how many divisions began before it,
    `heading` whether it is one.
    """

    ids: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    number: str = ""
    division: int = 0
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Blocks that stand beside each other, by their positions; one side may have none."""

    first: tuple[int, ...] = ()
    second: tuple[int, ...] = ()


def align(first: Sequence[Block], second: Sequence[Block]) -> list[Row]:
    """The rows of two texts, in the order of both; every block is in one row."""
    ties = _by_pointers(first, second) or _by_numbers(first, second) or _by_order(first, second)
    rows: list[Row] = []
    loose: list[Row] = []  # that have one side only, since the last that has both
    for row in _rows(ties, len(first), len(second)):
        if row.first and row.second:
            rows += [*_paired(loose, first, second), row]
            loose = []
        else:
            loose.append(row)
    return rows + _paired(loose, first, second)


def _paired(loose: list[Row], first: Sequence[Block], second: Sequence[Block]) -> list[Row]:
    """What nothing ties between two ties: as many on both sides are pairs, and so are headings."""
    here = [n for row in loose for n in row.first]
    there = [n for row in loose for n in row.second]
    pairs = 0
    if len(here) == len(there):
        pairs = len(here)
    else:
        while pairs < min(len(here), len(there)):
            if not (first[here[pairs]].heading and second[there[pairs]].heading):
                break
            pairs += 1
    rows = [Row((one,), (other,)) for one, other in zip(here[:pairs], there, strict=False)]
    rest = [row for row in loose if row.first and row.first[0] in here[pairs:]]
    return rows + rest + [Row((), (n,)) for n in there[pairs:]]


def _by_pointers(first: Sequence[Block], second: Sequence[Block]) -> set[tuple[int, int]]:
    here = {name: n for n, block in enumerate(first) for name in block.ids}
    there = {name: n for n, block in enumerate(second) for name in block.ids}
    ties = {(here[p], n) for n, block in enumerate(second) for p in block.points if p in here}
    return ties | {
        (n, there[p]) for n, block in enumerate(first) for p in block.points if p in there
    }


def _by_numbers(first: Sequence[Block], second: Sequence[Block]) -> set[tuple[int, int]]:
    sides = []
    for side in (first, second):
        numbers: dict[str, int] = {}
        for n, block in enumerate(side):
            if block.number:
                numbers.setdefault(block.number, n)
        sides.append(numbers)
    here, there = sides
    ties = {(n, at) for number, n in here.items() if (at := _found(number, there)) >= 0}
    ties |= {(at, n) for number, n in there.items() if (at := _found(number, here)) >= 0}
    fewer = min(len(here), len(there))
    tied = min(len({one for one, _ in ties}), len({other for _, other in ties}))
    return ties if tied > 1 and tied >= _ENOUGH * fewer else set()


def _found(number: str, numbers: dict[str, int]) -> int:
    """The block with a number, else with what is around it: 1.2 for 1.2.3; -1 if there is none."""
    while number:
        if number in numbers:
            return numbers[number]
        number = number.rpartition(".")[0]
    return -1


def _by_order(first: Sequence[Block], second: Sequence[Block]) -> set[tuple[int, int]]:
    if len(first) == len(second):
        return {(n, n) for n in range(len(first))}
    here, there = ({block.division for block in side} for side in (first, second))
    if len(here) == len(there) > 1:
        pairs = dict(zip(sorted(here), sorted(there), strict=True))
        starts = {block.division: n for n, block in reversed(list(enumerate(second)))}
        ends = {block.division: n for n, block in enumerate(second)}
        return {
            (n, at)
            for n, block in enumerate(first)
            for at in (starts[pairs[block.division]], ends[pairs[block.division]])
        }
    if not first or not second:
        return set()
    last, end = len(first) - 1, len(second) - 1
    return {(0, 0), (0, end), (last, 0), (last, end)}


def _rows(ties: Iterable[tuple[int, int]], first: int, second: int) -> list[Row]:
    """Rows from ties: the smallest stretches of both texts that no tie leaves."""
    here: dict[int, int] = {}  # block -> the last one of the other text that it is tied to
    there: dict[int, int] = {}
    for one, other in ties:
        here[one] = max(other, here.get(one, other))
        there[other] = max(one, there.get(other, one))
    rows: list[Row] = []
    i = j = 0
    while i < first or j < second:
        if i < first and i not in here:
            rows.append(Row((i,), ()))
            i += 1
        elif j < second and j not in there:
            rows.append(Row((), (j,)))
            j += 1
        else:
            ends = _stretch(i, j, here, there)
            rows.append(Row(tuple(range(i, ends[0])), tuple(range(j, ends[1]))))
            i, j = ends
    return rows


def _stretch(i: int, j: int, here: dict[int, int], there: dict[int, int]) -> tuple[int, int]:
    """Where the stretches end that begin with two blocks, both tied to something."""
    seen_i, seen_j = i, j
    end_i, end_j = i + 1, j + 1
    while seen_i < end_i or seen_j < end_j:
        while seen_i < end_i:
            end_j = max(end_j, here.get(seen_i, -1) + 1)
            seen_i += 1
        while seen_j < end_j:
            end_i = max(end_i, there.get(seen_j, -1) + 1)
            seen_j += 1
    return end_i, end_j


# --- from trees ---------------------------------------------------------------------------------


def blocks_of(holder: etree._Element) -> list[etree._Element]:
    """The blocks of a text in normal form, in order: what its holders hold, and no holder."""
    return list(_blocks(holder))


def _blocks(holder: etree._Element) -> Iterator[etree._Element]:
    for child in holder.iterchildren(etree.Element):
        if child.tag in HOLDERS:
            yield from _blocks(child)
        elif child.tag not in LOOSE:
            yield child


def blocks_of_unit(tree: etree._Element) -> list[etree._Element]:
    """The blocks of a stored unit, in order."""
    holders = [child for child in tree.iterchildren(etree.Element) if child.tag in HOLDERS]
    return [block for holder in holders for block in _blocks(holder)]


def read_blocks(elements: Sequence[etree._Element], other: str = "") -> list[Block]:
    """What alignment has to know of the blocks of one text.

    `other` is the name of the file that the other text is in, if it is another one.
    """
    divisions: dict[etree._Element, int] = {}
    made: list[Block] = []
    for element in elements:
        around = next(element.iterancestors(*_DIVISIONS), None)
        division = 0 if around is None else divisions.setdefault(around, len(divisions) + 1)
        ids: list[str] = []
        points: list[str] = []
        for inner in element.iter(etree.Element):
            if name := inner.get(ID):
                ids.append(name)
            for token in inner.get("corresp", "").split():
                file, sign, name = token.partition("#")
                if sign and file.rpartition("/")[2] == other:
                    points.append(slug(name))
        heading = element.tag == f"{_T}head"
        made.append(Block(tuple(ids), tuple(points), _number(element), division, heading))
    return made


def _number(element: etree._Element) -> str:
    if number := element.get(NUMBER):
        return number
    own = element.get("n", "").strip()
    path = [up.get("n", "").strip() for up in element.iterancestors(*_DIVISIONS)][::-1]
    if own:
        return ".".join(part for part in (*path, own) if part)
    if element.tag == f"{_T}head" and any(path):
        return "head " + ".".join(part for part in path if part)
    first = next((inner.get(NUMBER, "") for inner in element.iter() if inner.get(NUMBER)), "")
    return first if element.tag == f"{_T}lg" else ""


def parallel_texts(tree: etree._Element) -> list[tuple[etree._Element, etree._Element]]:
    """The pairs of texts in `tree` that stand one after the other and say the same.

    A translation (by its `@type`) and what it follows, in another language or of another kind; or
    two divisions of which one points to the other, block by block.
    """
    found: list[tuple[etree._Element, etree._Element]] = []
    taken: set[etree._Element] = set()
    for second in tree.iter(*HOLDERS):
        first = _before(second)
        if first is None or first in taken or taken & set(second.iterancestors()):
            continue
        if _say_the_same(first, second):
            found.append((first, second))
            taken.update((first, second))
    return found


def _before(holder: etree._Element) -> etree._Element | None:
    """The text that stands right before another, perhaps after parts without a word."""
    before = holder.getprevious()
    while before is not None and not _speaks(before):
        before = before.getprevious()
    return before if before is not None and before.tag == holder.tag else None


def _speaks(element: etree._Element) -> bool:
    return any(text.strip() for text in element.itertext())


def _say_the_same(first: etree._Element, second: etree._Element) -> bool:
    if not _speaks(second):
        return False
    here, there = blocks_of(first), blocks_of(second)
    if not here or not there:
        return False
    kind = second.get("type", "").strip().lower()
    if kind in _TRANSLATIONS and first.get("type", "").strip().lower() != kind:
        languages = {one.get(XML_LANG, "") for one in (first, second)}
        return len(languages) > 1 or first.get("type") != second.get("type")
    blocks = read_blocks(there)
    ids = {name for block in read_blocks(here) for name in block.ids}
    tied = sum(1 for block in blocks if any(point in ids for point in block.points))
    return tied > 1 and tied >= _ENOUGH * len(blocks)
