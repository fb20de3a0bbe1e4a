"""A Record -> files in every format that a reader or a harvester may take away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from siglum.crosswalks import bibtex, csl, datacite, dublincore, marcxml, mods, ris, schemaorg
from siglum.crosswalks.rows import Row
from siglum.metadata.record import Record


@dataclass(frozen=True, slots=True)
class Format:
    """A format of records: its name, the ending of its files, its media type and its namespace.

    `citation` says whether readers want it, for their reference manager; the others are for
    harvesters. `rows` is the crosswalk.
    """

    title: str
    ending: str
    media: str
    citation: bool
    write: Callable[[Record], str]
    rows: Sequence[Row[Any]]
    profile: str = ""


FORMATS: Final = (
    Format("BibTeX", "bib", "application/x-bibtex", True, bibtex.write_bibtex, bibtex.ROWS),
    Format("RIS", "ris", "application/x-research-info-systems", True, ris.write_ris, ris.ROWS),
    Format("CSL-JSON", "csl.json", "application/vnd.citationstyles.csl+json", True, csl.write_csl,
           csl.ROWS),
    Format("JSON-LD", "jsonld", "application/ld+json", False, schemaorg.write_json_ld,
           schemaorg.ROWS, "https://schema.org"),
    Format("Dublin Core", "dc.xml", "application/xml", False, dublincore.write_dublin_core,
           dublincore.ROWS, "http://www.openarchives.org/OAI/2.0/oai_dc/"),
    Format("DataCite", "datacite.xml", "application/vnd.datacite.datacite+xml", False,
           datacite.write_datacite, datacite.ROWS, "http://datacite.org/schema/kernel-4"),
    Format("MODS", "mods.xml", "application/mods+xml", False, mods.write_mods, mods.ROWS,
           "http://www.loc.gov/mods/v3"),
    Format("MARCXML", "marc.xml", "application/marcxml+xml", False, marcxml.write_marcxml,
           marcxml.ROWS, "http://www.loc.gov/MARC21/slim"),
)  # fmt: skip
