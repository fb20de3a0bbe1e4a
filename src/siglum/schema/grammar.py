"""A schema in RELAX NG's XML syntax -> a Grammar, whose rules validation asks.

First everything that `<start>` leads to is visited once (visiting). Patterns are made of it later
(making), of each element when one is met: an edition uses a small part of a schema of six hundred.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from siglum.schema.algebra import Algebra
from siglum.schema.making import Maker
from siglum.schema.names import namespace_of
from siglum.schema.patterns import ElementRule, Pattern
from siglum.schema.sheets import Opener
from siglum.schema.visiting import Visitor

#: When this many patterns were made, they are made anew: documents may call for ever new ones.
_MANY: Final = 100_000
_GUESSES: Final = 5_000
#: So many names in one document are guessed at: more were not misspelt one by one.
_MISSPELT: Final = 200


class Memory(dict[object, tuple[str, ...]]):
    """Guesses at names; so many and no more."""

    def __init__(self) -> None:
        super().__init__()
        self._asked: set[str] = set()

    def begin(self) -> None:
        """Begin with another document."""
        self._asked.clear()

    def wanted(self, name: str) -> bool:
        """Whether to guess at `name`: the first names of a document only."""
        if len(self._asked) < _MISSPELT:
            self._asked.add(name)
        return name in self._asked

    def keep(self, key: object, names: tuple[str, ...]) -> None:
        """Remember one."""
        if len(self) >= _GUESSES:
            self.clear()
        self[key] = names


@dataclass(eq=False)
class Grammar:
    """A schema: what a document may begin with, and the rules of all elements by name.

    `paths` are the files it was read from; `classes` the names of elements that the schema takes
    together under a name of its own (in TEI: model.pLike and the like).
    """

    name: str
    paths: tuple[Path, ...]
    algebra: Algebra
    rules: dict[str, list[ElementRule]]
    wildcards: list[ElementRule]
    _maker: Maker = field(repr=False)
    guesses: Memory = field(default_factory=Memory, repr=False)
    sound: set[Hashable] = field(default_factory=set, repr=False)  # see validation.validate
    _start: Pattern | None = None
    _classes: dict[str, frozenset[str]] | None = None

    def __post_init__(self) -> None:
        self.namespaces = frozenset(map(namespace_of, self.rules))

    @property
    def start(self) -> Pattern:
        """What the whole document must match."""
        if self._start is None:
            self._start = self._maker.start()
        return self._start

    @property
    def classes(self) -> dict[str, frozenset[str]]:
        """Names of classes of elements -> the names of their members."""
        if self._classes is None:
            self._classes = self._maker.classes()
        return self._classes

    def rules_for(self, name: str) -> list[ElementRule]:
        """The rules that an element called `name` may follow somewhere."""
        return self.rules.get(name, [])

    def begin(self, work: int) -> None:
        """Make ready for a document, which may cost so much `work` (see Algebra.allow)."""
        if len(self.algebra) > _MANY:
            self.forget()
        self.algebra.allow(work)
        self.guesses.begin()

    def forget(self) -> None:
        """Make all patterns anew when they are next asked for."""
        self.algebra = self._maker.begin_anew()
        self._start = None
        self.guesses.clear()
        self.sound.clear()
        for rules in (*self.rules.values(), self.wildcards):
            for rule in rules:
                rule.forget()


def read_grammar(path: Path, jail: Path, name: str, data: bytes | None = None) -> Grammar:
    """The RELAX NG schema at `path`, called `name` in findings.

    Nothing outside the folder `jail` is opened. `data` is the schema itself (in UTF-8), where it
    was made from another syntax. Raises EditionError with findings `grammar.…`.
    """
    opener = Opener(jail)
    sheet = opener.open_first(path, name, data)
    maker = Maker(sheet)
    visitor = Visitor(opener, maker)
    visitor.visit_all()
    return Grammar(
        name, tuple(opener.paths), maker.algebra, visitor.rules, visitor.wildcards, maker
    )
