"""The ids of a document -> those that come out as one address although they are two ids."""

from __future__ import annotations

import re
from collections.abc import Iterator

from siglum.checks.survey import Survey
from siglum.findings import Finding, found
from siglum.source.identity import file_name, slug
from siglum.source.namespaces import XML_ID

#: Ids that addresses have as they are; what is no name at all is told of by `id.invalid`.
_PLAIN = re.compile(r"[A-Za-z0-9_.](?:[A-Za-z0-9_.\-]*[A-Za-z0-9_.])?")


def check_ids_as_addresses(survey: Survey) -> Iterator[Finding]:
    """Code `id.page-clash`: fragments that are the same, and pages whose names are.

    Upper and lower case make two fragments, but on many systems one file.
    """
    ids = survey.ids
    place = survey.document.tree.place
    together = "\n".join(("", *ids, ""))
    plain = together.isascii() and "-\n" not in together and "\n-" not in together
    odd = [] if plain else [name for name in ids if not _PLAIN.fullmatch(name)]
    seen: dict[str, str] = {}
    for name in odd:
        address = slug(name)
        other = seen.setdefault(address, name) if address not in ids else address
        if other != name and address:
            told = f'the xml:ids "{other}" and "{name}" give the same address "#{address}"'
            hint = "let them differ in letters or digits"
            yield found("id.page-clash", place(ids[name], XML_ID), told, hint)
    pages: dict[str, str] = {}
    for division in survey.named.get("div", ()):
        name = division.get(XML_ID, "").strip()
        if not name:
            continue
        page = file_name(name).lower()
        other = pages.setdefault(page, name)
        if other != name and page and slug(other) != slug(name):
            told = (
                f'the divisions "{other}" and "{name}" give the same name of a page, "{page}.html"'
            )
            hint = "let their xml:ids differ in more than capitals and accents"
            yield found("id.page-clash", place(division, XML_ID), told, hint)
