"""The text of a report -> a file, written whole or not at all."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from siglum.findings import EditionError, Place, found


def write_report(text: str, path: Path) -> None:
    """Put `text` into the file `path`; an earlier file of that name is replaced in one step.

    Raises EditionError (`output.unwritable`).
    """
    data = text.encode("utf-8", "backslashreplace")
    try:
        target = Path(os.path.realpath(path))  # a link stays one: what it leads to is replaced
        if target.exists() and not target.is_file():  # /dev/null, a terminal, a pipe
            with target.open("wb") as file:
                file.write(data)
        else:
            _replace(target, data)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        told = f"the report cannot be written: {why}"
        hint = "name a file in a folder that is there and yours to write"
        raise EditionError([found("output.unwritable", Place(str(path)), told, hint)]) from None


def _replace(target: Path, data: bytes) -> None:
    """Write beside `target`, then exchange the two."""
    partial = target.with_name(f".{target.name[:60]}.{secrets.token_hex(4)}")
    try:
        with partial.open("xb") as file:
            file.write(data)
        partial.replace(target)
    finally:
        with suppress(OSError):
            partial.unlink()
