"""Where a rule is broken, and which rules were not run: what runners of Schematron hand out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from lxml import etree

from siglum.rules.schematron import Rule, Test

#: The step to the document itself, which lxml does not hand out.
DOCUMENT: Final = "/self::node()"


class Node(NamedTuple):
    """A node: an element (or comment), or what `step` leads to from it."""

    element: etree._Element
    step: str = ""


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that does not hold: at which element or attribute (Clark name), and what it says."""

    element: etree._Element
    attribute: str | None
    message: str
    role: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class NotRun:
    """A test that is not run, and why."""

    name: str
    test: str
    reason: str


def not_run(rule: Rule, test: Test, reason: str) -> NotRun:
    """What is told of a test that is not run."""
    name, expression = " ".join((rule.name or rule.context).split()), " ".join(test.test.split())
    return NotRun(name, expression, reason)


def node_of(item: Any) -> Node:
    """The node that lxml has found: it starts paths from elements only, so others are steps."""
    if not isinstance(item, str):
        return Node(item) if isinstance(item.tag, str) else _between(item)
    parent = item.getparent()  # type: ignore[attr-defined]
    if item.is_attribute:  # type: ignore[attr-defined]
        namespace, _, local = item.attrname.rpartition("}")  # type: ignore[attr-defined]
        if not namespace:
            return Node(parent, f"@{local}")
        test = f"local-name() = '{local}' and namespace-uri() = '{namespace[1:]}'"
        return Node(parent, f"@*[{test}]")
    if not item.is_tail:  # type: ignore[attr-defined]
        return Node(parent, "text()[1]")
    before = node_of(parent)
    step = f"{before.step}/following-sibling::text()[1]"
    return Node(before.element, step.removeprefix("/"))


def _between(item: etree._Element) -> Node:
    """A comment or an instruction: the how-manieth in its parent, or in the document."""
    tag: object = item.tag
    test = "comment()" if tag is etree.Comment else "processing-instruction()"
    number = 1 + sum(1 for one in item.itersiblings(preceding=True) if one.tag is tag)
    parent = item.getparent()
    if parent is None:
        return Node(item.getroottree().getroot(), f"/{test}[{number}]")
    return Node(parent, f"{test}[{number}]")


def broken_at(node: Node, message: str, role: str, hint: str) -> Broken:
    """A broken rule at `node`: texts and comments have that of the element around them."""
    element, attribute = node.element, None
    if node.step.startswith("@*"):
        local, namespace = re.findall("'([^']*)'", node.step)
        attribute = f"{{{namespace}}}{local}"
    elif node.step.startswith("@"):
        attribute = node.step[1:]
    elif node.step.startswith("following"):
        parent = element.getparent()
        element = element if parent is None else parent
    return Broken(element, attribute, message, role, hint)
