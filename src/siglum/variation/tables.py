"""Figures of a document -> tables to read on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from siglum.variation.figures import Figures

#: More witnesses than these make a table of agreement that no terminal is wide enough for.
_WIDEST = 20


def tell_figures(figures: Figures) -> Iterator[str]:
    """The lines about one document."""
    yield f"{figures.title} ({figures.document})"
    yield f"  {figures.words} words, {figures.entries} entries, {figures.readings} readings"
    if figures.by_type:
        yield ""
        types = [(name, str(number)) for name, number in figures.by_type.items()]
        yield from _table(("readings by type", "number"), types)
    if figures.witnesses:
        yield ""
        yield from _table(
            ("witness", "named", "departs", "alone", "words", "there"),
            [
                (w.siglum, str(w.named), str(w.departures), str(w.alone), str(w.words),
                 f"{w.present:.0%}")
                for w in figures.witnesses
            ],
        )  # fmt: skip
    if extents := [(w.siglum, w.extent) for w in figures.witnesses if w.extent]:
        yield ""
        yield from _table(("fragment", "has text at"), extents)
    if 1 < len(figures.witnesses) <= _WIDEST:
        yield ""
        sigla = [w.siglum for w in figures.witnesses]
        rows = [
            (one, *(_percent(figures.agreement[one][other]) for other in sigla)) for one in sigla
        ]
        yield from _table(("agreement", *sigla), rows)
    if figures.unused:
        yield ""
        yield f"  never named: {', '.join(figures.unused)}"
    if figures.variable:
        yield ""
        yield from _table(
            ("most variable", "entries"), [(place, str(n)) for place, n in figures.variable]
        )
    yield ""


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{share:.0%}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(len(row[n]) for row in (head, *rows)) for n in range(len(head))]
    for row in (head, *rows):
        first, *rest = row
        cells = [
            first.ljust(widths[0]),
            *(c.rjust(w) for c, w in zip(rest, widths[1:], strict=True)),
        ]
        yield f"  {'  '.join(cells)}".rstrip()
