"""Killed at any moment, publishing and serving leave what can be harvested whole.

SIGLUM_ROUNDS says how often; `make test` is content with a few.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import quote

from service import Client, item, write

ROUNDS = int(os.environ.get("SIGLUM_ROUNDS", "2"))
TOML = """\
[edition]
title = "Letters"
url = "https://letters.example.org"
licence = "CC0"
[publish]
email = "us@letters.example.org"
[outputs.website]
"""
TEXT = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="t{n}"><teiHeader><fileDesc><titleStmt>'
    "<title>{n}</title></titleStmt><publicationStmt><p>P</p></publicationStmt><sourceDesc><p>s</p>"
    "</sourceDesc></fileDesc></teiHeader><text><body><p>{words}</p></body></text></TEI>"
)
NEXT = "/oai?verb=ListIdentifiers&resumptionToken="
PUBLISH = [sys.executable, "-m", "siglum", "publish", "-q"]


def _change(folder: Path, number: int) -> None:
    for n in range(12):
        words = number if n % 3 == number % 3 else "x"
        (folder / "tei" / f"t{n}.xml").write_text(TEXT.format(n=n, words=words))


def _stamps(file: Path) -> dict[str, str]:
    """The datestamp of each text, as a ledger has it."""
    lines = [json.loads(line) for line in file.read_text().splitlines()[1:]]
    return {line["id"]: line["datestamp"] for line in lines}


def _harvested(file: Path) -> dict[str, str]:
    """The datestamp of each text, as the service tells it."""
    body = Client(file, None).send("verb=ListRecords&metadataPrefix=oai_dc")[2].decode()
    return dict(re.findall(r":(t\d+)</identifier><datestamp>([^<]+)<", body))


def test_publishing_is_killed(tmp_path: Path) -> None:
    """What is public is one publication, whole: the file says what its ledger says."""
    (tmp_path / "tei").mkdir()
    (tmp_path / "edition.toml").write_text(TOML)
    _change(tmp_path, 0)
    start = time.monotonic()
    subprocess.run(PUBLISH, cwd=tmp_path, check=True, stderr=subprocess.DEVNULL)
    longest = time.monotonic() - start
    chance = random.Random(ROUNDS)  # noqa: S311 - moments, no secrets
    public = tmp_path / "public"
    for number in range(1, ROUNDS + 1):
        _change(tmp_path, number)
        with subprocess.Popen(PUBLISH, cwd=tmp_path, stderr=subprocess.DEVNULL) as process:
            time.sleep(chance.uniform(0.3, 1.1) * longest)
            process.send_signal(signal.SIGKILL)
        told = _harvested(public / "harvest.sqlite")
        assert len(told) == 12
        assert told == _stamps(public / "ledger.jsonl")
    subprocess.run(PUBLISH, cwd=tmp_path, check=True, stderr=subprocess.DEVNULL)
    assert _harvested(public / "harvest.sqlite") == _stamps(tmp_path / "ledger.jsonl")


def test_the_service_is_killed(tmp_path: Path) -> None:
    """A harvest goes on at the page where it was, with whatever server there is then."""
    file = write(tmp_path / "harvest.sqlite", (item(n) for n in range(1000)), 1000)
    command = [sys.executable, "-m", "siglum", "serve", "-q", str(file), "--port", "0"]
    chance = random.Random(ROUNDS)  # noqa: S311 - moments, no secrets
    found: list[str] = []
    path = "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc"
    while path:
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
            assert server.stderr is not None
            port = int(re.findall(r":(\d+)/", server.stderr.readline())[0])
            killing = threading.Timer(chance.uniform(0.001, 0.05), server.kill)
            killing.start()
            while path:
                asked = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
                try:
                    asked.request("GET", path)
                    body = asked.getresponse().read().decode()
                except (OSError, http.client.HTTPException):
                    break
                finally:
                    asked.close()
                found += re.findall(r"text/(\d+)</identifier>", body)
                token = re.findall(r"<resumptionToken[^>]*>([^<]+)<", body)
                path = (
                    "/oai?verb=ListIdentifiers&resumptionToken=" + quote(token[0]) if token else ""
                )
            killing.cancel()
            server.kill()
    assert sorted(map(int, found)) == list(range(1000))
