"""Audits -> a table and lines for people, or records for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from siglum.verify.records import COUNTED, Audit, Difference

#: A document tells no more than this many differences, unless all are asked for.
_TOLD = 12


def table(audits: Sequence[Audit]) -> Iterator[str]:
    """One line for each document and output, and one for all."""
    heads = ("document", "output", *COUNTED, "explained", "unexplained")
    rows = [_row(audit) for audit in audits]
    if len(audits) > 1:
        sums = [str(sum(int(row[n]) for row in rows)) for n in range(2, len(heads))]
        rows.append(("all", "", *sums))
    wide = [max(len(row[n]) for row in (heads, *rows)) for n in range(len(heads))]
    for row in (heads, *rows):
        cells = [
            cell.ljust(w) if n < 2 else cell.rjust(w)
            for n, (cell, w) in enumerate(zip(row, wide, strict=True))
        ]
        yield "  ".join(cells).rstrip()


def _row(audit: Audit) -> tuple[str, ...]:
    counts = [str(audit.counts[name]) for name in COUNTED]
    wrong = len(audit.unexplained)
    explained = sum(one.words for one in audit.differences if one.explained)
    return (audit.document, audit.output, *counts, str(explained), str(wrong))


def lines(audits: Sequence[Audit], all_of_them: bool) -> Iterator[str]:
    """Each difference like a finding: its place, its kind, what is missing and what is extra."""
    for audit in audits:
        shown = audit.differences if all_of_them else audit.differences[:_TOLD]
        for one in shown:
            yield line(one)
        if rest := len(audit.differences) - len(shown):
            yield f"… and {rest} more in {audit.document}, {audit.output} (-v tells all)"


def line(one: Difference) -> str:
    """One difference in one line."""
    place = one.source
    said = [f"lacks «{_short(words)}»" for words in one.missing]
    said += [f"has «{_short(words)}»" for words in one.extra]
    told = "; ".join([one.found, *said])
    kind = f"{one.kind} (explained: {one.explained})" if one.explained else one.kind
    return f"{place.file}:{place.line}:{place.column}: {one.output}: {kind}: {told}"


def _short(words: str) -> str:
    return words if len(words) <= 120 else f"{words[:100]} … {words[-16:]}"


def records(audits: Sequence[Audit]) -> str:
    """Every difference as a record; later versions may add to it, never take away."""
    listed = [
        {
            "document": one.document,
            "output": one.output,
            "kind": one.kind,
            "source": f"{one.source.file}:{one.source.line}",
            "found": one.found,
            "missing": list(one.missing),
            "extra": list(one.extra),
            "explained": one.explained,
        }
        for audit in audits
        for one in audit.differences
    ]
    return json.dumps(listed, ensure_ascii=False, indent=1)
