"""A title statement -> Agents: who wrote, edited, transcribed, each once with all their tasks.

TEI Guidelines, 2.2.1. A person is met several times: as editor, as principal, in a statement of
responsibility; in Latin and in Cyrillic letters; by name here and by `#id` there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Final, TypeVar

from lxml import etree

from siglum.metadata.authorities import authorities, authority
from siglum.metadata.model import Agent, Authority, Funder, Text
from siglum.metadata.roles import role_of_editor, role_of_task
from siglum.source.header import plain
from siglum.source.languages import language_tag
from siglum.source.namespaces import TEI, XML_LANG

T = TypeVar("T")
_T: Final = f"{{{TEI}}}"
_AUTHOR, _EDITOR, _PRINCIPAL = f"{_T}author", f"{_T}editor", f"{_T}principal"
_SPONSOR, _FUNDER, _RESP_STMT = f"{_T}sponsor", f"{_T}funder", f"{_T}respStmt"
_RESP, _PERSON, _BODY, _NAME = f"{_T}resp", f"{_T}persName", f"{_T}orgName", f"{_T}name"
_NAMES: Final = (_PERSON, _BODY, _NAME)
_IDNO = f"{_T}idno"
#: What they do whose names are mostly those of bodies.
_ROLES_OF_BODIES: Final = ("pbl", "isb", "dst", "spn")
_POINTERS: Final = ("ref", "key", "sameAs", "corresp")
#: A name with one of these words is that of a body.
_BODIES = re.compile(
    r"\b(?:project|projekt|consortium|universit|institut|librar|biblioth|archiv|cent(?:re|er)\b"
    r"|zentrum|academy|akademie|accademia|foundation|stiftung|fund\b|society|gesellschaft|press"
    r"|verlag|group|team|committee|partnership|council|collaborat|coll[eè]ge\b|school\b"
    r"|department|faculty|museum|minist(?:ry|er))",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"[A-Z]{3,}[A-Za-z0-9.\-]*")
_YEAR: Final = r"(?:(?:ca?\.|circa|approximately|about|fl\.|active)\s*)*\d{3,4}\??"
#: «, 1583-1655?», « (1821-1899)», «, approximately 1556-1630», «, -1627», «, died 1641»
_LIFE = re.compile(
    rf"(?:[\s,]+\(?|\()"
    rf"(?:{_YEAR}\s*[-–]\s*(?:{_YEAR})?|[-–]\s*{_YEAR}"
    r"|(?:born|died|active|b\.|d\.|fl\.)\s*\d{3,4}\??)\)?\.?$"
)
#: «Advanced Grant no. 885040», and the address of a project that was paid.
_GRANT = re.compile(
    r"\b(?:grant|award)(?: agreement)?\s*(?:no\b\.?|nr\b\.?|number)\s*:?\s*(\w[\w./\-]*)",
    re.IGNORECASE,
)
_PROJECT = re.compile(r"/(?:project|grant|award)s?/", re.IGNORECASE)
#: Words in names of persons that begin with a small letter.
_PARTICLES: Final = frozenset(
    "af al da de del della den der des di do dos du el ibn la le ten ter van vom von y zu".split()
)
#: Resolves `#id` to the element of the file that bears it.
Find = Callable[[str], etree._Element | None]  # noqa: SLF001 - lxml names its class so
#: Resolves an address with a private scheme (`pers:anna`); None where it stands for nothing.
Expand = Callable[[str], str | None]


class People:
    """Reads the agents of one header."""

    def __init__(self, find: Find, expand: Expand) -> None:
        self._find = find
        self._expand = expand

    def read(self, statements: Iterable[etree._Element]) -> tuple[Agent, ...]:
        """All agents of a `titleStmt` and of statements of responsibility beside it, in order."""
        found: list[Agent] = []
        for statement in statements:
            others = _in_other_scripts(statement)
            for element in statement:
                if element.tag == _RESP_STMT:
                    found += self._responsible(element)
                elif element.tag in (_AUTHOR, _EDITOR, _PRINCIPAL, _SPONSOR):
                    if any(element in variants for variants in others.values()):
                        continue
                    for agent in self._named(element, _role(element)):
                        more = tuple(map(_text, others.get(element, ())))
                        found.append(replace(agent, variants=agent.variants + more))
        return _each_once(found)

    def named(self, elements: Iterable[etree._Element], role: str) -> tuple[Agent, ...]:
        """The agents of elements that stand elsewhere, all with one role."""
        return _each_once(agent for one in elements for agent in self._named(one, role))

    def publishers(self, statement: etree._Element) -> tuple[Agent, ...]:
        """Publisher, else authority, else distributor of a publication statement; all of each.

        The commas and colons that catalogues set behind their names are no part of these.
        """
        found: list[Agent] = []
        for name, role in (("publisher", "pbl"), ("authority", "isb"), ("distributor", "dst")):
            for element in statement.iter(f"{_T}{name}"):
                agents = list(self._named(element, role)) or list(self._in_address(element, role))
                for agent in agents:
                    person = element.find(_PERSON) is not None
                    told = replace(agent, name=agent.name.rstrip(" ,;:"))
                    found.append(told if person else replace(told, body=True))
        return _each_once(found)

    def _in_address(self, element: etree._Element, role: str) -> Iterator[Agent]:
        """Names that stand in an address and nowhere else."""
        names = [one for one in element.iter(*_NAMES) if plain(one) and not _is_of_a_place(one)]
        for main, variants in _by_language(names) if names else ():
            if agent := self._agent(main, role, self._ids(main)):
                yield replace(agent, variants=tuple(map(_text, variants)))

    def funders(self, statement: etree._Element) -> tuple[Funder, ...]:
        """Who paid, each with what stands beside the name: numbers and addresses."""
        found = []
        for element in statement.iter(_FUNDER):
            names = [one for one in element.iterchildren(*_NAMES) if plain(one)] or [element]
            targets = [one.get("target", "") for one in element.iter(f"{_T}ref", f"{_T}ptr")]
            shared = [*element.get("ref", "").split(), *targets]
            award = " ".join(
                plain(one) for one in element.iter(f"{_T}idno", f"{_T}num") if plain(one)
            )
            if not award and (grant := _GRANT.search(plain(element))):
                award = grant[1].rstrip(".")
            for name, variants in _by_language(names):
                uris = [*shared, *(name.get("ref", "").split() if name is not element else ())]
                said = {one: None for one in uris if "://" in one}
                project = next((one for one in said if award and _PROJECT.search(one)), "")
                said.pop(project, None)
                if words := _words_of_name(name):
                    others = tuple(map(_text, variants))
                    found.append(Funder(words, award, tuple(said), project, others))
        return tuple(dict.fromkeys(found))

    # --- one element ----------------------------------------------------------------------

    def _responsible(self, statement: etree._Element) -> Iterator[Agent]:
        tasks = list(statement.iterchildren(_RESP))
        told = tuple(filter(None, map(plain, tasks)))
        ref = " ".join(task.get("ref", "") + " " + task.get("key", "") for task in tasks)
        if not (roles := {role_of_task(one, ref): None for one in told}):
            roles = {role_of_task("", ref): None}
        if len(roles) > 1:
            roles.pop("ctb", None)
        inside = [name for task in tasks for name in task.iter(*_NAMES)]
        for element in (*inside, *statement.iterchildren(*_NAMES)):
            for agent in self._named(element, next(iter(roles))):
                yield replace(agent, roles=tuple(roles), tasks=told)

    def _named(self, element: etree._Element, role: str) -> Iterator[Agent]:
        """The agents that one element names: mostly one, at times several, at times none."""
        names = [one for one in element.iterchildren(*_NAMES) if plain(one)]
        outer = self._ids(element)
        task = (element.get("role", ""),) if element.get("role") else ()
        if element.tag in _NAMES or not names:
            if agent := self._agent(element, role, outer):
                yield replace(agent, tasks=task)
            return
        persons = [one for one in names if one.tag != _BODY] or names
        bodies = tuple(plain(one) for one in names if one.tag == _BODY and one not in persons)
        bodies += tuple(filter(None, map(plain, element.iterfind(f"{_T}affiliation"))))
        alone = len(persons) == 1
        for main, variants in _by_language(persons):
            ids = self._ids(main) + (outer if alone or len(names) == 1 + len(variants) else ())
            agent = self._agent(main, role, ids)
            if agent:
                others = tuple(map(_text, variants))
                bodies = (*agent.affiliations, *bodies)
                yield replace(agent, variants=others, tasks=task, affiliations=bodies)

    def _agent(
        self, element: etree._Element, role: str, ids: tuple[Authority, ...]
    ) -> Agent | None:
        name = _words_of_name(element)
        if not name:
            # a name that stands elsewhere in the file, or only its key
            for pointer in element.get("ref", "").split() + element.get("sameAs", "").split():
                there = self._find(pointer[1:]) if pointer.startswith("#") else None
                if there is not None and there is not element and plain(there):
                    return self._agent(there, role, ids + self._ids(there))
            name = element.get("key", "").strip()
            if not name:
                return None
        beside = ""
        if role not in _ROLES_OF_BODIES and element.tag != _BODY:
            name, beside = _without_affiliation(name)
        agent = person_named(name, role, tuple(dict.fromkeys(ids)))
        if beside:
            agent = replace(agent, affiliations=(beside,))
        if plain(element):
            agent = replace(agent, body=_is_body(element, agent.name))
        surnames = _family_and_given(element)
        return replace(agent, family=surnames[0], given=surnames[1]) if surnames else agent

    def _ids(self, element: etree._Element) -> tuple[Authority, ...]:
        """What identifies an agent: pointers, through `#id` also those of another element."""
        written: list[str] = []
        for holder in (element, *element.iterchildren(*_NAMES, f"{_T}ref")):
            for name in (*_POINTERS, "target"):
                written += holder.get(name, "").split()
            if holder is element and len(list(element.iterchildren(*_NAMES))) > 1:
                break
        values: list[str] = []
        for pointer in written:
            if pointer.startswith("#"):
                there = self._find(pointer[1:])
                if there is not None and there is not element:
                    values += [
                        one for name in ("ref", "key") for one in there.get(name, "").split()
                    ]
            else:
                values.append(self._expand(pointer) or pointer)
        found = list(authorities(values))
        numbers = (authority(plain(one), one.get("type", "")) for one in element.iter(_IDNO))
        return tuple(dict.fromkeys((*found, *filter(None, numbers))))


def _role(element: etree._Element) -> str:
    role = element.get("role", "")
    if element.tag == _AUTHOR:
        return "aut"
    if element.tag == _PRINCIPAL:
        return "rth"
    if element.tag == _SPONSOR:
        return "spn"
    return role_of_editor(role)


def _words_of_name(element: etree._Element) -> str:
    """The name without addresses, tasks and numbers that stand beside it."""
    beside = ("idno", "num", "email", "address", "affiliation", "note", "date")
    apart = [f"{_T}{one}" for one in beside]
    if not any(True for _ in element.iterchildren(*apart)):
        return plain(element)
    words: list[str] = [element.text or ""]
    for child in element:
        if child.tag not in (*apart, etree.Comment, etree.PI):
            words.append(plain(child))
        words.append(child.tail or "")
    return " ".join("".join(words).split()).strip(" ,;()")


def _is_of_a_place(name: etree._Element) -> bool:
    return name.get("type", "") in ("place", "city", "country", "region", "settlement")


def _without_affiliation(name: str) -> tuple[str, str]:
    """«N. N., University of X» as a person and where they work; other names as they are."""
    person, _, body = name.partition(", ")
    words = person.split()
    if not _BODIES.search(body) or _BODIES.search(person) or not 2 <= len(words) <= 5:
        return name, ""
    personal = all(word in _PARTICLES or word[0].isupper() for word in words)
    return (person, body) if personal and not re.search(r"\d|/", person) else (name, "")


def person_named(name: str, role: str, ids: tuple[Authority, ...] = ()) -> Agent:
    """An Agent of whom only the name is known: «Aylett, Robert, 1583-1655», «N. N. Society».

    Family and given name are told apart where a comma does so, and years behind it are no part.
    """
    if _BODIES.search(name):
        return Agent(name, (role,), body=True, ids=ids)
    life = _LIFE.search(name)
    said = name[: life.start()] if life else name
    family, given = _around_comma(said)
    return Agent(said, (role,), family, given, life[0] if life else "", ids=ids)


def _family_and_given(element: etree._Element) -> tuple[str, str] | None:
    """Family and given name where they are elements; forenames may stand before and behind."""
    families = [plain(one) for one in element.iter(f"{_T}surname") if plain(one)]
    given = [plain(one) for one in element.iter(f"{_T}forename") if plain(one)]
    if not families or not given:
        return None
    link = " ".join(plain(one) for one in element.iter(f"{_T}nameLink"))
    return " ".join(filter(None, (link, *families))), " ".join(given)


def _around_comma(said: str) -> tuple[str, str]:
    """«Family, Given»; nothing for «Name, Long Name of a Place» and «Name, et al.»."""
    parts = [part.strip() for part in said.split(",")]
    if len(parts) != 2:
        return "", ""
    before, after = (len(part.split()) for part in parts)
    fits = 1 <= before <= min(3, after + 1) and 1 <= after <= 3 and parts[1] != "et al."
    return (parts[0], parts[1]) if fits else ("", "")


def _is_body(element: etree._Element, name: str) -> bool:
    kind = element.get("type", "")
    if element.tag == _BODY or kind in ("org", "organisation", "organization"):
        return True
    if element.tag == _PERSON or kind in ("person", "pers") or element.find(_PERSON) is not None:
        return False
    if element.tag == _SPONSOR:
        return True
    return bool(_BODIES.search(name) or _ACRONYM.fullmatch(name))


def _by_language(
    names: list[etree._Element],
) -> Iterator[tuple[etree._Element, tuple[etree._Element, ...]]]:
    """Names beside each other: those of one language are so many persons, the rest their variants.

    «Казимир (bg), Kazimir (en), Ото (bg), Otto (en)» are two persons.
    """
    groups: dict[str, list[etree._Element]] = {}
    for name in names:
        groups.setdefault(name.get(XML_LANG, ""), []).append(name)
    first, *others = groups.values()
    if others and all(len(other) == len(first) for other in others):
        yield from zip(first, zip(*others, strict=True), strict=True)
    else:
        yield from ((name, ()) for name in names)


def _in_other_scripts(
    statement: etree._Element,
) -> dict[etree._Element, tuple[etree._Element, ...]]:
    """Authors whose names are given once more in another script: each with the repetitions.

    «محمد كرد علي (ar), Muḥammad Kurd ʿAlī (ar-Latn-x-ijmes)» is one author: the language is the
    same, its writing another, and there are as many names in one as in the other.
    """
    authors = [one for one in statement.iterchildren(_AUTHOR) if plain(one)]
    groups: dict[str, list[etree._Element]] = {}
    for author in authors:
        groups.setdefault(author.get(XML_LANG, ""), []).append(author)
    first, *others = groups.values() if groups else ([],)
    languages = {tag.partition("-")[0] for tag in groups}
    if not others or len(languages) != 1 or any(len(one) != len(first) for one in others):
        return {}
    return dict(zip(first, zip(*others, strict=True), strict=True))


def _text(name: etree._Element) -> Text:
    return Text(_words_of_name(name), language_tag(name.get(XML_LANG, "")))


def _each_once(agents: Iterable[Agent]) -> tuple[Agent, ...]:
    """Agents of the same name, or with the same identifier, as one, with all that they did."""
    merged: list[Agent] = []
    by_name: dict[str, int] = {}
    by_id: dict[str, int] = {}
    for agent in agents:
        keys = [one.uri for one in agent.ids if one.uri and one.scheme != "URL"]
        at = by_name.get(agent.name.casefold())
        if at is None:
            at = next((by_id[key] for key in keys if key in by_id), None)
        if at is None:
            at = len(merged)
            merged.append(agent)
        else:
            merged[at] = _joined(merged[at], agent)
        by_name.setdefault(agent.name.casefold(), at)
        for key in keys:
            by_id.setdefault(key, at)
    return tuple(merged)


def _joined(one: Agent, other: Agent) -> Agent:
    joined = replace(
        one,
        roles=_both(one.roles, other.roles),
        tasks=_both(one.tasks, other.tasks),
        ids=_both(one.ids, other.ids),
        variants=_both(one.variants, other.variants),
        affiliations=_both(one.affiliations, other.affiliations),
    )
    if not joined.family and other.family:
        joined = replace(joined, family=other.family, given=other.given)
    return joined


def _both(first: tuple[T, ...], second: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*first, *second)))
