"""An XPath of a citation structure -> the elements it matches, and what it says of one of them.

Names without a prefix are TEI names, as encoders write them. What XPath 1.0 can say is run by
libxml2; what needs XPath 2 by elementpath, which is much slower. Sources come from strangers: no
expression opens a file, and one that looks at too much is given up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree

from siglum.source.namespaces import TEI
from siglum.source.standing import base_element
from siglum.source.vocabulary import names

#: What a reader of the edited text does not read as part of a heading or a number.
_ASIDE: Final[frozenset[object]] = frozenset(
    (*names("note app rdg rdgGrp witDetail index fw"), etree.Comment, etree.PI)
)
_APP: Final = f"{{{TEI}}}app"
_CHOICE: Final = f"{{{TEI}}}choice"
_LESSER: Final = names("sic orig abbr")
_XML: Final = "http://www.w3.org/XML/1998/namespace"

_TOKEN: Final = re.compile(
    r"""\s*(?:
    (?P<literal>"[^"]*"|'[^']*')
  | (?P<number>\d+(?:\.\d+)?)
  | (?P<axis>[a-z]+(?:-[a-z]+)*)\s*::
  | (?P<name>[^\W\d][\w.\-]*(?::[^\W\d][\w.\-]*|:\*)?)
  | (?P<sign>//|\.\.|!=|<=|>=|[/.@\[\]()|=<>,*+\-])
    )""",
    re.VERBOSE,
)
_FUNCTIONS: Final = frozenset(
    "position last count not string concat starts-with contains substring substring-before"
    " substring-after string-length normalize-space translate number floor ceiling round true"
    " false name local-name boolean".split()
)
_NODE_TESTS: Final = frozenset(("node", "text"))
_OPERATORS: Final = frozenset(("and", "or", "div", "mod"))
_AXES: Final = frozenset(
    "child descendant descendant-or-self self parent ancestor ancestor-or-self attribute"
    " following-sibling preceding-sibling".split()
)
#: After one of these a name is an operand, and a star is a name test (XPath 1.0, 3.7).
_BEFORE_OPERANDS: Final = frozenset("/ // @ [ ( | = != < > <= >= , + - * and or div mod".split())
#: Prefixes that are understood also where they are not declared, as many files have them.
CUSTOMARY: Final = {"tei": TEI}
#: Nodes that an expression of XPath 2 may visit, all its uses in one text together.
_VISITS: Final = 20_000_000
#: What opens files, or may take for ever. Constants are computed while an expression is read, so
#: that these are looked for before that.
_REFUSED: Final = re.compile(
    r"(?<![\w.\-])(doc|doc-available|collection|matches|replace|tokenize)\s*\("
    r"|(?<![@\w:.\-/$])(to)(?![\w.\-:(])"
)
_CODE_POINTS: Final = "http://www.w3.org/2005/xpath-functions/collation/codepoint"
_QUOTED: Final = re.compile(r"\"[^\"]*\"|'[^']*'")
_BINDING: Final = re.compile(r"\$\s*[\w.\-]+\s+in\b")
_BINDINGS: Final = 2  # each multiplies what is looked at
_LONGEST: Final = 2000


class PathError(Exception):
    """An expression cannot be used; the text says why."""


@dataclass(slots=True)
class Paths:
    """Runs the expressions of one reference system over one `<TEI>`.

    `prefixes` are the namespaces that hold where the expressions stand.
    """

    tei: etree._Element
    prefixes: Mapping[str, str] = field(default_factory=dict)
    _namespaces: dict[str, str] = field(init=False, repr=False)
    _plain: dict[str, etree.XPath | None] = field(default_factory=dict)
    _full: Any = None
    _constant: dict[str, str] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self._namespaces = CUSTOMARY | {p: uri for p, uri in self.prefixes.items() if p}

    def elements(self, path: str, context: etree._Element) -> list[etree._Element]:
        """The elements that `path` matches from `context`, in document order; raises PathError."""
        found = self._run(path, context, 1, 1)
        some = found if isinstance(found, list) else [found]
        if any(not etree.iselement(one) or not isinstance(one.tag, str) for one in some):
            raise PathError("leads to something that is no element")
        return some

    def value(self, path: str, context: etree._Element, position: int = 1, size: int = 1) -> str:
        """What `path` says of `context`, the `position`th of `size`, in one line.

        Of several nodes the first is meant, of elements their words as edited. Raises PathError.
        """
        if path in self._constant:
            return self._constant[path]
        value = self._value(path, context, position, size)
        if path.startswith("/") and "(" not in path:  # the same wherever it is asked
            self._constant[path] = value
        return value

    def _value(self, path: str, context: etree._Element, position: int, size: int) -> str:
        found = self._run(path, context, position, size)
        if isinstance(found, list):
            found = found[0] if found else ""
        if isinstance(found, bool):
            return "true" if found else "false"
        if isinstance(found, float) and found.is_integer():
            found = int(found)
        if etree.iselement(found):
            return edited_words(found)
        return " ".join(str(found).split())

    def _run(self, path: str, context: etree._Element, position: int, size: int) -> Any:
        if path not in self._plain:
            self._plain[path] = self._compile(path)
        compiled = self._plain[path]
        if compiled is not None:
            try:
                return compiled(context, tei=[self.tei], position=position, last=size)
            except etree.XPathError as error:
                raise PathError(f"cannot be evaluated: {error}") from None
        if self._full is None:
            self._full = _Full(self.tei, self._namespaces)
        return self._full.run(path, context, position, size)

    def _compile(self, path: str) -> etree.XPath | None:
        written = as_xpath1(path, self._namespaces)
        if written is None:
            return None
        namespaces = {"t": TEI, "xml": _XML}
        namespaces |= {f"p-{prefix}": uri for prefix, uri in self._namespaces.items()}
        try:
            return etree.XPath(written, namespaces=namespaces, regexp=False)
        except etree.XPathError:
            return None  # elementpath tells better what is wrong


def as_xpath1(path: str, prefixes: Mapping[str, str]) -> str | None:
    """`path` as libxml2 can run it, with `$tei` for the document; None where it needs more.

    TEI names get the prefix `t`, other prefixes `p-`. Positions outside of predicates are the
    variables `$position` and `$last`.
    """
    written: list[str] = []
    before = ""
    brackets = 0  # predicates that are open
    deep = 0  # searches of whole subtrees inside predicates
    at, end = 0, len(path.rstrip())
    while at < end:
        token = _TOKEN.match(path, at)
        if token is None:
            return None
        at = token.end()
        kind, text = str(token.lastgroup), token[str(token.lastgroup)]
        operand = before in _BEFORE_OPERANDS or not before
        if kind == "axis":
            if text not in _AXES or not operand:
                return None
            deep += brackets > 0 and text.startswith(("descendant", "preceding", "following"))
            written.append(f"{text}::")
            before = "@" if text == "attribute" else "/"
            continue
        if kind == "name":
            name = _as_name(text, path[at:].lstrip()[:1], before, operand, brackets, prefixes)
            if name is None:
                return None
            if name in ("$position", "$last"):
                at = path.index(")", at) + 1
                text = "name"
            elif not operand:
                name = f" {name} "
            written.append(name)
            before = text if text in _OPERATORS and not operand else "name"
            continue
        if text in ("/", "//") and operand and before != "/":
            if brackets or before == "//":
                return None  # the whole text again for every node
            following = _TOKEN.match(path, at)
            if following is None:
                return None
            named: str | None = following["name"]
            if text == "/" and named is None and following["sign"] != "*":
                return None
            if text == "//" and str(named).endswith("TEI"):
                return None
            written.append("$tei/descendant-or-self::node()/" if text == "//" else "$tei/self::")
        else:
            if text in ("/", "//") and before == "/":
                return None
            deep += text == "//" and brackets > 0
            brackets += (text == "[") - (text == "]")
            written.append(f" {text} " if text in "+-=!=<>=" and not operand else text)
        before = text if kind == "sign" and text not in (".", "..", "]", ")") else "end"
        if text == "*" and operand:
            before = "end"
    return "".join(written) if deep < 2 and not brackets else None


def _as_name(
    text: str, after: str, before: str, operand: bool, brackets: int, prefixes: Mapping[str, str]
) -> str | None:
    """A name of an expression as libxml2 is to see it; None where it cannot see it."""
    if not operand:
        return text if text in _OPERATORS else None
    if after == "(":
        if text in ("position", "last") and not brackets:
            return f"${text}"
        return text if text in _FUNCTIONS | _NODE_TESTS else None
    prefix, colon, local = text.partition(":")
    if not colon:
        return text if before == "@" else f"t:{text}"
    if prefix == "xml":
        return text
    return f"p-{prefix}:{local}" if prefix in prefixes else None


def edited_words(element: etree._Element) -> str:
    """The words of an element of a source as edited, in one line: no notes, no other readings."""
    found: list[str] = []

    def read(node: etree._Element) -> None:
        found.append(node.text or "")
        for child in node:
            if child.tag == _APP:
                base = base_element(child)
                if base is not None:
                    read(base)
            elif child.tag not in _ASIDE and not (
                node.tag == _CHOICE and child.tag in _LESSER and len(node) > 1
            ):
                read(child)
            found.append(child.tail or "")

    read(element)
    return " ".join("".join(found).split())


def _refuse(path: str) -> None:
    """Raise PathError if `path` is not to be run."""
    bare = _QUOTED.sub("''", path)
    if refused := _REFUSED.search(bare):
        raise PathError(f"uses «{refused[1] or refused[2]}», which is not run here")
    if len(_BINDING.findall(bare)) > _BINDINGS or len(path) > _LONGEST:
        raise PathError("is too long to be run here")


class _Full:
    """XPath 2 over one document, by elementpath."""

    def __init__(self, tei: etree._Element, prefixes: Mapping[str, str]) -> None:
        import elementpath  # a fifth of a second, and few texts need it
        from elementpath.xpath2 import XPath2Parser

        visits = 0

        def visit() -> None:
            nonlocal visits
            visits += 1
            if visits > _VISITS:
                raise PathError("looks at too much of the text")

        class Context(elementpath.XPathContext):  # counts, so that nothing hangs
            def iter_children_or_self(self) -> Any:
                for one in super().iter_children_or_self():
                    visit()
                    yield one

            def iter_descendants(self, *args: Any, **options: Any) -> Any:
                for one in super().iter_descendants(*args, **options):
                    visit()
                    yield one

            def iter_followings(self) -> Any:
                for one in super().iter_followings():
                    visit()
                    yield one

            def iter_preceding(self) -> Any:
                for one in super().iter_preceding():
                    visit()
                    yield one

        namespaces = {**prefixes, "": TEI, "xml": _XML}
        # by code points: else elementpath asks for the locale of whoever runs it, which the
        # machine may not have
        self._parser = XPath2Parser(
            namespaces=namespaces, default_namespace=TEI, default_collation=_CODE_POINTS
        )
        self._error = elementpath.ElementPathError
        self._context = Context
        self._root = elementpath.get_node_tree(tei)
        self._parsed: dict[str, Any] = {}

    def run(self, path: str, context: etree._Element, position: int, size: int) -> Any:
        try:
            if path not in self._parsed:
                _refuse(path)
                self._parsed[path] = self._parser.parse(path)
            item = self._root.tree.elements[context]
            given = self._context(self._root, item=item, position=position, size=size)
            return self._parsed[path].get_results(given)
        except (self._error, KeyError, ValueError, TypeError, ArithmeticError) as error:
            told = str(error).strip() or "cannot be read"
            raise PathError(f"is no XPath that can be used: {told}") from None
        except RecursionError:
            raise PathError("is nested too deeply") from None
