"""siglum.baseline: findings that are known -> a file; that file -> the findings that are new."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siglum.baseline import Compared, baseline_text, read_baseline
from siglum.findings import EditionError, Finding, Place, found


def finding(line: int = 1, message: str = "m", file: str = "tei/a.xml", code: str = "id.invalid"):
    return found(code, Place(file, line, 1), message)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """An empty folder that the baseline is in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def compare(
    known: list[Finding], now: list[Finding], looked_for=lambda _file, _code: True
) -> Compared:
    file = Path("known.json")
    file.write_text(baseline_text(known, file), "utf-8")
    return read_baseline(file).compare(now, looked_for)


def test_what_is_known_is_not_new():
    """Wherever it has moved to in its file; another file, code or message is another finding."""
    compared = compare([finding(3)], [finding(99)])
    assert compared == Compared([], 1, 0)
    others = [finding(3, file="tei/b.xml"), finding(3, code="id.duplicate"), finding(3, "n")]
    assert compare([finding(3)], others) == Compared(others, 0, 1)


def test_numbers_of_lines_in_a_message_may_change():
    """«already in line 5», «a.xml:12:3», «(and in 499 more places)»; other numbers count."""
    messages = ["stands already in line {}", "see b.xml:{}:7", "x (and in {} more places)"]
    old = [finding(message=one.format(5)) for one in messages]
    new = [finding(message=one.format(12)) for one in messages]
    assert compare(old, new) == Compared([], 3, 0)
    assert compare([finding(message="x (and in 1 more place)")], [finding(message="x")]).known == 1
    assert compare([finding(message="@n 5")], [finding(message="@n 6")]).known == 0


def test_more_of_a_kind_than_before():
    """The last ones are new; fewer of a kind are gone by so many."""
    compared = compare([finding(1), finding(2)], [finding(1), finding(2), finding(3)])
    assert compared == Compared([finding(3)], 2, 0)
    assert compare([finding(1), finding(2), finding(3)], [finding(1)]) == Compared([], 1, 2)


def test_gone_is_only_what_was_looked_for(folder):
    """A run over one file, or for one code, says nothing about the others."""
    known = [finding(), finding(file="tei/b.xml"), finding(code="id.duplicate")]

    def looked_for(file: Path, code: str) -> bool:
        return file == folder / "tei/a.xml" and code == "id.invalid"

    assert compare(known, [], looked_for) == Compared([], 0, 1)


def test_files_count_from_the_baseline(folder, monkeypatch):
    """It may be used from any folder."""
    (folder / "tei").mkdir()
    file = folder / "known.json"
    file.write_text(baseline_text([finding()], Path("known.json")))
    assert json.loads(file.read_text())["findings"][0]["file"] == "tei/a.xml"
    monkeypatch.chdir(folder / "tei")
    here = [finding(file="a.xml")]
    assert read_baseline(Path("../known.json")).compare(here, lambda *_: True).new == []


def test_the_file_diffs_well():
    """One line for each kind, sorted whatever the order of findings; a count only above one."""
    findings = [finding(1, "č"), finding(2), finding(3, "č"), finding(file="b.xml")]
    text = baseline_text(findings, Path("known.json"))
    assert text == baseline_text(findings[::-1], Path("known.json"))
    assert text == (
        '{\n"siglum-baseline": 1,\n"findings": [\n'
        '{"file": "b.xml", "code": "id.invalid", "message": "m"},\n'
        '{"file": "tei/a.xml", "code": "id.invalid", "message": "m"},\n'
        '{"file": "tei/a.xml", "code": "id.invalid", "message": "č", "count": 2}\n'
        "]\n}\n"
    )
    assert json.loads(baseline_text([], Path("known.json")))["findings"] == []


@pytest.mark.parametrize(
    "content",
    [
        b"", b"[]", b"{}", b"\xff\xfe", b"null", b"[" * 100_000,
        b'{"siglum-baseline": 2, "findings": []}',
        b'{"siglum-baseline": 1}',
        b'{"siglum-baseline": 1, "findings": {}}',
        b'{"siglum-baseline": 1, "findings": [1]}',
        b'{"siglum-baseline": 1, "findings": [{"file": "a", "code": 1, "message": "m"}]}',
        b'{"siglum-baseline": 1, "findings": [{"file": "", "code": "", "message": "","count":[]}]}',
    ],
)  # fmt: skip
def test_what_is_no_baseline(content):
    """One finding that names the file and the way out."""
    Path("known.json").write_bytes(content)
    for name in ("known.json", "none.json", "."):
        with pytest.raises(EditionError) as raised:
            read_baseline(Path(name))
        (told,) = raised.value.findings
        assert (told.code, told.place.file) == ("config.baseline", name)
        assert "--write-baseline" in told.hint


@given(
    st.lists(
        st.tuples(
            st.integers(1, 99),
            st.text(st.characters(), max_size=9),
            st.text(st.characters(exclude_characters="\0/"), min_size=1, max_size=9),
        ),
        max_size=30,
    )
)
def test_nothing_is_new_against_a_baseline_of_itself(tmp_path_factory, rows):
    """Whatever messages and names of files hold."""
    findings = [finding(line, message, f"t/{name}") for line, message, name in rows]
    path = tmp_path_factory.getbasetemp() / "known.json"
    path.write_text(baseline_text(findings, path), "utf-8")
    assert read_baseline(path).compare(findings, lambda *_: True) == Compared([], len(findings), 0)
