"""A document as read and edition.toml -> the checksum by which a change of it is known.

It is of the canonical content: the TEI as published, spaces as the one rule has them, in
canonical XML, and what edition.toml adds to the records of the text. A new indentation, another
order of attributes or a comment change nothing; a word, a name in the header or the licence do.
"""

from __future__ import annotations

import hashlib
import json
from typing import Final

from lxml import etree

from siglum.config import Config
from siglum.documents import SourceDocument
from siglum.metadata.record import Standing, record_of_text
from siglum.source.namespaces import TEI
from siglum.source.spaces import normalise_spaces
from siglum.source.trees import apart

#: Counted up when records come to tell more or otherwise of the same text: all are then new.
RECORDS: Final = 2

_HEADER, _CORPUS = f"{{{TEI}}}teiHeader", f"{{{TEI}}}teiCorpus"


def content_sum(source: SourceDocument, config: Config) -> str:
    """The SHA-256 of the content of a document, in hexadecimal digits."""
    digest = hashlib.sha256()
    for element in (*_headers_around(source.tei), source.tei):
        digest.update(canonical(element))
    digest.update(json.dumps(_added(source, config), ensure_ascii=False).encode())
    return digest.hexdigest()


def canonical(element: etree._Element) -> bytes:
    """An element as canonical XML, without comments and without the spaces of its layout.

    Exclusive canonical XML 1.0, which is what Canonical XML 2.0 gives without its options.
    """
    copy = apart(element)
    normalise_spaces(copy)
    return etree.tostring(copy, method="c14n", exclusive=True, with_comments=False)


def _headers_around(tei: etree._Element) -> list[etree._Element]:
    """The headers of the corpora that a text stands in."""
    around = [corpus.find(_HEADER) for corpus in tei.iterancestors(_CORPUS)]
    return [header for header in around if header is not None]


def _added(source: SourceDocument, config: Config) -> list[object]:
    """What records of this text have from edition.toml, not from its header.

    Some of it is in every record; the rest only where the header says nothing itself.
    """
    told, more = config.edition, config.metadata
    metadata = source.metadata
    record = record_of_text(metadata, config, Standing(source.identifier), source.key, None)
    defaults = {
        "author": more.authors,
        "editor": told.editors,
        "publisher": more.publisher,
        "language": more.language,
        "licence": told.licence,
        "subjects": more.subjects,
    }
    filled = {name: defaults[name] for name in record.defaults if name in defaults}
    if record.places != metadata.places:
        filled["place"] = more.place
    known = {
        one.name: more.persons[one.name] for one in metadata.agents if one.name in more.persons
    }
    return [RECORDS, told.title, told.editors, told.date, told.url, more.doi, filled, known]
