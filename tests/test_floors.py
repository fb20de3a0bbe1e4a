"""The house stands: imports run downwards only, rooms of one floor do not know each other."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SRC = Path(__file__).parents[1] / "src" / "siglum"

# A room is a module or folder at the top of the package
FLOORS = {
    "codes": 1, "collector": 1, "findings": 1, "ondisk": 1, "tables": 1,
    "config": 2, "sources": 2, "together": 2, "phrases": 2, "source": 2, "wording": 2, "values": 2,
    "apparatus": 3, "citing": 3, "exchange": 3, "metadata": 3, "schema": 3, "rules": 3,
    "selection": 3,
    "titles": 4, "units": 4, "alignment": 4, "documents": 4, "rulebook": 4, "edition": 4,
    "crosswalks": 4,
    "checks": 5, "render": 5, "variation": 5, "print": 5, "ledger": 5,
    "harvest": 6, "outputs": 6, "inspection": 6, "reports": 6, "verify": 6,
    "build": 7, "baseline": 7, "telling": 8, "publishing": 8,
    "options": 9, "datacommands": 10, "servecommand": 10, "explaincommands": 10,
    "wsgi": 7,
    "cli": 11,
    "__main__": 12,
}  # fmt: skip

# Neighbours of one floor that may lean on each other, in this direction only
NEIGHBOURS = {
    ("findings", "ondisk"): "an edition may have more findings than memory should hold",
    ("findings", "codes"): "a finding takes its severity from the table of codes",
    ("tables", "findings"): "what is odd in a table is told as a finding",
    ("sources", "config"): "where the files of an edition lie is said in edition.toml",
    ("config", "values"): "what a value of edition.toml must be is asked where it is declared",
    ("config", "wording"): "edition.toml may override the words said in entries",
    ("config", "phrases"): "edition.toml may override the phrases of pages and books",
    ("exchange", "metadata"): "authorities and dates are read in one way",
    ("edition", "documents"): "a document of the edition is stored as it was read",
    ("units", "titles"): "a unit is called as its division is",
    ("edition", "units"): "the edition cuts its documents into reading units",
}


def _modules() -> dict[str, Path]:
    """Every module of the package with its file; `siglum` itself has only a version."""
    modules = {}
    for file in sorted(SRC.rglob("*.py")):
        inner = file.relative_to(SRC.parent).with_suffix("")
        name = ".".join(inner.parts).removesuffix(".__init__")
        modules[name] = file
    return modules


def _imports(file: Path, module: str) -> set[str]:
    """The dotted names that a file imports anywhere in it, also inside functions."""
    names: set[str] = set()
    package = module if file.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(file.read_bytes())):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1]
            start = ".".join([*above, *([node.module] if node.module else [])])
            start = start if node.level else node.module or ""
            names.add(start)
            names.update(f"{start}.{alias.name}" for alias in node.names)
    return names


MODULES = _modules()
ARROWS = {
    (module, other)
    for module, file in MODULES.items()
    for other in _imports(file, module) & set(MODULES)
    if other not in (module, "siglum")
}


def _room(module: str) -> str:
    return module.split(".")[1]


def test_every_room_has_a_floor() -> None:
    """A new room is given its place in the house, here and in ARCHITECTURE.md."""
    rooms = {_room(module) for module in MODULES if module != "siglum"}
    assert rooms <= set(FLOORS)


def test_imports_run_downwards() -> None:
    """A room knows only rooms on lower floors, and the neighbours named above."""
    wrong = [
        f"{module} imports {other}"
        for module, other in sorted(ARROWS)
        if module != "siglum"
        and _room(module) != _room(other)
        and FLOORS[_room(module)] <= FLOORS[_room(other)]
        and (_room(module), _room(other)) not in NEIGHBOURS
    ]
    assert wrong == []


def test_no_module_stands_in_a_circle() -> None:
    """Following imports from a module never leads back to it."""
    below: dict[str, set[str]] = {module: set() for module in MODULES}
    for module, other in ARROWS:
        below[module].add(other)
    while free := [module for module, others in below.items() if not others]:
        for module in free:
            del below[module]
        for others in below.values():
            others.difference_update(free)
    assert sorted(below) == []


def test_weasyprint_is_known_to_print_alone() -> None:
    """Only the rooms that make the PDF import WeasyPrint, so all else starts without Pango."""
    users = {
        module
        for module, file in MODULES.items()
        if any(name.split(".")[0] == "weasyprint" for name in _imports(file, module))
    }
    allowed = ("siglum.print", "siglum.outputs.pdf")
    assert [user for user in users if not user.startswith(allowed)] == []


@pytest.mark.parametrize("module", ["siglum.cli", "siglum.build", "siglum.print"])
def test_nothing_loads_weasyprint_before_it_is_needed(module: str) -> None:
    """Importing the command line, for `siglum check`, brings neither WeasyPrint nor Pango."""
    code = f"import sys, {module}; sys.exit('weasyprint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_auditor_knows_nothing_of_what_it_audits() -> None:
    """`siglum verify` shares no code with the reading of the apparatus, nor with any output."""
    known = {_room(other) for module, other in ARROWS if _room(module) == "verify"}
    shared = {"source", "sources", "config", "findings", "codes", "wording", "phrases"}
    assert known <= {"verify", *shared}


def test_every_module_says_what_it_does() -> None:
    """The first line of a module tells what comes in and what goes out."""
    silent = [
        module
        for module, file in MODULES.items()
        if file.read_text().strip() and not ast.get_docstring(ast.parse(file.read_bytes()))
    ]
    assert silent == []
