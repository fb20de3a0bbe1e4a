"""The server of the standard library: whole answers, slow and odd clients, an end in good order."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from service import item, write

from siglum.harvest import server as serving
from siglum.harvest.application import application
from siglum.harvest.server import Server

FIRST = "/oai?verb=ListRecords&metadataPrefix=oai_dc"


class Running:
    """A server that runs in a thread, and what it logs."""

    def __init__(self, file: Path, clients: int) -> None:
        self.log: list[str] = []
        self.server = Server(application(file), "127.0.0.1", 0, self.log.append, clients)
        self.port = self.server.server_port
        self.thread = threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.02}
        )
        self.thread.start()

    def get(
        self, path: str = FIRST, method: str = "GET", body: bytes | None = None
    ) -> tuple[int, bytes]:
        """Ask -> status and body."""
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            asked.request(method, path, body)
            answer = asked.getresponse()
            return answer.status, answer.read()
        finally:
            asked.close()

    def raw(self, data: bytes) -> bytes:
        """Send bytes -> all that comes back, also from a server that hangs up before it reads."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as asked:
            told = b""
            with contextlib.suppress(OSError):
                asked.sendall(data)
                asked.shutdown(socket.SHUT_WR)
            with contextlib.suppress(ConnectionError):
                while part := asked.recv(65_536):
                    told += part
            return told

    def close(self) -> None:
        """End, after what was begun."""
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture
def running(texts: Path) -> Iterator[Callable[..., Running]]:
    """`running(clients)` -> a server of 250 texts that serves so many clients at once."""
    made: list[Running] = []

    def run(clients: int = 64) -> Running:
        made.append(Running(texts, clients))
        return made[-1]

    yield run
    for one in made:
        one.close()


def test_answers_come_whole_and_are_logged(running: Callable[..., Running]) -> None:
    """The access log has a line for each request, in the common form."""
    here = running()
    status, body = here.get()
    assert status == 200
    assert body.endswith(b"</OAI-PMH>\n")
    assert here.get("/oai", "POST", b"verb=Identify")[0] == 200
    assert here.get("/nowhere")[0] == 404
    here.close()
    missing, first, posted = sorted(here.log, key=lambda line: line.partition('"')[2])
    assert first.startswith("127.0.0.1 - [")
    assert '"GET /nowhere HTTP/1.1" 404' in missing
    assert first.endswith(f'] "GET {FIRST} HTTP/1.1" 200 {len(body)}')
    assert '"POST /oai HTTP/1.1" 200' in posted


def test_a_long_body_is_read_and_answered(running: Callable[..., Running]) -> None:
    """Who sends ten megabytes hears that it is too much."""
    here = running()
    status, body = here.get("/oai", "POST", b"x" * 10_000_000)
    assert status == 200
    assert b'code="badArgument"' in body


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"nonsense\r\n\r\n", b"400"),
        (b"GET " + b"x" * 70_000 + b" HTTP/1.1\r\n\r\n", b"414"),
        (b"GET /oai HTTP/1.1\r\n" + b"X: y\r\n" * 200 + b"\r\n", b"431"),
        (b"GET /oai?verb=Identify HTTP/9\r\n\r\n", b"400"),
        (b"\0\xff\r\n\r\n", b"400"),
        (b"POST /oai HTTP/1.1\r\nContent-Length: 99\r\n\r\nverb=Identify", b"200"),
        (b"BREW /oai HTTP/1.1\r\n\r\n", b"405"),
        (b"GET /oai?verb=\xff%zz\0 HTTP/1.1\r\n\r\n", b"200"),
        (b"GET //../../etc/passwd HTTP/1.1\r\n\r\n", b"404"),
    ],
)
def test_odd_requests(running: Callable[..., Running], sent: bytes, status: bytes) -> None:
    """Each gets an answer of HTTP; none is a failure of ours."""
    here = running()
    told = here.raw(sent)
    assert status in told.split(b"\r\n")[0]
    assert b"Traceback" not in told
    here.close()
    assert not [line for line in here.log if not line.isascii() or not line.isprintable()]


def test_who_says_nothing_is_dropped(
    running: Callable[..., Running], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A client has some seconds to ask in, however it drips."""
    monkeypatch.setattr(serving, "_TO_ASK", 0.3)
    here = running()
    with socket.create_connection(("127.0.0.1", here.port), timeout=20) as asked:
        asked.sendall(b"GET /oai")
        assert asked.recv(10) == b""
    here.close()
    assert here.log == [] or "gave up" in here.log[0] or "timed out" in here.log[0]


def test_more_clients_than_places(running: Callable[..., Running]) -> None:
    """Those who find no place are told to come again, at once; then it goes on."""
    here = running(2)
    waiting = [socket.create_connection(("127.0.0.1", here.port)) for _ in range(2)]
    for one in waiting:
        one.sendall(b"GET /oai")
    time.sleep(0.2)
    told = here.raw(b"")
    assert told.startswith(b"HTTP/1.0 503 ")
    assert b"Retry-After: 30" in told
    for one in waiting:
        one.close()
    for _ in range(100):
        if here.raw(b"GET /health HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.0 200 "):
            break
        time.sleep(0.05)
    assert here.get("/health")[0] == 200


def test_many_clients_at_once(running: Callable[..., Running]) -> None:
    """Each gets its whole answer."""
    here = running()
    expected = here.get()[1].partition(b"<request")[2]
    told: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: told.append(here.get()[1].partition(b"<request")[2]))
        for _ in range(24)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    tokenless = [one.partition(b"<resumptionToken")[0] for one in (*told, expected)]
    assert len(tokenless) == 25
    assert len(set(tokenless)) == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_in_good_order(tmp_path: Path, number: int) -> None:
    """`siglum serve` ends with 0, after the answers it has begun; nothing is told but the log."""
    file = write(tmp_path / "harvest.sqlite", [item(0)], 1)
    command = [sys.executable, "-m", "siglum", "serve", str(file), "--port", "0"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stderr is not None
        ready = process.stderr.readline()
        assert "answers at http://127.0.0.1:" in ready
        port = int(ready.partition("127.0.0.1:")[2].partition("/")[0])
        asked = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        asked.request("GET", "/oai?verb=Identify")
        assert asked.getresponse().read().endswith(b"</OAI-PMH>\n")
        asked.close()
        process.send_signal(number)
        assert process.wait(20) == 0
        assert '"GET /oai?verb=Identify HTTP/1.1" 200' in process.stderr.read()


def test_a_file_that_is_not_there_yet(tmp_path: Path) -> None:
    """The service begins all the same, and says at once what is missing."""
    command = [sys.executable, "-m", "siglum", "serve", str(tmp_path / "none"), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert "answers at" in process.stderr.readline()
        told = process.stderr.readline()
        assert "publish with url in [edition] and email in [publish]; until then" in told
        process.terminate()
        assert process.wait(20) == 0


def test_a_port_that_is_taken(texts: Path) -> None:
    """Wrong usage, in a sentence."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "siglum", "serve", str(texts), "--port", port]
        told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 2
    assert f"cannot answer at 127.0.0.1, port {port}: Address already in use" in told.stderr


def test_no_file_and_no_edition(tmp_path: Path) -> None:
    """There is nothing to serve, and it is told what to name."""
    command = [sys.executable, "-m", "siglum", "serve", "-C", str(tmp_path)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 2
    assert "name the file (harvest.sqlite), or the folder of an edition (-C)" in told.stderr
