"""The languages of a document -> tags that are none, that could be shorter, that nobody listed.

Source: RFC 5646 (BCP 47), section 2.1, for how tags are built; ISO 639-1 for the codes of two
letters. Whether a code of three letters exists is not known here: there are eight thousand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from siglum.checks.pointers import pointing
from siglum.checks.survey import Survey
from siglum.checks.telling import elsewhere, listed
from siglum.findings import Finding, found
from siglum.source.languages import language_tag
from siglum.source.namespaces import TEI, XML_LANG

_HEADER: Final = f"{{{TEI}}}teiHeader"
_WHOLE: Final = frozenset(f"{{{TEI}}}{name}" for name in ("TEI", "teiCorpus", "teiHeader"))
_TAG = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*"
    r"(?:-x(?:-[a-z0-9]{1,8})+)?|x(?:-[a-z0-9]{1,8})+"
)
#: Tags from before there was a grammar, which stay valid.
_OLD: Final = frozenset(
    (
        "en-gb-oed i-ami i-bnn i-default i-enochian i-hak i-klingon i-lux i-mingo i-navajo i-pwn "
        "i-tao i-tay i-tsu sgn-be-fr sgn-be-nl sgn-ch-de art-lojban cel-gaulish no-bok no-nyn "
        "zh-guoyu zh-hakka zh-min zh-min-nan zh-xiang"
    ).split()
)
_TWO_LETTERS: Final = frozenset(
    (
        "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv "
        "cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho "
        "hr ht hu hy hz ia id ie ig ii ik in io is it iu iw ja ji jv jw ka kg ki kj kk kl km kn ko "
        "kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd ne "
        "ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si "
        "sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz "
        "ve vi vo wa wo xh yi yo za zh zu"
    ).split()
)
#: What is often written for a language, and its code.
_MEANT: Final[dict[str, str]] = {
    "cz": "cs", "jp": "ja", "cn": "zh", "dk": "da", "ua": "uk", "us": "en-US", "gb": "en-GB",
    "gr": "el (modern Greek) or grc (ancient Greek)",
    "greek": "grc (ancient Greek) or el (modern Greek)",
    "latin": "la", "english": "en", "german": "de", "deutsch": "de", "french": "fr",
    "italian": "it", "spanish": "es", "hebrew": "he", "arabic": "ar", "syriac": "syr",
    "coptic": "cop", "armenian": "hy", "sanskrit": "sa", "russian": "ru", "polish": "pl",
    "dutch": "nl", "czech": "cs", "aramaic": "arc",
}  # fmt: skip
#: Scripts of ISO 15924 that editions have, and words often written for them.
_SCRIPTS: Final = (
    "Arab Armi Armn Avst Bali Beng Brah Cans Copt Cprt Cyrl Cyrs Deva Egyp Ethi Geok Geor Glag "
    "Goth Grek Gujr Guru Hang Hani Hans Hant Hebr Hira Ital Java Jpan Kana Kawi Khar Khmr Knda "
    "Kore Laoo Latf Latg Latn Linb Mand Mlym Mong Mymr Nkoo Ogam Orya Phnx Runr Samr Sinh Syrc "
    "Syre Syrj Syrn Taml Telu Tfng Thaa Thai Tibt Ugar Xsux Yiii Zmth Zsym Zxxx Zyyy Zzzz"
).split()
_SORTED_SCRIPTS: Final = {"".join(sorted(script.lower())): script for script in _SCRIPTS}
_SCRIPT_WORDS: Final = {
    "latin": "Latn", "greek": "Grek", "arabic": "Arab", "hebrew": "Hebr", "cyrill": "Cyrl",
    "cyrillic": "Cyrl", "syriac": "Syrc", "coptic": "Copt",
}  # fmt: skip
#: Languages with extended language subtags, such as zh-yue (RFC 5646, 2.2.2).
_EXTENDED: Final = frozenset("zh ar sgn ms sw uz lv kok".split())
_LONGEST: Final = 100


def check_languages(survey: Survey) -> Iterator[Finding]:
    """Findings `lang.…` of one document, each tag told once."""
    place = survey.document.tree.place
    tags = list(pointing(survey, XML_LANG))
    longer: dict[str, tuple[etree._Element, str, int]] = {}
    declared: set[str] = set()
    for language in survey.named.get("language", ()):
        if ident := language.get("ident", ""):
            declared.add(language_tag(ident).lower())
            if wrong := _wrong(ident):
                told = f'@ident has "{ident[:_LONGEST]}", {wrong[0]}'
                yield found("lang.invalid", place(language, "ident"), told, wrong[1])
    unlisted: dict[str, tuple[etree._Element, int]] = {}
    for value, first, count in tags:
        tag = value.strip()
        if not tag:
            continue  # "" says that the language around does not hold here
        if wrong := _wrong(value):
            told = f'xml:lang has "{value[:_LONGEST]}", {wrong[0]}'
            where = place(first, XML_LANG)
            yield found("lang.invalid", where, told + elsewhere(count), wrong[1])
            continue
        shorter = language_tag(tag)
        if shorter != tag and shorter.lower() != tag.lower():
            longer[tag] = first, shorter, count
        if declared and not _is_listed(shorter.lower(), declared):
            outside = _outside_header(survey, value)
            if outside is not None:
                unlisted[tag] = outside, count
    if longer:
        first, shorter, count = next(iter(longer.values()))
        right = listed(short for _, short, _ in longer.values())
        total = elsewhere(sum(one[2] for one in longer.values()))
        told = f"xml:lang has {listed(longer)}, for which there is a shorter code{total}"
        yield found("lang.long-code", place(first, XML_LANG), told, f"write {right}")
    if unlisted:
        first, count = next(iter(unlisted.values()))
        total = elsewhere(sum(one[1] for one in unlisted.values()))
        told = f"the text has xml:lang {listed(unlisted)}, not in the langUsage of the header"
        yield found("lang.undeclared", place(first, XML_LANG), told + total)


def _outside_header(survey: Survey, value: str) -> etree._Element | None:
    """The first element of the text in that language: a header may be in another one."""
    for element, written in survey.bearers.get(XML_LANG, ()):
        text = written == value and element.tag not in _WHOLE
        if text and next(element.iterancestors(_HEADER), None) is None:
            return element
    return None


def _is_listed(tag: str, declared: set[str]) -> bool:
    """Whether the header has this tag, a wider or a narrower one."""
    return tag in declared or any(
        one.startswith(f"{tag}-") or tag.startswith(f"{one}-") for one in declared
    )


def _wrong(written: str) -> tuple[str, str] | None:
    """What is wrong with a tag, and what to do; None for one that is well-formed."""
    tag = written.strip()
    low = tag.lower()
    if low in _OLD:
        return None
    if len(tag.split()) > 1:
        return "which is more than one tag", "an element is in one language: mark the parts"
    if "_" in tag and len(tag) <= _LONGEST and _TAG.fullmatch(low.replace("_", "-")):
        return "which is no language tag", f'write it with hyphens: "{tag.replace("_", "-")}"'
    first, *rest = low.split("-")
    meant = _MEANT.get(first, "")
    if len(low) > _LONGEST or not _TAG.fullmatch(low):
        hint = f'did you mean "{meant}"?' if meant else _SHAPE
        return "which is no language tag (BCP 47)", hint
    if len(first) > 3 or (len(first) == 2 and first not in _TWO_LETTERS):
        tail = tag[len(first) :] if " " not in meant else ""
        hint = f'did you mean "{meant}{tail}"?' if meant and " " not in meant else ""
        return "which is the code of no language", hint or (f"write {meant}" if meant else _SHAPE)
    if rest and len(rest[0]) == 3 and rest[0].isalpha() and first not in _EXTENDED:
        return "which joins two languages", f'did you mean "{rest[0]}" or "{first}"?'
    return _wrong_part(tag, rest)


def _wrong_part(tag: str, rest: list[str]) -> tuple[str, str] | None:
    """A script or a country that is misspelt, each in its place after the language."""
    for part in rest:
        if part == "x":
            break
        right = _SCRIPT_WORDS.get(part, "")
        if len(part) == 4 and part.isalpha() and part.title() not in _SCRIPTS:
            right = _SORTED_SCRIPTS.get("".join(sorted(part)), "")
        if part == "uk":
            right = "GB"
        if right:
            whole = re.sub(rf"(?i)-{part}\b", f"-{right}", tag, count=1)
            return f'whose part "{part}" is unknown', f'did you mean "{whole}"?'
    return None


_SHAPE: Final = 'write a code such as "la", "grc" or "de-CH"; others begin with "x-"'
