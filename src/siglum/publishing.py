"""A Config and the ledger of an edition -> its public tree and the ledger of what it now holds.

All is made first. Only then a moment of publication is chosen and stamped, waited for, the tree
exchanged and the ledger replaced, so that whoever harvests the edition never sees a change that
lies before the moment in which it could be seen.
"""

from __future__ import annotations

import contextlib
import filecmp
import itertools
import os
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from siglum.build import day_of_build, read_edition, stopped, wanted, write_outputs
from siglum.config import NAME, Config, shown
from siglum.documents import SourceDocument
from siglum.edition import Document, Edition, Issue
from siglum.findings import EditionError, Finding, Findings, Place, Seen, Severity, found
from siglum.harvest.gathering import Gathering
from siglum.harvest.layout import NAME as HARVEST
from siglum.harvest.writing import harvest_file
from siglum.inspection import Progress, Report, quiet
from siglum.ledger.content import content_sum
from siglum.ledger.moments import clock, moments
from siglum.ledger.records import COPY, Keys, Ledger, Release, ledger_lines, read_ledger
from siglum.ledger.stamping import (
    Plan,
    Text,
    compare,
    content_of_all,
    refuse_earlier,
    refuse_foreign,
    stamped,
    text_of,
)
from siglum.ondisk import DiskList
from siglum.outputs.archive import bag_folder, is_same_bag, require_libraries, write_bag
from siglum.outputs.frozen import frozen_folder, keep_frozen, write_frozen
from siglum.outputs.trees import SITE, Tree
from siglum.outputs.writing import output_tree
from siglum.sources import SourceFile, find_sources


@dataclass(slots=True)
class Published(Report):
    """What a run of `siglum publish` has to say: how many texts are new, changed, withdrawn.

    `bag` is the folder of a release that was asked for.
    """

    added: int = 0
    changed: int = 0
    withdrawn: int = 0
    bag: Path | None = None


def publish(
    config: Config,
    *,
    release: str = "",
    renamed: bool = False,
    dropped: Collection[str] = (),
    progress: Progress = quiet,
    now: Callable[[], str] = clock,
) -> Published:
    """Publish the edition of `config` into its public folder, and record it in its ledger.

    With `release`, a version of that name is frozen and packed into a bag; the same texts give the
    same bytes again. `renamed` says that the ledger is that of the edition under another name and
    address; `dropped` are identifiers of texts that may lose addresses. Findings of severity error
    with a `publish.…` code forbid publishing: then nothing is written. Raises EditionError when the
    ledger cannot be used, nothing can be published, or a folder must not be written.
    """
    report = Published()
    files, told = find_sources(config)
    report.findings += told
    ledger = read_ledger(config)
    if release:
        require_libraries(config)

    texts: DiskList[Text] = DiskList()
    broken: list[EditionError] = []  # by what an installed package does

    def note(source: SourceDocument) -> Callable[[Document], None]:
        content = content_sum(source, config)

        def note_stored(stored: Document) -> None:
            try:
                texts.append(text_of(source, stored, content, config))
            except EditionError as error:
                broken.append(error)

        return note_stored

    with tempfile.TemporaryDirectory(prefix="siglum-") as work:
        edition = read_edition(config, files, Path(work), report, progress, Keys(ledger), note)
        if broken:
            raise broken[0]
        if stopped(edition, report):
            return report
        title, url = edition.title, config.edition.url
        if not renamed:
            refuse_foreign(ledger, title, url, config)
        _refuse_unknown(dropped, ledger)
        plan = compare(ledger, texts, config, dropped)
        report.findings += plan.findings
        if any(finding.severity is Severity.ERROR for finding in plan.findings):
            return report
        refuse_earlier(plan, now())
        version = _version(ledger, plan, release, config, now)
        edition.issue = Issue("", day_of_build())
        if version is not None:
            edition.issue = Issue(version.release, version.date)
        edition.followed = bool(url)
        versions = dict.fromkeys([*ledger.releases, *([version] if version else [])])
        edition.releases = tuple(Issue(one.release, one.date) for one in versions)
        kept = config.folder / config.publish.ledger
        bag: Path | None = None
        with contextlib.ExitStack() as stack:
            inputs = itertools.chain([kept], (file.path for file in files))
            with (
                output_tree(config.folder / config.publish.folder, inputs) as tree,
                contextlib.ExitStack() as written,
            ):
                chosen = wanted(config)
                books = write_outputs(edition, tree, chosen, report, progress, plan.records)
                if "website" in chosen:
                    keep_frozen(config, tree, ledger.releases)
                if release:
                    bag = stack.enter_context(_bag(edition, files, tree, books, ledger, report))
                hidden = Path(work) / HARVEST
                gathering = _gathering(edition, tree, books, chosen, written, hidden)
                if config.publish.dts_files:
                    report.findings += _write_dts(gathering, tree, texts)
                waiting = stack.enter_context(_beside(kept))
                tree.settle([HARVEST] if tree.has(HARVEST) and not plan.fresh else [])
                # Without news, and with a clock of somebody else's, nothing is to be waited for
                waited = plan.fresh and now is clock
                for moment in moments(len(plan.records)) if waited else (now(),):
                    public = stamped(plan, moment, title, url, version)
                    tree.take_back()
                    if "website" in chosen:
                        from siglum.outputs.harvest import write_harvest

                        write_harvest(edition, public, tree)
                    if gathering is not None:
                        gathering.add_ledger(public, moment)
                    tree.write_lines(COPY, ledger_lines(public))
                    _write_safely(waiting, ledger_lines(public), kept)
                    if waited:
                        tree.close()
                report.findings += tree.findings
            if bag is not None:
                bag.rename(bag_folder(config, title, release))
            report.bag = bag_folder(config, title, release) if release else None
            if not (kept.is_file() and filecmp.cmp(kept, waiting, shallow=False)):
                waiting.replace(kept)
    report.written = True
    report.added, report.changed, report.withdrawn = plan.added, plan.changed, plan.withdrawn
    return report


def _gathering(
    edition: Edition,
    tree: Tree,
    books: Mapping[str, Path],
    chosen: Collection[str],
    written: contextlib.ExitStack,
    hidden: Path,
) -> Gathering | None:
    """The file for harvesters with all records in it; what has a datestamp is still to come.

    None where the records have no address. Where nobody can be asked about them it is not for the
    public, but may be wanted all the same: then it is `hidden`. It is closed by `written`.
    """
    options = edition.config.publish
    wanted = options.email or options.dts_files
    if not (wanted and edition.config.edition.url and "website" in chosen):
        return None
    path = tree.path(HARVEST) if options.email else hidden
    writer = written.enter_context(harvest_file(path))
    gathering = Gathering(edition, books, writer)
    gathering.add_records()
    return gathering


def _write_dts(gathering: Gathering | None, tree: Tree, texts: Sequence[Text]) -> list[Finding]:
    """Write what text tools may ask for as files; nothing where some of it cannot have a name."""
    if gathering is None:
        told = "dts_files needs a website among the outputs, and its address"
        return [found("publish.dts-files", Place(NAME), told, "add url to [edition]")]
    files = gathering.dts_files()
    findings = []
    for number, name in files.unfit():
        told = f'"{name}" cannot be the name of a folder, so that there are no files for text tools'
        hint = "give it another name, or let siglum serve answer them"
        findings.append(found("publish.dts-files", texts[number].place, told, hint))
    if not findings:
        for name, data in files.write():
            tree.write(f"{SITE}/dts/{name}", data)
    return findings


def _version(
    ledger: Ledger, plan: Plan, name: str, config: Config, now: Callable[[], str]
) -> Release | None:
    """The release that these texts are: that of the name asked for, else the latest, if it is.

    Its day is that on which it was first made, or that of SOURCE_DATE_EPOCH. Raises EditionError
    (`publish.release-exists`) where a release of that name has other texts.
    """
    if not name and not ledger.releases:
        return None
    content = content_of_all(plan.records.values())
    if not name:
        latest = ledger.releases[-1]
        return latest if latest.sha256 == content else None
    for release in ledger.releases:
        if release.release == name:
            if release.sha256 != content:
                told = f"version {name} was released on {release.date} with other texts"
                place = Place(shown(config.folder / config.publish.ledger))
                raise EditionError(
                    [found("publish.release-exists", place, told, "choose another version")]
                )
            return release
    return Release(name, day_of_build() or now()[:10], content)


@contextlib.contextmanager
def _bag(
    edition: Edition,
    files: Sequence[SourceFile],
    tree: Tree,
    books: Mapping[str, Path],
    ledger: Ledger,
    report: Report,
) -> Iterator[Path | None]:
    """Freeze the version and pack it beside where its bag will lie; None if it lies there.

    Raises EditionError (`publish.release-exists`) where it lies there with other content.
    """
    version = edition.issue.version
    frozen = frozen_folder(version)
    if edition.config.outputs.website and version not in {one.release for one in ledger.releases}:
        seen = Seen()  # much was told of the website of the latest version
        report.findings = Findings(seen.others(report.findings))
        report.findings += seen.others(write_frozen(edition, tree, books))
    target = bag_folder(edition.config, edition.title, version)
    with contextlib.ExitStack() as stack:
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            beside = tempfile.TemporaryDirectory(
                prefix=f".{target.name}.siglum-", dir=target.parent, ignore_cleanup_errors=True
            )
            made = Path(stack.enter_context(beside)) / "bag"
            made.mkdir()
            write_bag(edition, files, tree, frozen, made)
        except OSError as error:
            told = f"cannot be written: {error.strerror}"
            place = Place(shown(target.parent))
            raise EditionError([found("output.unwritable", place, told)]) from None
        if target.exists() and not is_same_bag(made, target):
            told = f"version {version} was packed already, with other files"
            hint = "choose another version; what was given to an archive must not change"
            raise EditionError([found("publish.release-exists", Place(shown(target)), told, hint)])
        yield None if target.exists() else made


def _refuse_unknown(dropped: Collection[str], ledger: Ledger) -> None:
    """A text that may lose addresses is one that was published."""
    findings = [
        found("publish.vanished", Place("--drop-addresses"), f'no text "{name}" was published')
        for name in dropped
        if name not in ledger.records
    ]
    if findings:
        raise EditionError(findings)


@contextlib.contextmanager
def _beside(file: Path) -> Iterator[Path]:
    """Where the new lines of `file` wait until the public tree is exchanged, which is one step."""
    waiting = file.with_name(f".{file.name}.siglum-new")
    try:
        yield waiting
    finally:
        waiting.unlink(missing_ok=True)


def _write_safely(waiting: Path, lines: Iterable[str], file: Path) -> None:
    """Write the new lines of `file`; they are safe on the disk then."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with waiting.open("wb") as opened:
            opened.writelines(line.encode() for line in lines)
            opened.flush()
            os.fsync(opened.fileno())
    except OSError as error:
        told = f"cannot be written: {error.strerror}"
        raise EditionError([found("output.unwritable", Place(shown(file)), told)]) from None
