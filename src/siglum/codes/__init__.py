"""Every code a finding can have -> its severity and what `siglum explain` tells of it.

Codes are stable: one is never renamed, and never reused for something else.
"""

from __future__ import annotations

from siglum.codes.kinds import Code, Severity
from siglum.codes.publishing import PUBLISHING
from siglum.codes.sources import SOURCES

__all__ = ["CODES", "Code", "Severity"]

CODES: dict[str, Code] = dict(sorted({**SOURCES, **PUBLISHING}.items()))
