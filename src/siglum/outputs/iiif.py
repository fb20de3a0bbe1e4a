"""The facsimiles of an edition -> IIIF manifests, which viewers of pictures open.

IIIF Presentation API 3.0: a manifest for each text with pictures, one canvas for each surface, and
a collection of all. Pictures stay where they are; those of an image service are named as such.
"""

from __future__ import annotations

import json
import mimetypes
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import quote, urlsplit

from siglum.edition import Document, Edition
from siglum.exchange.facsimiles import Surface, measured
from siglum.metadata.record import Record
from siglum.render.pages import download_page
from siglum.render.streamed import ITEMS, json_pieces
from siglum.render.urls import document_page, manifest_page, picture_address

COLLECTION = "iiif.json"
_CONTEXT: Final = "http://iiif.io/api/presentation/3/context.json"
#: An address of the IIIF Image API: the service, then region, size, rotation and quality.
_IMAGE: Final = re.compile(
    r"(?P<service>https?://.+?)/(?:full|square|[\d.,:pct]+)/[^/]+/!?[\d.]+/\w+\.\w+"
)
_RIGHTS: Final = re.compile(r"https?://(?P<rest>(?:creativecommons|rightsstatements)\.org/\S+?)/?")


def manifest(edition: Edition, document: Document, record: Record) -> str:
    """The manifest of a text with pictures, for an edition that has an address."""
    url = edition.config.edition.url.rstrip("/")
    address = f"{url}/{manifest_page(document)}"
    language = document.language or "none"
    table = edition.config.phrases
    surfaces = measured(document.surfaces)  # no canvas can be without a size
    made: dict[str, Any] = {
        "@context": _CONTEXT,
        "id": address,
        "type": "Manifest",
        "label": {language: [document.title]},
    }
    if pairs := _pairs(record, table):
        made["metadata"] = pairs
    if record.descriptions:
        told = record.descriptions[0]
        made["summary"] = {told.language or "none": [told.words]}
    if said := list(dict.fromkeys(one.credit for one in surfaces if one.credit)):
        made["requiredStatement"] = {
            "label": _label(table, "attribution"),
            "value": {"none": said},
        }
    if rights := _rights(record):
        made["rights"] = rights
    made["homepage"] = [
        {
            "id": f"{url}/{document_page(document)}",
            "type": "Text",
            "label": {language: [document.title]},
            "format": "text/html",
        }
    ]
    made["seeAlso"] = [
        {
            "id": f"{url}/{download_page(document.tei)}",
            "type": "Dataset",
            "label": {"none": ["TEI"]},
            "format": "application/tei+xml",
        }
    ]
    made["partOf"] = [{"id": f"{url}/{COLLECTION}", "type": "Collection"}]
    names = _canvas_names(surfaces)
    made["items"] = [
        _canvas(surface, f"{url}/{document_page(document, '')}canvas/{name}", document, url)
        for surface, name in zip(surfaces, names, strict=True)
    ]
    return _json(made)


def collection(edition: Edition, texts: Iterable[Document]) -> Iterator[str]:
    """The collection of all manifests of an edition that has an address, piece by piece.

    `texts` are those that have a manifest.
    """
    url = edition.config.edition.url.rstrip("/")
    items = (
        {
            "id": f"{url}/{manifest_page(document)}",
            "type": "Manifest",
            "label": {document.language or "none": [document.title]},
        }
        for document in texts
    )
    return json_pieces(
        {
            "@context": _CONTEXT,
            "id": f"{url}/{COLLECTION}",
            "type": "Collection",
            "label": {edition.language: [edition.title]},
            "homepage": [
                {
                    "id": f"{url}/",
                    "type": "Text",
                    "label": {edition.language: [edition.title]},
                    "format": "text/html",
                }
            ],
            "items": [ITEMS],
        },
        items,
    )


def _label(table: Mapping[str, str], key: str) -> dict[str, list[str]]:
    return {table["language"]: [table[key]]}


def _pairs(record: Record, table: Mapping[str, str]) -> list[dict[str, Any]]:
    said = (
        ("author", [agent.name for agent in record.authors]),
        ("editor", [agent.name for agent in record.editors]),
        ("date", [record.created.words or record.created.start]),
        ("publisher", [record.publisher]),
        ("source", [source.words for source in record.sources]),
    )
    return [
        {"label": _label(table, f"element.{name}"), "value": {"none": kept}}
        for name, values in said
        if (kept := [value for value in values if value])
    ]


def _rights(record: Record) -> str:
    """A licence that viewers know: those of Creative Commons and of RightsStatements.org."""
    for licence in record.licences:
        if found := _RIGHTS.fullmatch(licence.url):
            return f"http://{found['rest'].removesuffix('/legalcode').removesuffix('/deed')}/"
    return ""


def _canvas_names(surfaces: list[Surface]) -> list[str]:
    """The last part of the addresses of canvases: the id of a surface, else its number."""
    taken: set[str] = set()
    names = []
    for number, surface in enumerate(surfaces, start=1):
        name = surface.id if surface.id and surface.id not in taken else f"{number}"
        while name in taken:
            name += "_"
        taken.add(name)
        names.append(quote(name, safe=""))
    return names


def _canvas(surface: Surface, address: str, document: Document, url: str) -> dict[str, Any]:
    size = {"height": surface.height, "width": surface.width}
    made: dict[str, Any] = {
        "id": address,
        "type": "Canvas",
        "label": {"none": [surface.label]},
        **size,
    }
    if surface.thumbnail:
        made["thumbnail"] = [_picture(surface.thumbnail, document, url)]
    painting = {
        "id": f"{address}/painting",
        "type": "Annotation",
        "motivation": "painting",
        "body": _picture(surface.url, document, url) | size,
        "target": address,
    }
    made["items"] = [{"id": f"{address}/page", "type": "AnnotationPage", "items": [painting]}]
    return made


def _picture(written: str, document: Document, url: str) -> dict[str, Any]:
    """A picture as the body of an annotation, with its image service if it has one."""
    if inner := picture_address(document, written):
        address = f"{url}/{document_page(document, '')}{inner}"
        return {"id": address, "type": "Image", "format": _format(written)}
    service = _service(written)
    if not service:
        return {"id": written, "type": "Image", "format": _format(written)}
    address = written if _IMAGE.fullmatch(written) else f"{service}/full/max/0/default.jpg"
    return {
        "id": address,
        "type": "Image",
        "format": _format(address),
        "service": [{"id": service, "type": "ImageService2", "profile": "level1"}],
    }


def _service(address: str) -> str:
    """The image service of an address: told by its form, or by a name without an ending."""
    if found := _IMAGE.fullmatch(address):
        return found["service"]
    parts = urlsplit(address)
    bare = address.removesuffix("/info.json").rstrip("/")
    named = "iiif" in parts.netloc.lower() or "/iiif/" in parts.path.lower()
    ending = bare.rpartition("/")[2].rpartition(".")[1]
    if address.endswith("/info.json") or (named and not ending and not parts.query):
        return bare
    return ""


def _format(address: str) -> str:
    guessed = mimetypes.guess_type(urlsplit(address).path)[0] or ""
    return guessed if guessed.startswith("image/") else "image/jpeg"


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
