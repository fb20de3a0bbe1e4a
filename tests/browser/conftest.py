"""A website of every kind of page, made once for all browser tests, and pages of a browser."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from siglum.build import build
from siglum.config import config_for_sources, read_config

Builder = Callable[..., bytes]
Open = Callable[..., AbstractContextManager[Any]]

_MIXED = """
<div><head>Scaena <note>A note in a heading.</note> prima</head>
<stage>Enter a clerk.</stage>
<sp><speaker>Clerk</speaker><l>Whoever reads me, read me slow</l><l>{entry} and then go</l></sp>
<p>A paragraph with <supplied reason="lost">what</supplied> <gap reason="lost"/> was
<unclear>unclear</unclear>, <choice><sic>wrogn</sic><corr>wrong</corr></choice>,
<choice><abbr>dns</abbr><expan>d<ex>omi</ex>n<ex>u</ex>s</expan></choice>, <del>gone</del>
<add place="above">added</add>,
<hi rend="bold">bold</hi> and <ref target="https://example.org/">a link</ref>.</p>
<table><head>Sums</head><row role="label">{labels}</row><row>{cells}</row></table>
<list><item>one</item><item>two<list><item>three</item></list></item></list>
<quote><p>A quotation with a note<note><p>of two</p><p>paragraphs</p></note>.</p></quote>
<p>{word}</p></div>
"""


_BESIDE = (
    '<div type="edition" xml:lang="la"><head>De campana</head><p xml:id="la1">Campana sonat.</p>'
    '<p xml:id="la2">Felis audit.</p><p xml:id="la3">Odo dormit.</p></div>'
    '<div type="translation" xml:lang="en"><head>On the bell</head><p corresp="#la1">The bell'
    ' rings.</p><p corresp="#la3">Odo sleeps.</p></div>'
)


def _entry(number: int = 0, wit: str = "#B") -> str:
    return f'<app xml:id="e{number}"><lem wit="#A">unus</lem><rdg wit="{wit}">duo</rdg></app>'


@pytest.fixture(scope="session")
def site(top: Path, tei: Builder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The website: the bundled edition, and texts that are hard to set."""
    folder = tmp_path_factory.mktemp("edition")
    shutil.copy(top / "edition.toml", folder)
    shutil.copytree(top / "tei", folder / "tei")
    words = " ".join(["verbum"] * 700)
    divisions = "".join(
        f'<div xml:id="d{n}"><head>Liber {n}</head><p>{_entry(n)} {words}</p><p>{words}</p></div>'
        for n in range(1, 5)
    )
    sigla = " ".join(f"MS{n}" for n in range(180))
    cited = " ".join(f"#MS{n}" for n in range(180))
    crowd = " ".join(f"#W{n}" for n in range(14))
    mixed = _MIXED.format(
        entry=_entry(),
        labels="".join(f"<cell>Column {n}</cell>" for n in range(9)),
        cells="".join(f"<cell>{n * 1000}</cell>" for n in range(9)),
        word="Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2,
    )
    sources = {
        "long": tei(f"<div>{divisions}</div>"),
        "right": tei(f"<p>ܫܠܡܐ {_entry()} ܥܠܡܐ</p>", language="syr"),
        "crowd": tei(
            f"<p>{_entry(0, crowd)} rest {_entry(1, '#W3')}</p><lg><l>one {_entry(2)}</l></lg>",
            witnesses="A B " + crowd.replace("#", ""),
        ),
        "many": tei(f"<p>{_entry(wit=cited)} et cetera</p>", witnesses=f"A {sigla}"),
        "mixed": tei(mixed),
        "beside": tei(_BESIDE),
        "latin": tei("<p>Campana sonat.</p><p>Felis audit.</p>", language="la"),
        "english": tei("<p>The bell rings.</p><p>The cat hears it.</p>", language="en"),
    }
    cases = top / "tests" / "cases" / "html"
    for name, case in (("thread", "thread"), ("play", "shared-verse"), ("commonest", "commonest")):
        sources[name] = (cases / case / "in" / "text.xml").read_bytes()
    for name, source in sources.items():
        (folder / "tei" / f"{name}.xml").write_bytes(source)
    toml = folder / "edition.toml"
    listed = "".join(f'    "tei/{name}.xml",\n' for name in sources)
    toml.write_text(
        toml.read_text(encoding="utf-8").replace("texts = [\n", f"texts = [\n{listed}"),
        encoding="utf-8",
    )
    with toml.open("a", encoding="utf-8") as file:
        file.write('[[parallel]]\ntexts = ["tei/latin.xml", "tei/english.xml"]\n')
    config, findings = read_config(folder)
    assert not findings
    report = build(config, folder / "build", only=("website",))
    assert report.written, report.findings
    return folder / "build" / "site"


@pytest.fixture(scope="session")
def crowd(tei: Builder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The website of an edition of many short texts."""
    folder = tmp_path_factory.mktemp("crowd")
    for number in range(30):
        text = tei("<p>x</p>", witnesses="").replace(b"A test", f"Epistula {number}".encode())
        (folder / f"t{number}.xml").write_bytes(text)
    config = config_for_sources([folder])
    assert build(config, folder / "build", only=("website",)).written
    return folder / "build" / "site"


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing of requests."""


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The site on a server of its own on this machine."""
    handler = functools.partial(_Silent, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def opened(chromium: Any, site: Path) -> Open:
    """What opens a page of the site, as a file unless `base` is given, for a `with` statement."""

    @contextmanager
    def opening(
        path: str,
        *,
        width: int = 1400,
        height: int = 900,
        scheme: str = "light",
        scripts: bool = True,
        base: str = "",
    ) -> Iterator[Any]:
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=scripts,
        )
        context.set_default_timeout(5000)
        page = context.new_page()
        page.goto(f"{base}/{path}" if base else (site / path).as_uri())
        yield page
        context.close()

    return opening
