"""The context of a rule -> how its nodes are found without walking over the tree for each rule.

A context is a pattern as in XSLT: `tei:l//tei:p[@n]` means every p that fits, wherever it is. All
nodes of one name are gathered once for all rules; what else the pattern asks for becomes a
condition on the node. Only patterns that cannot be turned round so are looked for from the root.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from siglum.rules.expressions import Step, XPath1
from siglum.rules.tokens import NotXPath1

_REQUIRED = re.compile(r"\(?(?:@|starts-with\(@)([^\W\d][\w.:\-]*)(?= and | = |\)?$|, ['\"][^'\"])")
#: What a predicate on the document asks for: some element anywhere.
_SOMEWHERE = re.compile(
    r"(?:count\()?//([^\W\d][\w.\-]*(?::[\w.\-]+)?)(?:$|\) (?:>=? [1-9]|> 0)\d*$)"
)
_TURNED = frozenset(("child", "attribute"))


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to fit a context.

    Nodes are the elements `tag`, or those that bear `attribute`, or, if `of_attribute`, such an
    attribute itself (the elements being `tag`, if that is given); `condition` are predicates on
    them. Where both names are empty, `path` finds them from the root. `needs` are the elements
    that a file must have.
    """

    tag: str
    attribute: str
    of_attribute: bool
    condition: str
    path: str
    needs: frozenset[str]


def alternatives(context: XPath1, namespaces: Mapping[str, str]) -> list[Alternative]:
    """The ways to fit `context`. Raises NotXPath1 for what is no pattern."""
    if not context.paths:
        raise NotXPath1("no path")
    if context.current:
        raise NotXPath1("current()")
    return [_alternative(path, namespaces) for path in context.paths]


def _alternative(path: tuple[Step, ...], namespaces: Mapping[str, str]) -> Alternative:
    needs = set()
    for step in path:
        if step.axis in ("child", "descendant") and (tag := _clark(step.test, namespaces)):
            needs.add(tag)
        for predicate in step.predicates:
            if somewhere := _SOMEWHERE.match(predicate):
                needs.add(_clark(somewhere[1], namespaces))
    last = path[-1]
    text = "".join(step.before + str(step) for step in path)
    if not path[0].before:
        text = f"//{text}"
    by_path = Alternative("", "", False, "", text, frozenset(needs))
    if any(step.positional for step in path) or not {s.axis for s in path} <= _TURNED:
        return by_path
    own = "".join(f"[{one}]" for one in last.predicates)
    if last.axis == "attribute":
        name = _clark(last.test, namespaces)
        if not name:
            return by_path
        tag = ""
        if len(path) > 1 and last.before == "/":
            tag = _clark(path[-2].test, namespaces)
        condition = own + _around(path, len(path) - 1)
        return Alternative(tag, name, True, condition, text, frozenset(needs))
    if tag := _clark(last.test, namespaces):
        condition = own + _around(path, len(path) - 1)
        return Alternative(tag, "", False, condition, text, frozenset(needs))
    for predicate in last.predicates:
        required = _REQUIRED.match(predicate)
        if required and " or " not in predicate and " | " not in predicate:
            condition = f"[self::{last.test}]{own}{_around(path, len(path) - 1)}"
            name = _clark(required[1], namespaces)
            return Alternative("", name, False, condition, text, frozenset(needs))
    return by_path


def _around(path: tuple[Step, ...], at: int) -> str:
    """What step `at` asks of the elements around its node, as predicates on that node."""
    before = path[at].before
    if at == 0:
        return "[not(parent::*)]" if before == "/" else ""
    step = path[at - 1]
    axis = "parent" if before == "/" else "ancestor"
    inner = "".join(f"[{one}]" for one in step.predicates)
    return f"[{axis}::{step.test}{inner}{_around(path, at - 1)}]"


def _clark(test: str, namespaces: Mapping[str, str]) -> str:
    """The name that lxml has for a plain name test; empty for any other test."""
    if "*" in test or "(" in test:
        return ""
    prefix, colon, local = test.partition(":")
    if not colon:
        return test
    if prefix == "xml":
        return f"{{http://www.w3.org/XML/1998/namespace}}{local}"
    return f"{{{namespaces.get(prefix, '')}}}{local}"
