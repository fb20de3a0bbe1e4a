"""An edition as released -> site/v/VERSION/: the website of that version, which never changes.

It is the same website at another address: its pages, citations and links are those of the version.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from siglum.config import Config, shown
from siglum.edition import Edition
from siglum.findings import EditionError, Findings, Place, found
from siglum.ledger.records import Release
from siglum.outputs.archive import site_of_bag
from siglum.outputs.trees import SITE, Tree
from siglum.outputs.website import write_website


def frozen_folder(version: str) -> str:
    """Where the website of a version lies in the output."""
    return f"{SITE}/v/{version}"


def write_frozen(edition: Edition, tree: Tree, printed: Mapping[str, Path]) -> Findings:
    """Write the website of the version that `edition` is issued as -> what stylesheets say."""
    folder = frozen_folder(edition.issue.version)
    url = edition.config.edition.url.rstrip("/")
    here = f"{url}{folder.removeprefix(SITE)}" if url else ""
    config = replace(edition.config, edition=replace(edition.config.edition, url=here))
    before = edition.releases[: edition.releases.index(edition.issue)][-1:]
    previous = [f"{url}/v/{one.version}" for one in before if url]
    version = replace(
        edition,
        config=config,
        followed=False,
        latest=url,
        previous="".join(previous),
        releases=(),
    )
    return write_website(version, tree.inside(SITE, folder), printed)


def keep_frozen(config: Config, tree: Tree, releases: Iterable[Release]) -> None:
    """Carry the websites of earlier versions over, from what was public or from their bags.

    Raises EditionError (`publish.release-missing`) where one is in neither.
    """
    findings = []
    for release in releases:
        folder = frozen_folder(release.release)
        if tree.keep(folder):
            continue
        bag = site_of_bag(config, release.release)
        if bag is not None:
            tree.copy(bag, folder)
            continue
        told = f"the website of version {release.release}, published on {release.date}, is gone"
        public = config.folder / config.publish.folder / folder
        hint = f"put it back into {shown(public)}, from your server or from the bag of the release"
        place = Place(shown(config.folder / config.publish.ledger))
        findings.append(found("publish.release-missing", place, told, hint))
    if findings:
        raise EditionError(findings)
