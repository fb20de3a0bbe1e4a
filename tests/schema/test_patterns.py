"""Derivatives against a matcher that tries everything; and that states stay few."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from siglum.schema.algebra import Algebra
from siglum.schema.names import NameClass
from siglum.schema.patterns import ElementRule, Pattern

NODE = etree.Element("x")
#: A pattern as nested tuples: ("a",), ("text",), ("choice", p, q) …
LEAVES = st.sampled_from([("a",), ("b",), ("c",), ("text",), ("empty",), ("nothing",)])
PATTERNS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(["choice", "group", "interleave"]), inner, inner),
        st.tuples(st.sampled_from(["repeat", "optional"]), inner),
    ),
    max_leaves=8,
)
WORDS = st.lists(st.sampled_from(["a", "b", "c", "text"]), max_size=5).map(tuple)


@cache
def tried(pattern: tuple[Any, ...], word: tuple[str, ...]) -> bool:
    """Whether `word` matches, found by trying every way to divide it."""
    kind, *parts = pattern
    if kind == "empty":
        return not word
    if kind == "nothing":
        return False
    if kind == "text":
        return all(one == "text" for one in word)
    if kind == "choice":
        return any(tried(part, word) for part in parts)
    if kind == "optional":
        return not word or tried(parts[0], word)
    if kind == "group":
        return any(
            tried(parts[0], word[:cut]) and tried(parts[1], word[cut:])
            for cut in range(len(word) + 1)
        )
    if kind == "repeat":
        return tried(parts[0], word) or any(
            tried(parts[0], word[:cut]) and tried(pattern, word[cut:])
            for cut in range(1, len(word))
        )
    if kind == "interleave":
        for chosen in range(2 ** len(word)):
            one = tuple(w for n, w in enumerate(word) if chosen >> n & 1)
            two = tuple(w for n, w in enumerate(word) if not chosen >> n & 1)
            if tried(parts[0], one) and tried(parts[1], two):
                return True
        return False
    return word == (kind,)


class Maker:
    """Patterns of an Algebra from nested tuples."""

    def __init__(self) -> None:
        self.algebra = Algebra()
        self.rules = {
            name: ElementRule(NameClass(frozenset(name)), NODE, lambda: self.algebra.empty)
            for name in "abc"
        }

    def make(self, pattern: tuple[Any, ...]) -> Pattern:
        kind, *parts = pattern
        if kind in self.rules:
            return self.algebra.element(self.rules[kind], "abc".index(kind) + 1)
        if kind in ("text", "empty", "nothing"):
            made: Pattern = getattr(self.algebra, kind)
            return made
        made_parts = [self.make(part) for part in parts]
        if kind in ("repeat", "optional"):
            return getattr(self.algebra, kind)(made_parts[0])
        return getattr(self.algebra, kind)(made_parts)

    def matches(self, state: Pattern, word: tuple[str, ...]) -> bool:
        for one in word:
            if one == "text":
                state = state.after_text()
            else:
                state = self.algebra.choice(rest for _, rest in state.steps(one))
        return state.nullable


@given(PATTERNS, st.lists(WORDS, min_size=1, max_size=8))
@settings(max_examples=300, deadline=None)
def test_derivatives_agree_with_trying_everything(pattern, words):
    """The verdict on every word is that of the definition."""
    maker = Maker()
    state = maker.make(pattern)
    for word in words:
        assert maker.matches(state, word) == tried(pattern, word)


@given(PATTERNS)
@settings(deadline=None)
def test_equal_patterns_are_one(pattern):
    """Made twice, it is the same object, so that derivatives are found again."""
    maker = Maker()
    assert maker.make(pattern) is maker.make(pattern)


def test_states_stay_few():
    """However long the document: (a+ | b*)+ among others."""
    maker = Maker()
    star = ("optional", ("repeat", ("b",)))
    state = maker.make(("repeat", ("group", ("repeat", ("a",)), star)))
    before = len(maker.algebra)
    assert maker.matches(state, ("a", "b", "b", "a", "a", "b") * 500)
    assert len(maker.algebra) < before + 20


def test_text_in_mixed_content_changes_nothing():
    """So validation need not look at it."""
    maker = Maker()
    state = maker.make(("repeat", ("choice", ("text",), ("choice", ("a",), ("b",)))))
    assert state.after_text() is state
    ((_, after),) = state.steps("a")
    assert after is state
