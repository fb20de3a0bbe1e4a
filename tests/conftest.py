"""What all tests share: small TEI documents, a copy of the bundled edition, a browser, no network.

Marks: `browser`, `pdf` and `corpora` tests need something that may be absent. They are skipped
with the reason; with CI=true a missing program is a failure, since there it is an error of ours.
"""

from __future__ import annotations

import functools
import itertools
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
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

# A busy machine is no mistake; where others wait for the answer, it is the same one twice
hypothesis.settings.register_profile("siglum", deadline=None, derandomize=IN_CI)
hypothesis.settings.load_profile("siglum")


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


# --- a source, published in memory ----------------------------------------------------------


class Published:
    """What becomes of one source: its normal forms, its documents, and their HTML."""

    def __init__(self, path: Path, work: Path, split: int) -> None:
        from siglum.config import Config, OutputOptions, WebsiteOptions
        from siglum.documents import read_documents
        from siglum.edition import Edition, store_document
        from siglum.sources import SourceFile

        config = Config(path.parent, outputs=OutputOptions(WebsiteOptions(split)))
        self.sources = list(read_documents(SourceFile(path, path.parent, path.name), set()))
        documents = [store_document(source, config, work) for source in self.sources]
        self.edition = Edition(config, documents)
        self.document = documents[0]

    def form(self, number: int = 0) -> Any:
        """The normal form of a document."""
        from siglum.apparatus.normal import normal_form

        source = self.sources[number]
        return normal_form(source.tei, files=source.files)

    def findings(self) -> list[Any]:
        """What reading and checking say."""
        from siglum.checks.checking import Checker
        from siglum.config import Config

        found = list(self.sources[0].tree.findings)
        checker = Checker(Config(self.sources[0].tree.path.parent))
        for source in self.sources:
            found += checker.check(source, source.tree.path.parent).findings
        return found

    def renderer(self, medium: str = "web") -> Any:
        """The renderer of this edition, with the built-in stylesheets."""
        from siglum.render.resources import Resources
        from siglum.render.stylesheets import Renderer

        return Renderer(self.edition, Resources(None), medium)  # type: ignore[arg-type]

    def units(self, medium: str = "web") -> list[Any]:
        """The HTML trees of all units of the first document."""
        from lxml import etree

        renderer = self.renderer(medium)
        rendered = [renderer.unit_tree(self.document, n) for n in range(len(self.document.units))]
        return [
            etree.fromstring(sigla.fill(etree.tostring(unit, encoding="unicode")))
            for unit, sigla in rendered
        ]

    def html(self, medium: str = "web") -> str:
        """The HTML of the first document, as text."""
        from lxml import html

        return "\n".join(html.tostring(unit, encoding="unicode") for unit in self.units(medium))


@pytest.fixture(scope="session")
def publish(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Published]:
    """`publish(b"<TEI…")` -> Published: a source, read, brought into its normal form and cut."""
    folder = tmp_path_factory.mktemp("published")
    count = itertools.count()

    def make(source: bytes | str, *, name: str = "text.xml", split: int = 12_000) -> Published:
        here = folder / str(next(count))
        here.mkdir()
        path = here / name
        path.write_bytes(source if isinstance(source, bytes) else source.encode())
        return Published(path, here / "work", split)

    return make


# --- expected files -------------------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest --accept` renews the files in expected/ of tests/cases, and prints what changed."""
    parser.addoption("--accept", action="store_true", help="renew the expected files of cases")


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
