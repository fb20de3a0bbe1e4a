"""Findings that are known -> a file that keeps them; that file -> the findings that are new.

A finding is known again by its file, code and message, wherever it has moved to; of several that
are alike, the file keeps the number. Files are named from the folder of the baseline.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from siglum.config import shown
from siglum.findings import EditionError, Finding, Place, found
from siglum.reports.plain import settled

_HALVES = re.compile(r"[\ud800-\udfff]")

#: A finding as the baseline knows it: file, code, message.
_Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Compared:
    """Findings that the baseline does not have, and numbers of those that it has, or has alone."""

    new: list[Finding]
    known: int
    gone: int


class Baseline:
    """The findings that one file keeps."""

    def __init__(self, path: Path, counts: Counter[_Key]) -> None:
        self._folder = _folder(path)
        self._counts = counts

    def compare(
        self, findings: Iterable[Finding], looked_for: Callable[[Path, str], bool]
    ) -> Compared:
        """Part `findings`, in their order, into new ones and known ones.

        `looked_for(file, code)` says whether this run would have found that code in that file:
        only then a finding that is missing now is gone.
        """
        left = self._counts.copy()
        new: list[Finding] = []
        known = 0
        for finding in findings:
            key = _key(finding, self._folder)
            if left[key] > 0:
                left[key] -= 1
                known += 1
            else:
                new.append(finding)
        gone = sum(
            count
            for (file, code, _), count in left.items()
            if count > 0 and looked_for(self._folder / file, code)
        )
        return Compared(new, known, gone)


def read_baseline(path: Path) -> Baseline:
    """The baseline in the file `path`. Raises EditionError (`config.baseline`)."""
    try:
        return Baseline(path, _counts(json.loads(path.read_text("utf-8"))))
    except OSError as error:
        raise _refused(path, str(error.strerror)) from None
    except (ValueError, TypeError, RecursionError):
        raise _refused(path, "it is not a file that siglum check --write-baseline made") from None


def _counts(kept: Any) -> Counter[_Key]:
    """What a baseline says; anything else is a ValueError."""
    counts: Counter[_Key] = Counter()
    match kept:
        case {"siglum-baseline": 1, "findings": list(findings)}:
            for one in findings:
                match one:
                    case {"file": str(file), "code": str(code), "message": str(message)}:
                        counts[file, code, message] += int(one.get("count", 1))
                    case _:
                        raise ValueError(one)
        case _:
            raise ValueError(kept)
    return counts


def baseline_text(findings: Iterable[Finding], path: Path) -> str:
    """What the file `path` has to hold so that `findings` are known: one line for each kind."""
    folder = _folder(path)
    counts = Counter(_key(finding, folder) for finding in findings)
    lines = []
    for (file, code, message), count in sorted(counts.items()):
        one: dict[str, str | int] = {"file": file, "code": code, "message": message}
        if count > 1:
            one["count"] = count
        lines.append(_HALVES.sub(_escaped, json.dumps(one, ensure_ascii=False)))
    inner = ",\n".join(lines)
    return f'{{\n"siglum-baseline": 1,\n"findings": [\n{inner}\n]\n}}\n'


def _key(finding: Finding, folder: Path) -> _Key:
    file = os.path.relpath(finding.place.file, folder)
    return Path(file).as_posix(), finding.code, settled(finding.message)


def _folder(path: Path) -> Path:
    return path.absolute().parent


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _refused(path: Path, why: str) -> EditionError:
    told = f"the baseline cannot be used: {why}"
    hint = "write it with siglum check --write-baseline FILE"
    return EditionError([found("config.baseline", Place(shown(path)), told, hint)])
