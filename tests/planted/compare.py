"""The planted mistakes -> a table on standard output: what jing, lxml and siglum say of each.

    .venv/bin/python tests/planted/compare.py > planted.md

For whoever writes about the messages. lxml needs seconds to read the schema of TEI.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from lxml import etree
from test_planted import AGAINST_THE_SCHEMA, AGAINST_THE_SENSE, HERE, TEI_ALL, check, spoil

_LONG = 220


def main() -> None:
    """Print the table."""
    grammar = etree.RelaxNG(etree.parse(TEI_ALL))
    sys.stdout.write("| mistake | jing | lxml | siglum |\n|---|---|---|---|\n")
    for planted in (*AGAINST_THE_SCHEMA, *AGAINST_THE_SENSE):
        with tempfile.TemporaryDirectory() as work:
            folder = shutil.copytree(HERE / "edition", Path(work) / "edition")
            source = folder / "garden.xml"
            source.write_text(spoil(planted, source.read_text("utf-8"))[0], "utf-8")
            ours = [
                f"{one['line']}:{one['column']} {one['code']}: {one['message']}. {one['hint']}"
                for one in check(folder, TEI_ALL)
            ]
            run = subprocess.run(
                ["jing", str(TEI_ALL), str(source)], capture_output=True, text=True, check=False
            )
            theirs = [line.split(".xml:", 1)[-1] for line in run.stdout.split("\n") if line]
            cells = [planted.name, _cell(theirs), _cell(_lxml(grammar, source)), _cell(ours)]
        sys.stdout.write(f"| {' | '.join(cells)} |\n")
        sys.stdout.flush()


def _lxml(grammar: etree.RelaxNG, source: Path) -> list[str]:
    parser = etree.XMLParser()
    try:
        tree = etree.parse(source, parser)
    except etree.XMLSyntaxError:
        return [f"{one.line}:{one.column} {one.message}" for one in parser.error_log]
    grammar.validate(tree)
    return [f"{one.line}:{one.column} {one.message}" for one in grammar.error_log]


def _cell(told: list[str]) -> str:
    """The first message, shortened, and how many follow it."""
    if not told:
        return "–"
    first = told[0].replace("http://www.tei-c.org/ns/1.0", "…").replace("|", "\\|")
    if len(first) > _LONG:
        first = f"{first[:_LONG]}… ({len(told[0])} characters)"
    return f"{first} *(and {len(told) - 1} more)*" if len(told) > 1 else first


if __name__ == "__main__":
    main()
