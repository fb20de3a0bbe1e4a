"""The service -> a server of the standard library, that runs until it is told to stop.

It is meant to stand behind a web server that knows TLS; alone it is good enough to try things out.
Each client has a thread, a length of request and a time, so that none can hold up the others.
"""

from __future__ import annotations

import io
import re
import signal
import socket
import socketserver
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Final
from wsgiref.simple_server import ServerHandler, WSGIRequestHandler, WSGIServer

from siglum.harvest.application import Application
from siglum.harvest.arguments import LONGEST

#: So many clients are served at once; others are told to come again.
CLIENTS: Final = 64
#: Seconds that a client may take to ask, and to take the answer.
_TO_ASK: Final = 20.0
_TO_TAKE: Final = 300.0
#: A line of a request, and as much of a body as is read in order to throw it away.
_LINE: Final = 65_536
_MOST: Final = 16_000_000
_BUSY: Final = (
    b"HTTP/1.0 503 Service Unavailable\r\nRetry-After: 30\r\nContent-Type: text/plain\r\n"
    b"Content-Length: 18\r\nConnection: close\r\n\r\nPlease come again\n"
)
Log = Callable[[str], None]


def serve(
    application: Application, host: str, port: int, log: Log, ready: Callable[[str], None]
) -> None:
    """Answer at `host` and `port` until SIGTERM or SIGINT, then end what was begun.

    `log` is told of each request, `ready` once of the address. Raises OSError where the port cannot
    be had.
    """
    with Server(application, host, port, log) as server:
        told = threading.Event()
        before = {
            one: signal.signal(one, lambda *_: told.set())
            for one in (signal.SIGTERM, signal.SIGINT)
        }
        answering = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.2})
        answering.start()
        try:
            ready(server.address)
            told.wait()
        finally:
            server.shutdown()
            answering.join()
            for one, handler in before.items():
                signal.signal(one, handler)


class Server(socketserver.ThreadingMixIn, WSGIServer):
    """A server of `application`; leaving the `with` waits for what was begun."""

    daemon_threads = False
    block_on_close = True
    request_queue_size = 128

    def __init__(
        self, application: Application, host: str, port: int, log: Log, clients: int = CLIENTS
    ) -> None:
        if ":" in host:
            self.address_family = socket.AF_INET6
        self.log = log
        self._clients = clients
        self._places = threading.BoundedSemaphore(clients)
        super().__init__((host, port), _Handler)
        self.set_app(application)

    @property
    def address(self) -> str:
        """Where it answers."""
        host, port = self.socket.getsockname()[:2]
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    def server_bind(self) -> None:
        """Take the port, without asking the network what this machine is called."""
        socketserver.TCPServer.server_bind(self)
        host, port = self.socket.getsockname()[:2]
        self.server_name, self.server_port = host, port
        self.setup_environ()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Give a client a thread, if there is a place."""
        if not self._places.acquire(blocking=False):
            self.log(
                f"{client_address[0]} - {_now()} refused: {self._clients} clients are being served"
            )
            try:
                request.settimeout(1)
                request.sendall(_BUSY)
            except OSError:
                pass
            finally:
                self.shutdown_request(request)
            return
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Serve one client, then give its place back."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._places.release()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002
        """Clients that go away, or are too slow, are no mistake of anybody."""
        self.log(f"{client_address[0]} - {_now()} gave up: {sys.exc_info()[1]!r}")


class _Slow(io.RawIOBase):
    """What a client sends, as long as it sends it in time."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._end = time.monotonic() + _TO_ASK

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._connection.settimeout(max(0.01, self._end - time.monotonic()))
        return self._connection.recv_into(buffer)


class _Answer(ServerHandler):
    """Runs the application; what nobody expects is told in a line, never to the client."""

    server_software = "siglum"
    request_handler: _Handler

    def log_exception(self, exc_info: Any) -> None:
        """One line of what went wrong."""
        self.request_handler.log_message("%s", repr(exc_info[1]))

    def error_output(self, environ: Any, start_response: Any) -> list[bytes]:  # noqa: ARG002
        """What a client sees where the application failed."""
        start_response("503 Service Unavailable", [("Retry-After", "60")], sys.exc_info())
        return [b""]


class _Handler(WSGIRequestHandler):
    """Reads one request and answers it; then the connection ends."""

    server: Server
    error_message_format = "%(code)d %(message)s\n"
    error_content_type = "text/plain; charset=utf-8"

    def setup(self) -> None:
        """Read in time, or not at all."""
        super().setup()
        self.rfile = io.BufferedReader(_Slow(self.connection))

    def handle(self) -> None:
        """Read the whole request, so far as one is worth reading, and answer it."""
        self.raw_requestline = self.rfile.readline(_LINE + 1)
        if len(self.raw_requestline) > _LINE:
            self.requestline = self.request_version = self.command = ""
            self.send_error(414)
            return
        if not self.parse_request():
            return
        body = self._read_body()
        self.connection.settimeout(_TO_TAKE)
        log: Any = _Errors(self)
        out: Any = self.wfile
        handler = _Answer(io.BytesIO(body), out, log, self.get_environ(), multithread=True)
        handler.request_handler = self
        app: Any = self.server.get_app()
        handler.run(app)

    def _read_body(self) -> bytes:
        """The body, if it is not too long; the rest is read too, or the client could not listen."""
        told = self.headers.get("Content-Length", "")
        length = int(told) if re.fullmatch(r"[0-9]{1,12}", told) else 0
        body = self.rfile.read(min(length, LONGEST + 1))
        left = min(length, _MOST) - len(body)
        while left > 0 and (thrown := self.rfile.read(min(_LINE, left))):
            left -= len(thrown)
        return body

    def address_string(self) -> str:
        """The client, or whom the web server in front answers."""
        headers = getattr(self, "headers", None)
        forwarded = headers.get("X-Forwarded-For", "") if headers else ""
        near = str(self.client_address[0])
        return f"{near} for {ascii(forwarded)[1:-1][:60]}" if forwarded else near

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002 - as in the library
        """A line of the access log, in the common form; nothing in it can break the line."""
        told = ascii(format % arguments)[1:-1][:2000]
        self.server.log(f"{self.address_string()} - {_now()} {told}")


class _Errors:
    """What the application tells of itself -> the log."""

    def __init__(self, handler: _Handler) -> None:
        self._log = handler.server.log

    def write(self, told: str) -> None:
        """Tell a line."""
        self._log(told.rstrip("\n"))

    def flush(self) -> None:
        """Nothing is kept back."""


def _now() -> str:
    return datetime.now(UTC).strftime("[%d/%b/%Y:%H:%M:%S +0000]")
