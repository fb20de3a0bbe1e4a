"""An edition's sources -> a Report on all of them, made by several processes where that pays.

A file is read and checked without knowledge of the others, so that any process can do it; what
only shows when documents are laid side by side is looked for afterwards, from their facts.
"""

from __future__ import annotations

import gc
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from siglum.apparatus.elsewhere import WitnessFiles
from siglum.checks.across import Facts, check_across
from siglum.checks.checking import Checker
from siglum.collector import resting
from siglum.config import Config
from siglum.documents import SourceDocument, read_documents, read_witness_lists
from siglum.findings import EditionError, Finding, Findings, Seen, Severity
from siglum.ondisk import DiskSet
from siglum.schema.association import told_once
from siglum.source.naming import Naming
from siglum.source.shelf import Shelf
from siglum.sources import SourceFile, find_sources
from siglum.together import processors

#: Told of progress: what is done now, how many of how many.
Progress = Callable[[str, int, int], None]

_PAYS: Final = 3_000_000  # bytes of sources from which a second process is worth its start
_BATCH: Final = 500_000  # bytes that a process is given at a time


@dataclass(slots=True)
class Inspected:
    """What there is to say of one source file."""

    findings: list[Finding] = field(default_factory=list)
    documents: int = 0
    entries: int = 0
    unvalidated: int = 0  # documents without a schema that could be used
    refused: bool = False
    facts: list[Facts] = field(default_factory=list)


@dataclass(slots=True)
class Report:
    """What a run has to say."""

    findings: Findings = field(default_factory=Findings)
    documents: int = 0
    entries: int = 0
    unvalidated: int = 0
    refused: int = 0
    written: bool = False

    def add(self, inspected: Iterable[Inspected], config: Config) -> None:
        """Take over what all sources gave, and what shows when they are laid side by side.

        What several documents include is found in each of them, and told once.
        """
        seen = Seen()
        self.findings = Findings(seen.others(self.findings))

        def facts() -> Iterator[Facts]:
            for one in inspected:
                self.findings += seen.others(one.findings)
                self.documents += one.documents
                self.entries += one.entries
                self.unvalidated += one.unvalidated
                self.refused += one.refused
                yield from one.facts

        across = check_across(facts(), config)
        self.findings += seen.others(across)
        self.findings = told_once(self.findings)

    @property
    def failed(self) -> bool:
        """Whether any finding is an error."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def quiet(_what: str, _done: int, _all: int) -> None:
    """The Progress of a run that nobody watches."""


def check(config: Config, progress: Progress = quiet) -> Report:
    """Read and check every source; nothing is written.

    Raises EditionError when there is no source at all.
    """
    report = Report()
    files, told = find_sources(config)
    report.findings += told
    report.findings += read_witness_lists(config)[1]
    report.findings += _patterns(config)
    report.add(inspect_sources(config, files, progress), config)
    return report


def _patterns(config: Config) -> list[Finding]:
    """What is wrong with the files of hyphenation patterns that the edition names for its books."""
    named = config.outputs.pdf.hyphenation if config.outputs.pdf is not None else {}
    if not named:
        return []
    # what divides words is loaded where words are to be divided, and not before
    from siglum.print.hyphenation import read_patterns

    return read_patterns(named, config.folder)[1]


class Inspector:
    """Reads and checks source files one after the other; keeps what they share."""

    def __init__(self, config: Config, known: Mapping[str, str] | None = None) -> None:
        """`known` are the keys of texts that were published, by their identifiers."""
        self._lists, self.findings = read_witness_lists(config)
        self._base = config.apparatus.base
        self._levels = config.citation.levels
        self._checker = Checker(config)
        self._shelf = Shelf()
        self._files = WitnessFiles()
        self._taken = DiskSet()
        folder = config.folder if config.file else None
        self._naming = Naming(folder, config.publish.idno, known or {})

    @resting()
    def inspect(
        self,
        file: SourceFile,
        store: Callable[[SourceDocument], None] | None = None,
        ahead: Callable[[SourceDocument], None] | None = None,
    ) -> Inspected:
        """Read and check one file.

        `ahead` is given each document before its checks, and changes nothing; `store` after them.
        """
        inspected = Inspected()
        try:
            for document in read_documents(
                file,
                self._taken,
                self._lists,
                self._shelf,
                self._base,
                self._naming,
                self._files,
                self._levels,
            ):
                if document.tei is document.tree.texts[0]:
                    inspected.findings += document.tree.findings
                if ahead is not None:
                    ahead(document)
                inspected.entries += len(document.entries)
                checked = self._checker.check(document, file.jail)
                inspected.findings += checked.findings
                inspected.facts.append(checked.facts)
                inspected.documents += 1
                inspected.unvalidated += not checked.validated
                document.entries.clear()  # to store a document takes memory, and none of them
                if store is not None:
                    store(document)
        except EditionError as error:
            inspected.refused = True
            inspected.findings += error.findings
        return inspected

    def put_back(self, document: SourceDocument) -> None:
        """Use for the next file what this one includes, after its last document was looked at.

        Nobody may need the document any longer, or have changed it.
        """
        if document.tei is document.tree.texts[-1]:
            self._shelf.put_back(document.tree.pieces.values())


def inspect_sources(
    config: Config, files: Sequence[SourceFile], progress: Progress
) -> Iterator[Inspected]:
    """Read and check all `files`; what was found comes in their order.

    `config.jobs` is the number of processes; 0 means as many as there are processors, if there
    is enough to do. Should a process be killed, its files are done here.
    """
    sizes = [_size(file) for file in files]
    jobs = config.jobs or (processors() if sum(sizes) > _PAYS else 1)
    batches = _batches(sizes)
    found: dict[int, Inspected] = {}
    told = 0
    if jobs > 1 and len(batches) > 1:
        done = 0
        for numbers, results in _in_processes(config, files, batches, min(jobs, len(batches))):
            found.update(zip(numbers, results, strict=True))
            done += len(numbers)
            progress("checking", done, len(files))
            while told in found:
                yield found.pop(told)
                told += 1
    inspector: Inspector | None = None
    for number in range(told, len(files)):
        if number not in found:
            inspector = inspector or Inspector(config)
            progress("checking", number, len(files))
            _hold(None)
            found[number] = inspector.inspect(files[number], _hold)
            if _held is not None:
                inspector.put_back(_held)
        yield found.pop(number)
    progress("checking", len(files), len(files))


_held: SourceDocument | None = None


def _hold(document: SourceDocument | None) -> None:
    """Keep the tree that was looked at last.

    To free a large one takes a fifth of the time of checking it; where no other file follows, the
    end of the process does that for nothing.
    """
    global _held
    _held = document


def _size(file: SourceFile) -> int:
    try:
        return file.path.stat().st_size
    except OSError:
        return 0  # reading it tells why


def _batches(sizes: Sequence[int]) -> list[list[int]]:
    """The numbers of files, neighbours together, large files first.

    The others come in their order, so that few results have to wait for those before them.
    """
    batches: list[list[int]] = []
    weight = _BATCH
    for number, size in enumerate(sizes):
        if weight + size > _BATCH or len(batches[-1]) >= 100:
            batches.append([])
            weight = 0
        batches[-1].append(number)
        weight += size
    return sorted(batches, key=lambda batch: -max(sum(sizes[n] for n in batch), _BATCH))


def _in_processes(
    config: Config, files: Sequence[SourceFile], batches: Sequence[list[int]], jobs: int
) -> Iterator[tuple[list[int], list[Inspected]]]:
    """Batches as they are done. Ends early if a process dies."""
    import multiprocessing  # these take a tenth of a second, and one process is the rule
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from concurrent.futures.process import BrokenProcessPool

    # A fork starts at once and is safe as long as nothing else runs in this process
    forks = sys.platform == "linux" and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if forks else "spawn")
    with ProcessPoolExecutor(jobs, context, _start, (config,)) as pool:
        waiting = {
            pool.submit(_inspect_batch, [files[number] for number in batch]): batch
            for batch in batches
        }
        try:
            for future in as_completed(waiting):
                yield waiting.pop(future), future.result()  # nobody else may hold what was found
        except BrokenProcessPool:
            return
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


_inspector: Inspector | None = None  # of a process that was started for this


def _start(config: Config) -> None:
    global _inspector
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process hears it and ends the others
    gc.disable()  # nothing that is kept goes in circles, and the process ends soon
    _inspector = Inspector(config)


def _inspect_batch(files: Sequence[SourceFile]) -> list[Inspected]:
    inspector = _inspector
    assert inspector is not None

    def done(document: SourceDocument) -> None:
        if _held is None:  # the first tree of a process is the largest: batches come by size
            _hold(document)
        inspector.put_back(document)

    return [inspector.inspect(file, done) for file in files]
