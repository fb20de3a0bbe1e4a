"""The texts of an edition and its Ledger -> what changed, what forbids publishing, a new Ledger.

Nothing here knows a clock: the moment of publication is given, once all has been made.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from siglum.config import Config, place_of_option, shown
from siglum.crosswalks.sets import sets_of
from siglum.documents import SourceDocument
from siglum.edition import Document
from siglum.findings import EditionError, Finding, Findings, Place, found
from siglum.ledger.addresses import lengthened, shortened, unit_addresses
from siglum.ledger.records import Ledger, Record, Release
from siglum.metadata.record import Standing, record_of_text
from siglum.ondisk import DiskTable
from siglum.tables import did_you_mean

_SOME = 5


@dataclass(frozen=True, slots=True)
class Text:
    """A text that is about to be published, as far as the ledger is concerned."""

    id: str
    key: str
    title: str
    sha256: str
    addresses: Mapping[str, str]
    place: Place
    licensed: bool = True
    sets: tuple[str, ...] = ()
    fallen_back: bool = False  # has no idno of the type that identifies the texts


@dataclass(slots=True)
class Plan:
    """What publishing these texts would record; with an error among its findings, it must not.

    `records` have no datestamp yet where there is news; how many these are is counted.
    """

    ledger: Ledger
    records: DiskTable[Record] = field(default_factory=DiskTable)
    added: int = 0
    changed: int = 0
    withdrawn: int = 0
    findings: Findings = field(default_factory=Findings)

    @property
    def fresh(self) -> int:
        """How many texts get a new datestamp."""
        return self.added + self.changed + self.withdrawn


def text_of(source: SourceDocument, document: Document, content: str, config: Config) -> Text:
    """What the ledger records of a document; `content` is the checksum of its content."""
    standing = Standing(document.identifier)
    record = record_of_text(source.metadata, config, standing, document.title, None)
    return Text(
        document.identifier,
        document.key,
        document.title,
        content,
        unit_addresses(document.ids),
        Place(source.tree.name),
        bool(source.metadata.licences or config.edition.licence),
        tuple(sets_of(record)),
        bool(config.publish.idno) and source.origin != "idno",
    )


def compare(
    ledger: Ledger, texts: Iterable[Text], config: Config, dropped: Collection[str] = ()
) -> Plan:
    """Lay the texts beside what was published before.

    `dropped` are identifiers of texts that may lose addresses. Findings are those with the codes
    `publish.duplicate-id`, `.vanished`, `.lost-address`, `.no-licence`, `.no-idno`, `.tombstone`.
    """
    plan = Plan(ledger)
    firsts: DiskTable[Text] = DiskTable()
    for text in texts:
        if text.id in firsts:
            plan.findings.append(_duplicate(text, firsts[text.id]))
            continue
        firsts[text.id] = text
        plan.findings += _judge(text, config)
        before = ledger.records.get(text.id)
        addresses = dict(text.addresses)
        if before is not None and text.id not in dropped:
            addresses, lost = _with_earlier(addresses, before.addresses)
            if lost:
                plan.findings.append(_lost(text, lost))
        same = before is not None and not before.deleted and before.sha256 == text.sha256
        # Who takes a set must hear of what comes into it; earlier ledgers knew no sets
        same = same and before is not None and tuple(before.sets) in ((), text.sets)
        stamp = before.datestamp if before and same else ""
        first = before.first if before else ""
        plan.records[text.id] = Record(
            text.id,
            text.key,
            text.title,
            text.sha256,
            first,
            stamp,
            addresses,
            sets=text.sets,
        )
        plan.added += before is None
        plan.changed += before is not None and not same
    _look_for_vanished(plan, firsts, config)
    return plan


def stamped(plan: Plan, now: str, title: str, url: str, release: Release | None = None) -> Ledger:
    """The Ledger once the plan is carried out, at the moment `now`.

    Raises EditionError (`publish.clock`) where the last change lies after that moment.
    """
    refuse_earlier(plan, now)
    records: DiskTable[Record] = DiskTable()
    for name, record in plan.records.items():
        if not record.datestamp:
            record = replace(record, datestamp=now, first=record.first or now)
        records[name] = record
    releases = plan.ledger.releases
    if release is not None and release not in releases:
        releases = (*releases, release)
    return Ledger(title, url, releases, records)


def content_of_all(records: Iterable[Record]) -> str:
    """One checksum of all texts that are there, by which a release knows them again."""
    lines: DiskTable[None] = DiskTable()
    for record in records:
        if not record.deleted:
            lines[f"{record.id} {record.sha256}\n"] = None
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line.encode())
    return digest.hexdigest()


def refuse_earlier(plan: Plan, now: str) -> None:
    """Raise EditionError (`publish.clock`) if a stamp of `now` would lie before an earlier one."""
    if plan.fresh and now < plan.ledger.newest:
        told = f"it is {now}, but something was published at {plan.ledger.newest} already"
        hint = "set the clock of this machine right, or wait: who harvests asks for what is newer"
        raise EditionError([found("publish.clock", Place("clock"), told, hint)])


def refuse_foreign(ledger: Ledger, title: str, url: str, config: Config) -> None:
    """Raise EditionError (`publish.ledger-foreign`) where title and address are both others."""
    same = ledger.title == title or (url != "" and ledger.url == url)
    if ledger.records and not same:
        whose = f"«{ledger.title}»" + (f" at {ledger.url}" if ledger.url else "")
        place = Place(shown(config.folder / config.publish.ledger), 1, 1)
        told = f"belongs to the edition {whose}, and this one is «{title}»"
        told += f" at {url}" if url else ""
        hint = (
            "take the ledger of this edition, or none if it was never published; if the edition "
            "was renamed, publish with --renamed"
        )
        raise EditionError([found("publish.ledger-foreign", place, told, hint)])


def _judge(text: Text, config: Config) -> Iterable[Finding]:
    if not text.licensed:
        told = f'the text "{text.id}" has no licence, and the edition has none either'
        hint = "add <licence target='…'> to its publicationStmt, or licence to [edition]"
        yield found("publish.no-licence", text.place, told, hint)
    if text.fallen_back:
        told = f'there is no <idno type="{config.publish.idno}">, and the text is known as'
        hint = "add the idno before the text is published: its identifier can never change"
        yield found("publish.no-idno", text.place, f'{told} "{text.id}"', hint)


def _duplicate(text: Text, first: Text) -> Finding:
    told = f'the identifier "{text.id}" is also that of {first.place.file}'
    hint = "give each text an identifier of its own"
    return found("publish.duplicate-id", text.place, told, hint)


def _with_earlier(
    now: Mapping[str, str], before: Mapping[str, str]
) -> tuple[dict[str, str], list[str]]:
    """All addresses that were ever published, by page, and the identifiers that are gone."""
    if now == before:
        return dict(now), []
    present: set[str] = set()
    all_pages: dict[str, set[str]] = {}
    for page, line in now.items():
        all_pages[page] = lengthened(line)
        present |= all_pages[page]
    lost: set[str] = set()
    for page, line in before.items():
        names = lengthened(line)
        lost |= names - present
        all_pages.setdefault(page, set()).update(names & present)
    united = {page: shortened(names) for page, names in sorted(all_pages.items())}
    return united, sorted(lost)


def _lost(text: Text, lost: list[str]) -> Finding:
    some = ", ".join(f"#{name}" for name in lost[:_SOME])
    more = f" and {len(lost) - _SOME} more" if len(lost) > _SOME else ""
    told = f'addresses in "{text.id}" that were published are gone: {some}{more}'
    hint = (
        "give what they stood for its xml:id or @n again; if it is gone for good, publish with "
        f'--drop-addresses "{text.id}"'
    )
    return found("publish.lost-address", text.place, told, hint)


def _look_for_vanished(plan: Plan, texts: Mapping[str, Text], config: Config) -> None:
    """What was published and is here no more: withdrawn if there is a tombstone, else missed."""
    tombstones = config.publish.tombstones
    content: dict[str, Text] | None = None
    for name, record in plan.ledger.records.items():
        if name in texts:
            continue
        if record.deleted:
            plan.records[name] = record
        elif name in tombstones:
            plan.withdrawn += 1
            plan.records[name] = replace(record, deleted=True, datestamp="")
        else:
            told = f'the text "{name}" («{record.title}») was published and is here no more'
            hint = f'add to [publish.tombstones]: "{name}" = "why it was withdrawn"'
            if content is None:
                known = plan.ledger.records
                content = {one.sha256: one for one in texts.values() if one.id not in known}
            if same := content.get(record.sha256):
                told += f'; {same.place.file} has its content as "{same.id}"'
                hint = f'give that text its identifier "{name}" again, or {hint}'
            place = Place(shown(config.folder / config.publish.ledger))
            plan.findings.append(found("publish.vanished", place, told, hint))
    for name in tombstones:
        if name in texts or name not in plan.ledger.records:
            what, hint = "is among the texts", "take the line out"
            if name not in texts:
                what, hint = "was never published", did_you_mean(name, plan.ledger.records)
            place = place_of_option(config, f"publish.tombstones.{name}")
            told = f'there is a tombstone for "{name}", which {what}'
            plan.findings.append(found("publish.tombstone", place, told, hint))
