"""A place in a list <-> a resumption token of OAI-PMH 2.0, section 3.5.

A token says all of its list, so that nothing is kept for it: any process on any machine that has
the file can go on, and the same token always gives the same. Nothing in it is secret.
"""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import astuple, dataclass, fields
from typing import Final

from siglum.harvest.arguments import PREFIX, SPEC, Fault, Refused

#: So long a token is good for; validators ask for 23 hours.
LIFE: Final = 3 * 86_400
_VERSION: Final = "1"
_LONGEST: Final = 6000
_MOST: Final = 1 << 40


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that was asked for, and how far it was given.

    `first` and `last` are moments or empty; `stamp` and `id` are those of the last item given (of
    sets it is `spec`), `cursor` how many were given of `size`; `expiry` is when the token ends, in
    seconds.
    """

    verb: str
    prefix: str
    first: str = ""
    last: str = ""
    spec: str = ""
    stamp: str = ""
    id: str = ""
    cursor: int = 0
    size: int = 0
    expiry: int = 0


def token(listing: Listing) -> str:
    """The token of a place in a list."""
    told = json.dumps([_VERSION, *astuple(listing)], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")


def listing_of(word: str, verb: str, now: int) -> Listing:
    """What a token says. Raises Refused (badResumptionToken) for one that was never given."""
    listing = _read(word)
    if listing is None or not _is_sound(listing) or token(listing) != word:
        raise Refused(Fault("badResumptionToken", "The resumptionToken is none that was given."))
    if listing.verb != verb:
        told = f"The resumptionToken belongs to {listing.verb}."
        raise Refused(Fault("badResumptionToken", told))
    if listing.expiry < now:
        raise Refused(Fault("badResumptionToken", "The resumptionToken has expired."))
    return listing


def _read(word: str) -> Listing | None:
    if len(word) > _LONGEST or not word.isascii():
        return None
    try:
        told = json.loads(base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        return None
    if not isinstance(told, list) or len(told) != len(fields(Listing)) + 1 or told[0] != _VERSION:
        return None
    values = told[1:]
    if [type(value) for value in values] != [str] * 7 + [int] * 3:
        return None
    return Listing(*values) if "".join(values[:7]).isascii() else None


def _is_sound(listing: Listing) -> bool:
    if listing.verb == "ListSets":
        known = not listing.prefix and listing.spec != ""
    else:
        known = PREFIX.fullmatch(listing.prefix) is not None
    return (
        known
        and listing.verb in ("ListIdentifiers", "ListRecords", "ListSets")
        and (not listing.spec or SPEC.fullmatch(listing.spec) is not None)
        and 0 < listing.cursor <= listing.size < _MOST
        and listing.expiry < _MOST
    )
