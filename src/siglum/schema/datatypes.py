"""The datatypes and values that a schema names -> whether a text is one of them.

The types of XML Schema and their facets are libxml2's: for each type in use a grammar of one
element is made, and texts are tried with it. What was tried is remembered, within bounds. Names
with a prefix (QName, NOTATION) depend on the place where they stand and are looked at here.
Sources: RELAX NG specification, sections 4.4 and 6.2.8; XML Schema part 2, section 4.3.6.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from lxml import etree

from siglum.schema.names import clark
from siglum.schema.patterns import ANYTHING, BLANK
from siglum.source.namespaces import XML

if TYPE_CHECKING:
    from siglum.schema.patterns import Pattern

XSD: Final = "http://www.w3.org/2001/XMLSchema-datatypes"
_SCHEMA: Final = XSD.removesuffix("-datatypes")
_COMPATIBLE: Final = "http://relaxng.org/ns/compatibility/datatypes/1.0"
_RELAXNG: Final = "http://relaxng.org/ns/structure/1.0"

#: Ids are judged elsewhere: here they are names like others.
_STAND_INS: Final = {"ID": "NCName", "IDREF": "NCName", "ENTITY": "NCName"}
#: Types that are lists of another, whose lengths count words.
_LISTS: Final = {"IDREFS": "NCName", "ENTITIES": "NCName", "NMTOKENS": "NMTOKEN"}
_LENGTHS: Final = {"length": int.__eq__, "minLength": int.__ge__, "maxLength": int.__le__}
_NAMES_WITH_PREFIX: Final = ("QName", "NOTATION")
_TYPES: Final = frozenset(
    (
        "anyURI base64Binary boolean byte date dateTime decimal double duration float gDay gMonth "
        "gMonthDay gYear gYearMonth hexBinary int integer language long Name NCName "
        "negativeInteger NMTOKEN NMTOKENS nonNegativeInteger nonPositiveInteger normalizedString "
        "positiveInteger short string time token unsignedByte unsignedInt unsignedLong "
        "unsignedShort"
    ).split()
)
_FACETS: Final = frozenset(
    (
        "length minLength maxLength pattern minInclusive minExclusive maxInclusive maxExclusive "
        "totalDigits fractionDigits"
    ).split()
)
#: Where libxml2 takes more than the specification allows.
_FLOAT: Final = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|-?INF|NaN"
_STRICTER: Final = {
    "base64Binary": re.compile(r"[A-Za-z0-9+/ ]*[= ]*"),
    "double": re.compile(_FLOAT),
    "float": re.compile(_FLOAT),
}
_BOUNDS: Final = frozenset(("minInclusive", "minExclusive", "maxInclusive", "maxExclusive"))
_KEPT: Final = 20_000  # answers remembered for each type
_SHORT: Final = 200
_LONGEST: Final = 20_000  # characters in a facet

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*")
_NUMBERED = re.compile(r"//(?:[^/?#\[\]]*@)?\[([0-9A-Fa-f:.]+)\](?::[0-9]*)?(?=[/?#]|$)")
_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_TOKEN = re.compile(f"[^{BLANK}]+")
_NAME = "[^\\W\\d][\\w.\\-\u00b7\u0300-\u036f\u203f\u2040]*"
_QNAME = re.compile(f"(?:({_NAME}):)?({_NAME})")

#: Texts that are surely right, by type; most ids, pointers and numbers need no more than this.
_QUICK: Final = {
    "NCName": r"[A-Za-z_][A-Za-z0-9_.-]*",
    "Name": r"[A-Za-z_][A-Za-z0-9_.-]*",
    "NMTOKEN": r"[A-Za-z0-9_.-]+",
    "nonNegativeInteger": r"[0-9]+",
    "integer": r"-?[0-9]+",
    "decimal": r"-?[0-9]{1,9}",
    "double": r"-?[0-9]{1,9}",
    "string": ANYTHING,
    "token": ANYTHING,
}
#: What stands in an address escaped only, if at all; letters beyond ASCII count as escaped. Named
#: by what they are not: a class of most characters takes Python 10 ms to compile.
_ESCAPED: Final = r"\x00-\x20\"#%<>\[\\\]\^`{|}\x7f-\xa0"
_PATH, _ANY, _SAFE = f"[^{_ESCAPED}:]", f"[^{_ESCAPED}]", f"[^{_ESCAPED}/:]"
#: The same for two common types with the facet pattern.
_QUICK_PATTERNS: Final = {
    ("anyURI", r"\S+"): (
        f"#{_ANY}+|(?:[A-Za-z][A-Za-z0-9+.-]*:(?://)?{_SAFE}{_ANY}*|{_SAFE}{_PATH}*)(?:#{_ANY}*)?"
    ),
    ("token", r"[^\p{C}\p{Z}]+"): r"[!-~]+",
    ("token", r"(\p{L}|\p{N}|\p{P}|\p{S})+"): r"[!-~]+",
}

#: What of a regular expression asks for categories of letters, and for letters of names.
_ASKS_CATEGORY = re.compile(r"\\[pP]")
_ASKS_NAME = re.compile(r"\\[icIC]")
#: A letter of each category that libxml2 knows to be of it.
_OF_CATEGORY: Final = {
    "Lu": "\xc9", "Ll": "\xe9", "Lt": "\u01c5", "Lm": "\u02b0", "Lo": "\u3042", "Mn": "\u0300",
    "Mc": "\u0903", "Me": "\u20dd", "Nd": "\u0661", "Nl": "\u2167", "No": "\xb2", "Pc": "\u203f",
    "Pd": "\u2013", "Ps": "\u201e", "Pe": "\u3009", "Pi": "\xab", "Pf": "\xbb", "Po": "\xa1",
    "Sm": "\xb1", "Sc": "\xa3", "Sk": "\xa8", "So": "\xa9", "Zs": "\xa0", "Zl": "\u2028",
    "Zp": "\u2029", "Cc": "\x85", "Cf": "\xad", "Co": "\ue000",
}  # fmt: skip


class BadDatatypeError(ValueError):
    """A type, a facet or a regular expression that cannot be used."""


@dataclass(eq=False)
class Datatype:
    """One type with its facets."""

    library: str
    name: str
    facets: tuple[tuple[str, str], ...] = ()
    _grammar: etree.RelaxNG | None = field(default=None, repr=False)
    _known: dict[str, bool] = field(default_factory=dict, repr=False)

    @property
    def contextual(self) -> bool:
        """Whether the answer depends on the namespaces where a text stands."""
        return self.name in _NAMES_WITH_PREFIX

    def allows(self, text: str, element: etree._Element) -> bool:
        """Whether `text`, which stands in or on `element`, is of the type."""
        if self.contextual and _expanded(text, element) is None:
            return False
        if not self.library and not self.facets:
            return True  # the built-in types string and token take any text
        text = self.normal(text)
        known = self._known.get(text)
        if known is None:
            known = self._judge(text)
            if len(text) <= _SHORT:
                if len(self._known) >= _KEPT:
                    self._known.clear()
                self._known[text] = known
        return known

    def _judge(self, text: str) -> bool:
        if self.name in _LISTS:
            words = text.split(" ") if text else []
            one = Datatype(XSD, _LISTS[self.name]).grammar()
            if not words or not all(_tried(one, word) for word in words):
                return False
            lengths = [facet for facet in self.facets if facet[0] in _LENGTHS]
            if not all(_LENGTHS[name](len(words), int(value)) for name, value in lengths):
                return False
        elif self.name == "anyURI":
            if not is_uri(text):
                return False
        elif self.name in _STRICTER and not _STRICTER[self.name].fullmatch(text):
            return False
        bounds = [value.strip(BLANK) for facet, value in self.facets if facet in _BOUNDS]
        if self.name in _STRICTER and any((one == "NaN") != (text == "NaN") for one in bounds):
            return False  # what is no number is neither more nor less than one
        understood = self._understood(text)
        if understood != text and not _tried(Datatype(XSD, self.name).grammar(), text):
            return False
        return _tried(self.grammar(), understood)

    def _understood(self, text: str) -> str:
        """The text in letters whose categories libxml2 knows, if patterns ask for categories.

        Its tables are of Unicode 4 and lack the ideographs and Hangul. A pattern in ASCII can tell
        other letters apart by their categories only, so any other letter of the same one will do.
        """
        if text.isascii():
            return text
        patterns = [value for name, value in self.facets if name == "pattern"]
        if not any(_ASKS_CATEGORY.search(one) for one in patterns):
            return text
        if not all(one.isascii() and not _ASKS_NAME.search(one) for one in patterns):
            return text
        return "".join(
            letter if letter.isascii() else _OF_CATEGORY.get(unicodedata.category(letter), "\u3042")
            for letter in text
        )

    def normal(self, text: str) -> str:
        """The text with white space as the type has it (XML Schema, facet whiteSpace)."""
        if self.name == "string":
            return text
        if self.name == "normalizedString":
            return re.sub(r"[\t\r\n]", " ", text)
        return " ".join(_TOKEN.findall(text))

    def grammar(self) -> etree.RelaxNG:
        """libxml2's grammar of one element that holds a text of the type.

        Raises BadDatatypeError for what it does not take.
        """
        if self._grammar is None:
            name = _STAND_INS.get(self.name, self.name)
            facets = self.facets
            if self.contextual or name == "anyURI" or name in _LISTS:
                # what is special in these is looked at here
                facets = tuple(f for f in facets if name not in _LISTS or f[0] not in _LENGTHS)
                name = "token"
            data = etree.Element(f"{{{_RELAXNG}}}data", {"type": name})
            for facet, value in facets:
                etree.SubElement(data, f"{{{_RELAXNG}}}param", {"name": facet}).text = value
            self._grammar = _one_element(data)
        return self._grammar

    def quick(self) -> str | None:
        """A regular expression that matches only texts of the type."""
        if not self.facets:
            return _QUICK.get(_STAND_INS.get(self.name, self.name))
        if len(self.facets) == 1 and self.facets[0][0] == "pattern":
            return _QUICK_PATTERNS.get((self.name, self.facets[0][1]))
        return None


def make_datatype(library: str, name: str, facets: tuple[tuple[str, str], ...] = ()) -> Datatype:
    """The type `name` of a library with its facets.

    Raises BadDatatypeError for a type, facet or regular expression that is not known.
    """
    if not library:
        if name not in ("string", "token"):
            raise BadDatatypeError(f'there is no built-in datatype "{name}"')
        if facets:
            raise BadDatatypeError(f'the built-in datatype "{name}" takes no parameters')
        return Datatype(library, name)
    if library == _COMPATIBLE:
        if name not in ("ID", "IDREF", "IDREFS") or facets:
            raise BadDatatypeError(f'"{name}" is no datatype of {library}')
        return Datatype(XSD, name)
    if library.rstrip("#") not in (XSD, _SCHEMA):
        raise BadDatatypeError(f'the library of datatypes "{library}" is not known')
    if name not in {*_TYPES, *_STAND_INS, *_LISTS, *_NAMES_WITH_PREFIX}:
        raise BadDatatypeError(f'there is no datatype "{name}" in XML Schema')
    for facet, value in facets:
        if facet not in _FACETS:
            raise BadDatatypeError(f'there is no facet "{facet}"')
        if len(value) > _LONGEST:
            raise BadDatatypeError(f"the facet {facet} is too long")
    if facets:
        _check_facets(name, facets)
    return Datatype(XSD, name, facets)


def _check_facets(name: str, facets: tuple[tuple[str, str], ...]) -> None:
    """Let libxml2's XML Schema look at facets: its RELAX NG says nothing of a bad one."""
    schema = etree.Element(f"{{{_SCHEMA}}}schema")
    element = etree.SubElement(schema, f"{{{_SCHEMA}}}element", {"name": "v"})
    inner = etree.SubElement(element, f"{{{_SCHEMA}}}simpleType")
    prefixed = {"base": f"xs:{name}"}
    kind = etree.SubElement(inner, f"{{{_SCHEMA}}}restriction", prefixed, {"xs": _SCHEMA})
    for facet, value in facets:
        etree.SubElement(kind, f"{{{_SCHEMA}}}{facet}", {"value": value})
    try:
        etree.XMLSchema(schema)
    except etree.XMLSchemaParseError as error:
        told = re.sub(r"^Element '[^']*': |, line \d+$", "", str(error))
        raise BadDatatypeError(f"the datatype {name} cannot be used so: {told}") from None


@dataclass(eq=False)
class Typed:
    """`<data>`: a text of one datatype that does not match what is excepted."""

    datatype: Datatype
    excepted: Pattern | None = None

    @property
    def contextual(self) -> bool:
        """See Datatype; what is excepted counts too."""
        return self.datatype.contextual or bool(self.excepted and self.excepted.contextual)

    def allows(self, text: str, element: etree._Element) -> bool:
        """Whether `text` is of the type and not excepted."""
        if not self.datatype.allows(text, element):
            return False
        return self.excepted is None or not self.excepted.matches(text, element)

    def quick(self) -> str | None:
        """A regular expression that matches only right texts."""
        return None if self.excepted else self.datatype.quick()


@dataclass(eq=False)
class Value:
    """`<value>`: one text, compared as its datatype compares."""

    datatype: Datatype
    text: str
    name: str | None = None  # what a QName means: its Clark name
    _grammar: etree.RelaxNG | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.normal = self.datatype.normal(self.text)

    @property
    def contextual(self) -> bool:
        """Whether the value is a name with a prefix."""
        return self.datatype.contextual

    def allows(self, text: str, element: etree._Element) -> bool:
        """Whether `text` means the same."""
        if self.contextual:
            return _expanded(text, element) == self.name
        text = self.datatype.normal(text)
        if text == self.normal:
            return True
        if not self.datatype.library or self.datatype.name in _PLAIN:
            return False
        if not text or len(text) > 10_000:
            return False
        if self._grammar is None:  # 1.0 is 1 where decimals are compared
            value = etree.Element(f"{{{_RELAXNG}}}value", {"type": self.datatype.name})
            value.text = self.normal
            self._grammar = _one_element(value)
        return _tried(self._grammar, text)

    def quick(self) -> str | None:
        """No expression: a set of values is quicker than one that names them all."""
        return None


#: Types whose values are the same only if they are written the same.
_PLAIN: Final = frozenset(
    "string normalizedString token language Name NCName NMTOKEN ID IDREF ENTITY anyURI".split()
)


@dataclass(eq=False)
class Words:
    """`<list>`: words between white space, one after the other as a pattern wants."""

    pattern: Pattern

    @property
    def contextual(self) -> bool:
        """Whether a word may be a name with a prefix."""
        left, seen = [self.pattern], set()
        while left:
            one = left.pop()
            if one not in seen:
                seen.add(one)
                left += one.parts()
                if not one.parts() and one.contextual:
                    return True
        return False

    def allows(self, text: str, element: etree._Element) -> bool:
        """Whether the words of `text` are what the pattern wants."""
        state = self.pattern
        nothing = state.algebra.nothing
        for word in _TOKEN.findall(text):
            state = state.after_token(word, element)
            if state is nothing:
                return False
        return state.nullable

    def first_wrong(self, text: str, element: etree._Element) -> str | None:
        """The first word of `text` that cannot stand where it does."""
        state = self.pattern
        for match in _TOKEN.finditer(text):
            state = state.after_token(match[0], element)
            if state is state.algebra.nothing:
                return match[0]
        return None

    def quick(self) -> str | None:
        """A regular expression of one or more words, if all of them may be the same."""
        after = self.pattern.data()
        if len(after) != 1 or not after[0][1].nullable or after[0][1].data() != after:
            return None
        word = after[0][0].quick()
        if word is None or word == ANYTHING:  # of white space too
            return None
        blank = f"[{BLANK}]"
        return f"{blank}*(?:{word})(?:{blank}+(?:{word}))*{blank}*"


def is_uri(text: str) -> bool:
    """Whether `text` is a reference to a resource (XML Schema part 2, section 3.2.17; RFC 2396).

    Characters that an address cannot have count as escaped, so that little can be wrong: a per
    cent sign without its two digits, a second number sign, a scheme that is none. libxml2 asks
    for more than the specification, such as a port where a host ends in a colon.
    """
    scheme, colon, rest = text.partition(":")
    if not colon or re.search("[/?#]", scheme):
        scheme, colon, rest = "none", "", text
    if (colon and not rest) or not _SCHEME.fullmatch(scheme) or rest == "//":
        return False
    if ("[" in rest or "]" in rest) and (not colon or rest.startswith("/")):
        # in a path these cannot be; before it there may be an address in IPv6 (RFC 2732)
        path = _NUMBERED.sub(_without_host, re.split("[?#]", rest, maxsplit=1)[0])
        if "[" in path or "]" in path:
            return False
    return text.count("#") < 2 and not _BAD_PERCENT.search(text)


def _without_host(match: re.Match[str]) -> str:
    """What is left of the beginning of an address without its host, if that is one in IPv6."""
    from ipaddress import IPv6Address  # seldom needed

    try:
        IPv6Address(match[1])
    except ValueError:
        return match[0]
    return "//"


def _one_element(content: etree._Element) -> etree.RelaxNG:
    """libxml2's grammar of an element `v` with this content."""
    element = etree.Element(f"{{{_RELAXNG}}}element", {"name": "v", "datatypeLibrary": XSD})
    element.append(content)
    try:
        return etree.RelaxNG(etree.fromstring(etree.tostring(element)))
    except etree.RelaxNGParseError as error:
        raise BadDatatypeError(str(error)) from None


def _tried(grammar: etree.RelaxNG, text: str) -> bool:
    trial = etree.Element("v")
    try:
        trial.text = text
    except ValueError:
        return False  # a character that XML does not have
    return bool(grammar.validate(trial))


def expanded_name(text: str, namespaces: dict[str | None, str]) -> str | None:
    """The Clark name that a name with a prefix means; None where it means nothing."""
    named = _QNAME.fullmatch(text.strip(BLANK))
    if not named:
        return None
    prefix, local = named[1], named[2]
    namespace = XML if prefix == "xml" else namespaces.get(prefix, None if prefix else "")
    return None if namespace is None else clark(namespace, local)


def _expanded(text: str, element: etree._Element) -> str | None:
    return expanded_name(text, element.nsmap)
