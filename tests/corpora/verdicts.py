"""A schema and documents -> the verdicts of jing and of siglum on each, and where they differ."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from lxml import etree

from siglum.schema.grammar import read_grammar
from siglum.schema.validation import validate

TOP = Path(__file__).parents[2]
if str(TOP) not in sys.path:  # tests are no package: the fuzzer lives beside the tests of schema
    sys.path.insert(0, str(TOP))

from tests.schema.fuzzing import abridged, mutants, parse  # noqa: E402

#: What says of a tree by a schema: one line for each finding of validation, none if it is valid.
Judge = Callable[[etree._Element], list[str]]

_TOLD = re.compile(r"^(?P<file>/.*?):(?P<line>\d+):(?P<column>\d+): (?P<kind>\w+): (?P<words>.*)$")
BATCH = 1000
LARGE = 3_000_000


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A document that one of the two holds to be valid, and the other not."""

    schema: str
    source: str
    told: str
    jing: tuple[str, ...]
    ours: tuple[str, ...]
    document: bytes = field(default=b"", repr=False)

    def __str__(self) -> str:
        jing = self.jing[0] if self.jing else "valid"
        ours = self.ours[0] if self.ours else "valid"
        return f"{self.schema}, {self.source}\n  {self.told}\n  jing: {jing}\n  siglum: {ours}"


@dataclass(slots=True)
class Tally:
    """How many documents were compared, and what came of it."""

    compared: int = 0
    invalid: int = 0
    same_line: int = 0
    disagreements: list[Disagreement] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.compared} compared, {self.invalid} invalid, first error in the same line"
            f" {self.same_line}, {len(self.disagreements)} disagreements"
        )


def judge_by(schema: Path) -> Judge:
    """What siglum's own validation says by `schema`."""
    grammar = read_grammar(schema, schema.parent, schema.name)

    def judge(root: etree._Element) -> list[str]:
        return [
            f"{mistake.element.sourceline}: {mistake.code}: {mistake.message}"
            for mistake in validate(grammar, root)
        ]

    return judge


def jing(schema: Path, files: Iterable[Path]) -> dict[Path, list[str]]:
    """What `jing -i` says of each file, in one process; ids and idrefs are not its matter here.

    Each message begins with its line. Raises ValueError where jing cannot use the schema.
    """
    files = list(files)
    run = subprocess.run(
        ["jing", "-i", str(schema), *map(str, files)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    told: dict[Path, list[str]] = {file: [] for file in files}
    for line in run.stdout.rstrip("\n").split("\n") if run.stdout else ():
        match = _TOLD.match(line)
        if match is None or Path(match["file"]) not in told:
            raise ValueError(f"jing: {line}")
        told[Path(match["file"])].append(f"{match['line']}: {match['words']}")
    return told


def _line(told: list[str]) -> int:
    """The first line that is spoken of."""
    return min(int(one.split(":", 1)[0]) for one in told)


def compare(
    schema: Path,
    judge: Judge,
    documents: Iterable[tuple[str, str, bytes]],
    folder: Path,
    tally: Tally,
) -> None:
    """Let both judge `documents` (source, what was done, bytes) and add to `tally`.

    The documents are written to `folder`, a batch at a time: one process of jing for each.
    """
    waiting: Iterator[tuple[str, str, bytes]] = iter(documents)
    while batch := list(islice(waiting, BATCH)):
        files = [folder / f"{number:04d}.xml" for number in range(len(batch))]
        for file, (_, _, document) in zip(files, batch, strict=True):
            file.write_bytes(document)
        told = jing(schema, files)
        for file, (source, done, document) in zip(files, batch, strict=True):
            ours = judge(parse(document))
            tally.compared += 1
            tally.invalid += bool(told[file])
            tally.same_line += bool(told[file] and ours) and _line(told[file]) == _line(ours)
            if bool(ours) is not bool(told[file]):
                tally.disagreements.append(
                    Disagreement(
                        schema.name, source, done, tuple(told[file]), tuple(ours), document
                    )
                )


def make_mutants(
    sources: Iterable[Path], seed: str, number: int, judge: Judge, most: int = 400
) -> Iterator[tuple[str, str, bytes]]:
    """At least `number` mutants, evenly of all sources that are valid.

    Sources are abridged to about `most` elements first; what is invalid then has no mutants,
    since it would be invalid whatever is done to it.
    """
    valid: list[tuple[Path, bytes]] = []
    for source in sources:
        try:
            small = abridged(source.read_bytes(), f"{seed}/{source.name}", most)
        except etree.XMLSyntaxError:
            continue
        if not judge(parse(small)):
            valid.append((source, small))
    share = -(-number // max(1, len(valid)))
    for source, small in valid:
        for count, mutant in enumerate(mutants(small, f"{seed}/{source.name}", share)):
            yield f"{source}#{count}", mutant.told, mutant.source


def spread(folders: Iterable[list[Path]], at_most: int) -> Iterator[Path]:
    """Of each list at most so many, from the first to the last; none of more than 3 MB."""
    for folder in folders:
        files = [file for file in folder if file.stat().st_size < LARGE]
        step = max(1, len(files) / at_most)
        for number in range(min(at_most, len(files))):
            yield files[int(number * step)]


def without(document: bytes, quirks: Iterable[tuple[str, re.Pattern[str], str]]) -> bytes:
    """The document with what jing is known to misjudge replaced, in values and in short texts."""
    root = parse(document)
    for element in root.iter("*"):
        for _, pattern, other in quirks:
            for name, value in element.items():
                if pattern.search(value):
                    element.set(name, pattern.sub(other, value))
            if element.text and len(element) == 0 and pattern.search(element.text):
                element.text = pattern.sub(other, element.text)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)
