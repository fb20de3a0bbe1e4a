"""The Record of an edition -> CITATION.cff, which GitHub, Zenodo and reference managers read.

Source: Citation File Format 1.2.0. It is YAML; every value is written as a JSON string, which YAML
reads alike.
"""

from __future__ import annotations

import json
from typing import Final

from siglum.metadata.model import Agent
from siglum.metadata.record import Record

_VERSION: Final = "1.2.0"


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False)


def _agent(agent: Agent) -> list[str]:
    if agent.family and agent.given and not agent.body:
        lines = [f"family-names: {_quoted(agent.family)}", f"given-names: {_quoted(agent.given)}"]
    else:
        # what is no family and given name is an entity: a `name` is all that it must have
        lines = [f"name: {_quoted(agent.name)}"]
    lines += [f"orcid: {_quoted(one.uri)}" for one in agent.ids if one.scheme == "ORCID"][:1]
    return [f"  {'- ' if not number else '  '}{line}" for number, line in enumerate(lines)]


def write_citation_cff(record: Record, message: str) -> str:
    """The edition as CITATION.cff; `message` asks readers to cite it so."""
    lines = [
        f"cff-version: {_VERSION}",
        f"message: {_quoted(message)}",
        "type: dataset",
        f"title: {_quoted(record.title.words)}",
        "authors:",
    ]
    for agent in record.creators or (Agent(record.publisher or record.title.words, body=True),):
        lines += _agent(agent)
    if len(record.issued.last) == 10:  # the format knows whole days only
        lines.append(f"date-released: {_quoted(record.issued.last)}")
    if record.version:
        lines.append(f"version: {_quoted(record.version)}")
    if record.doi:
        lines.append(f"doi: {_quoted(record.doi)}")
    if record.address:
        lines.append(f"url: {_quoted(record.address)}")
    for licence in record.licences[:1]:
        key = "license" if licence.spdx else "license-url"
        if licence.spdx or licence.url:
            lines.append(f"{key}: {_quoted(licence.spdx or licence.url)}")
    if record.subjects:
        lines.append("keywords:")
        lines += [f"  - {_quoted(one.words)}" for one in record.subjects]
    if record.descriptions:
        lines.append(f"abstract: {_quoted(record.descriptions[0].words)}")
    return "\n".join(lines) + "\n"
