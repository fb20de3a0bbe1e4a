"""An Edition, and then its Ledger -> the file for harvesters: every record in every format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit

from lxml import etree

from siglum.crosswalks.extensions import further_formats, further_record
from siglum.crosswalks.formats import FORMATS
from siglum.crosswalks.sets import NAMES, sets_of
from siglum.edition import Document, Edition
from siglum.harvest.files import DtsFiles
from siglum.harvest.resources import resource_of
from siglum.harvest.writing import Item, Offer, Writer
from siglum.ledger.records import Ledger
from siglum.metadata.record import Record
from siglum.ondisk import DiskTable
from siglum.render.records import Records
from siglum.source.ids import is_xml_name
from siglum.source.namespaces import TEI, XML_ID
from siglum.source.parsing import texts_of

#: A prefix of OAI-PMH, by the ending of the files that hold the same records.
_PREFIXES: Final = {
    "dc.xml": ("oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"),
    "datacite.xml": ("datacite", "https://schema.datacite.org/meta/kernel-4.7/metadata.xsd"),
    "mods.xml": ("mods", "http://www.loc.gov/standards/mods/v3/mods-3-7.xsd"),
    "marc.xml": ("marcxml", "http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd"),
}
_TEI = Offer("tei", "https://tei-c.org/release/xml/tei/custom/schema/xsd/tei_all.xsd", TEI)
#: What the part of an identifier that is ours may have, besides letters and digits.
_PLAIN: Final = "-_.!~*'();/?:@&=+$,"


class Gathering:
    """Records of all texts, in every format, for a Writer; then, once it is published, the rest."""

    def __init__(self, edition: Edition, printed: Mapping[str, Path], writer: Writer) -> None:
        self._edition = edition
        self._printed = printed
        self._writer = writer
        self._names: DiskTable[str] = DiskTable(NAMES)
        self._moment = ""
        self._texts: DiskTable[tuple[int, tuple[str, ...]]] = DiskTable()

    def add_records(self) -> None:
        """Give the writer the records of all texts; what they are recorded as is not needed yet."""
        chosen = [(*_PREFIXES[one.ending], one) for one in FORMATS if one.ending in _PREFIXES]
        offers = [Offer(prefix, schema, one.profile) for prefix, schema, one in chosen]
        (datacite,) = (one for one in offers if one.prefix == "datacite")
        alias = Offer("oai_datacite", datacite.schema, datacite.namespace, datacite.prefix)
        further = further_formats()
        offers += [alias, _TEI, *(Offer(one.prefix, one.schema, one.namespace) for one in further)]
        self._writer.offer(offers)
        records = Records(self._edition, self._printed)
        texts = _Texts()
        for number, document in enumerate(self._edition.documents):
            record = records.of(document)
            made = {prefix: _without_declaration(one.write(record)) for prefix, _, one in chosen}
            for extension in further:
                if data := further_record(extension, record):
                    made[extension.prefix] = data
            tei, listed = texts.tei(document)
            if listed:
                made[_TEI.prefix] = tei
            self._writer.add_text(made, resource_of(document, record, tei))
            for spec, name in sets_of(record).items():
                self._names.setdefault(spec, name)
            self._texts[document.identifier] = (number, _licences(record))

    def dts_files(self) -> DtsFiles:
        """What text tools may ask of all texts, as files; the records of all must be there."""
        url = self._edition.config.edition.url.rstrip("/")
        return DtsFiles(self._writer.read_texts(), self._edition.title, url)

    def add_ledger(self, ledger: Ledger, moment: str) -> None:
        """Give the writer what the ledger says of all texts that were ever published.

        What is new in it was published at that moment, which may be given another time.
        """
        before, self._moment = self._moment, moment
        if before:
            self._writer.stamp_anew(before, moment)
            return
        options = self._edition.config.publish
        url = self._edition.config.edition.url.rstrip("/")
        domain = options.domain or urlsplit(url).hostname or ""
        told = {
            "title": self._edition.title,
            "url": url,
            "service": (options.service or url).rstrip("/"),
            "domain": domain,
            "email": options.email,
            "earliest": min((one.first for one in ledger.records.values()), default=""),
        }
        self._writer.finish(told, self._names, self._items(ledger, domain))

    def _items(self, ledger: Ledger, domain: str) -> Iterator[Item]:
        for one in ledger.records.values():
            number, rights = (None, ()) if one.deleted else self._texts[one.id]
            name = f"oai:{domain}:{quote(one.id, safe=_PLAIN)}"
            yield Item(name, one.datestamp, number, tuple(one.sets), rights)


def _without_declaration(xml: str) -> bytes:
    return xml.partition("?>\n")[2].rstrip("\n").encode()


def _licences(record: Record) -> tuple[str, ...]:
    return tuple(one.url for one in record.licences if one.url)


class _Texts:
    """Finds the `<TEI>` of each document in what is published; several may lie in one file."""

    def __init__(self) -> None:
        self._file = Path()
        self._texts: tuple[etree._Element, ...] = ()
        self._next = 0

    def tei(self, document: Document) -> tuple[bytes, bool]:
        """The text as published, and whether a list may have it.

        Parsers refuse a whole list in which an xml:id occurs twice or is no name.
        """
        if document.published != self._file:
            parser = etree.XMLParser(
                resolve_entities=False, no_network=True, huge_tree=True, recover=True
            )
            tree = etree.parse(document.published, parser)
            self._file, self._texts = document.published, texts_of(tree.getroot())
            self._next = 0
        text = self._texts[self._next]
        self._next += 1
        names = [name for one in text.iter(etree.Element) if (name := one.get(XML_ID)) is not None]
        tei = etree.tostring(text, encoding="UTF-8", with_tail=False)
        return tei, len(set(names)) == len(names) and all(map(is_xml_name, names))
