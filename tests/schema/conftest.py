"""Grammars and trees for tests, from a few words of XML."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from siglum.schema.grammar import Grammar, read_grammar
from siglum.schema.validation import Mistake, validate

RNG = "http://relaxng.org/ns/structure/1.0"
XSD = "http://www.w3.org/2001/XMLSchema-datatypes"


def rng(body: str, attributes: str = "") -> bytes:
    """A `<grammar>` with `body`; a body without `<start>` is put into one."""
    if "<start" not in body and "<include" not in body:
        body = f"<start>{body}</start>"
    return f'<grammar xmlns="{RNG}" datatypeLibrary="{XSD}" {attributes}>{body}</grammar>'.encode()


@pytest.fixture(name="rng", scope="session")
def _rng() -> Callable[..., bytes]:
    """`rng(body)` -> the bytes of a schema."""
    return rng


@pytest.fixture
def grammar(tmp_path: Path) -> Callable[..., Grammar]:
    """`grammar(body, other=body…)` -> the Grammar; `other` becomes the file other.rng beside."""

    def make(body: str, attributes: str = "", **others: str) -> Grammar:
        for name, other in others.items():
            (tmp_path / f"{name}.rng").write_bytes(rng(other))
        path = tmp_path / "main.rng"
        path.write_bytes(rng(body, attributes))
        return read_grammar(path, tmp_path, "main.rng")

    return make


@pytest.fixture
def mistakes() -> Callable[[Grammar, str], list[Mistake]]:
    """`mistakes(grammar, xml)` -> what is wrong with a document."""

    def run(grammar: Grammar, xml: str) -> list[Mistake]:
        return validate(grammar, etree.fromstring(xml))

    return run


@pytest.fixture
def codes(mistakes: Callable[[Grammar, str], list[Mistake]]) -> Callable[[Grammar, str], list[str]]:
    """The codes of these, without their area."""

    def run(grammar: Grammar, xml: str) -> list[str]:
        return [one.code.removeprefix("schema.") for one in mistakes(grammar, xml)]

    return run
