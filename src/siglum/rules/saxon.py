"""Schematron rules in XPath 2 or 3 and a tree -> what breaks them, by SaxonC.

The rules become an XSLT stylesheet of our own making: a mode for each pattern, a template for
each rule, so that contexts are patterns of XSLT as Schematron wants them. It writes down which
test is broken at which element, counted from the root. Rules come from strangers: functions that
open anything are refused, and SaxonC is told to open nothing. saxonche, which brings SaxonC, is
an extra (`siglum[schematron]`) and is loaded here only, when it is needed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from copy import deepcopy
from functools import cache
from importlib.util import find_spec
from typing import Any, Final

from lxml import etree

from siglum.rules.results import Broken, NotRun, not_run
from siglum.rules.schematron import Part, Pattern, Rule, Schematron, Test

EXTRA: Final = "siglum[schematron]"

_XSL: Final = "http://www.w3.org/1999/XSL/Transform"
_OWN: Final = "urn:siglum:schematron"
_X: Final = f"{{{_XSL}}}"
_O: Final = f"{{{_OWN}}}"

#: Functions that read files, the network or the machine, or that find such functions by name.
_OPENING = re.compile(
    r"(?<![\w.\-])(doc|doc-available|document|collection|uri-collection|unparsed-[\w\-]+|json-doc"
    r"|transform|load-xquery-module|environment-variable|available-environment-variables"
    r"|function-lookup|stream-available|system-property|xml-to-json|parse-xml[\w\-]*)"
    r"(?=\s*(?:\(:.*?:\)\s*)*[(#])",
    re.DOTALL,
)
#: What functions of XSLT may be written with: nothing that opens, writes or evaluates.
_ALLOWED: Final = frozenset(
    (
        "function key param variable sequence value-of text if choose when otherwise for-each "
        "for-each-group perform-sort sort iterate next-iteration break on-completion with-param "
        "analyze-string matching-substring non-matching-substring copy-of number map map-entry "
        "try catch fallback"
    ).split()
)
_PATH: Final = "string-join(ancestor-or-self::*/string(1 + count(preceding-sibling::*)), '/')"
_ATTRIBUTE: Final = (
    "if (self::attribute()) then concat('{', namespace-uri(), '}', local-name()) else ''"
)


_WORD = re.compile(r"""'[^']*'|"[^"]*"|[\w.\-]+|[^\w\s]""")
_WORDS: Final = 2_000  # of one expression: SaxonC dies of very long ones,
_NESTED: Final = 50  # and of brackets very deep within each other


class Refused(Exception):
    """A rule must not or cannot be run; the reason."""


def available() -> bool:
    """Whether the extra is installed."""
    return find_spec("saxonche") is not None


@cache
def _processor() -> Any:
    """One SaxonC for this process, that opens nothing."""
    import saxonche  # 40 MB: only where it is needed

    processor = saxonche.PySaxonProcessor(license=False)
    feature = "http://saxon.sf.net/feature/"
    processor.set_configuration_property(f"{feature}allowedProtocols", "none")
    processor.set_configuration_property(f"{feature}allow-external-functions", "false")
    return processor


class SaxonRunning:
    """The rules of one schema, made into a stylesheet."""

    def __init__(self, rules: Schematron) -> None:
        self._rules = rules
        self._tests = list(rules.tests())
        self.not_run: list[NotRun] = []
        self.failed: dict[NotRun, None] = {}
        self._refused: set[int] = set()
        self._functions = self._safe_functions()
        wanted = [number for number, found in enumerate(self._tests) if self._safe(*found)]
        self._executable = self._compiled(wanted)

    def check(self, root: etree._Element, *_: object) -> Iterator[Broken]:
        """Run all rules on the tree of `root`."""
        self.failed = {}
        if self._executable is None:
            return
        processor = _processor()
        try:
            document = processor.parse_xml(xml_text=_serialized(root))
            self._executable.set_global_context_item(xdm_item=document)
            output = self._executable.transform_to_string(xdm_node=document)
        except Exception as error:  # noqa: BLE001 - SaxonC has one class of errors, made on loading
            reason = f"it failed: {_reason(str(error))}"
            self.failed = {not_run(rule, test, reason): None for _, rule, test in self._tests}
            return
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        for told in etree.fromstring(output.encode(), parser).iter(f"{_O}broken", f"{_O}failed"):
            number = int(told.get("test", "0"))
            if told.tag == f"{_O}failed":
                reason = f"it failed: {_told(told)}"
                self.failed[not_run(*self._tests[number][1:], reason)] = None
                continue
            element = _element_at(root, told.get("at", ""))
            test = self._tests[number][2]
            attribute = (told.get("attribute") or "").removeprefix("{}") or None
            yield Broken(
                element,
                attribute,
                _told(told[0]),
                test.role,
                _told(told[1]),
            )

    def _fail(self, number: int, reason: str) -> None:
        if number not in self._refused:
            self._refused.add(number)
            self.not_run.append(not_run(*self._tests[number][1:], " ".join(reason.split())))

    # --- what must not run

    def _safe(self, pattern: Pattern, rule: Rule, test: Test) -> bool:
        expressions = [rule.context, test.test]
        expressions += [value for _, value in (*self._rules.lets, *pattern.lets, *rule.lets)]
        expressions += [part.select for part in (*test.message, *test.diagnostics)]
        for expression in expressions:
            reason = _too_large(expression)
            if opening := _OPENING.search(expression):
                reason = f"{opening[1]}() may open files and is not allowed"
            if reason:
                number = next(n for n, found in enumerate(self._tests) if found[2] is test)
                self._fail(number, reason)
                return False
        return True

    def _safe_functions(self) -> list[etree._Element]:
        """The XSLT functions and keys of the schema, save those that might open something."""
        safe = []
        for function in self._rules.functions:
            names = [etree.QName(element) for element in function.iter("*")]
            allowed = all(
                name.localname in _ALLOWED for name in names if name.namespace == _XSL
            ) and {name.namespace for name in names} == {_XSL}
            texts = [
                text
                for element in function.iter("*")
                for text in (*map(str, element.attrib.values()), element.text or "")
            ]
            if allowed and not any(_OPENING.search(text) or _too_large(text) for text in texts):
                safe.append(function)
        return safe

    # --- the stylesheet

    def _compiled(self, wanted: list[int]) -> Any:
        """The stylesheet of these tests; of fewer, if it cannot be compiled with them all."""
        if not wanted:
            return None
        good = self._good(wanted)
        try:
            return self._compile(good) if good else None
        except Refused as reason:
            for number in good:
                self._fail(number, str(reason))
            return None

    def _good(self, wanted: list[int]) -> list[int]:
        """Those tests that can be compiled: halves are tried, and halves of halves."""
        try:
            self._compile(wanted)
        except Refused as reason:
            if len(wanted) == 1:
                self._fail(wanted[0], str(reason))
                return []
            half = len(wanted) // 2
            return [*self._good(wanted[:half]), *self._good(wanted[half:])]
        return wanted

    def _compile(self, wanted: list[int]) -> Any:
        compiler = _processor().new_xslt30_processor()
        compiler.set_jit_compilation(False)
        text = etree.tostring(self._stylesheet(set(wanted)), encoding="unicode")
        try:
            return compiler.compile_stylesheet(stylesheet_text=text)
        except Exception as error:  # noqa: BLE001 - SaxonC has one class of errors, made on loading
            raise Refused(_reason(str(error))) from None

    def _stylesheet(self, wanted: set[int]) -> etree._Element:
        """A stylesheet that runs the tests `wanted`. Rules without any still take their nodes."""
        namespaces = {
            prefix: uri
            for prefix, uri in self._rules.namespaces.items()
            if uri and prefix not in ("xml", "xmlns", "xsl", "siglum-own")
        }
        sheet = etree.Element(
            f"{_X}stylesheet",
            {"version": "3.0", "exclude-result-prefixes": "#all"},
            {**namespaces, "xsl": _XSL, "siglum-own": _OWN},
        )
        often = Counter(name for pattern in self._rules.patterns for name, _ in pattern.lets)
        often.update(name for name, _ in self._rules.lets)
        _variables(sheet, self._rules.lets)
        for function in self._functions:
            sheet.append(deepcopy(function))
        start = etree.SubElement(sheet, f"{_X}template", {"match": "/", "priority": "1"})
        all_ = etree.SubElement(start, f"{_O}all")
        number = 0
        for index, pattern in enumerate(self._rules.patterns):
            mode = f"siglum-own:p{index}"
            numbers = []
            for rule in pattern.rules:
                numbers.append(range(number, number + len(rule.tests)))
                number += len(rule.tests)
            if not any(wanted.intersection(one) for one in numbers):
                continue
            for name, value in pattern.lets:
                if often[name] == 1:
                    _variables(sheet, ((name, value),))
            local = tuple((name, f"(/)!({v})") for name, v in pattern.lets if often[name] > 1)
            etree.SubElement(sheet, f"{_X}mode", {"name": mode, "on-no-match": "shallow-skip"})
            etree.SubElement(all_, f"{_X}apply-templates", {"select": "/", "mode": mode})
            for place, (rule, tests) in enumerate(zip(pattern.rules, numbers, strict=True)):
                template = etree.SubElement(
                    sheet,
                    f"{_X}template",
                    {"match": rule.context, "mode": mode, "priority": str(9_000 - place)},
                )
                kept = [one for one in tests if one in wanted]
                if kept:
                    _variables(template, (*local, *rule.lets))
                for one in kept:
                    self._add_test(template, one)
                etree.SubElement(
                    template, f"{_X}apply-templates", {"select": "@*, node()", "mode": mode}
                )
        return sheet

    def _add_test(self, template: etree._Element, number: int) -> None:
        test = self._tests[number][2]
        attempt = etree.SubElement(template, f"{_X}try")
        wrong = f"not({test.test})" if test.wanted else test.test
        condition = etree.SubElement(attempt, f"{_X}if", {"test": wrong})
        broken = etree.SubElement(
            condition,
            f"{_O}broken",
            {"test": str(number), "at": f"{{{_PATH}}}", "attribute": f"{{{_ATTRIBUTE}}}"},
        )
        for name, parts in (("message", test.message), ("hint", test.diagnostics)):
            _add_parts(etree.SubElement(broken, f"{_O}{name}"), parts)
        caught = etree.SubElement(attempt, f"{_X}catch")
        failed = etree.SubElement(caught, f"{_O}failed", {"test": str(number)})
        description = "Q{http://www.w3.org/2005/xqt-errors}description"
        etree.SubElement(failed, f"{_X}value-of", {"select": f"${description}"})


def _too_large(expression: str) -> str:
    """Why an expression is not given to SaxonC, if it is too long or too deep for it."""
    deep = 0
    for words, word in enumerate(_WORD.finditer(expression)):
        deep += (word[0] in "([{") - (word[0] in ")]}")
        if words > _WORDS or deep > _NESTED:
            return "it is too long, or brackets stand too deep within each other"
    return ""


def _told(element: etree._Element) -> str:
    """The text of an element, its white space collapsed."""
    return " ".join("".join(map(str, element.itertext())).split())


def _variables(parent: etree._Element, lets: Iterable[tuple[str, str]]) -> None:
    for name, value in lets:
        etree.SubElement(parent, f"{_X}variable", {"name": name, "select": value})


def _add_parts(parent: etree._Element, parts: Iterable[Part]) -> None:
    for part in parts:
        if part.select:
            given = {"select": part.select, "separator": " "}
            etree.SubElement(parent, f"{_X}value-of", given)
        elif part.text:
            etree.SubElement(parent, f"{_X}text").text = part.text


def _reason(error: str) -> str:
    """The sentence of an error of SaxonC, without the place in our stylesheet."""
    found = re.search(r"\b[A-Z]{4}\d{4}\s+(.*?)(?:\n\s*\n|\nError |$)", error, re.DOTALL)
    return " ".join((found[1] if found else error).split())


def _serialized(root: etree._Element) -> str:
    """The document with what stands before its root, without a DOCTYPE."""
    before = [
        etree.tostring(node, encoding="unicode", with_tail=False)
        for node in root.itersiblings(preceding=True)
    ]
    body = etree.tostring(root, encoding="unicode", with_tail=False)
    return "".join([*reversed(before), body])


def _element_at(root: etree._Element, path: str) -> etree._Element:
    """The element that `path` counts down to: 1/3/2 is the second child of the third one."""
    element = root
    for step in path.split("/")[1:]:
        children = element.iterchildren("*")
        for _ in range(int(step) - 1):
            next(children)
        element = next(children)
    return element
