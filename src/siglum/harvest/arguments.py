"""The query of an OAI-PMH request -> its verb and arguments, or all that is wrong with them.

OAI-PMH 2.0, sections 2.5 (dates), 3.1 (requests) and 3.6 (errors).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal
from urllib.parse import parse_qsl

Code = Literal[
    "badArgument", "badResumptionToken", "badVerb", "cannotDisseminateFormat", "idDoesNotExist",
    "noMetadataFormats", "noRecordsMatch", "noSetHierarchy",
]  # fmt: skip
#: No honest request is longer.
LONGEST: Final = 8192


@dataclass(frozen=True, slots=True)
class Fault:
    """An error of OAI-PMH."""

    code: Code
    told: str


class Refused(Exception):
    """The request is answered by errors; `faults` are all of them."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*(fault.told for fault in faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Verb:
    """The arguments that a verb must have, those it may have, and the one that stands alone."""

    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    exclusive: str = ""


_LIST = Verb(frozenset(("metadataPrefix",)), frozenset(("from", "until", "set")), "resumptionToken")
VERBS: Final = {
    "Identify": Verb(),
    "ListMetadataFormats": Verb(optional=frozenset(("identifier",))),
    "ListSets": Verb(exclusive="resumptionToken"),
    "GetRecord": Verb(frozenset(("identifier", "metadataPrefix"))),
    "ListIdentifiers": _LIST,
    "ListRecords": _LIST,
}
_NAMES: Final = frozenset().union(
    *(one.required | one.optional | {one.exclusive} - {""} for one in VERBS.values())
)
_WORD: Final = r"[A-Za-z0-9\-_.!~*'()]+"
PREFIX: Final = re.compile(_WORD)
SPEC: Final = re.compile(f"{_WORD}(:{_WORD})*")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SECOND: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
#: What XML cannot hold, and the sign by which decoding marks what was no UTF-8.
_ILLEGAL: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffc\U00010000-\U0010ffff]")
#: What a URI may be, once the signs that XML Schema allows in one are escaped (xsd:anyURI). Of
#: what begins with two slashes only plain names of servers.
_URI: Final = re.compile(
    r"(?:(?:[A-Za-z][A-Za-z0-9+.\-]*:)(?:(?!//)|//[\w.\-]+(?=[/?#]|\Z))|(?!//)(?=[^:/?#]*(?:[/?#]|\Z)))"
    r"(?:[^%#\[\]]|%[0-9A-Fa-f]{2})*(?:#(?:[^%#\[\]]|%[0-9A-Fa-f]{2})*)?",
    re.ASCII,
)


def read_request(query: str) -> tuple[str, dict[str, str]]:
    """The verb and the arguments of a request. Raises Refused with all that is wrong."""
    if len(query) > LONGEST:
        told = f"The request is longer than {LONGEST} characters."
        raise Refused(Fault("badArgument", told))
    try:
        pairs = parse_qsl(query, keep_blank_values=True, errors="replace", max_num_fields=50)
    except ValueError:
        raise Refused(Fault("badArgument", "The request has too many arguments.")) from None
    verbs = [value for name, value in pairs if name == "verb"]
    if len(verbs) != 1 or verbs[0] not in VERBS:
        what = "is missing" if not verbs else "is repeated" if len(verbs) > 1 else "is none"
        told = f"The verb {what}; there are {', '.join(VERBS)}."
        raise Refused(Fault("badVerb", told))
    verb, rest = verbs[0], [pair for pair in pairs if pair[0] != "verb"]
    faults = _faults(verb, rest)
    if faults:
        raise Refused(*(Fault("badArgument", told) for told in faults))
    return verb, dict(rest)


def _faults(verb: str, pairs: Sequence[tuple[str, str]]) -> list[str]:
    """All that is wrong with the arguments, each once."""
    allowed = VERBS[verb]
    names = [name for name, _ in pairs]
    given, told = set(names), []
    for name in dict.fromkeys(names):
        if name in allowed.required | allowed.optional or name == allowed.exclusive != "":
            if names.count(name) > 1:
                told.append(f"The argument {name} is repeated.")
        elif name in _NAMES:
            told.append(f"{verb} has no argument {name}.")
        else:
            told.append(f"There is an argument that {verb} does not have.")
    if allowed.exclusive and allowed.exclusive in given:
        if len(given) > 1:
            told.append(f"{allowed.exclusive} stands alone.")
    else:
        told += [f"The argument {name} is missing." for name in sorted(allowed.required - given)]
    known = {name: value for name, value in pairs if name in _NAMES}
    told += [fault for name, value in known.items() if (fault := _fault(name, value))]
    if not told:
        told += _fault_of_range(known.get("from", ""), known.get("until", ""))
    return list(dict.fromkeys(told))


def _fault(name: str, value: str) -> str:
    """What is wrong with the value of one argument."""
    if not value:
        return f"The argument {name} is empty."
    if _ILLEGAL.search(value):
        return f"The argument {name} has characters that XML cannot hold."
    if name in ("from", "until") and not _is_moment(value):
        return f"The argument {name} is no day (2026-11-28) or moment (2026-11-28T10:00:00Z)."
    if name == "metadataPrefix" and not PREFIX.fullmatch(value):
        return "The metadataPrefix has characters that no prefix has."
    if name == "set" and not SPEC.fullmatch(value):
        return "The set has characters that no setSpec has."
    if name == "identifier" and not _URI.fullmatch(value):
        return "The identifier is no URI."
    return ""


def _is_moment(value: str) -> bool:
    if not _DAY.fullmatch(value) and not _SECOND.fullmatch(value):
        return False
    try:
        datetime.datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _fault_of_range(first: str, last: str) -> list[str]:
    if first and last and len(first) != len(last):
        return ["from and until have different granularities."]
    if first and last and first > last:
        return ["from is later than until."]
    return []
