from __future__ import annotations

import hashlib
import json
import re
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siglum.config import read_config
from siglum.findings import EditionError
from siglum.ledger.moments import stamp_of
from siglum.publishing import publish

TOML = """\
[edition]
title = "Letters"
licence = "CC BY 4.0"
[publish.tombstones]
{tombstones}
[outputs.tei]
"""
TEXT = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}"><teiHeader><fileDesc>'
    "<titleStmt><title>{id}</title></titleStmt><publicationStmt><publisher>P</publisher>{licence}"
    "</publicationStmt><sourceDesc><p>made</p></sourceDesc></fileDesc></teiHeader>"
    "<text><body><p>{words}</p><p>end</p></body></text></TEI>"
)
OWN_LICENCE = "<availability><licence target='https://x.example/l'>L</licence></availability>"


class Edition:
    """An edition that is published at the times it is told."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "tei").mkdir(parents=True)
        self.configure()

    def configure(self, toml: str = TOML, **tombstones: str) -> None:
        lines = "".join(f'"{name}" = "{why}"\n' for name, why in tombstones.items())
        (self.folder / "edition.toml").write_text(toml.replace("{tombstones}", lines))

    def put(self, name: str, words: str = "words", licence: str = "", own: str = "") -> None:
        text = TEXT.format(id=own or name, words=words, licence=licence)
        self.file(name).write_text(text)

    def file(self, name: str) -> Path:
        return self.folder / "tei" / f"{name}.xml"

    def publish(self, time: str, **options):
        config, findings = read_config(self.folder)
        assert findings == []
        return publish(config, now=lambda: self.stamp(time), **options)

    @staticmethod
    def stamp(time: str) -> str:
        return f"2026-11-28T{time}:00Z"

    def stamps(self) -> dict[str, str]:
        """The time of each text, with «deleted» for those withdrawn."""
        lines = (self.folder / "ledger.jsonl").read_text().splitlines()[1:]
        records = [json.loads(line) for line in lines]
        return {
            record["id"]: record["datestamp"][11:16] + (" deleted" if "deleted" in record else "")
            for record in records
        }

    def state(self) -> dict[str, str]:
        """Every file that was made, with its checksum."""
        files = [self.folder / "ledger.jsonl", *(self.folder / "public").rglob("*")]
        return {
            str(file): hashlib.sha256(file.read_bytes()).hexdigest()
            for file in files
            if file.is_file()
        }


@pytest.fixture
def edition(tmp_path, monkeypatch) -> Edition:
    """Four published texts; that called `own` has its own licence."""
    monkeypatch.chdir(tmp_path)
    made = Edition(tmp_path / "e")
    for name in ("a", "b", "c"):
        made.put(name)
    made.put("own", licence=OWN_LICENCE)
    made.publish("10:00")
    return made


def _refused(edition: Edition, code: str, **options) -> str:
    """What is told where publishing is refused with `code`; all that is public stays."""
    before = edition.state()
    try:
        report = edition.publish("11:00", **options)
    except EditionError as error:
        findings = error.findings
    else:
        assert not report.written
        findings = report.findings
    assert edition.state() == before
    assert not [file for file in edition.folder.iterdir() if "siglum-" in file.name]
    (told,) = [str(finding) for finding in findings if finding.code == code]
    return told


# --- exactly the right datestamps -----------------------------------------------------------


def test_the_first_time_all_texts_are_stamped(edition):
    """With the moment of publication."""
    assert edition.stamps() == dict.fromkeys(("a", "b", "c", "own"), "10:00")


def test_an_unchanged_rebuild_changes_nothing(edition):
    """Not one byte of what is public, nor the ledger, however late it is."""
    before = edition.state()
    time = (edition.folder / "ledger.jsonl").stat().st_mtime_ns
    report = edition.publish("11:00")
    assert report.written
    assert (report.added, report.changed, report.withdrawn) == (0, 0, 0)
    assert edition.state() == before
    assert (edition.folder / "ledger.jsonl").stat().st_mtime_ns == time


def test_change_one_add_one_delete_two(edition):
    """These four have a new datestamp, no other."""
    edition.put("b", "other words")
    edition.put("new")
    for name in ("a", "own"):
        edition.file(name).unlink()
    edition.configure(a="printed twice", own="not his")
    report = edition.publish("11:00")
    assert (report.added, report.changed, report.withdrawn) == (1, 1, 2)
    assert edition.stamps() == {
        "a": "11:00 deleted", "b": "11:00", "c": "10:00", "new": "11:00", "own": "11:00 deleted"
    }  # fmt: skip


def test_change_the_licence_of_the_edition(edition):
    """News of every text without a licence of its own."""
    edition.configure(TOML.replace("CC BY", "CC BY-SA"))
    edition.publish("11:00")
    assert edition.stamps() == {"a": "11:00", "b": "11:00", "c": "11:00", "own": "10:00"}


def test_reformat_a_source(edition):
    """Line ends, indentation, comments and quotation marks are no news."""
    text = edition.file("a").read_text()
    edition.file("a").write_text(
        text.replace("><", ">\n  <").replace('xml:id="a"', "xml:id='a'") + "<!-- done -->\n"
    )
    edition.publish("11:00")
    assert set(edition.stamps().values()) == {"10:00"}


def test_a_text_may_come_back(edition):
    """It has the first day it had, and the datestamp of its return; its tombstone is told of."""
    text = edition.file("a").read_text()
    edition.file("a").unlink()
    edition.configure(a="lost")
    edition.publish("11:00")
    edition.file("a").write_text(text)
    report = edition.publish("12:00")
    assert edition.stamps()["a"] == "12:00"
    assert [finding.code for finding in report.findings] == ["publish.tombstone"]
    assert '"first": "2026-11-28T10:00:00Z"' in (edition.folder / "ledger.jsonl").read_text()


_STEPS = st.lists(
    st.tuples(
        st.sampled_from("change add delete restore licence reformat own-licence nothing".split()),
        st.sampled_from("abcd"),
    ),
    max_size=7,
)


@given(st.lists(_STEPS, min_size=1, max_size=3))
@settings(max_examples=15)
def test_whatever_is_done_exactly_the_right_datestamps_change(rounds):
    """A model of what an editor did between two publications tells them in advance."""
    with tempfile.TemporaryDirectory() as work:
        edition = Edition(Path(work) / "e")
        words = dict.fromkeys("abc", 0)
        own: set[str] = set()
        licence, layout, deleted = 0, 0, set()
        shown: dict[str, tuple] = {}
        expected: dict[str, str] = {}
        for number, steps in enumerate([[], *rounds]):
            for what, name in steps:
                if what in ("change", "add", "restore") and (what != "change" or name in words):
                    words[name] = words.get(name, 0) + (what == "change")
                elif what == "delete" and name in words and len(words) > 1:
                    del words[name]
                elif what == "licence":
                    licence += 1
                elif what == "own-licence" and name in words:
                    own ^= {name}
                elif what == "reformat":
                    layout += 1
            for file in (edition.folder / "tei").iterdir():
                file.unlink()
            for name, count in words.items():
                edition.put(name, f"words {count}", OWN_LICENCE if name in own else "")
                text = edition.file(name).read_text()
                edition.file(name).write_text(text.replace("<p>", "\n" * layout + "<p>"))
            gone = {name: "gone" for name in expected if name not in words}
            edition.configure(TOML.replace("4.0", f"{licence}.0"), **gone)
            now = f"1{number}:00"
            report = edition.publish(now)
            assert report.written
            state = {n: (c, 0 if n in own else licence, n in own) for n, c in words.items()}
            for name in {*state, *shown} - deleted | (deleted & set(state)):
                if name not in state:
                    expected[name] = f"{now} deleted"
                elif shown.get(name) != state[name]:
                    expected[name] = now
            deleted = {name for name in expected if name not in state}
            shown = state
            assert edition.stamps() == expected


# --- what forbids publishing ----------------------------------------------------------------


def test_two_texts_with_one_identifier(edition):
    """Both files are named."""
    edition.put("b", own="a")
    told = _refused(edition, "publish.duplicate-id")
    assert "e/tei/b.xml" in told
    assert "e/tei/a.xml" in told


def test_a_text_that_vanished(edition):
    """The hint is the line that withdraws it."""
    edition.file("a").unlink()
    assert '[publish.tombstones]: "a" =' in _refused(edition, "publish.vanished")


def test_a_text_whose_identifier_was_changed(edition):
    """It is known by its content: by the file that is new."""
    edition.configure(TOML + '[publish]\nidno = "N"\n')
    for name in ("a", "b", "c", "own"):
        text = edition.file(name).read_text()
        number = f"</publisher><idno type='N'>{name if name != 'a' else 'A1'}</idno>"
        edition.file(name).write_text(text.replace("</publisher>", number))
    told = _refused(edition, "publish.vanished")
    assert '"a"' in told
    edition.configure(TOML)
    text = edition.file("b").read_text()
    edition.put("b", own="b2")
    assert "is here no more" in _refused(edition, "publish.vanished")
    edition.file("b").write_text(text)
    edition.publish("11:00")


def test_a_file_that_was_renamed(tmp_path, monkeypatch):
    """Where identifiers are paths: the hint knows where the content went."""
    monkeypatch.chdir(tmp_path)
    edition = Edition(tmp_path / "e")
    edition.put("a")
    text = edition.file("a").read_text().replace(' xml:id="a"', "")
    edition.file("a").write_text(text)
    edition.publish("10:00")
    edition.file("a").rename(edition.file("z"))
    told = _refused(edition, "publish.vanished")
    assert 'e/tei/z.xml has its content as "tei-z"' in told


@pytest.mark.parametrize("url", ["", 'url = "https://x.example"\n'])
def test_a_lost_address(edition, url):
    """A paragraph less: its address was published; once given up it is not missed again."""
    edition.configure(TOML.replace("[publish", f"{url}[publish"))
    text = edition.file("a").read_text()
    edition.file("a").write_text(text.replace("<p>end</p>", ""))
    told = _refused(edition, "publish.lost-address")
    assert "#p2" in told
    assert '--drop-addresses "a"' in told
    edition.publish("11:00", dropped=["a"])
    assert edition.stamps()["a"] == "11:00"
    edition.publish("12:00")


def test_an_address_that_nobody_knows(edition):
    """Only a text that was published can lose addresses."""
    assert "no text" in _refused(edition, "publish.vanished", dropped=["x"])


def test_a_text_without_a_licence(edition):
    """Neither of its own nor of the edition; that with its own is not told of."""
    edition.configure(TOML.replace('licence = "CC BY 4.0"\n', ""))
    report = edition.publish("11:00")
    assert not report.written
    told = [finding.place.file for finding in report.findings]
    assert told == [f"e/tei/{name}.xml" for name in "abc"]


def test_a_clock_set_back(edition):
    """What is stamped now would never be harvested; without a change the clock does not matter."""
    edition.publish("09:00")
    edition.put("a", "news")
    before = edition.state()
    with pytest.raises(EditionError, match="clock"):
        edition.publish("09:00")
    assert edition.state() == before


def test_the_clock_is_asked_at_the_end(edition):
    """The datestamp is the moment in which all is made, not that in which the run began."""
    edition.put("a", "news")
    config, _ = read_config(edition.folder)
    times = iter(["11:00", "12:00"])
    publish(config, now=lambda: edition.stamp(next(times)))
    assert edition.stamps()["a"] == "12:00"


def test_the_clock_is_set_back_while_it_runs(edition):
    """Nothing is exchanged then."""
    edition.put("a", "news")
    before = edition.state()
    config, _ = read_config(edition.folder)
    times = iter(["11:00", "09:00"])
    with pytest.raises(EditionError, match="clock"):
        publish(config, now=lambda: edition.stamp(next(times)))
    assert edition.state() == before


def test_the_ledger_of_another_edition(edition):
    """Known by title and address; one of them may change, both need a word."""
    renamed = TOML.replace('"Letters"', '"Epistles"')
    edition.configure(renamed)
    assert "«Letters»" in _refused(edition, "publish.ledger-foreign")
    edition.publish("11:00", renamed=True)
    at = renamed.replace("licence", 'url = "https://x.example"\nlicence')
    edition.configure(at)
    edition.publish("12:00")
    edition.configure(at.replace("Epistles", "Letters"))
    edition.publish("13:00")
    assert '"title": "Letters"' in (edition.folder / "ledger.jsonl").read_text()


def test_a_broken_ledger(edition):
    """Nothing is read or written."""
    ledger = edition.folder / "ledger.jsonl"
    ledger.write_text(ledger.read_text()[:-20])
    assert "git checkout" in _refused(edition, "publish.ledger-broken")


def test_a_source_that_cannot_be_read(edition):
    """An edition is published whole or not at all."""
    edition.file("b").write_text("<TEI")
    before = edition.state()
    assert not edition.publish("11:00").written
    assert edition.state() == before


def test_a_ledger_inside_the_public_folder(edition):
    """It would be replaced with it."""
    edition.configure(TOML + '[publish]\nledger = "public/ledger.jsonl"\n')
    config, _ = read_config(edition.folder)
    with pytest.raises(EditionError, match="holds-sources"):
        publish(config, now=lambda: edition.stamp("11:00"))


def test_an_idno_that_is_missing(edition):
    """It is told before it is too late."""
    edition.configure(TOML.replace("[publish.", '[publish]\nidno = "N"\n[publish.'))
    report = edition.publish("11:00")
    assert {finding.code for finding in report.findings} == {"publish.no-idno"}
    assert report.written


def test_a_ledger_that_cannot_be_written(edition, monkeypatch):
    """It is written before the public tree is exchanged, so that nothing is half done."""
    edition.put("a", "news")
    before = edition.state()

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("siglum.publishing.os.fsync", full)
    assert "No space left" in _refused(edition, "output.unwritable")
    monkeypatch.undo()
    assert edition.state() == before


def test_a_build_keeps_the_addresses_of_published_texts(edition, tmp_path):
    """Also where another text of that name comes before it."""
    from siglum.build import build

    ledger = edition.folder / "ledger.jsonl"
    name = re.sub('"key": "c"', '"key": "kept"', ledger.read_text())
    lines = name.splitlines(keepends=True)
    head = json.loads(lines[0])
    head["sha256"] = hashlib.sha256("".join(lines[1:]).encode()).hexdigest()
    ledger.write_text(json.dumps(head) + "\n" + "".join(lines[1:]))
    config, _ = read_config(edition.folder)
    build(config, tmp_path / "out")
    names = {file.name for file in (tmp_path / "out/tei").iterdir()}
    assert names == {"SHA256SUMS", "a.xml", "b.xml", "kept.xml", "own.xml"}


def test_a_build_can_do_without_a_broken_ledger(edition, tmp_path):
    """It is a preview: the ledger is told of, and the output made."""
    from siglum.build import build

    (edition.folder / "ledger.jsonl").write_text("?")
    report = build(read_config(edition.folder)[0], tmp_path / "out")
    assert [finding.code for finding in report.findings] == ["publish.ledger-broken"]
    assert report.written


@pytest.mark.parametrize("late", [0.0, 1.3])
def test_what_is_new_becomes_public_in_the_moment_that_it_is_stamped_with(
    tmp_path, monkeypatch, late
):
    """Who harvested a second before would else ask for what is newer, and never get it.

    So it is whatever the last steps take, and what is made twice for that is as if made once.
    """
    from siglum.outputs import harvest, writing

    seen = []
    replace, write = writing._replace, harvest.write_harvest
    delays = iter([late])

    def replaced(*paths):
        seen.append(time.time())
        replace(*paths)

    def delayed(*told):
        write(*told)
        time.sleep(next(delays, 0))

    monkeypatch.setattr(writing, "_replace", replaced)
    monkeypatch.setattr(harvest, "write_harvest", delayed)
    edition = Edition(tmp_path / "a")
    toml = TOML.replace("[outputs.tei]", "[outputs.website]")
    toml = toml.replace(
        "[publish.tombstones]", '[publish]\nemail = "us@e.org"\n[publish.tombstones]'
    )
    edition.configure(toml.replace("licence", 'url = "https://e.org"\nlicence'))
    edition.put("a")
    edition.put("b")
    config, _ = read_config(edition.folder)
    publish(config)
    lines = (edition.folder / "ledger.jsonl").read_text().splitlines()[1:]
    (stamp,) = {json.loads(line)["datestamp"] for line in lines}
    assert stamp_of(seen[0]) == stamp
    first = edition.state()
    again = Edition(tmp_path / "b")
    again.configure((edition.folder / "edition.toml").read_text())
    again.put("a")
    again.put("b")
    publish(read_config(again.folder)[0], now=lambda: stamp)
    assert [*first.values()] == [*again.state().values()]
    assert publish(config).written
    assert edition.state() == first
