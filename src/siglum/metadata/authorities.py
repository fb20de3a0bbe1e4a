"""An address or a typed identifier -> an Authority that others know: ORCID, GND, VIAF, DOI ….

Addresses are brought into the form that each authority asks for; what is not known keeps its
address as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from siglum.metadata.model import Authority

#: Scheme, what its addresses and short forms look like (one group: the value), its address.
_KNOWN: Final = tuple(
    (scheme, re.compile(pattern, re.IGNORECASE), address)
    for scheme, pattern, address in (
        ("ORCID", r"(?:https?://(?:www\.)?orcid\.org/|orcid[:\-])(\d{4}-\d{4}-\d{4}-\d{3}[\dX])/?",
         "https://orcid.org/{}"),
        ("GND", r"(?:https?://(?:www\.)?d-nb\.info/gnd/|gnd[:\-])([\dX\-]{5,})/?",
         "https://d-nb.info/gnd/{}"),
        ("VIAF", r"(?:https?://(?:www\.)?viaf\.org/viaf/|viaf[:\-])(\d+)/?",
         "https://viaf.org/viaf/{}"),
        ("ISNI", r"(?:https?://(?:www\.)?isni\.org/(?:isni/)?|isni[:\-])(\d{15}[\dX])/?",
         "https://isni.org/isni/{}"),
        ("Wikidata",
         r"(?:https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/|wikidata[:\-]|wd:)([QP]\d+)",
         "http://www.wikidata.org/entity/{}"),
        ("LCNAF",
         r"(?:https?://id\.loc\.gov/authorities/names/|lccn[:\-\s]?)(n[a-z]*\d+)(?:\.html)?",
         "http://id.loc.gov/authorities/names/{}"),
        ("BNF", r"https?://(?:data|catalogue)\.bnf\.fr/ark:/12148/(cb\d+[a-z0-9])",
         "https://data.bnf.fr/ark:/12148/{}"),
        ("ROR", r"(?:https?://ror\.org/)(0[a-z0-9]{8})/?", "https://ror.org/{}"),
        ("GeoNames", r"(?:https?://(?:sws\.|www\.)?geonames\.org/|geonames[:\-])(\d+)(?:/.*)?",
         "https://www.geonames.org/{}"),
        ("Pleiades", r"https?://pleiades\.stoa\.org/places/(\d+)/?",
         "https://pleiades.stoa.org/places/{}"),
        ("DOI", r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)",
         "https://doi.org/{}"),
        ("Handle", r"(?:https?://hdl\.handle\.net/|hdl:)(\S+/\S+)", "https://hdl.handle.net/{}"),
        ("ARK", r"(?:https?://\S+/)?(ark:/?\d{5}/\S+)", "https://n2t.net/{}"),
        ("ISBN",
         r"(?:urn:isbn:|isbn(?:-1[03])?[:\s]\s*)((?:97[89][\- ]?)?(?:\d[\- ]?){9}[\dX])", ""),
        ("ISSN", r"(?:urn:issn:|issn[:\s]\s*)(\d{4}-?\d{3}[\dX])", ""),
        ("URN", r"(urn:[a-z0-9][a-z0-9\-]*:\S+)", ""),
        ("SWHID", r"(swh:1:(?:cnt|dir|rev|rel|snp):[0-9a-f]{40}\S*)", ""),
    )
)  # fmt: skip
#: What @type of an idno may be called, and the scheme that is meant.
_TYPES: Final = {
    "orcid": "ORCID", "gnd": "GND", "viaf": "VIAF", "isni": "ISNI", "wikidata": "Wikidata",
    "lcnaf": "LCNAF", "ror": "ROR", "geonames": "GeoNames", "pleiades": "Pleiades", "doi": "DOI",
    "handle": "Handle", "hdl": "Handle", "ark": "ARK", "urn": "URN", "swhid": "SWHID",
    "isbn": "ISBN", "isbn-10": "ISBN", "isbn-13": "ISBN", "issn": "ISSN",
}  # fmt: skip
_ADDRESS = re.compile(r"https?://[^\s/]+\S*")


def authority(value: str, kind: str = "") -> Authority | None:
    """What an identifier is, of which `kind` is the @type; None for an empty one.

    A value without a scheme that is known, and no address, is an Authority of the scheme `kind`.
    """
    value = " ".join(value.split())
    if not value:
        return None
    meant = _TYPES.get(kind.strip().lower().removeprefix("#"), "")
    for scheme, pattern, address in _KNOWN:
        # a bare DOI begins so that nothing else can be meant
        if found := pattern.fullmatch(value):
            return _made(scheme, found[1], address, value)
        if scheme == meant:
            short = f"{scheme.lower()}:{value}"
            if scheme == "Handle":
                short = f"hdl:{value}"
            if found := pattern.fullmatch(short):
                return _made(scheme, found[1], address, value)
    if _ADDRESS.fullmatch(value):
        return Authority("URL", value, value)
    # what is called a DOI and is none must not be taken for one
    return Authority("local" if meant else kind.strip() or "local", value)


def authorities(values: Iterable[str]) -> tuple[Authority, ...]:
    """Those of several addresses that are one that others know, or an address of the web."""
    return tuple(dict.fromkeys(_authorities(values)))


def _authorities(values: Iterable[str]) -> Iterator[Authority]:
    for value in values:
        found = authority(value)
        if found is not None and found.scheme != "local":
            yield found


def _made(scheme: str, value: str, address: str, written: str) -> Authority:
    if scheme in ("ORCID", "ISNI", "GND"):
        value = value.upper()
    if scheme == "DOI":
        value = value.rstrip(".,;")
    if scheme == "ARK" and written.startswith("http"):
        return Authority(scheme, value, written)
    return Authority(scheme, value, address.format(value) if address else "")


def check_digit_fits(value: str) -> bool:
    """Whether the last digit of an ORCID or ISNI is the one that belongs to the others.

    ISO 7064, MOD 11-2, as both use it.
    """
    digits = value.replace("-", "").upper()
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    expected = (12 - total % 11) % 11
    return digits[-1] == ("X" if expected == 10 else str(expected))
