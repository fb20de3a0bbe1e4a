"""A language, and words of an edition's own -> every phrase that siglum says around and in texts.

One TOML file beside this module for each language, all with the same keys; `[words]` in
edition.toml overrides single phrases, or gives those of a language that has no file here. What is
said in the entries of an apparatus is customary there and has its own table (`siglum.wording`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from siglum.tables import Wrong, did_you_mean

FOLDER: Final = Path(__file__).parent
#: The languages that have a file.
LANGUAGES: Final = ("en", "de", "fr", "it", "es", "cs", "la")

#: Groups of names, which may be left out: the words of TEI serve in their place.
_NAMES: Final = ("element.", "attribute.", "division.")

#: Of more names than this a line tells only the first.
_MOST_NAMES = 4
_SLOT = re.compile(r"\{(\w*)\}")
_DATE = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")


def phrases(language: str = "", own: Mapping[str, str] | None = None) -> dict[str, str]:
    """Key -> phrase in `language` (a BCP 47 tag, of which the first part counts).

    What neither the edition nor the language has is said in English.
    """
    primary = language.partition("-")[0].lower()
    known = primary in LANGUAGES
    table = {**table_of("en"), **(table_of(primary) if known else {}), **(own or {})}
    if own and primary and not known:
        table["language"] = language
    return table


def untold(language: str, own: Mapping[str, str]) -> list[str]:
    """The keys that are said in English in a language without a file, names of elements aside."""
    primary = language.partition("-")[0].lower()
    if not primary or primary in LANGUAGES:
        return []
    known = (key for key in table_of("en") if not key.startswith(_NAMES) and key != "language")
    return [key for key in known if key not in own]


@lru_cache
def table_of(language: str) -> Mapping[str, str]:
    """All phrases of a language that has a file; keys of a table of it are written with a point."""
    with (FOLDER / f"{language}.toml").open("rb") as file:
        return dict(_flat(tomllib.load(file), ""))


def _flat(table: Mapping[str, Any], path: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, str):
            yield path + key, value
        else:
            yield from _flat(value, f"{path}{key}.")


def check_words(own: Mapping[str, str]) -> None:
    """Raise Wrong for a key that no phrase has, and for a place to fill in that it has not."""
    known = table_of("en")
    for key, words in own.items():
        if key not in known:
            if key.startswith(("element.", "attribute.")):
                continue  # any element may be given a name
            raise Wrong("must name a phrase of siglum", key, did_you_mean(key, known), key)
        extra = slots(words) - slots(known[key])
        if extra or set("{}") & set(_SLOT.sub("", words)):
            fits = " ".join(sorted(f"{{{name}}}" for name in slots(known[key]))) or "no braces"
            raise Wrong(f"can have {fits} only", words, key=key)


def slots(words: str) -> set[str]:
    """The names of what is filled into a phrase."""
    return set(_SLOT.findall(words))


def counted(table: Mapping[str, str], key: str, number: str) -> str:
    """«3 lines»: a number with the form of the phrase that goes with it."""
    forms = table[key].split("|")
    return f"{number} {forms[min(_form(table['language'], number), len(forms) - 1)]}"


def _form(language: str, number: str) -> int:
    """Which form of a word goes with a number (Unicode CLDR, plural rules for cardinals)."""
    if not number.isascii() or not number.isdecimal():
        return 2
    count = int(number)
    primary = language.partition("-")[0].lower()
    if primary in ("cs", "sk"):
        return 0 if count == 1 else 1 if 2 <= count <= 4 else 2
    if primary in ("pl", "ru", "uk", "be", "hr", "sr", "bs"):
        few = 2 <= count % 10 <= 4 and not 12 <= count % 100 <= 14
        one = count == 1 if primary == "pl" else count % 10 == 1 and count % 100 != 11
        return 0 if one else 1 if few else 2
    if primary == "fr":
        return 0 if count < 2 else 1
    return 0 if count == 1 else 1


def listed(names: Iterable[str], table: Mapping[str, str]) -> str:
    """Names as a row, each once: «A, B and C»; of many the first three and «others»."""
    row = list(dict.fromkeys(names))
    if len(row) > _MOST_NAMES:
        row = [*row[: _MOST_NAMES - 1], table["others"]]
    if len(row) < 2:
        return "".join(row)
    conjunction = table["and"]
    return f"{', '.join(row[:-1])} {conjunction} {row[-1]}"


def written_date(date: str, table: Mapping[str, str]) -> str:
    """«5 March 1936» for 1936-03-05, and «March 1936» for 1936-03; anything else as it is."""
    parts = _DATE.fullmatch(date)
    if parts is None or not 1 <= int(parts[2]) <= 12:
        return date
    year, month, day = parts.groups()
    if day is None:
        name = table["months_alone"].split("|")[int(month) - 1]
        return table["date_month"].format(month=name, year=year)
    name = table["months"].split("|")[int(month) - 1]
    return table["date_day"].format(day=int(day), month=name, year=year)
