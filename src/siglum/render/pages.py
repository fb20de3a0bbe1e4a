"""Jinja2 templates and what a page shows -> the HTML of whole pages.

The frames are templates/, where an edition's own file of the same name wins. All of them may
use: `t` the phrases of siglum, `to(address)` the relative address of anything in the site,
`edition`, and `nav` the links at the top. Each page adds a model of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import quote

import jinja2

from siglum import __version__
from siglum.config import Config
from siglum.edition import Document, Edition, direction
from siglum.exchange.letters import have_calendar
from siglum.findings import EditionError, Place, found
from siglum.phrases.speaking import listed, written_date
from siglum.render.resources import Resources
from siglum.render.urls import LETTERS, START, WITNESSES, document_page, fragment, relative

ABOUT = "about.html"
REFERENCES = "references.html"
#: The feed of changes; the sitemap and the checksums of all files have names of their own.
FEED = "feed.xml"
#: With so many witnesses they stand in a row of buttons, with more in a list to choose from.
_ROW, _ROW_LETTERS = 6, 22
#: So many compiled templates are kept; an edition has some thirty. These are those of any text.
_MOST_COMPILED = 200
_USUAL = (
    "base.html parts.html document.html contents.html description.html references.html index.html "
    "about.html witnesses.html witnesses.css"
).split()


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the frame, to an address from the top of the site."""

    title: str
    href: str
    current: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A witness whose text can be read on a page."""

    key: str
    siglum: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Download:
    """A file that readers may take away."""

    title: str
    href: str
    kind: str


#: CSS of the edition that follows the built-in one on every page.
OWN_STYLE = "static/own.css"


class _Compiled(jinja2.BytecodeCache):
    """Templates as compiled once in this process: they are the same for all of its editions."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], Any] = {}

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        if len(self._code) == _MOST_COMPILED:
            self._code.clear()
        self._code[bucket.key, bucket.checksum] = bucket.code


_compiled = _Compiled()


def _environment(resources: Resources, phrases: Mapping[str, str]) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=resources.template_loader(),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        bytecode_cache=_compiled,
    )
    own = OWN_STYLE in resources.names("templates", "static")
    environment.globals["own_style"] = OWN_STYLE if own else ""
    environment.filters["css_string"] = css_string
    environment.filters["fragment"] = fragment
    environment.filters["direction"] = direction
    environment.filters["listed"] = partial(listed, table=phrases)
    environment.filters["written_date"] = partial(written_date, table=phrases)
    return environment


def compile_templates(config: Config, resources: Resources) -> None:
    """Compile the usual templates ahead; what is wrong with one is told when it is used."""
    environment = _environment(resources, config.phrases)
    for name in _USUAL:
        with suppress(jinja2.TemplateError):
            environment.get_template(name)


class Pages:
    """The pages of one edition: the templates, and what all pages share."""

    def __init__(self, edition: Edition, resources: Resources) -> None:
        self.edition = edition
        self.phrases = edition.config.phrases
        self._witnesses = any(document.witnesses for document in edition.documents)
        self._letters = have_calendar(
            letter for document in edition.documents for letter in document.letters
        )
        self._environment = _environment(resources, self.phrases)

    def render(self, template: str, page: str, model: Mapping[str, Any]) -> str:
        """The page at the address `page`, made by `template` from `model`.

        Raises EditionError (`render.template`) when the template cannot be used.
        """
        given = {
            "t": self.phrases,
            "to": partial(relative, page),
            "page": page,
            "edition": self.edition,
            "language": self.phrases["language"],
            "nav": self._nav(page),
            "version": __version__,
            "feed": FEED if self.edition.followed else "",
            "signposts": (),
            "machines": None,
            "moved": (),
            **model,
        }
        try:
            return self._environment.get_template(template).render(given)
        except jinja2.TemplateSyntaxError as error:
            place = Place(f"templates/{error.name or template}", error.lineno, 1)
            raise EditionError([found("render.template", place, str(error.message))]) from None
        except jinja2.TemplateError as error:
            told = str(error.message or type(error).__name__)
            raise EditionError(
                [found("render.template", Place(f"templates/{template}"), told)]
            ) from None

    def _nav(self, page: str) -> list[Link]:
        links = [Link(self.phrases["texts"], START, page == START)]
        if self._witnesses:
            links.append(Link(self.phrases["witnesses"], WITNESSES, page == WITNESSES))
        if self._letters:
            links.append(Link(self.phrases["letters"], LETTERS, page == LETTERS))
        links.append(Link(self.phrases["about"], ABOUT, page == ABOUT))
        return links


def about_page(document: Document) -> str:
    """The address of the description of a document."""
    return _page_beside(document, "about")


def references_page(document: Document) -> str:
    """The address of the list of all references of a document."""
    return _page_beside(document, "references")


def _page_beside(document: Document, name: str) -> str:
    """A page beside the document's own; where one of these has its name, it gives way."""
    taken = {unit.page.lower() for unit in document.units}
    while f"{name}.html" in taken:
        name += "_"
    return document_page(document, f"{name}.html")


def references_data(document: Document) -> str:
    """The address of the references of a document as data."""
    return document_page(document, "references.json")


def witness_styles(document: Document) -> str:
    """The address of the rules that show the text of one witness."""
    return document_page(document, "witnesses.css")


def synopsis_page(document: Document, unit: int) -> str:
    """The address of the synopsis of a unit."""
    return document_page(document, f"synopsis/{document.units[unit].page}")


def synopsis_styles(document: Document) -> str:
    """The address of the rules that show the columns of synopses."""
    return document_page(document, "synopsis/columns.css")


def download_page(name: str) -> str:
    """The address of a file to download."""
    return f"downloads/{quote(name)}"


def choices(document: Document) -> list[Choice]:
    """The witnesses whose text the readings of `document` can show, in the order of its lists.

    Those that readings name, and the members of families that they name. A family or a scholar
    has no text to read, and without entries tied to words there is none to show.
    """
    if not any(unit.entries for unit in document.units):
        return []
    witnesses = {witness.key: witness for witness in document.witnesses}
    cited: set[str] = set()

    def take(keys: Iterable[str]) -> None:
        for key in keys:
            if key not in cited and key in witnesses:
                cited.add(key)
                take(witnesses[key].members)

    take(sorted(document.cited))
    return [
        Choice(key, witness.siglum, witness.title)
        for key, witness in witnesses.items()
        if key in cited and (witness.kind in ("witness", "unknown"))
    ]


def stand_in_row(some: list[Choice]) -> bool:
    """Whether so many witnesses fit into a row of buttons, also on a telephone."""
    return len(some) <= _ROW and sum(len(one.siglum) + 1 for one in some) <= _ROW_LETTERS


def css_string(text: str) -> str:
    """`text` as a string of CSS, with its quotation marks (CSS Syntax 3, section 4.3.5)."""
    escaped = "".join(
        f"\\{ord(letter):x} " if ord(letter) < 32 or letter in '"\\<\x7f' else letter
        for letter in text
    )
    return f'"{escaped}"'
