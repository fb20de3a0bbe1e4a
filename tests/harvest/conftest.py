"""What tests of the service share: a client of a file for harvesters, the module beside them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

sys.path.insert(0, str(Path(__file__).parent))

from service import Client, item, write

from siglum.harvest.writing import Item


@pytest.fixture(scope="session")
def schema(corpora: Path) -> etree.XMLSchema | None:
    """The schema of OAI-PMH, if it lies beside the checkout."""
    file = corpora.parent / "schemas" / "harvest" / "oai-pmh.xsd"
    return etree.XMLSchema(etree.parse(file)) if file.is_file() else None


@pytest.fixture
def make(tmp_path: Path, schema: etree.XMLSchema | None) -> Callable[..., Client]:
    """`make(items, texts)` -> a Client of the service of a file with these."""

    def made(items: Iterable[Item], texts: int = 0, service: str = "", **more: Any) -> Client:
        file = write(tmp_path / "harvest.sqlite", items, texts, **more)
        return Client(file, schema, service)

    return made


@pytest.fixture(scope="session")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of 250 texts, from 2024-01-01 on; that with number 199 was withdrawn."""
    file = tmp_path_factory.mktemp("harvest") / "harvest.sqlite"
    return write(file, (item(number, deleted=number == 199) for number in range(250)), 250)


@pytest.fixture
def client(texts: Path, schema: etree.XMLSchema | None) -> Client:
    """The service of `texts`."""
    return Client(texts, schema)
