"""How fast the service answers, how soon, and how much memory it takes.

    .venv/bin/python benchmarks/serving.py [60000 1000000] [--clients 4]

See README.md. Nothing is asserted: figures mean something beside those of the same machine.
"""

# ruff: noqa: INP001, S603, T201 - scripts are no package, run themselves, and print

from __future__ import annotations

import argparse
import http.client
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from siglum.harvest.writing import Item, Offer, Placed, Resource, harvest_file

DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
RECORD = (
    '<oai_dc:dc xmlns:oai_dc="{dc}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>Letter {n} of a correspondence</dc:title><dc:creator>N. N.</dc:creator>"
    "<dc:publisher>A. Press</dc:publisher><dc:date>1999</dc:date><dc:type>Text</dc:type>"
    "<dc:identifier>https://letters.example.org/texts/letter-{n}/index.html</dc:identifier>"
    "<dc:language>lat</dc:language>"
    "<dc:relation>https://letters.example.org/downloads/letter-{n}.xml</dc:relation>"
    "<dc:rights>https://creativecommons.org/licenses/by/4.0/</dc:rights></oai_dc:dc>"
)
TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p xml:id="p{n}">Neque illis, quod dictum'
    " est {n}.</p></body></text></TEI>"
)
TOLD = {
    "title": "Letters", "url": "https://letters.example.org", "email": "us@letters.example.org",
    "service": "https://letters.example.org", "domain": "letters.example.org",
    "earliest": "2020-01-01T00:00:00Z",
}  # fmt: skip


def main() -> None:
    """Make a file of each size, and harvest it from a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[60_000])
    parser.add_argument("--clients", type=int, default=4, help="how many harvest at once at last")
    options = parser.parse_args()
    for size in options.sizes:
        with tempfile.TemporaryDirectory(prefix="siglum-") as folder:
            _measure(Path(folder) / "harvest.sqlite", size, options.clients)


def _measure(file: Path, size: int, clients: int) -> None:
    start = time.process_time()
    _write(file, size)
    took = time.process_time() - start
    megabytes = file.stat().st_size / 1e6
    print(f"{size:9,} texts: written in {took / size * 1e6:.0f} µs each, {megabytes:,.0f} MB")
    command = [sys.executable, "-m", "siglum", "serve", "-q", str(file), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        port = int(re.findall(r":(\d+)/", server.stderr.readline())[0])
        try:
            for prefix in ("oai_dc", "tei"):
                most = min(size, 60_000)
                before = _worked(server.pid)
                seconds = _harvest(port, f"metadataPrefix={prefix}", most)
                worked = _worked(server.pid) - before
                print(
                    f"{'':9} {prefix}: {most / seconds:,.0f} records a second,"
                    f" {most / worked:,.0f} in a second of the processor"
                )
            for what, asked in _single(size):
                times = [_ask(port, asked)[1] * 1000 for _ in range(30)]
                middle, worst = statistics.median(times), max(times)
                print(f"{'':9} {what}: {middle:.1f} ms, at most {worst:.1f} ms")
            most = min(size, 30_000)
            threads = [
                threading.Thread(target=_harvest, args=(port, "metadataPrefix=oai_dc", most))
                for _ in range(clients)
            ]
            start = time.perf_counter()
            for one in threads:
                one.start()
            for one in threads:
                one.join()
            seconds = time.perf_counter() - start
            print(f"{'':9} {clients} at once: {clients * most / seconds:,.0f} records a second")
            print(f"{'':9} memory of the service: at most {_peak(server.pid):.0f} MB", flush=True)
        finally:
            server.send_signal(signal.SIGTERM)


def _write(file: Path, size: int) -> None:
    with harvest_file(file) as writer:
        tei = "http://www.tei-c.org/ns/1.0"
        writer.offer(
            [Offer("oai_dc", f"{DC[:-1]}.xsd", DC), Offer("tei", "https://x/tei.xsd", tei)]
        )
        for n in range(size):
            made = {"oai_dc": RECORD.format(dc=DC, n=n).encode()}
            text = TEI.format(n=n).encode()
            if n % 50:  # some cannot be given in a list
                made["tei"] = text
            passage = Placed("1", 1, None, 0, "{}", 55, 100, 0, 0)
            told = '{"title":"Letter","citationTrees":[]}'
            contexts = ['[[0,"<TEI>"]]']
            document = Resource(f"letter-{n}", told, text, [("", [passage])], contexts)
            writer.add_text(made, document)
        writer.finish(TOLD, {"kind": "By kind"}, _items(size))


def _items(size: int) -> Iterator[Item]:
    for n in range(size):
        stamp = f"20{20 + n % 6}-{n % 12 + 1:02}-{n % 28 + 1:02}T{n % 24:02}:00:00Z"
        text = None if n % 200 == 0 else n
        kind = "letter" if n % 3 else "text"
        right = "https://creativecommons.org/licenses/by/4.0/"
        yield Item(f"oai:letters.example.org:letter-{n}", stamp, text, (f"kind:{kind}",), (right,))


def _single(size: int) -> list[tuple[str, str]]:
    """Requests whose first byte should come soon, however many texts there are."""
    last = f"letter-{size - 1}"
    name = f"oai:letters.example.org:{last}"
    lists = "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc"
    return [
        ("Identify", "/oai?verb=Identify"),
        ("GetRecord", f"/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier={name}"),
        ("a page of all", lists),
        ("a page of a set", f"{lists}&set=kind:letter&from=2022-01-01"),
        ("a page of what some lack", lists.replace("oai_dc", "tei")),
        ("a page of a set of that", f"{lists.replace('oai_dc', 'tei')}&set=kind:text"),
        ("nothing matches", f"{lists}&from=2099-01-01"),
        ("DTS: the collection, last page", f"/dts/collection?page={(size + 99) // 100}"),
        ("DTS: navigation", f"/dts/navigation?resource={last}&down=-1"),
    ]


def _ask(port: int, path: str) -> tuple[bytes, float]:
    """The body, and the seconds until its first byte."""
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    start = time.perf_counter()
    asked.request("GET", path)
    answer = asked.getresponse()
    seconds = time.perf_counter() - start
    body = answer.read()
    asked.close()
    return body, seconds


def _harvest(port: int, asked: str, most: int) -> float:
    """Take so many records, page by page -> the seconds that it took."""
    start, count = time.perf_counter(), 0
    path = f"/oai?verb=ListRecords&{asked}"
    while path and count < most:
        body, _ = _ask(port, path)
        count += body.count(b"<record>")
        found = re.search(rb"<resumptionToken[^>]*>([^<]+)<", body)
        path = f"/oai?verb=ListRecords&resumptionToken={quote(found[1])}" if found else ""
    return time.perf_counter() - start


def _worked(process: int) -> float:
    """The seconds that a process had the processor (Linux), which others do not lengthen much."""
    told = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def _peak(process: int) -> float:
    """The most memory that a process took (Linux), in MB."""
    told = Path(f"/proc/{process}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+)", told)
    return int(found[1]) / 1024 if found and os.name == "posix" else 0.0


if __name__ == "__main__":
    main()
