"""The endpoints of the service -> their description for programs (OpenAPI 3.1).

It names every parameter, every status and the form of every answer. What is in it is what is
promised: tests ask the service at random and look for anything that is not in here.
"""

from __future__ import annotations

import json
from typing import Any, Final

from siglum import __version__
from siglum.harvest.arguments import VERBS
from siglum.harvest.dts import MEDIA
from siglum.harvest.endpoints import PARAMETERS

_Object = dict[str, Any]
_TEXT: Final[_Object] = {"type": "string"}
_COUNT: Final[_Object] = {"type": "integer", "minimum": 0}
_DTS: Final = "https://dtsapi.org/versions/v1.0"
_OAI: Final = "https://www.openarchives.org/OAI/openarchivesprotocol.html"


def description() -> bytes:
    """The description, as it is sent."""
    return json.dumps(_description(), ensure_ascii=False, separators=(",", ":")).encode()


def _description() -> _Object:
    listed = {name: _get(_parameters(name), *_ANSWERS[name]) for name in PARAMETERS}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "OAI-PMH 2.0 and DTS 1.0 over an edition",
            "version": __version__,
            "description": f"OAI-PMH: {_OAI}. DTS, Level 1: {_DTS}.",
        },
        # Wherever this description was found
        "servers": [{"url": "."}],
        "paths": {
            "/oai": _oai(),
            "/dts": _get([], {"200": _json("EntryPoint"), "400": _PROBLEM}, "Where all is"),
            **{f"/dts/{name}": told for name, told in listed.items()},
            "/health": _get(
                [], {"200": _answer("All is well", "text/plain")}, "Whether the file can be read"
            ),
            "/openapi.json": _get(
                [],
                {"200": _answer("What you read", "application/json", schema={"type": "object"})},
                "This description",
            ),
        },
        "components": {"schemas": _SCHEMAS},
    }


# --- answers --------------------------------------------------------------------------------


def _answer(what: str, *media: str, schema: _Object | None = None) -> _Object:
    return {"description": what, "content": {one: {"schema": schema or _TEXT} for one in media}}


def _json(name: str) -> _Object:
    """An answer that is one object; only there the context and the version of DTS are a must."""
    schema = {
        "allOf": [
            {"$ref": f"#/components/schemas/{name}"},
            {"required": ["@context", "dtsVersion"]},
        ]
    }
    return _answer(name, "application/ld+json", schema=schema)


_PROBLEM: Final = {
    "description": "What is wrong with the request",
    "content": {
        "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}},
        "text/plain": {"schema": _TEXT},
    },
}
#: What any request may get: from the service without a file that it can read or a place for one
#: client more, and where a request is none of HTTP or too long for it.
_ALWAYS: Final = {
    "400": _answer("This is no request", "text/plain"),
    "414": _answer("The address is too long", "text/plain"),
    "431": _answer("The headers are too long", "text/plain"),
    "503": {
        **_answer("Please come again later", "text/plain"),
        "headers": {"Retry-After": {"schema": {"type": "integer"}, "required": True}},
    },
    "505": _answer("This is another HTTP", "text/plain"),
}
_ANSWERS: Final[dict[str, tuple[_Object, str]]] = {
    "collection": (
        {
            "200": _answer(
                "The collection of all texts, or a text",
                "application/ld+json",
                schema={
                    "allOf": [
                        {
                            "oneOf": [
                                {"$ref": "#/components/schemas/Collection"},
                                {"$ref": "#/components/schemas/Resource"},
                            ]
                        },
                        {"required": ["@context", "dtsVersion"]},
                    ]
                },
            ),
            "400": _PROBLEM,
            "404": _PROBLEM,
        },
        "The collection of all texts, or a text",
    ),
    "navigation": (
        {"200": _json("Navigation"), "400": _PROBLEM, "404": _PROBLEM},
        "What can be cited in a text",
    ),
    "document": (
        {
            "200": {
                **_answer("A text, or a part of it", *MEDIA, "application/xml", "text/xml"),
                "headers": {"Link": {"schema": _TEXT, "required": True}},
            },
            "400": _PROBLEM,
            "404": _PROBLEM,
        },
        "A text, or a part of it",
    ),
}


# --- requests -------------------------------------------------------------------------------

_VALUES: Final[dict[str, _Object]] = {
    "page": {"type": "integer", "minimum": 1, "maximum": 999_999_999},
    "nav": {"enum": ["children", "parents"]},
    "down": {"type": "integer", "minimum": -1, "maximum": 999_999_999},
    "mediaType": {"enum": [*MEDIA, "application/xml", "text/xml"]},
}


def _parameters(endpoint: str) -> list[_Object]:
    return [
        {
            "name": name,
            "in": "query",
            "required": name == "resource",
            "schema": _VALUES.get(name, _TEXT),
        }
        for name in PARAMETERS[endpoint]
    ]


def _get(parameters: list[_Object], answers: _Object, summary: str) -> _Object:
    responses: _Object = {**_ALWAYS, **answers}
    told = {"summary": summary, "parameters": parameters, "responses": responses}
    bare = {
        status: {name: one[name] for name in ("description", "headers") if name in one}
        for status, one in responses.items()
    }
    return {"get": told, "head": {**told, "responses": bare}}


def _oai() -> _Object:
    """Errors of OAI-PMH are answers of status 200."""
    names = dict.fromkeys(
        name
        for verb in VERBS.values()
        for name in sorted(verb.required | verb.optional | {verb.exclusive} - {""})
    )
    values = {"verb": {"enum": [*VERBS]}, **dict.fromkeys(names, _TEXT)}
    parameters = [
        {"name": name, "in": "query", "required": name == "verb", "schema": schema}
        for name, schema in values.items()
    ]
    answers = {"200": _answer("An answer of OAI-PMH, also if it is an error", "text/xml")}
    form = {"schema": {"type": "object", "properties": values, "required": ["verb"]}}
    asked = _get(parameters, answers, "OAI-PMH 2.0")
    posted = {
        "summary": "OAI-PMH 2.0",
        "requestBody": {"content": {"application/x-www-form-urlencoded": form}},
        "responses": {**_ALWAYS, **answers},
    }
    return {**asked, "post": posted}


# --- objects of DTS -------------------------------------------------------------------------


def _object(required: str, optional: str = "", **values: _Object) -> _Object:
    names = f"{required} {optional}".split()
    return {
        "type": "object",
        "required": required.split(),
        "properties": {name: values.get(name.lstrip("@"), _TEXT) for name in names},
        "additionalProperties": False,
    }


def _list_of(*names: str) -> _Object:
    refs = [{"$ref": f"#/components/schemas/{name}"} for name in names]
    return {"type": "array", "items": refs[0] if len(refs) == 1 else {"oneOf": refs}}


def _is(name: str) -> _Object:
    return {"const": name}


_NULLABLE: Final[_Object] = {"type": ["string", "null"]}
_VERSION: Final = _is("1.0")
_MORE: Final[_Object] = {"type": "object"}
_VIEW: Final[_Object] = {"$ref": "#/components/schemas/Pagination"}
_UNIT: Final[_Object] = {"$ref": "#/components/schemas/CitableUnit"}
_SCHEMAS: Final[_Object] = {
    "EntryPoint": _object(
        "@id @type collection navigation document", "@context dtsVersion",
        type=_is("EntryPoint"), dtsVersion=_VERSION,
    ),
    "Collection": _object(
        "@id @type dtsVersion title totalParents totalChildren collection",
        "@context member view",
        type=_is("Collection"), dtsVersion=_VERSION, totalParents=_COUNT, totalChildren=_COUNT,
        member=_list_of("Collection", "Resource"), view=_VIEW,
    ),
    "Resource": _object(
        "@id @type dtsVersion title totalParents totalChildren collection navigation document"
        " citationTrees",
        "@context description dublinCore download mediaTypes member view",
        type=_is("Resource"), dtsVersion=_VERSION, totalParents=_COUNT, totalChildren=_COUNT,
        citationTrees=_list_of("CitationTree"), dublinCore=_MORE,
        mediaTypes={"type": "array", "items": _TEXT}, member=_list_of("Collection"), view=_VIEW,
    ),
    "Navigation": _object(
        "@id @type resource", "@context dtsVersion ref start end member view",
        type=_is("Navigation"), dtsVersion=_VERSION,
        resource={"$ref": "#/components/schemas/Resource"}, member=_list_of("CitableUnit"),
        view=_VIEW, ref=_UNIT, start=_UNIT, end=_UNIT,
    ),
    "CitationTree": _object(
        "@type citeStructure", "identifier",
        type=_is("CitationTree"), citeStructure=_list_of("CiteStructure"),
    ),
    "CiteStructure": _object(
        "@type citeType", "citeStructure",
        type=_is("CiteStructure"), citeStructure=_list_of("CiteStructure"),
    ),
    "CitableUnit": _object(
        "identifier @type level parent", "citeType dublinCore extensions",
        type=_is("CitableUnit"), level={"type": "integer", "minimum": 1}, parent=_NULLABLE,
        dublinCore=_MORE, extensions=_MORE,
    ),
    "Pagination": _object(
        "@id @type first previous next last",
        type=_is("Pagination"), previous=_NULLABLE, next=_NULLABLE,
    ),
    "Problem": _object("title status detail", status={"enum": [400, 404]}),
}  # fmt: skip
