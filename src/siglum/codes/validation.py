"""Codes of what validation finds, and of schemas that cannot be used."""

from __future__ import annotations

from siglum.codes.kinds import Code, Severity

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741

VALIDATION: dict[str, Code] = {}
