"""How what `siglum publish` takes grows with the number of texts.

    .venv/bin/python benchmarks/publishing.py [--small 1000] [--large 60000] [--website]

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
[outputs.tei]
"""


def main() -> None:
    """Publish a small and a large edition of equal texts, each in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=int, default=1000)
    parser.add_argument("--large", type=int, default=60_000)
    parser.add_argument("--website", action="store_true", help="make the website too")
    parser.add_argument("--in", dest="folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.folder:
        _publish(options.folder)
        return
    cost: dict[int, tuple[float, float, float]] = {}
    for number in (options.small, options.large):
        with tempfile.TemporaryDirectory(prefix="siglum-") as work:
            folder = Path(work)
            (folder / "tei").mkdir()
            for n in range(number):
                (folder / "tei" / f"t{n}.xml").write_text(TEXT.format(n=n))
            more = "[outputs.website]\n" if options.website else ""
            (folder / "edition.toml").write_text(TOML + more)
            command = [sys.executable, __file__, "--in", str(folder)]
            told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        first, again, peak = map(float, told.split())
        cost[number] = first, again, peak
        print(
            f"{number:6} texts: {first / number * 1000:5.1f} ms each, again"
            f" {again / number * 1000:5.1f} ms each, peak {peak:.0f} MB"
        )
    small, large = cost[options.small], cost[options.large]
    share = (large[0] / options.large) / (small[0] / options.small)
    more_memory = (large[2] - small[2]) * 1000 / (options.large - options.small)
    print(f"cost of a text: ratio {share:.2f}; memory for each further text: {more_memory:.1f} kB")


def _publish(folder: Path) -> None:
    """Publish the edition in `folder` twice -> seconds of the processor, and the peak in MB."""
    from siglum.config import read_config
    from siglum.publishing import publish

    config, _ = read_config(folder)
    times = []
    for _ in range(2):
        start = time.process_time()
        if not publish(config).written:
            raise SystemExit("nothing was published")
        times.append(time.process_time() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(*times, peak)


if __name__ == "__main__":
    main()
