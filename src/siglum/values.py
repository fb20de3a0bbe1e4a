"""One value of an option of edition.toml -> nothing, or Wrong, which says what it must be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

from siglum.codes import CODES
from siglum.codes.choosing import AREAS, codes_meant
from siglum.tables import Wrong, did_you_mean

#: The scripts of Unicode by their codes in ISO 15924.
_SCRIPTS = frozenset(
    (
        "Adlm Aghb Ahom Arab Armi Armn Avst Bali Bamu Bass Batk Beng Berf Bhks Bopo Brah Brai Bugi"
        " Buhd Cakm Cans Cari Cham Cher Chrs Copt Cpmn Cprt Cyrl Deva Diak Dogr Dsrt Dupl Egyp Elba"
        " Elym Ethi Gara Geor Glag Gong Gonm Goth Gran Grek Gujr Gukh Guru Hang Hani Hano Hatr Hebr"
        " Hira Hluw Hmng Hmnp Hung Ital Java Kali Kana Kawi Khar Khmr Khoj Kits Knda Krai Kthi Lana"
        " Laoo Latn Lepc Limb Lina Linb Lisu Lyci Lydi Mahj Maka Mand Mani Marc Medf Mend Merc Mero"
        " Mlym Modi Mong Mroo Mtei Mult Mymr Nagm Nand Narb Nbat Newa Nkoo Nshu Ogam Olck Onao Orkh"
        " Orya Osge Osma Ougr Palm Pauc Perm Phag Phli Phlp Phnx Plrd Prti Rjng Rohg Runr Samr Sarb"
        " Saur Sgnw Shaw Shrd Sidd Sidt Sind Sinh Sogd Sogo Sora Soyo Sund Sunu Sylo Syrc Tagb Takr"
        " Tale Talu Taml Tang Tavt Tayo Telu Tfng Tglg Thaa Thai Tibt Tirh Tnsa Todr Tols Toto Tutg"
        " Ugar Vaii Vith Wara Wcho Xpeo Xsux Yezi Yiii Zanb"
    ).split()
)


def language(value: str) -> None:
    """Raise Wrong unless it is a tag of BCP 47."""
    # BCP 47, as in xml:lang: only the outline; which subtags exist is not for us to know
    if value and not re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", value):
        raise Wrong('must be a language tag such as "la" or "grc-Latn"')


def date(value: str) -> None:
    """Raise Wrong unless it is a year, a month or a day."""
    if value and not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value):
        raise Wrong('must be a year, month or day such as "2026-05-01"')


def url(value: str) -> None:
    """Raise Wrong unless it is a web address."""
    if value and not re.fullmatch(r"https?://[^\s/?#]+\S*", value):
        raise Wrong('must be a web address that begins with "https://"')


def email(value: str) -> None:
    """Raise Wrong unless it is an address of e-mail (emailType of OAI-PMH)."""
    if value and not re.fullmatch(r"[^\s@:<>]+@([^\s.@]+\.)+[^\s.@]+", value):
        raise Wrong('must be an address such as "edition@example.org"')


def domain(value: str) -> None:
    """Raise Wrong unless it is a name of the domain name system."""
    if value and not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*(\.[A-Za-z][A-Za-z0-9-]*)+", value):
        raise Wrong('must be a name such as "letters.example.org"')


def doi(value: str) -> None:
    """Raise Wrong unless it is a DOI."""
    if value and not re.fullmatch(r"(?:https://doi\.org/)?10\.\d{4,9}/\S+", value):
        raise Wrong('must be a DOI such as "10.5281/zenodo.1234567"')


def addresses(value: dict[str, str]) -> None:
    """Raise Wrong unless it is each an address with a path."""
    for name, address in value.items():
        if not re.fullmatch(r"https?://[^\s/]+/\S+", address):
            told = 'must be an address such as "https://orcid.org/0000-0002-1825-0097"'
            raise Wrong(told, address, key=name)


def page(value: str) -> None:
    """Raise Wrong unless it is the size of a page."""
    named = r"A[3-6]|B[4-6]|letter|legal"
    if not re.fullmatch(rf"(?i:{named})|\d+(\.\d+)?mm \d+(\.\d+)?mm", value):
        raise Wrong('must be a size such as "A5" or "155mm 235mm"')


def fonts(value: dict[str, tuple[str, ...]]) -> None:
    """Raise Wrong unless it is each font for a script or a purpose that there is."""
    for key in value:
        if key not in ("text", "private") and key not in _SCRIPTS:
            fits = [code for code in _SCRIPTS if code.casefold() == key.casefold()]
            hint = did_you_mean(key, [*fits, "text", "private"] if fits else sorted(_SCRIPTS))
            told = 'must be "text", "private" or a script of ISO 15924 such as "Grek"'
            raise Wrong(told, key, hint, key)


def hyphenation(value: dict[str, str]) -> None:
    """Raise Wrong unless it is each a file for a language."""
    for tag, name in value.items():
        wrong = tag
        try:
            language(tag or "?")
            wrong = name
            named_path(name)
        except Wrong as told:
            raise Wrong(str(told), wrong, key=tag) from None


def none_or_more(value: int) -> None:
    """Raise Wrong unless it is 0, or 2 and more."""
    if value < 0 or value == 1:
        raise Wrong("must be 2 or more, or 0")


def at_least(least: int) -> Callable[[int], None]:
    """What raises Wrong for less than this."""

    def check(value: int) -> None:
        if value < least:
            raise Wrong(f"must be {least} or more")

    return check


def inner_path(value: str) -> None:
    """Raise Wrong unless it is empty, or a path below the folder of the edition."""
    parts = PurePosixPath(value).parts
    if value.startswith(("/", "~")) or ".." in parts:
        raise Wrong("must lie below the folder of edition.toml")
    if any("**" in part and part != "**" for part in parts):
        raise Wrong('can have "**" only for whole folders, as in "tei/**/*.xml"')
    if "\0" in value or (value and not parts):
        raise Wrong("must name a file")


def named_path(value: str) -> None:
    """Raise Wrong unless it is a path below the folder of the edition."""
    inner_path(value)
    if not value:
        raise Wrong("must name a file or folder")


def inner_paths(value: tuple[str, ...]) -> None:
    """Raise Wrong unless it is one path or pattern, or several."""
    if not value or not all(value):
        raise Wrong('must name files or patterns, such as ["tei/*.xml"]')
    for one in value:
        inner_path(one)


def codes(value: Iterable[str]) -> None:
    """Raise Wrong unless it is codes of findings or areas of them."""
    for word in value:
        if not codes_meant(word, CODES):
            hint = did_you_mean(word, [*CODES, *AREAS])
            raise Wrong("must name codes or areas", word, hint)


def perhaps_paths(value: tuple[str, ...]) -> None:
    """Raise Wrong unless it is nothing, or paths."""
    if value:
        inner_paths(value)


def named(value: str) -> None:
    """Raise Wrong unless it is "first", "order" or one siglum."""
    if not value.strip() or len(value.split()) > 1:
        raise Wrong('must be "first", "order" or a siglum')


def layer_name(value: str) -> None:
    """Raise Wrong unless it is a name that can be part of a class in a style sheet."""
    if value and not re.fullmatch(r"[a-z][a-z0-9-]*", value):
        raise Wrong('must be small letters, figures and hyphens, such as "sources"')


def some_path(value: str) -> None:
    """Raise Wrong unless it is an XPath."""
    if not value.strip():
        raise Wrong('must be an XPath, such as "div" or "@n"')


def two_paths(value: tuple[str, ...]) -> None:
    """Raise Wrong unless it is two different paths within the edition."""
    inner_paths(value)
    if len(value) != 2 or value[0] == value[1]:
        raise Wrong('must name two files, such as ["tei/text.xml", "tei/translation.xml"]')
