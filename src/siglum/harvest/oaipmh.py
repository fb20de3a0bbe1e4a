"""A request of OAI-PMH 2.0 and the file for harvesters -> the answer, as XML.

Source: the protocol at openarchives.org/OAI/openarchivesprotocol.html. What is wrong with a request
is an answer like any other.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from siglum.harvest.arguments import Code, Fault, Refused, read_request
from siglum.harvest.lists import Lists
from siglum.harvest.tokens import LIFE, Listing, listing_of, token

_OAI: Final = "http://www.openarchives.org/OAI/2.0/"
_HEAD: Final = (
    f'<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH xmlns="{_OAI}"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    f' xsi:schemaLocation="{_OAI} {_OAI}OAI-PMH.xsd">\n'
)
_ID: Final = f"{_OAI}oai-identifier"
_GONE: Final = "What the resumptionToken asks for is there no more."
#: The names that the schema of oai-identifier knows.
_DOMAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9-]*(\.[A-Za-z][A-Za-z0-9-]*)+")


def answer(query: str, file: sqlite3.Connection, service: str, moment: datetime) -> list[bytes]:
    """The answer to a request, as the parts of a document.

    `service` is the address of the service, if it is another one than the file says.
    """
    lists = Lists(file)
    told = dict(file.execute("SELECT name, value FROM edition").fetchall())
    base = f"{service or told['service']}/oai"
    asked: dict[str, str] = {}
    try:
        verb, arguments = read_request(query)
        asked = {"verb": verb, **arguments}
        body = list(_Answer(lists, told, base, arguments, moment).of(verb))
    except Refused as refused:
        body = ["".join(map(_error, refused.faults)).encode()]
    echoed = "".join(f" {name}={quoteattr(value)}" for name, value in asked.items())
    head = (
        f"{_HEAD}<responseDate>{_stamp(moment)}</responseDate>\n"
        f"<request{echoed}>{escape(base)}</request>\n"
    )
    return [head.encode(), *body, b"\n</OAI-PMH>\n"]


def _error(fault: Fault) -> str:
    return f'<error code="{fault.code}">{escape(fault.told)}</error>'


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _refused(code: Code, told: str) -> Refused:
    return Refused(Fault(code, told))


@dataclass(frozen=True, slots=True)
class _Answer:
    """Answers one request; `told` is what the file says of the edition."""

    lists: Lists
    told: dict[str, str]
    base: str
    arguments: dict[str, str]
    moment: datetime

    def of(self, verb: str) -> Iterator[bytes]:
        """What stands between the request and the end. Raises Refused."""
        yield f"<{verb}>".encode()
        match verb:
            case "Identify":
                yield self._identify().encode()
            case "ListMetadataFormats":
                yield self._formats().encode()
            case "ListSets":
                yield from self._sets()
            case "GetRecord":
                yield from self._record()
            case _:
                yield from self._list(verb)
        yield f"</{verb}>".encode()

    def _identify(self) -> str:
        told = self.told
        return (
            f"<repositoryName>{escape(told['title'])}</repositoryName>"
            f"<baseURL>{escape(self.base)}</baseURL><protocolVersion>2.0</protocolVersion>"
            f"<adminEmail>{escape(told['email'])}</adminEmail>"
            f"<earliestDatestamp>{told['earliest']}</earliestDatestamp>"
            "<deletedRecord>persistent</deletedRecord>"
            "<granularity>YYYY-MM-DDThh:mm:ssZ</granularity>"
            "<compression>gzip</compression><compression>deflate</compression>"
            f"{self._identifiers()}"
        )

    def _identifiers(self) -> str:
        """How identifiers are made (openarchives.org/OAI/2.0/guidelines-oai-identifier)."""
        domain = self.told["domain"]
        sample = self.lists.sample()
        if not _DOMAIN.fullmatch(domain) or not sample:
            return ""
        return (
            f'<description><oai-identifier xmlns="{_ID}" xsi:schemaLocation="{_ID} {_ID}.xsd">'
            f"<scheme>oai</scheme><repositoryIdentifier>{domain}</repositoryIdentifier>"
            f"<delimiter>:</delimiter><sampleIdentifier>{escape(sample)}</sampleIdentifier>"
            "</oai-identifier></description>"
        )

    def _formats(self) -> str:
        if "identifier" in self.arguments:
            item = self.lists.item(self.arguments["identifier"])
            if item is None:
                raise _refused("idDoesNotExist", "No text has this identifier.")
            formats = self.lists.formats_of(item)
        else:
            formats = self.lists.formats()
        if not formats:
            raise _refused("noMetadataFormats", "There is no record of this text.")
        return "".join(
            f"<metadataFormat><metadataPrefix>{one.prefix}</metadataPrefix>"
            f"<schema>{escape(one.schema)}</schema>"
            f"<metadataNamespace>{escape(one.namespace)}</metadataNamespace></metadataFormat>"
            for one in formats
        )

    def _sets(self) -> Iterator[bytes]:
        now = int(self.moment.timestamp())
        word = self.arguments.get("resumptionToken")
        listing = Listing("ListSets", "") if word is None else listing_of(word, "ListSets", now)
        sets, more = self.lists.sets(listing.spec)
        if not sets and word is not None:
            raise _refused("badResumptionToken", _GONE)
        if not sets:
            raise _refused("noSetHierarchy", "There are no sets.")
        for spec, name in sets:
            told = f"<setSpec>{escape(spec)}</setSpec><setName>{escape(name)}</setName>"
            yield f"<set>{told}</set>".encode()
        size = listing.size or self.lists.count_sets()
        further = replace(listing, spec=sets[-1][0], cursor=listing.cursor + len(sets), size=size)
        yield self._token(listing.cursor, further, more, now).encode()

    def _record(self) -> tuple[bytes, ...]:
        faults = []
        item = self.lists.item(self.arguments["identifier"])
        if item is None:
            faults.append(Fault("idDoesNotExist", "No text has this identifier."))
        known = self.lists.format(self.arguments["metadataPrefix"])
        if known is None:
            faults.append(_unknown_format(self.lists))
        if item is None or known is None:
            raise Refused(*faults)
        page = self.lists.one(item, known)
        if not page.records:
            told = f"This text has no record in the format {known.prefix}."
            raise _refused("cannotDisseminateFormat", told)
        return page.records[0]

    def _list(self, verb: str) -> Iterable[bytes]:
        now = int(self.moment.timestamp())
        word = self.arguments.get("resumptionToken")
        if word is None:
            listing = Listing(
                verb,
                self.arguments["metadataPrefix"],
                self.arguments.get("from", ""),
                self.arguments.get("until", ""),
                self.arguments.get("set", ""),
            )
        else:
            listing = listing_of(word, verb, now)
        faults = []
        known = self.lists.format(listing.prefix)
        if known is None:
            faults.append(_unknown_format(self.lists))
        if listing.spec and not self.lists.has_sets():
            faults.append(Fault("noSetHierarchy", "There are no sets."))
        if known is None or faults:
            if word is not None:
                raise _refused("badResumptionToken", _GONE)
            raise Refused(*faults)
        page = self.lists.page(listing, known, verb == "ListRecords")
        if not page.records:
            raise _refused("noRecordsMatch", "No text was published or changed that fits.")
        parts = (part for record in page.records for part in record)
        given, size = listing.cursor + len(page.records), listing.size or page.size
        further = replace(listing, stamp=page.stamp, id=page.id, cursor=given, size=size)
        return [*parts, self._token(listing.cursor, further, page.more, now).encode()]

    def _token(self, cursor: int, further: Listing, more: bool, now: int) -> str:
        """The token for the next page, an empty one on the last of several, else nothing.

        `cursor` is how many were given before this page, `further` the place after it.
        """
        if not more and not cursor:
            return ""
        size = max(further.size, further.cursor + more)  # what was published meanwhile may add
        place = f'completeListSize="{size}" cursor="{cursor}"'
        if not more:
            return f"<resumptionToken {place}/>"
        expiry = now + LIFE
        until = _stamp(datetime.fromtimestamp(expiry, UTC))
        word = token(replace(further, size=size, expiry=expiry))
        return f'<resumptionToken expirationDate="{until}" {place}>{word}</resumptionToken>'


def _unknown_format(lists: Lists) -> Fault:
    there = ", ".join(one.prefix for one in lists.formats())
    return Fault("cannotDisseminateFormat", f"There is no such format; there are {there}.")
