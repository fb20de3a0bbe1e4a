"""Patterns that an edition names: read, used while a book is set, forgotten afterwards."""

from __future__ import annotations

from pathlib import Path

import pyphen
import pytest

from siglum.findings import Place
from siglum.print.hyphenation import (
    Patterns,
    check_hyphenation,
    read_patterns,
    registered,
)

LIST = "1ba\n1na 1ta\n2st1r\n.a2na"
TEX = "% made up\n\\message{x}\n\\patterns{1ba 1na % no 1zz\n1ta}\n\\hyphenation{ba-natba}\n"


def _divided(patterns: Patterns, word: str, language: str = "qx") -> str:
    with registered({language: patterns}):
        return str(pyphen.Pyphen(lang=language, left=1, right=1).inserted(word))


@pytest.mark.parametrize(
    ("content", "word", "divided"),
    [
        (LIST, "banatastra", "ba-na-tast-ra"),
        (LIST, "anata", "ana-ta"),
        (LIST, "Banata", "Ba-na-ta"),
        (LIST, "zzz", "zzz"),
        (TEX, "banata", "ba-na-ta"),
        (TEX, "banatba", "ba-natba"),
        ("UTF-8\nLEFTHYPHENMIN 2\n1ñe\n", "señe", "se-ñe"),
        ("\ufeff1ñe\r\n1ba\r\n", "señeba", "se-ñe-ba"),
        ("α1β", "αβ", "α-β"),
        ("1ba\u0301", "saba\u0301", "sa-ba\u0301"),
    ],
)
def test_words_are_divided_where_the_patterns_say(
    content: str, word: str, divided: str, tmp_path: Path
) -> None:
    """A list, a TeX file and one of Hunspell mean the same; exceptions come before patterns."""
    (tmp_path / "p.txt").write_text(content, encoding="utf-8")
    patterns, findings = read_patterns({"qx": "p.txt"}, tmp_path)
    assert findings == []
    assert _divided(patterns["qx"], word) == divided


def test_another_encoding_is_named_in_the_first_line(tmp_path: Path) -> None:
    """As Hunspell has it."""
    (tmp_path / "p.dic").write_bytes("ISO8859-1\n1ñe\n".encode("latin-1"))
    patterns, findings = read_patterns({"qx": "p.dic"}, tmp_path)
    assert findings == []
    assert _divided(patterns["qx"], "señe") == "se-ñe"


@pytest.mark.parametrize(
    ("content", "line", "told"),
    [
        (b"1ba\n1na\xff\n", 2, "not in UTF-8"),
        (b"ISO8859-99\n1ba", 1, "is not known"),
        (b"", 0, "has no pattern"),
        (b"% nothing\n", 0, "has no pattern"),
        (b"\nPK\x03\x04 <html>", 2, "is no pattern"),
        (b"\\patterns{}", 0, "has no pattern"),
        (b"1ba\n1na <b> 1ta\nab\n", 2, '"<b>" is no hyphenation pattern, and 1 more'),
        (b"12ba\n1ta", 1, '"12ba" is no hyphenation pattern: the others'),
    ],
)
def test_what_is_no_pattern_is_told_with_its_line(
    content: bytes, line: int, told: str, tmp_path: Path
) -> None:
    """The first of them; what can be read is used."""
    (tmp_path / "p.txt").write_bytes(content)
    patterns, findings = read_patterns({"qx": "p.txt"}, tmp_path)
    assert [finding.code for finding in findings] == ["pdf.hyphenation-file"]
    assert findings[0].place == Place("p.txt", line)
    assert told in findings[0].message
    assert bool(patterns) == ("others are used" in findings[0].message)


def test_no_file_outside_the_folder_is_opened(tmp_path: Path) -> None:
    """Neither by a link nor by a name; what is no file is told as well."""
    inner = tmp_path / "edition"
    inner.mkdir()
    (tmp_path / "p.txt").write_text("1ba")
    (inner / "link.txt").symlink_to(tmp_path / "p.txt")
    (inner / "folder").mkdir()
    named = {"qa": "link.txt", "qb": "../p.txt", "qc": "folder", "qd": "gone.txt", "qe": "a\0b"}
    patterns, findings = read_patterns(named, inner)
    assert not patterns
    assert [finding.place.file for finding in findings] == list(named.values())
    told = [finding.message for finding in findings]
    assert all(words in message for words, message in zip(
        ["outside", "outside", "no file", "no such file", "cannot be read"], told, strict=True
    ))  # fmt: skip


def test_patterns_are_used_for_the_language_and_its_kinds_and_then_forgotten() -> None:
    """Those for "de" serve de-AT too, whatever pyphen has for that, unless that has its own."""
    one, two = Patterns(["x1x"]), Patterns(["y1y"])
    before = dict(pyphen.LANGUAGES), dict(pyphen.LANGUAGES_LOWERCASE), dict(pyphen.hdcache)

    def divide() -> list[str]:
        words = [("de-AT", "xxyy"), ("de-1901", "xxyy"), ("la-x-mine", "xx")]
        return [pyphen.Pyphen(lang=name, left=1, right=1).inserted(word) for name, word in words]

    with registered({"de-1901": two, "de": one, "la": one}):
        assert divide() == ["x-xyy", "xxy-y", "x-x"]
    assert (pyphen.LANGUAGES, pyphen.LANGUAGES_LOWERCASE, pyphen.hdcache) == before


def test_a_language_with_patterns_of_its_own_is_not_complained_of() -> None:
    """Without them the finding says how a file is named."""
    place = Place("a.pdf")
    (finding,) = check_hyphenation({"la": 500, "it": 500, "ar": 500, "grc": 10}, place)
    assert 'hyphenation = {la = "hyph-la.txt"}' in (finding.hint or "")
    with registered({"la": Patterns(["x1x"])}):
        assert check_hyphenation({"la": 500, "la-x-mine": 500}, place) == []


@pytest.mark.pdf
def test_a_book_is_divided_by_the_patterns_of_the_edition(typeset) -> None:
    """No word of a language without patterns is divided; with them lines end in their hyphens."""
    from pages import read_pages, rows

    word = "banabanabana"
    book = (
        f'<body lang="la"><section class="text"><p class="p">{f"{word} " * 200}</p></section>'
        "</body>"
    )
    ends = []
    for patterns in ({}, {"la": Patterns(["1ba"])}):
        _, pdf = typeset(book, patterns=patterns)
        lines = rows(read_pages(pdf)[0].boxes)
        ends.append({row[-1].text.rstrip("-‐") for row in lines if row[-1].text[-1] in "-‐"})
    assert not ends[0]
    assert ends[1]
    assert ends[1] <= {"bana", "banabana"}
