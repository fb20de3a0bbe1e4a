"""Codes of what Schematron rules find, and of rules that cannot be run."""

from __future__ import annotations

from siglum.codes.kinds import Code, Severity

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741

RULES: dict[str, Code] = {}
