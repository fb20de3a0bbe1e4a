"""What is asked of an endpoint of DTS -> its address: one with a query, or that of a file.

Source: https://dtsapi.org/versions/v1.0, «About URI Templates»; templates are those of RFC 6570.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode

#: The parameters of each endpoint, in the order in which templates name them.
PARAMETERS: Final = {
    "collection": ("id", "page", "nav"),
    "navigation": ("resource", "ref", "start", "end", "down", "tree", "page"),
    "document": ("resource", "ref", "start", "end", "tree", "mediaType"),
}


@dataclass(frozen=True, slots=True)
class Queries:
    """Addresses of a service at `base`."""

    base: str

    def templates(self) -> dict[str, str]:
        """The template of each endpoint."""
        return {
            name: f"{self.base}/{name}{{?{','.join(asked)}}}" for name, asked in PARAMETERS.items()
        }

    def templates_of(self, text: str) -> dict[str, str]:
        """The template of each endpoint for one text."""
        return {
            name: f"{self.base}/{name}?{first}={quote(text, safe=':/')}{{&{','.join(asked)}}}"
            for name, (first, *asked) in PARAMETERS.items()
        }

    def address(self, endpoint: str, asked: Mapping[str, str]) -> str:
        """The address of a request."""
        return f"{self.base}/{endpoint}?{urlencode(asked, quote_via=quote, safe=':/')}"


#: Of files: the parameter that has a folder, those that stand behind it, that with another folder.
_PARTS: Final = {
    "collection": ("id", ("nav", "page"), "", "index.jsonld"),
    "navigation": ("resource", ("tree", "down", "page"), "ref", "index.jsonld"),
    "document": ("resource", ("tree",), "ref", "index.tei"),
}
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Files:
    """Addresses of files below `base`: there is no server that would understand a query."""

    base: str

    def templates(self) -> dict[str, str]:
        """The template of each endpoint."""
        return {name: self._template(name, f"{{/{first}}}") for name, (first, *_) in _PARTS.items()}

    def templates_of(self, text: str) -> dict[str, str]:
        """The template of each endpoint for one text."""
        return {name: self._template(name, f"/{quote(text, safe='')}") for name in _PARTS}

    def _template(self, endpoint: str, first: str) -> str:
        _, behind, inner, file = _PARTS[endpoint]
        last = f"{{/{inner}}}" if inner else ""
        return f"{self.base}/{endpoint}{first}{{;{','.join(behind)}}}{last}/{file}"

    def address(self, endpoint: str, asked: Mapping[str, str]) -> str:
        """The address of a request."""
        encoded = {name: quote(value, safe="") for name, value in asked.items()}
        return f"{self.base}/{self.name(endpoint, encoded)}"

    @staticmethod
    def name(endpoint: str, asked: Mapping[str, str]) -> str:
        """The file of a request, below the folder of all."""
        first, behind, inner, file = _PARTS[endpoint]
        parts = [
            endpoint,
            f"/{asked[first]}" if first in asked else "",
            *(f";{name}={asked[name]}" for name in behind if name in asked),
            f"/{asked[inner]}" if inner in asked else "",
        ]
        return f"{''.join(parts)}/{file}"


def is_part_of_name(told: str) -> bool:
    """Whether an identifier can be a folder: it is found there by any web server, and no other."""
    return (
        told.isprintable()
        and not re.search(r"[/\\;]", told)
        and told == told.strip()
        and told not in ("", ".", "..", "index.jsonld", "index.tei")
        and len(told.encode()) <= _LONGEST
    )
