"""A Config and the ledger of an edition -> its public tree and the ledger of what it now holds.

All is made first. Only then the moment of publication is stamped, the tree exchanged and the
ledger replaced, so that whoever harvests the edition never sees a change that lies before the
moment in which it could be seen.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from siglum.build import (
    addresses_of,
    day_of_build,
    read_edition,
    stopped,
    wanted,
    write_outputs,
)
from siglum.config import Config, find_sources, shown
from siglum.edition import Document, Issue, SourceDocument
from siglum.findings import EditionError, Place, Severity, found
from siglum.inspection import Progress, Report, quiet
from siglum.ledger.records import COPY, Ledger, ledger_text, read_ledger
from siglum.ledger.stamping import (
    Text,
    compare,
    refuse_earlier,
    refuse_foreign,
    stamped,
    text_of,
)
from siglum.outputs.writing import output_tree


@dataclass(slots=True)
class Published(Report):
    """What a run of `siglum publish` has to say: how many texts are new, changed, withdrawn."""

    added: int = 0
    changed: int = 0
    withdrawn: int = 0
    texts: list[Text] = field(default_factory=list, repr=False)


def clock() -> str:
    """This moment, as a datestamp."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def publish(
    config: Config,
    *,
    renamed: bool = False,
    dropped: Collection[str] = (),
    progress: Progress = quiet,
    now: Callable[[], str] = clock,
) -> Published:
    """Publish the edition of `config` into its public folder, and record it in its ledger.

    `renamed` says that the ledger is that of the edition under another name and address;
    `dropped` are identifiers of texts that may lose addresses. Findings of severity error with a
    `publish.…` code forbid publishing: then nothing is written. Raises EditionError when the
    ledger cannot be used, nothing can be published, or a folder must not be written.
    """
    report = Published()
    files, report.findings = find_sources(config)
    ledger = read_ledger(config)

    def note(source: SourceDocument, document: Document) -> None:
        report.texts.append(text_of(source, document, config))

    with tempfile.TemporaryDirectory(prefix="siglum-") as work:
        edition = read_edition(config, files, Path(work), report, progress, ledger.keys, note)
        if stopped(edition, report):
            return report
        title, url = edition.title, config.edition.url
        if not renamed:
            refuse_foreign(ledger, title, url, config)
        _refuse_unknown(dropped, ledger)
        plan = compare(ledger, report.texts, config, dropped)
        report.findings += plan.findings
        if any(finding.severity is Severity.ERROR for finding in plan.findings):
            return report
        refuse_earlier(plan, now())
        edition.issue = Issue(date=day_of_build())
        edition.followed = bool(url)
        kept = config.folder / config.publish.ledger
        with contextlib.ExitStack() as stack:
            inputs = [kept, *(file.path for file in files)]
            with output_tree(config.folder / config.publish.folder, inputs) as tree:
                chosen = wanted(config)
                earlier = addresses_of(plan.records.values())
                write_outputs(edition, tree, chosen, report, progress, earlier)
                public = stamped(plan, now(), title, url)
                if "website" in chosen:
                    from siglum.outputs.harvest import write_harvest

                    write_harvest(edition, public, tree)
                text = ledger_text(public)
                tree.write(COPY, text)
                waiting = stack.enter_context(_beside(kept, text))
                report.findings += tree.findings
            if waiting is not None:
                waiting.replace(kept)
    report.written = True
    report.added, report.changed = len(plan.added), len(plan.changed)
    report.withdrawn = len(plan.withdrawn)
    return report


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
def _beside(file: Path, text: str) -> Iterator[Path | None]:
    """The new content of `file`, written beside it and safe on the disk; None if it is the same.

    It is ready before the public tree is exchanged: what is left to do then is one step.
    """
    data = text.encode()
    waiting = file.with_name(f".{file.name}.siglum-new")
    if file.is_file() and file.read_bytes() == data:
        yield None
        return
    try:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with waiting.open("wb") as opened:
                opened.write(data)
                opened.flush()
                os.fsync(opened.fileno())
        except OSError as error:
            told = f"cannot be written: {error.strerror}"
            raise EditionError([found("output.unwritable", Place(shown(file)), told)]) from None
        yield waiting
    finally:
        waiting.unlink(missing_ok=True)
