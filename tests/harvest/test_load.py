"""Four harvesters and publications at once: nobody sees an error, nobody lacks a record at the end.

SIGLUM_ROUNDS says how often something is published; `make test` is content with twice.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import quote

import pytest
from test_killed import TEXT, TOML

ROUNDS = int(os.environ.get("SIGLUM_ROUNDS", "2"))
TEXTS = 120
PUBLISH = [sys.executable, "-m", "siglum", "publish", "-q"]
_HEADER = re.compile(
    r"<header( status=\"deleted\")?><identifier>oai:letters.example.org:(t\d+)</identifier>"
    r"<datestamp>([^<]+)<"
)


class Harvester(threading.Thread):
    """Keeps a copy of the edition: takes all, then again and again what is newer than last time."""

    def __init__(self, port: int, prefix: str, ended: threading.Event) -> None:
        super().__init__()
        self.copy: dict[str, tuple[str, bool]] = {}
        self.errors: list[str] = []
        self.harvests = self.requests = 0
        self._port, self._prefix, self._ended = port, prefix, ended
        self._since = ""

    def run(self) -> None:
        while not self._ended.is_set():
            self.harvest()

    def harvest(self) -> None:
        """One harvest; next time it is asked for what is newer than the first answer of this."""
        path = f"/oai?verb=ListRecords&metadataPrefix={self._prefix}"
        path += f"&from={self._since}" if self._since else ""
        since = ""
        while path:
            body = self._ask(path)
            since = since or re.findall(r"<responseDate>([^<]+)<", body)[0]
            for gone, name, stamp in _HEADER.findall(body):
                self.copy[name] = (stamp, bool(gone))
            token = re.findall(r"<resumptionToken[^>]*>([^<]+)<", body)
            path = f"/oai?verb=ListRecords&resumptionToken={quote(token[0])}" if token else ""
        self._since = since
        self.harvests += 1

    def _ask(self, path: str) -> str:
        asked = http.client.HTTPConnection("127.0.0.1", self._port, timeout=300)
        try:
            asked.request("GET", path)
            answer = asked.getresponse()
            body = answer.read().decode()
        finally:
            asked.close()
        self.requests += 1
        time.sleep(0.02)  # the others want to be served too, and something is to be published
        errors = set(re.findall(r'<error code="(\w+)"', body)) - {"noRecordsMatch"}
        if answer.status != 200 or errors or not body.endswith("</OAI-PMH>\n"):
            self.errors.append(f"{path}: {answer.status} {body[-300:]}")
        return body


def test_four_harvesters_and_publications_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each ends with the copy that the ledger tells of: every change, addition and withdrawal."""
    (tmp_path / "tei").mkdir()
    (tmp_path / "edition.toml").write_text(f"{TOML}[publish.tombstones]\n")

    def put(number: int, words: object) -> None:
        text = TEXT.format(n=number, words=words)
        (tmp_path / "tei" / f"t{number}.xml").write_text(text)

    def publish() -> None:
        subprocess.run(PUBLISH, cwd=tmp_path, check=True, stderr=subprocess.DEVNULL)

    for number in range(TEXTS):
        put(number, "x")
    publish()
    command = [sys.executable, "-m", "siglum", "serve", "-q", "--port", "0"]
    ended = threading.Event()
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        port = int(re.findall(r":(\d+)/", server.stderr.readline())[0])
        prefixes = ("oai_dc", "mods", "datacite", "marcxml")
        harvesters = [Harvester(port, prefix, ended) for prefix in prefixes]
        for one in harvesters:
            one.start()
        try:
            for turn in range(1, ROUNDS + 1):
                for number in range(turn % 7, TEXTS, 7):
                    if (tmp_path / "tei" / f"t{number}.xml").exists():
                        put(number, turn)
                put(TEXTS + turn, "new")
                (tmp_path / "tei" / f"t{turn * 3}.xml").unlink()
                with (tmp_path / "edition.toml").open("a") as file:
                    file.write(f't{turn * 3} = "Withdrawn."\n')
                publish()
        finally:
            ended.set()
            for one in harvesters:
                one.join()
        time.sleep(1)  # whatever is newer has a later second than what was asked for
        for one in harvesters:
            one.harvest()
        server.terminate()
        log = server.stderr.read()
    lines = [json.loads(line) for line in (tmp_path / "ledger.jsonl").read_text().splitlines()[1:]]
    told = {line["id"]: (line["datestamp"], bool(line.get("deleted"))) for line in lines}
    assert len(told) == TEXTS + ROUNDS
    assert [one.errors for one in harvesters] == [[], [], [], []]
    assert [one.copy == told for one in harvesters] == [True] * 4
    assert log == ""
    if ROUNDS > 2:
        with capsys.disabled():
            counts = [(one.harvests, one.requests) for one in harvesters]
            sys.stdout.write(f"\n{ROUNDS} publications; harvests and requests: {counts}\n")
