"""OUT and the SOURCEs it was built from -> figures of what is on the pages and in print.

python -m tests.proof OUT SOURCE… [--site] [--paper] [--all]
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from tests.proof import reading
from tests.proof.site import Figures, check_site, find_folders

_TOLD = 20


def main(arguments: list[str]) -> int:
    """Check one output; 1 if anything is missing or wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.proof", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("sources", type=Path, nargs="+")
    parser.add_argument("--site", action="store_true", help="only the website")
    parser.add_argument("--paper", action="store_true", help="only the PDFs")
    parser.add_argument("--all", action="store_true", help="tell all misses")
    given = parser.parse_args(arguments)
    both = given.site == given.paper
    texts = [text for path in reading.sources(given.sources) for text in reading.read(path)]
    misses: list[str] = []
    total: Counter[str] = Counter()
    for text, folder in find_folders(given.out / "site", texts) if both or given.site else []:
        name = f"{text.path.name}{f' ({text.number})' if text.number else ''}"
        if folder is None:
            misses.append(f"{text.path}:1: the site has no pages of it")
            continue
        _tell("site ", name, check_site(text, folder), misses, total)
    if both or given.paper:
        from tests.proof.paper import check_paper, find_book

        for text in texts:
            book = find_book(given.out / "pdf", text)
            if book is None:
                misses.append(f"{text.path}:1: there is no PDF of it")
                continue
            _tell("paper", text.path.name, check_paper(text, book), misses, total)
    if len(texts) > 1:
        _say(_line("all  ", "", total))
    for miss in misses if given.all else misses[:_TOLD]:
        _say(miss)
    if len(misses) > _TOLD and not given.all:
        _say(f"… and {len(misses) - _TOLD} more (--all tells them)")
    _say(f"{len(misses)} misses" if misses else "nothing is lost")
    return 1 if misses else 0


def _tell(where: str, name: str, figures: Figures, misses: list[str], total: Counter[str]) -> None:
    _say(_line(where, name, figures.counts))
    total.update(figures.counts)
    misses += figures.misses


def _line(where: str, name: str, counts: Counter[str]) -> str:
    shown = [
        f"{what} {counts[f'{what} right']}/{counts[what]}"
        for what in counts
        if not what.endswith(" right") and f"{what} right" in counts
    ]
    shown += [
        f"{what} {counts[what]}"
        for what in counts
        if not what.endswith(" right") and f"{what} right" not in counts and counts[what]
    ]
    return f"{where} {name}: {', '.join(shown)}"


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
