"""How fast siglum checks against a TEI schema, and how much memory it takes, beside jing.

    .venv/bin/python benchmarks/validation.py [one] [corpora] [registers] [memory]

See README.md for what each part measures. Nothing is asserted: times depend on the machine, so
that what counts are ratios of one run.
"""

# ruff: noqa: INP001 - scripts are no package

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from lxml import etree

from siglum.checks.checking import Checker
from siglum.config import Config
from siglum.documents import read_documents
from siglum.findings import EditionError
from siglum.schema.grammar import read_grammar
from siglum.schema.validation import validate
from siglum.source.parsing import read_source
from siglum.sources import SourceFile

TOP = Path(__file__).resolve().parents[1]
SHARED = TOP.parent / "shared"
SIGLUM = [sys.executable, "-m", "siglum"]
#: Files of the corpora for the first part, from small to large.
FILES = (
    "ddbdp-sample/bgu.1.2.xml",
    "plaoul/lectio21/lectio21.xml",
    "prakrit/tei/Pālitta/joika-iso.xml",
    "balex/ldlt-balex.xml",
    "castello-anima/tei/text/castello-anima-teiText.xml",
)
TEI = "http://www.tei-c.org/ns/1.0"


def main() -> None:
    """Run the parts that are named, or all of them."""
    parts: dict[str, Callable[[Path, Path], None]] = {
        "one": one_file,
        "corpora": all_documents,
        "registers": registers,
        "memory": memory,
    }
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="|".join(parts))
    parser.add_argument("--schema", type=Path, default=SHARED / "schemas" / "tei_all.rng")
    parser.add_argument("--corpora", type=Path, default=SHARED / "corpora")
    arguments = parser.parse_args()
    if not arguments.schema.is_file() or not arguments.corpora.is_dir():
        parser.error("the schema or the corpora are not there: name them with --schema, --corpora")
    say(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}, schema {arguments.schema.name}")
    for name in arguments.parts or parts:
        say(f"\n## {name}\n")
        parts[name](arguments.schema, arguments.corpora)


# --- the parts ------------------------------------------------------------------------------


def one_file(schema: Path, corpora: Path) -> None:
    """One file in one process: `siglum check --schema` beside `jing -i`, wall time.

    Once with all checks, once with validation alone, which is what jing does.
    """
    rows = []
    for name in _files(corpora):
        file = corpora / name
        with tempfile.TemporaryDirectory() as folder:
            published = publish(corpora, [file], Path(folder))
            size = f"{file.stat().st_size / 1e6:.2f}"
            for some, what in ((), "all checks"), (("--select", "schema"), "validation"):
                ours, theirs, errors = beside(
                    [*SIGLUM, "check", "-q", *some, "--schema", str(schema), str(file)],
                    ["jing", "-i", str(schema), *map(str, published)],
                    times=5,
                )
                rows.append((name, size, what, errors, *seconds(ours, theirs)))
    table(("file", "MB", "siglum", "jing's errors", "siglum s", "jing s", "ratio"), rows)


def all_documents(schema: Path, corpora: Path) -> None:
    """All documents of the corpora in one call, with all checks, beside one process of jing.

    jing gets what siglum reads: XInclude resolved, no DOCTYPE, and none of the files that cannot
    be read as TEI.
    """
    files = sorted(corpora.rglob("*.xml"))
    with tempfile.TemporaryDirectory() as folder:
        published = publish(corpora, files, Path(folder))
        size = sum(file.stat().st_size for file in published) / 1e6
        rows = []
        for jobs in ((), ("-j", "1")):
            ours, theirs, errors = beside(
                [*SIGLUM, "check", "-q", *jobs, "--schema", str(schema), str(corpora)],
                ["jing", "-i", str(schema), *map(str, published)],
                times=3,
            )
            name = " ".join(("siglum check", *jobs))
            rows.append((name, len(published), f"{size:.0f}", errors, *seconds(ours, theirs)))
    table(("", "documents", "MB", "jing's errors", "siglum s", "jing s", "ratio"), rows)


def registers(schema: Path, _: Path) -> None:
    """Lists of persons: linear if the time for each stays the same. libxml2 is cubic here."""
    grammar = read_grammar(schema, schema.parent, schema.name)
    rows = []
    for number in (1_000, 3_000, 10_000, 30_000, 100_000):
        source = register(number)
        root = etree.fromstring(source, etree.XMLParser(huge_tree=True))
        spent = []
        for _try in range(3):
            begin = time.perf_counter()
            mistakes = validate(grammar, root)
            spent.append(time.perf_counter() - begin)
            assert not mistakes
        with tempfile.NamedTemporaryFile(suffix=".xml") as file:
            file.write(source)
            file.flush()
            theirs, _errors = timed(["jing", "-i", str(schema), file.name])
        best = min(spent)
        rows.append((number, f"{best:.3f}", f"{best / number * 1e6:.1f}", f"{theirs:.2f}"))
    table(("persons", "validation s", "µs each", "jing s, with its start"), rows)


def memory(schema: Path, corpora: Path) -> None:
    """The largest file: memory for its tree, and what checking takes beyond that."""
    largest = max(corpora.rglob("*.xml"), key=lambda file: file.stat().st_size)
    rows = []
    for told, only in (("validation", True), ("all checks and validation", False)):
        read, end = os.pipe()
        child = os.fork()
        if not child:  # in a process of its own: what is let go is not given back
            os.write(end, " ".join(map(str, _consumed(schema, largest, only))).encode())
            os._exit(0)
        os.waitpid(child, 0)
        os.close(end)
        with os.fdopen(read) as answer:
            before, tree, peak = map(float, answer.read().split())
        rows.append(
            (told, f"{largest.stat().st_size / 1e6:.1f}", f"{tree - before:.0f}", f"{peak:.0f}")
        )
    table(("", "file MB", "tree MB", "beyond it at the peak MB"), rows)


def _consumed(schema: Path, file: Path, only: bool) -> tuple[float, float, float]:
    """Memory in MB before the file was read and with its tree, and what checking added at most."""
    before = resident()
    source = SourceFile(file, file.parent, file.name)
    if only:
        tree = read_source(file, jail=file.parent)
        held = resident()
        reset_peak()
        validate(read_grammar(schema, schema.parent, schema.name), tree.root)
    else:
        documents = read_documents(source, set())
        first = next(documents)
        held = resident()
        reset_peak()
        checker = Checker(Config(file.parent, schema=schema))
        checker.check(first, file.parent)
        for document in documents:
            checker.check(document, file.parent)
    return before, held, peak() - held


# --- measuring ------------------------------------------------------------------------------


def beside(ours: list[str], theirs: list[str], times: int) -> tuple[list[float], list[float], int]:
    """Wall times of two commands, run in turns, and the number of lines the second one writes."""
    both: tuple[list[float], list[float]] = ([], [])
    lines = 0
    for _ in range(times):
        both[0].append(timed(ours)[0])
        spent, lines = timed(theirs)
        both[1].append(spent)
    return *both, lines


def timed(command: list[str]) -> tuple[float, int]:
    """The wall time of a command, and how many lines it wrote. A failure is raised."""
    begin = time.perf_counter()
    run = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - our own words
    spent = time.perf_counter() - begin
    if run.returncode not in (0, 1) or b"Traceback" in run.stderr:
        raise SystemExit(f"{' '.join(command[:6])} …: {run.stderr.decode()[-2000:]}")
    return spent, run.stdout.count(b"\n")


def resident() -> float:
    """The memory that this process has now, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def reset_peak() -> None:
    """Let the kernel count the peak anew (Linux)."""
    Path("/proc/self/clear_refs").write_text("5")


def peak() -> float:
    """The most memory since `reset_peak`, in MB."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024 / 1e6


def publish(corpora: Path, files: Iterable[Path], folder: Path) -> list[Path]:
    """Write the documents as siglum reads them, and leave out what it refuses."""
    written = []
    for number, file in enumerate(files):
        jail = corpora / file.relative_to(corpora).parts[0]
        try:
            tree = read_source(file, jail=jail)
        except EditionError:
            continue
        path = folder / f"{number:05d}.xml"
        path.write_bytes(etree.tostring(tree.root, encoding="UTF-8"))
        written.append(path)
    return written


def register(number: int) -> bytes:
    """A TEI document with so many persons."""
    persons = "".join(
        f'<person xml:id="p{count}"><persName>Name {count}</persName><birth when="1285"/></person>'
        for count in range(number)
    )
    return (
        f'<TEI xmlns="{TEI}"><teiHeader><fileDesc><titleStmt><title>Register</title></titleStmt>'
        "<publicationStmt><p>none</p></publicationStmt><sourceDesc><p>none</p></sourceDesc>"
        f"</fileDesc></teiHeader><standOff><listPerson>{persons}</listPerson></standOff></TEI>"
    ).encode()


def _files(corpora: Path) -> list[str]:
    """Those of FILES that are there, and the largest file."""
    largest = max(corpora.rglob("*.xml"), key=lambda file: file.stat().st_size)
    names = [name for name in FILES if (corpora / name).is_file()]
    return [*names, *[n for n in [str(largest.relative_to(corpora))] if n not in names]]


# --- telling --------------------------------------------------------------------------------


def seconds(ours: list[float], theirs: list[float]) -> tuple[str, str, str]:
    """Medians, and how much of jing's time siglum takes."""
    a, b = statistics.median(ours), statistics.median(theirs)
    return f"{a:.2f}", f"{b:.2f}", f"{a / b:.2f}"


def table(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    """Print a table in Markdown."""
    say(f"| {' | '.join(head)} |")
    say(f"|{'---|' * len(head)}")
    for row in rows:
        say(f"| {' | '.join(map(str, row))} |")


def say(words: str) -> None:
    """Print, at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    if not shutil.which("jing"):
        raise SystemExit("jing is needed to compare with (package jing)")
    main()
