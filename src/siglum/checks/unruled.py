"""The elements of a document that no rule is made for -> one finding for each of their names."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache

from lxml import etree

from siglum.checks.survey import Survey
from siglum.config import Config
from siglum.findings import Finding, found
from siglum.rulebook import read_rules
from siglum.source.elements import ELEMENTS, WORDS_ONLY
from siglum.source.namespaces import TEI

_RULED = frozenset(ELEMENTS) - WORDS_ONLY
_MATH = "http://www.w3.org/1998/Math/MathML"
#: What stands in these is no text of the edition, or shown as code.
_ASIDE = (f"{{{TEI}}}teiHeader", f"{{{TEI}}}xenoData", "{http://www.tei-c.org/ns/Examples}egXML")


class UnruledCheck:
    """Knows the rules that an edition adds to the built-in ones."""

    def __init__(self, config: Config) -> None:
        own = config.folder / "xslt"
        sheets = sorted(own.glob("*.xsl")) if config.file and own.is_dir() else []
        self._known = _RULED.union(read_rules(sheets))
        self._ruled: dict[str, bool] = {}

    def check(self, survey: Survey) -> Iterator[Finding]:
        """One finding `text.no-rule` for each name, at its first place, with its number."""
        unruled = [tag for tag in sorted(survey.tags) if not self._is_ruled(tag)]
        shown: dict[str, list[etree._Element]] = {tag: [] for tag in unruled}
        for element in survey.document.tei.iter(*unruled) if unruled else ():
            if next(element.iterancestors(*_ASIDE), None) is None and element.tag not in _ASIDE:
                shown[element.tag].append(element)
        for tag, elements in shown.items():
            if not elements:
                continue
            name = etree.QName(tag)
            told = f"<{name.localname}>"
            if name.namespace != TEI:
                told += f" of {name.namespace or 'no namespace'}"
            told += " has no rule: its words are shown as they stand"
            if more := len(elements) - 1:
                told += f" (and in {more} more place{'s' if more > 1 else ''})"
            hint = f"if that does not do, give the edition a rule for it (match={_match(name)})"
            if name.namespace == TEI and name.localname not in ELEMENTS:
                near = _near(name.localname)
                hint = f"did you mean <{near}>?" if near else hint
            yield found("text.no-rule", survey.document.tree.place(elements[0]), told, hint)

    def _is_ruled(self, tag: str) -> bool:
        ruled = self._ruled.get(tag)
        if ruled is None:
            name = etree.QName(tag)
            known = name.namespace == TEI and name.localname in self._known
            ruled = self._ruled[tag] = known or name.namespace == _MATH
        return ruled


@lru_cache(maxsize=1024)
def _near(name: str) -> str:
    """The element of TEI that a name is a slip for, or empty."""
    near = get_close_matches(name, ELEMENTS, n=1)
    return near[0] if near else ""


def _match(name: etree.QName) -> str:
    return f'"tei:{name.localname}"' if name.namespace == TEI else f'"x:{name.localname}"'
