"""Stylesheets and sources of an edition -> a line for each element: its number, its rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from siglum.config import Config
from siglum.findings import EditionError
from siglum.render.resources import Resources
from siglum.rulebook import Rule, read_rules
from siglum.source.elements import ELEMENTS
from siglum.source.namespaces import TEI
from siglum.source.parsing import read_source
from siglum.sources import find_sources

_PLAIN = "its words as they stand"


def count_elements(config: Config) -> Counter[str]:
    """How often each element occurs in the sources of an edition, by its name.

    Those of other namespaces are called by their Clark name. Files that cannot be read count
    nothing: checking tells why.
    """
    counts: Counter[str] = Counter()
    for file in find_sources(config)[0]:
        try:
            root = read_source(file.path, jail=file.jail, name=file.name).root
        except EditionError:
            continue
        for tag in (element.tag for element in root.iter(etree.Element)):
            name = etree.QName(tag)
            counts[name.localname if name.namespace == TEI else str(tag)] += 1
    return counts


def list_elements(resources: Resources, counts: Mapping[str, int] | None) -> Iterator[str]:
    """A line for each element of TEI, then for what else occurs: name, number, rule.

    `counts` is how often each occurs in the edition, None where there is none. An element may
    have several rules: the first that is told is for the text, one for the header says so.
    """
    own, *rest = resources.folders("xslt")
    sheets = [*sorted(own.glob("*.xsl")), *(f for one in rest for f in sorted(one.glob("*.xsl")))]
    rules = read_rules(sheets)
    others = [name for name in counts or () if name not in ELEMENTS]
    names = [*ELEMENTS, *sorted(others)]
    width = max(map(len, names))
    for name in names:
        number = f"{counts.get(name, 0):>8}  " if counts is not None else ""
        yield f"{name:<{width}}  {number}{_told(rules.get(name, ()))}"


def _told(rules: Sequence[Rule]) -> str:
    """Where the rules of an element stand: first the one for the text, wherever it occurs."""
    if not rules:
        return _PLAIN
    first = min(rules, key=lambda rule: (bool(rule.mode), "/" in rule.match, "[" in rule.match))
    where = f"{first.file}:{first.line}" + (f" ({first.mode})" if first.mode else "")
    more = len({(rule.file, rule.line) for rule in rules}) - 1
    return f"{where}, and {more} more" if more else where
