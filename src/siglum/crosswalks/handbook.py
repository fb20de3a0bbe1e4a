"""The rows of all crosswalks -> docs/crosswalks.md: what of a record goes where in which format.

`python -m siglum.crosswalks.handbook` prints it.
"""

from __future__ import annotations

import sys

from siglum.crosswalks import highwire
from siglum.crosswalks.formats import FORMATS

_HEAD = """\
# Crosswalks

What siglum reads in the header of a text, and where it stands in the records that it writes. This
page is made from the same tables that write the records. How headers are read is told in the
[guide](guide.md#records-and-citations).
"""


def handbook() -> str:
    """The page, in Markdown: a table for each format, in the order of the format."""
    tables = [(form.title, form.profile, form.rows) for form in FORMATS]
    tables.append(("Tags for Zotero and Google Scholar", "", highwire.ROWS))
    parts = [_HEAD]
    for title, profile, rows in tables:
        lines = [f"## {title}\n"]
        if profile:
            lines.append(f"<{profile}>\n")
        lines += ["| of the record | in the format |", "|---|---|"]
        lines += [f"| {row.meaning} | {_code(row.target)} |" for row in rows]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _code(target: str) -> str:
    return ", ".join(f"`{name}`" for name in target.replace(" …", "").split(", "))


if __name__ == "__main__":
    sys.stdout.write(handbook())
