"""How what `siglum publish` takes grows with the number of texts.

    .venv/bin/python benchmarks/publishing.py [1000 4000 16000 60000] [--website] [--once]

See README.md. Nothing is asserted: what counts are ratios of one run.
"""

# ruff: noqa: INP001, S603, T201 - scripts are no package, run themselves, and print

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TEXT = """\
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="t{n}"><teiHeader><fileDesc>
<titleStmt><title>Letter {n}</title><author>N. N.</author></titleStmt>
<publicationStmt><publisher>A. Press</publisher><availability>
<licence target="https://creativecommons.org/licenses/by/4.0/">CC BY</licence>
</availability></publicationStmt>
<sourceDesc><listWit><witness xml:id="A">Codex A</witness><witness xml:id="B">Codex B</witness>
</listWit></sourceDesc></fileDesc></teiHeader>
<text xml:lang="la"><body><div><head>Letter {n}</head>
<p>Neque <app><lem wit="#A">illis</lem><rdg wit="#B">illi</rdg></app>, quod dictum est {n}.</p>
<p>Alterum <app><lem wit="#A">verbum</lem><rdg wit="#B"/></app> sequitur.</p>
</div></body></text></TEI>
"""
TOML = """\
[edition]
title = "Letters"
url = "https://letters.example.org"
[publish]
email = "us@letters.example.org"
[outputs.tei]
"""


def main() -> None:
    """Publish editions of equal texts, of each size one, each in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[1000, 4000, 16_000, 60_000])
    parser.add_argument(
        "--website", action="store_true", help="make the website too, and the file for harvesters"
    )
    parser.add_argument("--once", action="store_true", help="do not publish a second time")
    parser.add_argument("--in", dest="folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.folder:
        _publish(options.folder, 1 if options.once else 2)
        return
    first: tuple[int, float, float] | None = None
    for number in options.sizes:
        *times, peak = _measured(number, options.website, options.once)
        each = [time / number * 1000 for time in times]
        told = f"{number:6} texts: {each[0]:5.1f} ms each, peak {peak:.0f} MB"
        if not options.once:
            told += f", again {each[1]:5.1f} ms each"
        if first is not None:
            more = (peak - first[2]) * 1_000_000 / (number - first[0])
            told += f"; cost of a text: ratio {each[0] / first[1]:.2f}"
            told += f"; memory for each further text: {more:.0f} bytes"
        print(told, flush=True)
        first = first or (number, each[0], peak)


def _measured(number: int, website: bool, once: bool) -> list[float]:
    """Seconds of the processor for each publication of so many texts, and the peak in MB."""
    with tempfile.TemporaryDirectory(prefix="siglum-") as work:
        folder = Path(work)
        (folder / "tei").mkdir()
        for n in range(number):
            (folder / "tei" / f"t{n}.xml").write_text(TEXT.format(n=n))
        more = "[outputs.website]\n" if website else ""
        (folder / "edition.toml").write_text(TOML + more)
        command = [sys.executable, __file__, "--in", work, *["--once"] * once]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return [float(one) for one in told.split()]


def _publish(folder: Path, often: int) -> None:
    """Publish the edition in `folder` -> seconds of the processor each time, the peak in MB."""
    from siglum.config import read_config
    from siglum.publishing import publish

    config, _ = read_config(folder)
    times = []
    for _ in range(often):
        start = time.process_time()
        if not publish(config).written:
            raise SystemExit("nothing was published")
        times.append(time.process_time() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1_000_000
    print(*times, peak)


if __name__ == "__main__":
    main()
