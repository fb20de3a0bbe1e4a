"""The package as others get it: sdist -> wheel -> a bare environment, where siglum builds."""

from __future__ import annotations

import email
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from siglum import __version__

TOP = Path(__file__).parents[1]


@dataclass(frozen=True)
class Installed:
    """The packages that were built, and the environment in which the wheel is installed."""

    sdist: Path
    wheel: Path
    environment: Path

    def run(self, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        """`siglum ARGUMENTS…` of that environment, in `folder`, with no variable but PATH."""
        return subprocess.run(
            [self.environment / "bin/siglum", *arguments],
            cwd=folder,
            env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel built from the sdist, alone in an environment that sees our dependencies.

    All is built and installed offline. The dependencies are lent by path; our own editable
    siglum is not, because that stands in a .pth file, which a lent folder does not offer.
    """
    folder = tmp_path_factory.mktemp("package")
    _run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, TOP)
    (sdist,), (wheel,) = folder.glob("*.tar.gz"), folder.glob("*.whl")
    environment = folder / "bare"
    venv.create(environment, with_pip=False, symlinks=True)
    (packages,) = environment.glob("lib/python*/site-packages")
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    python = environment / "bin/python"
    _run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps",
         "--no-index", "--disable-pip-version-check", wheel)  # fmt: skip
    return Installed(sdist, wheel, environment)


def _run(*command: str | Path) -> None:
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout[-2000:] + result.stderr[-2000:]


def _names(kind: str) -> set[str]:
    files = (TOP / kind).rglob("*")
    return {file.relative_to(TOP).as_posix() for file in files if file.is_file()}


def test_the_sdist_holds_what_it_needs_and_nothing_else(installed: Installed) -> None:
    """Rules, frames, the bundled edition and the tests; no environment, no cache, no output."""
    with tarfile.open(installed.sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "README.md", "Makefile", "edition.toml", "LICENSE"} <= names
    for folder in ("xslt", "templates", "tei", "scripts"):
        assert _names(folder) <= names
    tops = {name.partition("/")[0] for name in names}
    assert not tops & {".venv", "build", "dist", ".git", ".ruff_cache", ".mypy_cache"}
    assert not [name for name in names if "__pycache__" in name or "site-packages" in name]


def test_the_wheel_holds_rules_and_frames(installed: Installed) -> None:
    """Below siglum/, beside the modules; tests and the bundled edition stay out."""
    with zipfile.ZipFile(installed.wheel) as archive:
        names = set(archive.namelist())
    for kind in ("xslt", "templates"):
        assert _names(kind)
        assert {f"siglum/{name}" for name in _names(kind)} <= names
    assert "siglum/py.typed" in names
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"siglum"}


def test_the_metadata_tells_what_siglum_needs(installed: Installed) -> None:
    """Version, Python, licence and the dependencies; those of the tests only as an extra."""
    with zipfile.ZipFile(installed.wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        metadata = email.message_from_bytes(archive.read(name))
    assert metadata["Version"] == __version__
    assert metadata["Requires-Python"] == ">=3.11"
    assert metadata["License-Expression"] == "BSD-3-Clause"
    needed = [one for one in metadata.get_all("Requires-Dist", []) if "extra ==" not in one]
    assert sorted(one.replace(" ", "").lower() for one in needed) == [
        "click>=8.1.7",
        "elementpath>=5.1",
        "fonttools>=4.59",
        "jinja2>=3.1",
        "lxml>=5.2",
        "pypdfium2>=4.30",
        "pyphen>=0.17",
        "tinycss2>=1.5",
        "weasyprint==70.*",
    ]


def test_the_installed_command_is_the_wheels(installed: Installed, tmp_path: Path) -> None:
    """Not the checkout's: both its version and its rules come from the bare environment."""
    version = installed.run(tmp_path, "--version")
    assert version.returncode == 0, version.stderr
    assert __version__ in version.stdout
    where = installed.run(tmp_path, "where", "html.xsl")
    assert Path(where.stdout.split()[-1]).is_relative_to(installed.environment)


def test_it_builds_far_from_the_checkout(
    installed: Installed, tmp_path: Path, tei: Callable[..., bytes]
) -> None:
    """A TEI file alone, in an empty folder, becomes a website."""
    entry = '<app><lem wit="#A">arma</lem><rdg wit="#B">armis</rdg></app>'
    (tmp_path / "ode.xml").write_bytes(tei(f"{entry} virumque cano"))
    result = installed.run(tmp_path, "build", "--only", "website", "ode.xml")
    assert result.returncode == 0, result.stdout + result.stderr
    pages = [page.read_text() for page in (tmp_path / "build/site").rglob("*.html")]
    assert any("arma" in page and "armis" in page for page in pages)


def test_an_edition_overrides_rules_and_frames(
    installed: Installed, tmp_path: Path, tei: Callable[..., bytes]
) -> None:
    """One rule and one frame of the edition's own, laid over those in the wheel."""
    (tmp_path / "edition.toml").write_text('[edition]\ntitle = "Mine"\n[outputs.website]\n')
    for folder in ("tei", "xslt", "templates"):
        (tmp_path / folder).mkdir()
    (tmp_path / "tei/ode.xml").write_bytes(tei("arma <q>virumque</q> cano"))
    (tmp_path / "xslt/html.xsl").write_text(
        '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"\n'
        '    xmlns:t="http://www.tei-c.org/ns/1.0" xmlns="http://www.w3.org/1999/xhtml"\n'
        '    exclude-result-prefixes="t">\n'
        '  <xsl:import href="builtin:html.xsl"/>\n'
        '  <xsl:template match="t:q"><i class="mine"><xsl:apply-templates/></i></xsl:template>\n'
        "</xsl:stylesheet>\n"
    )
    base = (TOP / "templates/base.html").read_text()
    (tmp_path / "templates/base.html").write_text(base.replace("</body>", "<hr id='own'></body>"))
    where = installed.run(tmp_path, "where", "html.xsl").stdout.split()
    used = next(word for word in where if word.endswith("html.xsl"))
    assert tmp_path / used == tmp_path / "xslt/html.xsl"
    result = installed.run(tmp_path, "build")
    assert result.returncode == 0, result.stdout + result.stderr
    pages = [page.read_text() for page in (tmp_path / "build/site").rglob("*.html")]
    assert all("id='own'" in page or 'id="own"' in page for page in pages)
    assert any('class="mine"' in page and ">virumque</i>" in page for page in pages)
