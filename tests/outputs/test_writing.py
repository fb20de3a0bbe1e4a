"""siglum.outputs.writing: an output folder is replaced whole or not at all."""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siglum.config import MARKER
from siglum.findings import EditionError
from siglum.outputs import trees, writing
from siglum.outputs.writing import output_tree


class Stop(Exception):
    """The run fails for a reason that is none of the output's."""


@pytest.fixture(params=["exchange", "two renames"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An output folder that is not there yet; on systems that can swap folders and on others."""
    if request.param == "two renames":
        monkeypatch.setattr(writing, "_exchange", lambda _one, _other: False)
    return tmp_path / "build"


def _write(folder: Path, **files: str) -> None:
    with output_tree(folder) as tree:
        for name, text in files.items():
            tree.write(f"site/{name}.html", text)


def _names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def _code(raised: pytest.ExceptionInfo[EditionError]) -> str:
    (finding,) = raised.value.findings
    return finding.code


# --- whole or not at all --------------------------------------------------------------------


def test_a_new_output_replaces_the_old_one_whole(folder: Path) -> None:
    """Files of the earlier build that this one has not written are gone; nothing is left over."""
    _write(folder, a="1", b="1")
    _write(folder, a="2", c="2")
    assert _names(folder) == [MARKER, "site"]
    assert _names(folder / "site") == ["a.html", "c.html"]
    assert (folder / "site/a.html").read_text() == "2"
    assert _names(folder.parent) == ["build"]


def test_a_run_that_fails_leaves_the_old_output(folder: Path) -> None:
    """The exception comes through, the output is as before, nothing is left over."""
    _write(folder, a="1")
    with pytest.raises(Stop), output_tree(folder) as tree:
        tree.write("site/a.html", "2")
        raise Stop
    assert (folder / "site/a.html").read_text() == "1"
    assert _names(folder.parent) == ["build"]


def test_a_first_run_that_fails_leaves_nothing(folder: Path) -> None:
    """Where no output was, none is."""
    with pytest.raises(Stop), output_tree(folder):
        raise Stop
    assert _names(folder.parent) == []


def test_the_same_input_gives_the_same_tree(folder: Path, tmp_path: Path) -> None:
    """Content, names and modes do not depend on the run or on the umask."""
    before = os.umask(0o077)
    try:
        _write(folder, a="1")
    finally:
        os.umask(before)
    _write(tmp_path / "other", a="1")
    for name in ("", "site", "site/a.html", MARKER):
        one, other = (folder / name).stat(), (tmp_path / "other" / name).stat()
        assert oct(one.st_mode) == oct(other.st_mode)
    assert (folder / MARKER).read_bytes() == (tmp_path / "other" / MARKER).read_bytes()


def test_an_unchanged_file_keeps_its_time(folder: Path) -> None:
    """Who copies a site by time stamps copies only what has changed."""
    _write(folder, a="1", b="1")
    for name in ("a", "b"):
        os.utime(folder / f"site/{name}.html", (1_000_000_000, 1_000_000_000))
    _write(folder, a="1", b="2")
    assert (folder / "site/a.html").stat().st_mtime == 1_000_000_000
    assert (folder / "site/b.html").stat().st_mtime > 1_000_000_000


ENDLESS = """
import sys
from pathlib import Path
from siglum.outputs import trees, writing
if sys.argv[2] == "two renames":
    writing._exchange = lambda one, other: False
number = 0
while True:
    number += 1
    with writing.output_tree(Path(sys.argv[1])) as tree:
        for name in range(12):
            tree.write(f"site/{name}/index.html", str(number))
    if number == 1:
        print("ready", flush=True)
"""


@pytest.mark.parametrize("way", ["exchange", "two renames"])
def test_a_run_killed_at_any_moment_leaves_one_whole_output(tmp_path: Path, way: str) -> None:
    """SIGKILL at random moments of endless builds: all files are of one build, each time.

    Where folders cannot be swapped in one step, the output may be missing until the next run
    begins, which brings it back.
    """
    folder = tmp_path / "build"
    chance = random.Random(5)  # noqa: S311  # moments, not secrets
    struck = 0
    for _ in range(12):
        with subprocess.Popen(
            [sys.executable, "-c", ENDLESS, folder, way], stdout=subprocess.PIPE
        ) as run:
            assert run.stdout is not None
            assert run.stdout.readline() == b"ready\n"
            # On a busy machine the next build may be long in coming
            patience = time.monotonic() + 20
            while not (tmp_path / ".build.siglum-new").exists() and time.monotonic() < patience:
                time.sleep(0.001)
            time.sleep(chance.random() * 0.02)
            run.kill()
        struck += (tmp_path / ".build.siglum-new").exists()
        if way == "exchange":
            assert _is_whole(folder)
        with pytest.raises(Stop), output_tree(folder):
            raise Stop
        assert _is_whole(folder)
        assert _names(tmp_path) == ["build"]
    assert struck, "no kill came while siglum was writing: the test proves nothing"


def _is_whole(folder: Path) -> bool:
    texts = [(folder / f"site/{name}/index.html").read_text() for name in range(12)]
    return len(set(texts)) == 1 and (folder / MARKER).is_file()


def test_an_output_that_was_moved_aside_comes_back(folder: Path) -> None:
    """A run killed between the two renames: the next one begins by undoing the first."""
    _write(folder, a="1")
    folder.rename(folder.with_name(".build.siglum-old"))
    with pytest.raises(Stop), output_tree(folder):
        raise Stop
    assert (folder / "site/a.html").read_text() == "1"


@pytest.mark.parametrize("reason", [OSError, KeyboardInterrupt])
def test_a_second_rename_that_fails_undoes_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: type[BaseException]
) -> None:
    """Where folders cannot be swapped, the old output is moved back at once."""
    folder = tmp_path / "build"
    _write(folder, a="1")
    rename = Path.rename

    def fail(one: Path, other: Path) -> Path:
        if one.name == ".build.siglum-new":
            raise reason(5, "Input/output error", str(one))
        return rename(one, other)

    monkeypatch.setattr(writing, "_exchange", lambda _one, _other: False)
    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises((EditionError, KeyboardInterrupt)):
        _write(folder, a="2")
    assert (folder / "site/a.html").read_text() == "1"
    assert _names(tmp_path) == ["build"]


def test_a_lock_on_a_removed_file_is_no_lock(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The run before removes its lock file just when this one has opened it: it tries again."""
    lock, locks = writing.fcntl.flock, []

    def late(file: int, how: int) -> None:
        lock(file, how)
        locks.append(file)
        if len(locks) == 1:
            folder.with_name(".build.siglum-lock").unlink()

    monkeypatch.setattr(writing.fcntl, "flock", late)
    with output_tree(folder):
        with pytest.raises(EditionError) as raised, output_tree(folder):
            pass
        assert _code(raised) == "output.busy"


def test_two_runs_do_not_write_one_folder(folder: Path) -> None:
    """The second is told so; the first goes on undisturbed."""
    with output_tree(folder) as tree:
        with pytest.raises(EditionError) as raised, output_tree(folder):
            pass
        assert _code(raised) == "output.busy"
        tree.write("a.txt", "1")
    assert (folder / "a.txt").read_text() == "1"


def test_a_full_disk_is_told_and_the_old_output_stays(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the system refuses while writing becomes a finding."""
    _write(folder, a="1")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(trees.Tree, "_put", full)
    with pytest.raises(EditionError) as raised:
        _write(folder, a="2")
    assert _code(raised) == "output.unwritable"
    assert (folder / "site/a.html").read_text() == "1"


def test_an_error_that_is_not_the_outputs_goes_through(folder: Path) -> None:
    """A source that cannot be read is no fault of the output folder."""
    with pytest.raises(FileNotFoundError), output_tree(folder):
        (folder.parent / "source.xml").read_bytes()


# --- what is never touched ------------------------------------------------------------------


def test_a_folder_without_the_marker_is_never_touched(folder: Path) -> None:
    """Not even one file of it, and the finding names one."""
    folder.mkdir()
    (folder / "thesis.tex").write_text("years of work")
    with pytest.raises(EditionError) as raised, output_tree(folder):
        raise Stop  # told before the work, not after it
    assert _code(raised) == "output.foreign"
    assert "thesis.tex" in raised.value.findings[0].message
    assert _names(folder) == ["thesis.tex"]
    assert _names(folder.parent) == ["build"]


def test_files_put_there_while_siglum_writes_are_not_touched(folder: Path) -> None:
    """The folder is looked at again before it is replaced."""
    folder.mkdir()
    with pytest.raises(EditionError) as raised, output_tree(folder):
        (folder / "thesis.tex").write_text("years of work")
    assert _code(raised) == "output.foreign"
    assert _names(folder) == ["thesis.tex"]


def test_an_empty_folder_may_be_used(folder: Path) -> None:
    """As `mkdir out` and -o out go."""
    folder.mkdir()
    _write(folder, a="1")
    assert (folder / "site/a.html").is_file()


@pytest.mark.parametrize("what", ["file", "link", "broken link"])
def test_a_file_or_link_in_the_way_stays(tmp_path: Path, what: str) -> None:
    """What siglum replaces is folders of its own, nothing else."""
    folder = tmp_path / "build"
    if what == "file":
        folder.write_text("mine")
    else:
        if what == "link":
            (tmp_path / "real").mkdir()
        folder.symlink_to(tmp_path / "real")
    with pytest.raises(EditionError) as raised, output_tree(folder):
        pass
    assert _code(raised) == "output.not-a-folder"
    assert folder.is_symlink() or folder.read_text() == "mine"


def test_sources_and_output_do_not_lie_in_each_other(tmp_path: Path) -> None:
    """Whichever holds the other; a neighbour of the sources is fine."""
    (tmp_path / "tei").mkdir()
    source = tmp_path / "tei/a.xml"
    source.write_text("<TEI/>")
    for folder, inputs in (
        (tmp_path / "tei", [source]),
        (tmp_path / "tei/out", [tmp_path / "tei"]),
    ):
        with pytest.raises(EditionError) as raised, output_tree(folder, inputs):
            pass
        assert _code(raised) == "output.holds-sources"
    with output_tree(tmp_path / "build", [source, tmp_path / "tei"]):
        pass
    assert source.read_text() == "<TEI/>"


def test_the_current_folder_and_the_root_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when the current folder is empty: the shell that stands in it would lose it."""
    monkeypatch.chdir(tmp_path)
    for folder, code in ((Path(), "output.here"), (Path("/"), "output.foreign")):
        with pytest.raises(EditionError) as raised, output_tree(folder):
            pass
        assert _code(raised) == code
    assert _names(tmp_path) == []


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A file where a folder above the output should be."""
    (tmp_path / "file").write_text("mine")
    with pytest.raises(EditionError) as raised, output_tree(tmp_path / "file/build"):
        pass
    assert _code(raised) == "output.unwritable"


def test_what_is_not_ours_is_not_cleared_away(tmp_path: Path) -> None:
    """A hidden neighbour with the name siglum would use, but without its marker, stays."""
    mine = tmp_path / ".build.siglum-new"
    mine.mkdir()
    (mine / "thesis.tex").write_text("years of work")
    with pytest.raises(EditionError) as raised, output_tree(tmp_path / "build"):
        pass
    assert _code(raised) == "output.foreign"
    assert _names(mine) == ["thesis.tex"]


# --- the tree -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "",
        "/a",
        "../a",
        "a/../../b",
        "a//b",
        "a/",
        "./a",
        "a\\b",
        "a\nb",
        "a\0",
        " a",
        MARKER,
        "é" * 200,
    ],
)
def test_no_name_leads_out_of_the_tree(tmp_path: Path, name: str) -> None:
    """Names come from identifiers in sources, which may be hostile; the build stops."""
    with pytest.raises(EditionError) as raised, output_tree(tmp_path / "build") as tree:
        tree.write(name, "x")
    assert _code(raised) == "output.outside"
    assert _names(tmp_path) == []


@given(st.text(max_size=30))
def test_any_name_is_written_inside_or_refused(name: str) -> None:
    """Whatever passes the look at the name has only plain parts."""
    if not trees._is_odd(name):
        parts = Path(name).parts
        assert "/".join(parts) == name
        assert not {"..", ".", "/", MARKER} & set(parts)


def test_one_name_has_one_content(tmp_path: Path) -> None:
    """The same file twice is fine (a stylesheet asked for by two); a different one stops."""
    with pytest.raises(EditionError) as raised, output_tree(tmp_path / "build") as tree:
        tree.write("site/a.css", "x")
        tree.write("site/a.css", b"x")
        tree.write("site/a.css", "y")
    assert _code(raised) == "output.clash"


def test_what_was_written_last_may_be_taken_back(folder: Path) -> None:
    """Once all else is settled: what depends on a moment is made again for a later one."""
    _write(folder, same="a", big="x")
    files = [folder / "site" / name for name in ("same.html", "big.html")]
    before = [file.stat().st_mtime_ns for file in files]
    with output_tree(folder) as tree:
        tree.write("site/same.html", "a")
        big = tree.path("site/big.html")
        big.write_text("y")
        tree.settle(["site/big.html"])
        for when in ("now", "later"):
            tree.take_back()
            assert not tree.has("when")
            tree.write("when", when)
            tree.write_lines("all", [when])
        big.write_text("x")
    assert _names(folder) == [MARKER, "all", "site", "when"]
    assert (folder / "when").read_text() == (folder / "all").read_text() == "later"
    assert [file.stat().st_mtime_ns for file in files] == before


@pytest.mark.parametrize(("first", "second"), [("a", "a/b"), ("a/b", "a")])
def test_a_name_is_a_file_or_a_folder(tmp_path: Path, first: str, second: str) -> None:
    """Not both, in whichever order they come."""
    with pytest.raises(EditionError) as raised, output_tree(tmp_path / "build") as tree:
        tree.write(first, "x")
        tree.write(second, "x")
    assert _code(raised) == "output.clash"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("s/Ode.html", "s/ode.html"),
        ("S/a", "s/b"),
        ("caf\u00e9", "cafe\u0301"),
        ("ma\u00df", "mass"),
    ],
)
def test_names_that_some_systems_take_for_one_are_told(
    tmp_path: Path, first: str, second: str
) -> None:
    """Case and the encoding of accents: a finding, for here the two are two."""
    with output_tree(tmp_path / "build") as tree:
        tree.write(first, "1")
        tree.write(second, "2")
        assert [finding.code for finding in tree.findings] == ["output.similar-names"]
        tree.write("other", "3")
        assert len(tree.findings) == 1


def test_a_writer_may_fill_a_file_itself(tmp_path: Path) -> None:
    """`path` gives it a place, once; its sum is taken when it is asked for."""
    with output_tree(tmp_path / "build") as tree:
        tree.path("pdf/a.pdf").write_bytes(b"%PDF")
        assert dict(tree.manifest("pdf")) == {"a.pdf": hashlib.sha256(b"%PDF").hexdigest()}
        with pytest.raises(EditionError):
            tree.path("pdf/a.pdf")


def test_the_manifest_is_sorted_and_of_one_folder(tmp_path: Path) -> None:
    """Names count from the folder; files of its neighbours, and the marker, are not in it."""
    with output_tree(tmp_path / "build") as tree:
        for name in ("tei/b.xml", "tei/a.xml", "teinted.txt"):
            tree.write(name, name)
        assert list(dict(tree.manifest("tei"))) == ["a.xml", "b.xml"]
        assert list(dict(tree.manifest())) == ["tei/a.xml", "tei/b.xml", "teinted.txt"]


def test_an_earlier_output_is_carried_over(folder: Path) -> None:
    """--only pdf keeps the website; changing the new tree does not change the old one."""
    _write(folder, a="1")
    (folder / "site/link").symlink_to("/etc/passwd")
    with pytest.raises(Stop), output_tree(folder) as tree:
        assert tree.keep("site")
        assert not tree.keep("pdf")
        (tree.path("pdf/a.pdf").parents[1] / "site/a.html").write_text("spoilt")
        raise Stop
    assert (folder / "site/a.html").read_text() == "1"
    with output_tree(folder) as tree:
        tree.keep("site")
        tree.write("pdf/a.pdf", "2")
        assert list(dict(tree.manifest())) == ["pdf/a.pdf", "site/a.html"]
    assert _names(folder / "site") == ["a.html"]
