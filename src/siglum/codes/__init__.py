"""Every code a finding can have -> its severity and what `siglum explain` tells of it.

Codes are stable: one is never renamed, and never reused for something else.
"""

from __future__ import annotations

from siglum.codes.absences import ABSENCES
from siglum.codes.citing import CITING
from siglum.codes.documents import DOCUMENTS
from siglum.codes.entries import ENTRIES
from siglum.codes.kinds import Code, Severity
from siglum.codes.metadata import METADATA
from siglum.codes.publication import PUBLICATION
from siglum.codes.publishing import PUBLISHING
from siglum.codes.ranges import RANGES
from siglum.codes.readings import READINGS
from siglum.codes.rules import RULES
from siglum.codes.sources import SOURCES
from siglum.codes.validation import VALIDATION
from siglum.codes.witnesses import WITNESSES

__all__ = ["CODES", "Code", "Severity"]

_TABLES = (
    SOURCES, VALIDATION, RULES, DOCUMENTS, CITING, WITNESSES, ENTRIES, RANGES, READINGS, ABSENCES,
    PUBLISHING, PUBLICATION, METADATA,
)  # fmt: skip

CODES: dict[str, Code] = dict(
    sorted((name, code) for table in _TABLES for name, code in table.items())
)
