"""How much a critical apparatus costs: time beside that of the text alone, memory, and extremes.

    .venv/bin/python benchmarks/apparatus.py [PART …] [--pdf]

See README.md for the parts. Nothing is asserted: times depend on the machine, so
that what counts are ratios of one run.
"""

# ruff: noqa: INP001 - scripts are no package

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from generated import edition, nested, on_one_word

SIGLUM = [sys.executable, "-m", "siglum"]


def main() -> None:
    """Run the parts that are named, or all of them."""
    parts: dict[str, Callable[[str, int], None]] = {
        "ratio": ratio,
        "witnesses": witnesses,
        "growth": growth,
        "extremes": extremes,
        "memory": memory,
    }
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="|".join(parts))
    parser.add_argument("--pdf", action="store_true", help="set books instead of websites")
    parser.add_argument("--times", type=int, default=3, help="runs of which the median is told")
    arguments = parser.parse_args()
    say(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}")
    for name in arguments.parts or parts:
        say(f"\n## {name}\n")
        parts[name]("pdf" if arguments.pdf else "website", arguments.times)


# --- the parts ------------------------------------------------------------------------------


def ratio(output: str, times: int) -> None:
    """5,000 entries and 45 witnesses beside the same text without apparatus."""
    rows = []
    for every in (10, 14, 25):
        bare = edition(5000, 45, every=every, apparatus=False)
        sources = {
            "positive": edition(5000, 45, every=every),
            "negative": edition(5000, 45, every=every, positive=False),
        }
        for kind, source in sources.items():
            runs = [(run(source, output), run(bare, output)) for _ in range(times)]
            mine, alone = [statistics.median(pair[n].cpu for pair in runs) for n in (0, 1)]
            long, short = [statistics.median(pair[n].wall for pair in runs) for n in (0, 1)]
            cells = (f"{mine:.2f}", f"{alone:.2f}", mine / alone)
            rows.append((kind, every, *cells, f"{long:.2f}", f"{short:.2f}", long / short))
    told = ("CPU s", "text alone", "ratio", "wall s", "text alone", "ratio")
    table(("apparatus", "words for an entry", *told), rows)


def witnesses(_output: str, times: int) -> None:
    """Synopses of all witnesses, and the variation as data, beside the website without them."""
    source = edition(5000, 45, every=14)
    plain = [run(source, "website") for _ in range(times)]
    cpu, wall = [statistics.median(one[n] for one in plain) for n in (0, 1)]
    rows: list[tuple[object, ...]] = [("website alone", f"{cpu:.2f}", "", f"{wall:.2f}", "")]
    asked = {
        "website with synopses and witness pages": ["build", "-q", "--only", "website"],
        "siglum witness W1": ["witness", "W1"],
        "siglum export variants, csv": ["export", "variants", "--format", "csv"],
        "siglum export variants, json": ["export", "variants", "--format", "json"],
        "siglum export variants, nexus": ["export", "variants", "--format", "nexus"],
        "siglum stats": ["stats"],
    }
    for name, command in asked.items():
        found = [run(source, "website", command, synopses=True) for _ in range(times)]
        own, clock = [statistics.median(one[n] for one in found) for n in (0, 1)]
        rows.append((name, f"{own:.2f}", own / cpu, f"{clock:.2f}", clock / wall))
    table(("", "CPU s", "ratio", "wall s", "ratio"), rows)


def growth(output: str, times: int) -> None:
    """2,500, 5,000 and 10,000 entries: linear if the time for each stays the same."""
    rows = []
    for entries in (2500, 5000, 10_000):
        spent = statistics.median(run(edition(entries, 45), output).cpu for _ in range(times))
        rows.append((entries, f"{spent:.2f}", spent / entries * 1000))
    table(("entries", "CPU s", "ms each"), rows)


def extremes(output: str, _times: int) -> None:
    """What no edition has, but a file may: none of it may hang."""
    sources = {
        "2,000 witnesses, 500 entries": edition(500, 2000, positive=False),
        "10,000 entries on one word": on_one_word(10_000),
        "entries 50 deep": nested(50),
    }
    if output == "website":
        sources["2,000 witnesses in each of 500 entries"] = edition(500, 2000)
    rows = []
    for name, source in sources.items():
        used = run(source, output)
        rows.append((name, f"{len(source) / 1e6:.2f}", f"{used.cpu:.2f}", f"{used.memory:.0f}"))
    table(("", "file MB", "CPU s", "MB"), rows)


def memory(output: str, _times: int) -> None:
    """The most memory of a build, beyond that for a text of one word, and the tree of lxml.

    Of the process that takes most, and of all at a time, what they share counted once.
    """
    start = run(edition(1, 1), output, watch=True)
    rows: list[tuple[object, ...]] = []
    for kind in ("positive", "negative"):
        for entries in (5000, 20_000):
            source = edition(entries, 45, positive=kind == "positive")
            used = run(source, output, watch=True)
            tree = tree_memory(source)
            one, every = used.memory - start.memory, used.together - start.together
            cells = (f"{tree:.0f}", f"{one:.0f}", one / tree, f"{every:.0f}", every / tree)
            rows.append((kind, entries, *cells))
    told = ("tree MB", "one process", "ratio", "all processes", "ratio")
    table(("apparatus", "entries", *told), rows)


# --- measuring ------------------------------------------------------------------------------


class Used(NamedTuple):
    """What a command takes: seconds of all processors, seconds of the clock, MB at the most.

    `memory` is that of its largest process, `together` that of all at a time, if they were watched.
    """

    cpu: float
    wall: float
    memory: float
    together: float = 0.0


def run(
    source: bytes,
    output: str,
    command: Sequence[str] = (),
    *,
    synopses: bool = False,
    watch: bool = False,
) -> Used:
    """What one build of an output takes, by default without synopses; or another command.

    To `watch` how much memory all of its processes take makes it slower.
    """
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "tei").mkdir()
        Path(folder, "tei", "text.xml").write_bytes(source)
        said = str(synopses).lower()
        settings = f"[outputs.website]\nsynopsis = {said}\nwitness_pages = {said}\n"
        Path(folder, "edition.toml").write_text(settings, "utf-8")
        command = [*SIGLUM, *(command or ("build", "-q", "--only", output)), "-C", folder]
        begin = time.perf_counter()
        process = os.posix_spawn(
            command[0],
            command,
            _environment(),
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 1, f"{folder}/made", os.O_WRONLY | os.O_CREAT, 0o600),
                (os.POSIX_SPAWN_OPEN, 2, f"{folder}/told", os.O_WRONLY | os.O_CREAT, 0o600),
            ],
        )
        together = _watch(process) if watch else 0.0
        _, status, used = os.wait4(process, 0)
        wall = time.perf_counter() - begin
        told = Path(folder, "told").read_text("utf-8", "replace")
        if os.waitstatus_to_exitcode(status) not in (0, 1) or "Traceback" in told:
            raise SystemExit(f"{' '.join(command)}: {told[-2000:]}")
    return Used(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1000, together)


def _watch(process: int) -> float:
    """The most memory in MB of a process and all below it, as long as it runs (Linux)."""
    most = 0.0
    while True:
        now = sum(map(_shared_out, _with_children(process)))
        if not now:
            return most
        most = max(most, now)
        time.sleep(0.02)


def _with_children(process: int) -> list[int]:
    try:
        told = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return []
    return [process, *(one for child in told for one in _with_children(int(child)))]


def _shared_out(process: int) -> float:
    """Memory of a process in MB, what it shares with others divided among them; 0 if it ended."""
    try:
        told = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    sizes = (line.split()[1] for line in told.splitlines() if line.startswith("Pss:"))
    return int(next(sizes, "0")) / 1000


def _environment() -> dict[str, str]:
    """Modules come as bytecode: to compile them at each start would count for every text alike."""
    return {name: it for name, it in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def tree_memory(source: bytes) -> float:
    """Memory in MB of the tree that lxml makes of `source`, measured in a process of its own.

    In a new one: a fork would have the room that earlier parts have used and left.
    """
    command = [sys.executable, "-c", _MEASURE]
    told = subprocess.run(command, input=source, capture_output=True, check=True)  # noqa: S603
    return float(told.stdout)


_MEASURE = """
import resource, sys
from pathlib import Path
from lxml import etree

def resident():
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6

source = sys.stdin.buffer.read()
before = resident()
tree = etree.fromstring(source, etree.XMLParser(huge_tree=True))
print(resident() - before)
"""


# --- telling --------------------------------------------------------------------------------


def table(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    """Print a table in Markdown."""
    say(f"| {' | '.join(head)} |")
    say(f"|{'---|' * len(head)}")
    for row in rows:
        cells = (f"{cell:.2f}" if isinstance(cell, float) else str(cell) for cell in row)
        say(f"| {' | '.join(cells)} |")


def say(words: str) -> None:
    """Print, at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
