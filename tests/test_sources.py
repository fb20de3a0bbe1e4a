"""siglum.sources: a Config -> the files of an edition, in their order, each once."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siglum.config import ALL_OUTPUTS, MARKER, Config, config_for_sources, read_config
from siglum.findings import EditionError, Finding
from siglum.sources import by_number, find_sources


def _read(folder: Path, text: str | bytes) -> tuple[Config, list[Finding]]:
    (folder / "edition.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_config(folder)


def _lay(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("<TEI/>")


def _found(config: Config) -> list[str]:
    return [file.path.relative_to(config.folder).as_posix() for file in find_sources(config)[0]]


def test_sources_come_in_the_order_of_the_patterns_and_by_number(tmp_path: Path) -> None:
    """The editor's order of patterns holds; within one, liber-2 stands before liber-10."""
    _lay(tmp_path, *(f"tei/{name}.xml" for name in ("liber-10", "liber-2", "praefatio", "sigla")))
    config, _ = _read(
        tmp_path,
        "[source]\ntexts = ['tei/praefatio.xml', 'tei/*.xml']\nwitnesses = 'tei/sigla.xml'\n",
    )
    assert _found(config) == ["tei/praefatio.xml", "tei/liber-2.xml", "tei/liber-10.xml"]


def test_a_pattern_that_is_a_folder_means_all_in_it(tmp_path: Path) -> None:
    """`texts = ["tei"]` is what people write first."""
    _lay(tmp_path, "tei/b.xml", "tei/a/c.XML", "tei/notes.txt", "tei/.hidden/x.xml")
    config, _ = _read(tmp_path, "[source]\ntexts = ['tei']\n")
    assert _found(config) == ["tei/a/c.XML", "tei/b.xml"]


@pytest.mark.parametrize(
    "pattern",
    [
        *("*.xml", "a?.xml", "tei/*.xml", "tei/[ab]*.xml", "tei/**/*.xml", "*/*/[!b]*.xml"),
        *("**/a1.xml", "t*/a1.xml", "tei/a*/c.xml", "*.xml/*.xml"),
    ],
)
def test_patterns_find_what_the_shell_would(tmp_path: Path, pattern: str) -> None:
    """Signs for letters may stand in any part of a pattern; capitals are not small letters."""
    _lay(tmp_path, "a1.xml", "b.XML", "tei/a1.xml", "tei/b.xml", "tei/a/c.xml", "tei/a/b/d.xml")
    _lay(tmp_path, "c.xml/e.xml", "tei/[a].xml")
    config, _ = _read(tmp_path, f"[source]\ntexts = ['{pattern}']\n")
    matching = set(tmp_path.glob(pattern))
    wanted = {path for path in matching if path.is_file()}
    if tmp_path / "c.xml" in matching:  # a folder means all that is in it
        wanted.add(tmp_path / "c.xml/e.xml")
    assert {file.path for file in find_sources(config)[0]} == wanted


def test_what_siglum_wrote_is_no_source(tmp_path: Path) -> None:
    """Folders with the marker are passed over by patterns and by folders alike."""
    _lay(tmp_path, "a.xml", "build/tei/a.xml", f"build/{MARKER}")
    config, _ = _read(tmp_path, "[source]\ntexts = ['**/*.xml']\n")
    assert _found(config) == ["a.xml"]
    given = config_for_sources([tmp_path, tmp_path / "build/../a.xml"])
    assert [file.path for file in find_sources(given)[0]] == [tmp_path / "a.xml"]


def test_a_missing_pattern_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    """One wrong pattern of two is a finding; when nothing at all is left, an error."""
    _lay(tmp_path, "tei/a.xml")
    config, _ = _read(tmp_path, "[source]\ntexts = ['tei/*.xml', 'texts/*.xml']\n")
    files, findings = find_sources(config)
    assert len(files) == 1
    assert [finding.code for finding in findings] == ["config.no-source"]
    (tmp_path / "tei/a.xml").unlink()
    with pytest.raises(EditionError) as raised:
        find_sources(config)
    assert len(raised.value.findings) == 2


def test_a_link_that_leads_out_is_left_out(tmp_path: Path) -> None:
    """An edition from a stranger must not publish files from elsewhere."""
    _lay(tmp_path, "secret.xml", "edition/tei/a.xml")
    (tmp_path / "edition/tei/b.xml").symlink_to(tmp_path / "secret.xml")
    config, _ = _read(tmp_path / "edition", "")
    files, findings = find_sources(config)
    assert [file.path.name for file in files] == ["a.xml"]
    assert [finding.code for finding in findings] == ["config.outside"]


def test_links_are_followed_to_the_folder_and_to_the_file(tmp_path: Path) -> None:
    """A file that is reached twice is read once, also where a folder is the link."""
    _lay(tmp_path, "edition/tei/a.xml", "edition/tei/deep/b.xml", "elsewhere/c.xml")
    edition = tmp_path / "edition"
    (edition / "again").symlink_to(edition / "tei", target_is_directory=True)
    (edition / "away").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (edition / "tei/z.xml").symlink_to(edition / "tei/a.xml")
    patterns = "['tei/*.xml', 'again/*.xml', 'again/deep/*.xml', 'away/c.xml']"
    config, _ = _read(edition, f"[source]\ntexts = {patterns}\n")
    files, findings = find_sources(config)
    assert [file.path.relative_to(edition).as_posix() for file in files] == [
        "tei/a.xml",
        "again/deep/b.xml",
    ]
    assert [(one.code, one.place.file[-10:]) for one in findings] == [
        ("config.outside", "away/c.xml")
    ]


def test_sources_of_the_command_line_need_no_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files and folders, each file once, named from where one stands; includes stay beside it."""
    monkeypatch.chdir(tmp_path)
    _lay(tmp_path, "corpus/b/2.xml", "corpus/a.xml", "corpus/.git/x.xml", "one.tei")
    config = config_for_sources([Path("one.tei"), Path("corpus/b/2.xml"), Path("corpus")])
    files, findings = find_sources(config)
    assert [file.name for file in files] == ["one.tei", "corpus/b/2.xml", "corpus/a.xml"]
    assert files[0].jail == tmp_path
    assert files[2].jail == tmp_path / "corpus"
    assert findings == []
    assert (config.file, config.edition.title, config.outputs) == (None, "", ALL_OUTPUTS)


def test_a_source_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A wrong name, and a folder without XML, are findings at their own name."""
    _lay(tmp_path, "empty/readme.txt", "a.xml")
    names = ["no.xml", "empty", "a.xml"]
    files, findings = find_sources(config_for_sources([tmp_path / name for name in names]))
    assert [file.path.name for file in files] == ["a.xml"]
    assert [Path(finding.place.file).name for finding in findings] == ["no.xml", "empty"]


@given(st.lists(st.text(alphabet="ab01292-é", max_size=8)))
def test_names_have_one_order(names: list[str]) -> None:
    """Any names can be compared, and the order does not depend on how they came."""
    flipped = names[::-1]
    assert sorted(names, key=by_number) == sorted(flipped, key=by_number)
