"""What all tests share: small TEI documents, a copy of the bundled edition, a browser, no network.

Marks: `browser`, `pdf` and `corpora` tests need something that may be absent. They are skipped
with the reason; with CI=true a missing program is a failure, since there it is an error of ours.
"""

from __future__ import annotations

import functools
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

TOP = Path(__file__).parents[1]
CORPORA = TOP.parent / "shared" / "corpora"
IN_CI = os.environ.get("CI") == "true"

_BLOCKS = ("div", "div1", "p", "ab", "lg", "l", "sp", "head", "list", "table", "quote", "pb")
_CHROMIUM = [
    "--headless",
    "--no-sandbox",  # tests may run as root, in a container
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def top() -> Path:
    """The folder that holds pyproject.toml."""
    return TOP


@pytest.fixture(scope="session")
def tei() -> Callable[..., bytes]:
    """`tei("<app>…</app>")` -> a small TEI document with that in its text, as bytes.

    What does not begin with a block is wrapped in a <p>. `witnesses` are declared in a listWit;
    `header` is added to the teiHeader, `language` is the xml:lang of the text.
    """

    def build(
        fragment: str, *, witnesses: str = "A B C", header: str = "", language: str = "la"
    ) -> bytes:
        first = re.match(r"\s*<([\w.-]+)", fragment)
        if not first or first[1] not in _BLOCKS:
            fragment = f"<p>{fragment}</p>"
        declared = "".join(
            f'<witness xml:id="{siglum}">Codex {siglum}</witness>' for siglum in witnesses.split()
        )
        listed = f"<listWit>{declared}</listWit>" if declared else "<p>made for a test</p>"
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<TEI xmlns="http://www.tei-c.org/ns/1.0">\n<teiHeader><fileDesc>'
            "<titleStmt><title>A test</title></titleStmt>"
            "<publicationStmt><p>unpublished</p></publicationStmt>"
            f"<sourceDesc>{listed}</sourceDesc></fileDesc>{header}</teiHeader>\n"
            f'<text xml:lang="{language}"><body>\n{fragment}\n</body></text>\n</TEI>\n'
        ).encode()

    return build


@pytest.fixture
def edition_folder(tmp_path: Path) -> Path:
    """A copy of the bundled edition (edition.toml and tei/) that a test may change."""
    folder = tmp_path / "edition"
    folder.mkdir()
    shutil.copy(TOP / "edition.toml", folder)
    shutil.copytree(TOP / "tei", folder / "tei")
    return folder


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of real editions beside the checkout; use it with the mark `corpora`."""
    return CORPORA


@pytest.fixture(scope="session")
def whole_corpora() -> bool:
    """Whether every file of the corpora is wanted (`make corpora`), not only a sample."""
    return os.environ.get("SIGLUM_CORPORA") == "all"


# --- what may be absent ---------------------------------------------------------------------


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("corpora") and not CORPORA.is_dir():
        pytest.skip("the corpora do not lie beside this checkout")
    if item.get_closest_marker("browser") and not _browser():
        _absent("there is no Chromium")
    if item.get_closest_marker("pdf") and not shutil.which("pdftotext"):
        _absent("there is no pdftotext (package poppler-utils)")


def _absent(reason: str) -> None:
    if IN_CI:
        pytest.fail(f"{reason}; run make test, which installs it", pytrace=False)
    pytest.skip(reason)


@functools.cache
def _browser() -> str:
    """The path of a Chromium that starts, or an empty string."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    for path in filter(None, map(shutil.which, names)):
        # Ubuntu's chromium-browser may be a shell that only asks for its snap
        if subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0:
            return path
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:  # what `playwright install` fetched
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else ""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A running Chromium (a playwright Browser): `chromium.new_context(…)` for each test."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_browser(), args=_CHROMIUM)
        yield browser
        browser.close()


# --- no network -----------------------------------------------------------------------------


def _refuse_network(event: str, arguments: tuple[Any, ...]) -> None:
    """Fail whatever leaves this machine. Loopback and sockets that are files stay open."""
    if event == "socket.connect":
        address = arguments[1]
        if not isinstance(address, tuple):
            return
        host = address[0]
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    host = host.decode() if isinstance(host, bytes) else host
    if host not in ("localhost", "::1", None, "") and not host.startswith("127."):
        raise AssertionError(f"a test asks the network for {host}")


sys.addaudithook(_refuse_network)
