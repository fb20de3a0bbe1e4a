"""What the guide prints for servers is taken from it and run: nginx, gunicorn, systemd.

SIGLUM_GUNICORN names a gunicorn that can import siglum, if it is not beside this Python.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from service import item, tei, write

from siglum.harvest.layout import NAME

GUIDE = (Path(__file__).parents[2] / "docs" / "guide.md").read_text("utf-8")
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
GUNICORN = os.environ.get("SIGLUM_GUNICORN") or shutil.which(
    "gunicorn", path=str(Path(sys.executable).parent)
)
ANALYZE = shutil.which("systemd-analyze")
TEXTS = 1000
#: What stands in the guide, and is another here.
PUBLIC, UPSTREAM, PROGRAM = "/srv/letters/public", "127.0.0.1:8317", "/srv/siglum/bin/siglum"


def _block(language: str, word: str) -> str:
    """The one block of the guide in that language that has a word in it."""
    blocks = re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)
    (found,) = [one for one in blocks if word in one]
    return str(found)


def _changed(text: str, **changes: str) -> str:
    """The same for other places; whatever is to be another must be there."""
    for name, new in changes.items():
        old = {"public": PUBLIC, "upstream": UPSTREAM, "program": PROGRAM}[name]
        assert old in text
        text = text.replace(old, new)
    return text


def _free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def _get(port: int, path: str) -> tuple[int, dict[str, str], bytes]:
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=200)
    try:
        asked.request("GET", path, headers={"Host": "letters.example.org"})
        answer = asked.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        asked.close()


@contextmanager
def _running(command: list[str], port: int, **more: object) -> Iterator[None]:
    """A program while it runs, once it answers."""
    with subprocess.Popen(command, **more) as process:  # type: ignore[call-overload]
        try:
            for _ in range(600):
                assert process.poll() is None
                try:
                    socket.create_connection(("127.0.0.1", port), timeout=200).close()
                    break
                except OSError:
                    time.sleep(0.05)
            yield
        finally:
            process.send_signal(signal.SIGTERM)


@pytest.fixture
def public(tmp_path: Path) -> Path:
    """A public folder with a page, and with the records of a thousand texts."""
    public = tmp_path / "public"
    (public / "site").mkdir(parents=True)
    (public / "site" / "index.html").write_text("<p>The letters.</p>")
    write(public / NAME, (item(n) for n in range(TEXTS)), TEXTS)
    return public


@contextmanager
def _nginx(folder: Path, port: int, site: str) -> Iterator[None]:
    """An nginx with a configuration of sites, which needs places of its own."""
    work = "\n".join(
        f"{kind}_temp_path {folder}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;\n" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"{user}daemon off;\nerror_log {folder}/error.log;\npid {folder}/pid;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{work}\n{site}}}\n"
    )
    assert NGINX is not None
    with _running([NGINX, "-c", str(folder / "nginx.conf"), "-p", str(folder)], port):
        yield


def _words(command: str) -> tuple[dict[str, str], list[str]]:
    """What is exported, and the words of the command after it."""
    exported, _, last = command.strip().partition("\n")
    name, _, value = exported.removeprefix("export ").partition("=")
    return {name: value}, shlex.split(last)


@pytest.mark.skipif(not NGINX, reason="there is no nginx (package nginx-light)")
@pytest.mark.skipif(not GUNICORN, reason="there is no gunicorn beside this Python")
def test_nginx_and_gunicorn(tmp_path: Path, public: Path) -> None:
    """Several workers behind nginx: pages beside, a harvest over publications, an honest 503."""
    sickle = pytest.importorskip("sickle", reason="sickle is not installed")
    port, upstream = _free(), _free()
    told = _changed(_block("sh", "gunicorn"), public=str(public), upstream=f"127.0.0.1:{upstream}")
    environment, command = _words(told)
    assert GUNICORN is not None
    command[0] = GUNICORN
    site = _changed(_block("nginx", "limit_req_zone"), public=str(public))
    site = _changed(site, upstream=f"127.0.0.1:{upstream}")
    assert "server {\n" in site
    site = site.replace("server {\n", f"server {{\nlisten 127.0.0.1:{port};\n")
    with _nginx(tmp_path, port, site):
        status, headers, _ = _get(port, "/oai?verb=Identify")
        assert (status, headers["Retry-After"]) == (503, "30")
        assert _get(port, "/")[2] == b"<p>The letters.</p>"
        with _running(command, upstream, env={**os.environ, **environment}):
            assert b"<Identify>" in _get(port, "/oai?verb=Identify")[2]
            assert json.loads(_get(port, "/dts")[2])["@type"] == "EntryPoint"
            assert "/oai" in json.loads(_get(port, "/openapi.json")[2])["paths"]
            assert _get(port, "/health")[0] == 404
            assert _get(port, f"/oai?x={'y' * 7900}")[0] == 200
            client = sickle.Sickle(
                f"http://127.0.0.1:{port}/oai", headers={"Host": "letters.example.org"}, timeout=200
            )
            found = []
            for record in client.ListRecords(metadataPrefix="oai_dc"):
                found.append(record.header.identifier)
                if len(found) in (250, 650):
                    late = f"2026-11-28T18:00:0{len(found) // 250}Z"
                    items = (item(n, stamp=late if n % 9 == 0 else "") for n in range(TEXTS))
                    write(public / NAME, items, TEXTS, tei)
            assert {int(one.rpartition("/")[2]) for one in found} == set(range(TEXTS))


@pytest.mark.skipif(not NGINX, reason="there is no nginx (package nginx-light)")
def test_nginx_gives_the_files_of_dts(tmp_path: Path, public: Path) -> None:
    """With their types, for tools in browsers, and under every name that a reference may have."""
    names = {
        "index.jsonld": "application/ld+json",
        "navigation/a;down=-1/1:é ?#%/index.jsonld": "application/ld+json",
        "document/a/1:2/index.tei": "application/tei+xml",
    }
    for name in names:
        file = public / "site" / "dts" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    port = _free()
    location = _block("nginx", "jsonld")
    site = f"server {{ listen 127.0.0.1:{port}; root {public}/site;\n{location}}}\n"
    with _nginx(tmp_path, port, site):
        for name, media in names.items():
            parts = [quote(part, safe=";=") for part in name.split("/")]
            status, headers, body = _get(port, f"/dts/{'/'.join(parts)}")
            assert (status, headers["Content-Type"], body.decode()) == (200, media, name)
            assert headers["Access-Control-Allow-Origin"] == "*"
        assert _get(port, "/dts/navigation/a/start/index.jsonld")[0] == 404


@pytest.mark.skipif(not ANALYZE, reason="there is no systemd-analyze")
def test_the_unit_of_systemd(tmp_path: Path) -> None:
    """It understands every line of it."""
    program = tmp_path / "siglum"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    unit = tmp_path / "letters-oai.service"
    unit.write_text(_changed(_block("ini", "ExecStart"), program=str(program)))
    assert ANALYZE is not None
    told = subprocess.run(
        [ANALYZE, "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False
    )
    about = [line for line in told.stderr.splitlines() if unit.name in line]
    assert (told.returncode, about) == (0, [])


def test_the_commands_of_the_unit_and_of_the_container(tmp_path: Path, public: Path) -> None:
    """Both serve the file; in the container, to whoever may reach it."""
    unit = _changed(_block("ini", "ExecStart"), public=str(public), program="siglum")
    started = shlex.split(re.findall("ExecStart=(.*)", unit)[0])
    container = _block("dockerfile", "CMD").replace("/data/public", str(public))
    commands = [started, json.loads(re.findall(r"CMD (\[.*\])", container)[0])]
    mounted = _block("sh", "podman run")
    assert "-v /srv/letters:/data:ro" in mounted
    assert "letters-oai" in mounted
    for command in commands:
        port = _free()
        assert command[0] == "siglum"
        words = [sys.executable, "-m", *command]
        words = words[: words.index("--port")] if "--port" in words else words
        with _running([*words, "-q", "--port", str(port)], port, cwd=tmp_path):
            assert _get(port, "/health")[0] == 200
