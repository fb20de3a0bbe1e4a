"""What the documentation says is there, and what is there is documented."""

from __future__ import annotations

import ast
import re
import shlex
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from siglum.codes import CODES
from siglum.codes.choosing import AREAS, area_of
from siglum.config import read_config
from siglum.reports.handbook import handbook

TOP = Path(__file__).parents[1]
SRC = TOP / "src" / "siglum"
CODE = re.compile(r"[a-z]+(-[a-z]+)*\.[a-z0-9]+(-[a-z0-9]+)*")


@pytest.fixture(scope="module")
def siglum() -> click.Group:
    """The command line itself."""
    from siglum.cli import main

    assert isinstance(main, click.Group)
    return main


def _codes_in_source() -> dict[str, str]:
    """Every code that `found("…", …)` is called with -> the module that does."""
    codes = {}
    for file in SRC.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_bytes())):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name == "found":
                    codes[str(node.args[0].value)] = file.name
    return codes


# --- codes ----------------------------------------------------------------------------------


def test_every_code_that_is_used_is_in_the_table() -> None:
    """`found` would fail with a KeyError in front of the editor."""
    used = _codes_in_source()
    assert len(used) > 10, "the search for codes finds too little"
    assert {code: file for code, file in used.items() if code not in CODES} == {}


def test_every_code_in_the_table_is_used() -> None:
    """A code that nothing can have is a promise that nobody keeps."""
    sources = [file for file in SRC.rglob("*.py") if file.parent.name != "codes"]
    text = "\n".join(file.read_text() for file in sources)
    assert [code for code in CODES if f'"{code}"' not in text] == []


@pytest.mark.parametrize("code", CODES)
def test_a_code_reads_well(code: str) -> None:
    """Its name is area.words, its title a phrase, its explanation sentences that help."""
    entry = CODES[code]
    assert CODE.fullmatch(code)
    assert entry.title
    assert not entry.title.endswith(".")
    assert entry.explanation.rstrip().endswith((".", "?", ")"))
    assert len(entry.explanation) > 60
    assert "  " not in entry.explanation


def test_every_area_has_a_name_in_words() -> None:
    """Lists of codes stand below the names of their areas; a name without codes is taken out."""
    assert {area_of(code) for code in CODES} == set(AREAS)


def test_the_page_of_all_findings_is_up_to_date(request: pytest.FixtureRequest) -> None:
    """docs/findings.md is made from the table of codes; `make docs` or --accept writes it anew."""
    file = TOP / "docs" / "findings.md"
    if request.config.getoption("--accept"):
        file.write_text(handbook(), "utf-8")
    text = file.read_text("utf-8")
    assert text == handbook(), "run make docs"
    for code, entry in CODES.items():
        assert f"\n### {code}\n" in text
        assert entry.wrong in text
        assert entry.right in text


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained(siglum: click.Group, code: str) -> None:
    """`siglum explain CODE` tells severity, title, the whole explanation and the examples."""
    result = CliRunner().invoke(siglum, ["explain", code])
    assert result.exit_code == 0
    told = " ".join(result.output.split())
    assert str(CODES[code].severity) in told
    assert CODES[code].title in told
    assert " ".join(CODES[code].explanation.split()) in told
    assert " ".join(CODES[code].wrong.split()) in told
    assert " ".join(CODES[code].right.split()) in told


def test_codes_are_listed_by_area(siglum: click.Group) -> None:
    """`siglum explain` lists all codes, with an area only those of it."""
    told = CliRunner().invoke(siglum, ["explain"]).output
    assert [code for code in CODES if f"  {code} " not in told] == []
    told = CliRunner().invoke(siglum, ["explain", "xi"]).output
    assert told.startswith("xi: ")
    assert {line.split()[0] for line in told.splitlines() if line.startswith("  ")} == {
        code for code in CODES if area_of(code) == "xi"
    }


def test_an_unknown_code_gets_a_guess(siglum: click.Group) -> None:
    """Wrong usage: exit code 2 and the nearest code."""
    result = CliRunner().invoke(siglum, ["explain", "wit.undeclard"])
    assert result.exit_code == 2
    assert "wit.undeclared" in result.output


# --- commands -------------------------------------------------------------------------------


_COMMANDS = (
    "build", "check", "explain", "export", "publish", "serve", "stats", "verify", "where",
    "witness",
)  # fmt: skip


@pytest.mark.parametrize("name", _COMMANDS)
def test_every_command_has_help_that_ends_in_an_example(siglum: click.Group, name: str) -> None:
    """The last paragraph of `siglum COMMAND --help` can be typed as it stands."""
    command = siglum.commands[name]
    assert command.help
    example = command.help.rstrip().rpartition("Example")[2]
    assert example, f"siglum {name} --help has no example"
    typed = re.findall(r"^\s*(?:\$ )?(siglum .+)$", example, re.MULTILINE)
    assert typed
    for line in typed:
        _parses(siglum, line)


def test_every_option_has_help(siglum: click.Group) -> None:
    """On the group and on each command; arguments are told in the text."""
    silent = [
        f"{name} {'/'.join(option.opts)}"
        for name, command in [("siglum", siglum), *siglum.commands.items()]
        for option in command.params
        if isinstance(option, click.Option) and not option.help
    ]
    assert silent == []


def test_no_command_is_left_out_above(siglum: click.Group) -> None:
    """A new command joins the list of the test of examples."""
    assert sorted(siglum.commands) == list(_COMMANDS)


def test_there_is_a_version(siglum: click.Group) -> None:
    """`siglum --version` tells its own version and those of the engines below it."""
    result = CliRunner().invoke(siglum, ["--version"])
    assert result.exit_code == 0
    assert re.search(r"siglum\D+\d+\.\d+", result.output)
    assert "libxslt" in result.output


def _parses(siglum: click.Group, line: str) -> None:
    """Fail unless the command line `line` would be understood; nothing is run."""
    words = shlex.split(line, comments=True)[1:]
    if not words or words[0].startswith("-"):
        known = {opt for option in siglum.params for opt in [*option.opts, *option.secondary_opts]}
        assert not words or words[0] in known | {"--help"}, line
        return
    command = siglum.commands.get(words[0])
    assert command, f"there is no command {words[0]} ({line})"
    if isinstance(command, click.Group) and len(words) > 1:
        inner = command.commands.get(words[1])
        assert inner, f"there is no command {words[0]} {words[1]} ({line})"
        command = inner
    known = {opt for option in command.params for opt in [*option.opts, *option.secondary_opts]}
    for word in words[1:]:
        if word.startswith("-"):
            assert word.split("=")[0] in known | {"--help"}, f"{word} in {line}"


# --- the texts at the top -------------------------------------------------------------------


def _commands_told(file: Path) -> list[str]:
    """Every line of the code blocks in a Markdown file, and each `code` that begins a command."""
    text = file.read_text()
    blocks = re.findall(r"^```[^\n]*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = [line.strip().removeprefix("$ ") for block in blocks for line in block.splitlines()]
    inline = re.findall(r"`((?:make|siglum) [^`\n]+)`", text)
    return [line for line in [*lines, *inline] if line.startswith(("make ", "siglum "))]


_TEXTS = ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "docs/guide.md"]


@pytest.mark.parametrize("name", _TEXTS)
def test_every_command_that_is_told_exists(siglum: click.Group, name: str) -> None:
    """Targets of make stand in the Makefile, siglum commands and options on the command line."""
    makefile = (TOP / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    for line in _commands_told(TOP / name):
        if line.startswith("make "):
            words = [word for word in shlex.split(line, comments=True)[1:] if "=" not in word]
            assert set(words) <= targets, line
        else:
            # placeholders and choices of a synopsis: [SOURCE…], --only NAME[,NAME]
            _parses(siglum, re.sub(r"[\[\]|]|…", " ", line))


def test_the_readme_tells_the_first_commands() -> None:
    """The first five minutes are these."""
    told = _commands_told(TOP / "README.md")
    assert {"make edition", "make test"} <= {line.partition("#")[0].strip() for line in told}


def test_every_make_target_says_what_it_is_for() -> None:
    """`make` alone lists the targets with their sentences."""
    lines = (TOP / "Makefile").read_text().splitlines()
    targets = [line for line in lines if re.match(r"[a-z]+:", line)]
    assert len(targets) >= 6
    assert [line for line in targets if "## " not in line] == []


def test_no_text_at_the_top_names_a_file_that_is_not_there() -> None:
    """Links of the Markdown files to files of the checkout lead somewhere."""
    broken: list[Any] = []
    for name in (*_TEXTS, "CHANGELOG.md"):
        links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", (TOP / name).read_text())
        broken += [
            (name, link) for link in links if not (TOP / name).parent.joinpath(link).exists()
        ]
    assert broken == []


def test_what_the_guide_writes_into_edition_toml_is_understood(tmp_path: Path) -> None:
    """Each table of options in the guide is read without a finding."""
    text = (TOP / "docs" / "guide.md").read_text()
    tables = re.findall(r"^```toml\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    tables = [table for table in tables if not table.startswith("# pyproject.toml")]
    assert len(tables) >= 2
    for table in tables:
        (tmp_path / "edition.toml").write_text(table)
        assert read_config(tmp_path)[1] == []
