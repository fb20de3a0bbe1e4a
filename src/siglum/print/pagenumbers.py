"""Links whose text is the number of a page -> what WeasyPrint sets for them, no page told twice."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from weasyprint.css.targets import TargetCollector, TargetLookupItem

from siglum.print.occurrences import NEXT

__all__ = ["Numbers", "drop_repeated"]

#: Narrower than that, nothing is there.
_SEEN = 0.5


class _Lookups(dict[Any, Any]):
    """What is to be set anew when a counter is known, by box and by what of it has the counter.

    At the end WeasyPrint goes through all of them for each box, and wants those alone that are no
    content: an index has thousands that are.
    """

    def __init__(self) -> None:
        super().__init__()
        self._others: dict[Any, Any] = {}

    def setdefault(self, key: Any, value: Any = None) -> Any:
        """Add what is to be set anew."""
        if key[1] != "content":
            self._others.setdefault(key, value)
        return super().setdefault(key, value)

    def items(self) -> Any:
        """Those that are no content."""
        return self._others.items()


class Numbers(TargetCollector):  # type: ignore[misc]
    """Page numbers of links, but not that of one whose successor stands on the same page.

    It also finds those that a target concerns without looking at all of them.
    """

    def __init__(self) -> None:
        super().__init__()
        self.counter_lookup_items: dict[Any, Any] = _Lookups()
        self._asking: dict[str, dict[Any, Any]] = defaultdict(dict)

    def lookup_target(self, token: Any, box: Any, css_token: Any, parse_again: Any) -> Any:
        """What a link leads to, in a state in which it is not shown if its number follows."""
        found = super().lookup_target(token, box, css_token, parse_again)
        following = self.target_lookup_items.get(_following(box))
        if following is not None and found.state == "up-to-date":
            page = found.cached_page_counter_values.get("page")
            if page and page == following.cached_page_counter_values.get("page"):
                return TargetLookupItem("repeated")
        return found

    def collect_missing_counters(
        self, box: Any, css_token: Any, parse_again: Any, missing: Any, of_targets: Any
    ) -> None:
        """Note that a link is to be set anew also when the page of its successor changes.

        WeasyPrint knows the targets of `attr(href)` by no name, and would not set them anew at all.
        """
        if (counters := of_targets.pop(None, None)) and (target := _target(box)):
            of_targets.setdefault(target, counters)
        if of_targets and (following := _following(box)):
            of_targets.setdefault(following, ["page"])
        super().collect_missing_counters(box, css_token, parse_again, missing, of_targets)
        if (item := self.counter_lookup_items.get((box, css_token))) is not None:
            for name in of_targets:
                self._asking[name][box, css_token] = item

    def cache_target_page_counters(self, name: Any, *rest: Any) -> None:
        """Spread the news of a target to those that ask for it."""
        everything: dict[Any, Any] = self.counter_lookup_items
        self.counter_lookup_items = self._asking.get(name, {})
        try:
            super().cache_target_page_counters(name, *rest)
        finally:
            self.counter_lookup_items = everything


def _target(box: Any) -> str:
    element = box.element
    href = "" if element is None else str(element.get("href", ""))
    return href[1:] if href.startswith("#") else ""


def _following(box: Any) -> str:
    element = box.element
    return "" if element is None else str(element.get(NEXT, ""))


def drop_repeated(document: Any) -> None:
    """Take away the links whose number is not shown: they would be places that nobody can hit.

    In the structure of the PDF, which is made later, they are no links either.
    """
    for page in document.pages:
        kept = []
        for one in page.links:
            box = one[-1]
            if _following(box) and _width(one[2]) < _SEEN:
                box.element_tag = f"span{box.element_tag.removeprefix('a')}"
            else:
                kept.append(one)
        page.links = kept


def _width(area: tuple[float, float, float, float]) -> float:
    return abs(area[2] - area[0])
