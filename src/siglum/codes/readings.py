"""Codes of what is found in readings, their groups, and lacunae."""

from __future__ import annotations

from siglum.codes.kinds import Code, Severity

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741

READINGS: dict[str, Code] = {}
