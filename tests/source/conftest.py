"""Bytes -> SourceTree, in a folder of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from siglum.findings import EditionError, Finding
from siglum.source.parsing import SourceTree, read_source


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "edition"
    made.mkdir()
    return made


@pytest.fixture
def write(folder: Path) -> Callable[..., Path]:
    """Write bytes (or a text as UTF-8) to a file of the edition."""

    def write_file(content: bytes | str, name: str = "text.xml") -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write_file


@pytest.fixture
def read(folder: Path, write: Callable[..., Path]) -> Callable[..., SourceTree]:
    """Read bytes (or a text as UTF-8) as the file text.xml of the edition."""

    def read_content(content: bytes | str, **options: int) -> SourceTree:
        path = write(content)
        return read_source(path, jail=folder, name=path.name, **options)

    return read_content


@pytest.fixture
def refused(read: Callable[..., SourceTree]) -> Callable[..., Finding]:
    """The one finding with which a content is refused."""

    def read_refused(content: bytes | str, **options: int) -> Finding:
        with pytest.raises(EditionError) as caught:
            read(content, **options)
        (finding,) = caught.value.findings
        assert finding.severity == "error"
        assert finding.hint
        return finding

    return read_refused
