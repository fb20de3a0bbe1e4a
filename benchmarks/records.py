"""How much longer records take than parsing.

    .venv/bin/python benchmarks/records.py [DOCUMENTS]

One header is read again and again and written in every format. The ratio is to the time that
parsing the same file takes in the same run, so that it means the same on any machine.
"""

# ruff: noqa: INP001 - scripts are no package

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from siglum.config import Config
from siglum.crosswalks.formats import FORMATS
from siglum.metadata.reading import read_metadata
from siglum.metadata.record import Standing, record_of_text
from siglum.source.parsing import read_source

SOURCE = Path(__file__).parents[1] / "tei" / "specimen.xml"


def _seconds(times: int, work: Callable[[], object]) -> float:
    start = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - start) / times


def main(times: int) -> None:
    """Print milliseconds a document and the ratio to parsing it."""
    tei = read_source(SOURCE, jail=SOURCE.parent).texts[0]
    config = Config(SOURCE.parent)
    metadata = read_metadata(tei)
    record = record_of_text(metadata, config, Standing("specimen"), "specimen", None)
    parsing = _seconds(times, lambda: read_source(SOURCE, jail=SOURCE.parent))
    told = [("reading the header", _seconds(times, lambda: read_metadata(tei)))]
    told += [(form.title, _seconds(times, partial(form.write, record))) for form in FORMATS]
    told.append(("all", sum(seconds for _, seconds in told)))
    for name, seconds in told:
        sys.stdout.write(
            f"{name:20} {seconds * 1000:7.3f} ms  {seconds / parsing:5.2f} x parsing\n"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
