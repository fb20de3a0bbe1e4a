"""An edition as released, with its outputs -> a BagIt bag that holds an RO-Crate, for archives.

BagIt (RFC 8493) for the checksums, RO-Crate 1.x for what the files are. The libraries bagit and
rocrate are an extra (`pip install "siglum[archive]"`) and loaded only when a release is made.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from siglum import __version__
from siglum.config import NAME, Config, shown
from siglum.edition import Edition
from siglum.findings import EditionError, Place, found
from siglum.outputs.trees import Tree
from siglum.render.records import Records
from siglum.render.resources import builtin
from siglum.source.identity import file_name
from siglum.sources import SourceFile

_OUTPUTS: Final = {
    "site": "The website of this version",
    "pdf": "The typeset books",
    "tei": "The TEI as published, with all that it includes",
}
_SOFTWARE: Final = ("xslt", "templates")
_LICENCE: Final = "LICENCE.txt"
_TEI_TYPE: Final = "application/tei+xml"


def bag_folder(config: Config, title: str, version: str) -> Path:
    """Where the bag of a version lies."""
    return config.folder / config.publish.releases / f"{file_name(title.lower())}-{version}"


def site_of_bag(config: Config, version: str) -> Path | None:
    """The website of a version in its bag, whatever the edition was called then."""
    releases = config.folder / config.publish.releases
    found = sorted(releases.glob(f"*-{version}/data/outputs/site")) if releases.is_dir() else []
    return found[0] if found else None


def require_libraries(config: Config) -> None:
    """Raise EditionError (`publish.no-archive`) before any work where a library is missing."""
    try:
        import bagit  # noqa: F401
        import rocrate.rocrate  # noqa: F401
    except ImportError as error:
        told = f"a release needs the library {error.name}, which is not installed"
        hint = 'pip install "siglum[archive]"'
        place = Place(shown(config.file or config.folder))
        raise EditionError([found("publish.no-archive", place, told, hint)]) from None


def write_bag(
    edition: Edition, files: Iterable[SourceFile], tree: Tree, site: str, folder: Path
) -> None:
    """Write the bag of the version that `edition` is issued as into the empty `folder`.

    `files` are its sources, `tree` holds its outputs, `site` is the website of the version there.
    """
    import bagit

    config = edition.config
    for file in _sources(config, files):
        _copy(file, folder / "source" / file.relative_to(config.folder))
    outputs = [("site", site), ("pdf", "pdf"), ("tei", "tei")]
    for name, below in outputs:
        for inner, path in tree.files(below):
            _copy(path, folder / "outputs" / name / inner)
    for kind in _SOFTWARE:
        shutil.copytree(builtin(kind), folder / "software" / kind)
    (folder / _LICENCE).write_text(_licence(edition), "utf-8")
    _describe(edition, folder)
    bagit.make_bag(
        str(folder),
        {
            "Bagging-Date": edition.issue.date,
            "Bag-Software-Agent": f"siglum {__version__}",
            "External-Description": f"{edition.title}, version {edition.issue.version}",
            "External-Identifier": config.edition.url or file_name(edition.title),
        },
        checksums=["sha256", "sha512"],
    )


def is_same_bag(one: Path, other: Path) -> bool:
    """Whether two bags hold the same: their manifests and all that is said of them are alike."""
    return _tags(one) == _tags(other)


def _tags(bag: Path) -> dict[str, bytes]:
    files = bag.iterdir() if bag.is_dir() else ()
    return {file.name: file.read_bytes() for file in files if file.is_file()}


def _sources(config: Config, files: Iterable[SourceFile]) -> Iterator[Path]:
    """edition.toml, and every file of the folders that hold sources, schemas, rules and frames."""
    named = [config.source.witnesses, config.source.schema, *config.checks.schematron]
    paths = [file.path for file in files] + [config.folder / name for name in named if name]
    taken = {config.folder / NAME}
    tops: set[Path] = {config.folder / kind for kind in _SOFTWARE}
    for path in paths:
        inner = path.relative_to(config.folder)
        if len(inner.parts) > 1:
            tops.add(config.folder / inner.parts[0])
        else:
            taken.add(path)
    for top in tops:
        taken.update(file for file in top.rglob("*") if file.is_file())
    for file in sorted(taken):
        hidden = any(part.startswith(".") for part in file.relative_to(config.folder).parts)
        if not hidden and file.resolve().is_relative_to(config.folder):
            yield file


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _licence(edition: Edition) -> str:
    """The terms of all texts, each with those that it is under."""
    told = edition.config.edition.licence
    lines = [f"{edition.title}: {told}\n"] if told else []
    for document in edition.documents:
        own = document.metadata.licence
        if terms := " ".join(filter(None, (own.url, own.text))):
            lines.append(f"{document.identifier}: {terms}\n")
    return "".join(lines)


def _describe(edition: Edition, folder: Path) -> None:
    """Write ro-crate-metadata.json: what the edition is, and what each folder and text is."""
    from rocrate.model.contextentity import ContextEntity
    from rocrate.rocrate import ROCrate

    record = Records(edition, {}).edition
    crate: Any = ROCrate()
    crate.name = edition.title
    said = [*record.descriptions, *record.subtitles]
    plain = edition.config.phrases["critical_edition"].format(title=edition.title)
    crate.description = said[0].words if said else plain
    crate.datePublished = edition.issue.date
    root = crate.root_dataset
    root["version"] = edition.issue.version
    root["inLanguage"] = edition.language
    if edition.config.edition.url:
        root["url"] = edition.config.edition.url
    if record.doi:
        root["identifier"] = f"https://doi.org/{record.doi}"

    def told(identifier: str, kind: str, name: str) -> Any:
        """What is told of a person, a body or a licence, once."""
        about = {"@type": kind, "name": name}
        return crate.get(identifier) or crate.add(ContextEntity(crate, identifier, about))

    for role, agents in (("author", record.authors), ("editor", record.editors)):
        people = [
            told(
                next((one.uri for one in agent.ids if one.uri), f"#{quote(agent.name)}"),
                "Organization" if agent.body else "Person",
                agent.name,
            )
            for agent in agents
        ]
        if people:
            root[role] = people
    if record.publisher:
        root["publisher"] = told("#publisher", "Organization", record.publisher)
    terms = record.licences[0] if record.licences else None
    if terms and "://" in terms.url:
        root["license"] = told(terms.url, "CreativeWork", terms.name or terms.url)
    else:
        root["license"] = (terms.text or terms.name) if terms else _LICENCE
    folders = {"source": "The sources: TEI, schema, rules, edition.toml"}
    folders |= {f"outputs/{name}": what for name, what in _OUTPUTS.items()}
    folders["software/xslt"] = f"The stylesheets of siglum {__version__}"
    folders["software/templates"] = f"The page frames of siglum {__version__}"
    for name, what in folders.items():
        if (folder / name).is_dir():
            crate.add_dataset(dest_path=f"{name}/", properties={"name": what})
    crate.add_file(
        dest_path=_LICENCE,
        properties={"name": "The terms of use of each text", "encodingFormat": "text/plain"},
    )
    listed: set[str] = set()
    for document in edition.documents:
        name = f"outputs/tei/{document.tei}"
        if name in listed or not (folder / name).is_file():
            continue
        listed.add(name)
        about = {
            "name": document.title,
            "encodingFormat": _TEI_TYPE,
            "identifier": document.identifier,
        }
        if document.language:
            about["inLanguage"] = document.language
        crate.add_file(dest_path=name, properties=about)
    crate.metadata.write(folder)
