"""The phrases of all languages -> docs/phrases.md: each key with what is said in each language.

`python -m siglum.phrases.handbook` prints it.
"""

from __future__ import annotations

import sys

from siglum.phrases.speaking import LANGUAGES, table_of

_HEAD = """\
# Phrases

What siglum itself says on pages and in books, by the keys that `[edition.words]` in edition.toml
may set; made from the files in `src/siglum/phrases/`. Forms of a word that is counted are parted by
`|` (one, many; in Czech one, few, many), and what stands in `{braces}` is filled in. What is said
in the entries of an apparatus has keys of its own: see [the guide](guide.md#the-words-of-entries).
"""


def handbook() -> str:
    """The page, in Markdown: one table."""
    lines = ["| key | " + " | ".join(LANGUAGES) + " |", "|---" * (len(LANGUAGES) + 1) + "|"]
    for key in table_of("en"):
        words = " | ".join(table_of(one)[key].replace("|", "\\|") for one in LANGUAGES)
        lines.append(f"| `{key}` | {words} |")
    return _HEAD + "\n" + "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(handbook())
