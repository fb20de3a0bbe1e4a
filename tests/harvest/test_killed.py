"""Killed at any moment, publishing and serving leave what can be harvested whole.

SIGLUM_ROUNDS says how often; `make test` is content with a few.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import random
import re
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import quote

import pytest
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


def _tell(capsys: pytest.CaptureFixture[str], told: str) -> None:
    """Say how it was, if somebody asked for more rounds than usual."""
    if ROUNDS > 2:
        with capsys.disabled():
            sys.stdout.write(f"\n{told}\n")


def test_publishing_is_killed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is public is one publication, whole: the file says what its ledger says."""
    (tmp_path / "tei").mkdir()
    (tmp_path / "edition.toml").write_text(TOML)
    _change(tmp_path, 0)
    start = time.monotonic()
    subprocess.run(PUBLISH, cwd=tmp_path, check=True, stderr=subprocess.DEVNULL)
    longest = time.monotonic() - start
    chance = random.Random(ROUNDS)  # noqa: S311 - moments, no secrets
    public, killed, number = tmp_path / "public", 0, 0
    while killed < ROUNDS:
        number += 1
        _change(tmp_path, number)
        start = time.monotonic()
        with subprocess.Popen(PUBLISH, cwd=tmp_path, stderr=subprocess.DEVNULL) as process:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(chance.uniform(0.3, 1.0) * longest)
                longest = time.monotonic() - start
            process.kill()
        killed += process.returncode != 0
        told = _harvested(public / "harvest.sqlite")
        assert len(told) == 12
        assert told == _stamps(public / "ledger.jsonl")
    _tell(capsys, f"publish: {killed} of {number} runs killed before their end, no state torn")
    subprocess.run(PUBLISH, cwd=tmp_path, check=True, stderr=subprocess.DEVNULL)
    assert _harvested(public / "harvest.sqlite") == _stamps(tmp_path / "ledger.jsonl")
    assert {one.name for one in tmp_path.iterdir()} == {
        "edition.toml", "ledger.jsonl", "public", "tei",
    }  # fmt: skip


def _page(port: int, path: str) -> str:
    """A page, or nothing if the service went away meanwhile."""
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=200)
    try:
        asked.request("GET", path)
        answer = asked.getresponse()
        assert answer.status == 200
        return answer.read().decode()
    except (OSError, http.client.HTTPException):
        return ""
    finally:
        asked.close()


def test_the_service_is_killed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A harvest goes on at the page where it was, with whatever server there is then."""
    file = write(tmp_path / "harvest.sqlite", (item(n) for n in range(1000)), 1000)
    command = [sys.executable, "-m", "siglum", "serve", "-q", str(file), "--port", "0"]
    chance = random.Random(ROUNDS)  # noqa: S311 - moments, no secrets
    first = "/oai?verb=ListIdentifiers&metadataPrefix=oai_dc"
    killed = harvests = 0
    path, found = first, list[str]()
    while killed < ROUNDS or path != first:
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
            assert server.stderr is not None
            port = int(re.findall(r":(\d+)/", server.stderr.readline())[0])
            killing = threading.Timer(chance.uniform(0.001, 0.08), server.kill)
            killing.start()
            while body := _page(port, path):
                found += re.findall(r"text/(\d+)</identifier>", body)
                token = re.findall(r"<resumptionToken[^>]*>([^<]+)<", body)
                path = NEXT + quote(token[0]) if token else first
                if not token:
                    assert sorted(map(int, found)) == list(range(1000))
                    found, harvests = [], harvests + 1
                    if killed >= ROUNDS:
                        break
            killing.cancel()
            server.kill()
        killed += 1
    _tell(capsys, f"serve: killed {killed} times, {harvests} harvests, each whole")
