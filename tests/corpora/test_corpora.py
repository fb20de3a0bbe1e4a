"""Real editions: every file is read or refused by a finding, and nothing of an edition is lost.

`make test` takes a sample; `make corpora` (SIGLUM_CORPORA=all) takes all of them.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

TOP = Path(__file__).parents[2]
pytestmark = pytest.mark.corpora

#: One file of each kind: every encoding of an apparatus, drama, letters, dictionaries, facsimiles,
#: registers, ruby, scripts written from the right, P4, fragments, what is refused.
SAMPLE = """
aozora-ruby/complete/tei_lib_lv3/4464_tei.xml
auden-musulin/editions/amp-transcript__0015.xml
balex/ldlt-balex.xml
beta-masaheft-mss/EMML/5001-6000/EMML5317.xml
beta-masaheft-works/5001-6000/LIT5355MiracleIcon.xml
ddbdp-sample/bgu.1.2.xml
dharma-nusantara/xml/DHARMA_INSIDENKTaragal.xml
disco-sonnets/tei/19th/per-sonnet/disco583n_2156.xml
epidoc-tests/tests/data/source/T22300.xml
expositiones-psalmos/xml/athen-b-n-8/athen-b-n-8.xml
faust/xml/transcript/gsa/390028/0076.xml
frankenstein-variorum/2023-variorum-chapters/fThomas_vol_1_letter_ii.xml
freedict/eng-pol/letters/q.xml
isicily/inscriptions/ISic003256.xml
jtei-template/jTEI-Article.xml
majlis/manuscripts/tei/1119.xml
meros-ruby/meros.xml
parla-clarin/AkomaNtosoKE-Example.xml
plaoul/lectio21/transcriptions.xml
rusdracor/tei/afinogenov-mashenka.xml
serafin-letters/letters/serafin02.xml
slavonic-inscriptions/xmls/13-06.xml
syriac-corpus/data/tei/524.xml
syriaca/persons/tei/saints/tei/1622.xml
tei-guidelines/Guidelines/en/TC-CriticalApparatus.xml
tei-p5-test/testoverlap.xml
tei-publisher-demo/sermons/27004.xml
tei-stylesheets-test/Test/test8.xml
teiphy/tests/no_origin_example.xml
tls-chinese/data/KR/KR3/KR3f/KR3fa/KR3fa001.xml
""".split()
#: Editions with an apparatus, whose pages and print are proved against the TEI.
PROVED = """
balex plaoul prakrit patristic beta-masaheft-works beta-masaheft-mss castello-anima perseus-latin
dharma-nusantara isicily slavonic-inscriptions tls-chinese tei-stylesheets-test teiphy
frankenstein-variorum faust
""".split()


def _pass(files: list[Path], work: Path, processes: int = 2) -> list[dict[str, Any]]:
    """What siglum makes of files; a process that dies is noticed by the files it never told of."""
    runs = []
    for share in range(processes):
        asked, told = work / f"asked-{share}", work / f"told-{share}"
        asked.write_text("".join(f"{path}\n" for path in files[share::processes]), "utf-8")
        command = [sys.executable, "-W", "error", str(Path(__file__).with_name("passage.py"))]
        with asked.open("rb") as source, told.open("wb") as target:
            runs.append((subprocess.Popen(command, stdin=source, stdout=target), told))
    found: list[dict[str, Any]] = []
    for run, told in runs:
        run.wait()
        found += [json.loads(line) for line in told.read_text("utf-8").splitlines()]
    return found


def test_every_file_is_read_or_refused(
    corpora: Path, whole_corpora: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No file ends in a traceback; what is not published is refused by a finding with a place."""
    files = sorted(corpora.rglob("*.xml")) if whole_corpora else [corpora / n for n in SAMPLE]
    told = _pass(files, tmp_path)
    written = [one for one in told if one["written"]]
    refused = [one for one in told if not one["written"]]
    codes = Counter(code for one in refused for code in one["errors"])
    with capsys.disabled():
        slowest = max(told, key=lambda one: one["seconds"])
        sys.stdout.write(
            f"\n{len(told)} files: {len(written)} published"
            f" ({sum(o['documents'] for o in written)} documents,"
            f" {sum(o['entries'] for o in written)} entries), {len(refused)} refused"
            f" ({', '.join(f'{code} {n}' for code, n in codes.most_common())});"
            f" {sum(o['seconds'] for o in told):.0f} s, slowest {slowest['seconds']:.0f} s"
            f" ({Path(slowest['file']).name})\n"
        )
    assert {one["file"] for one in told} == {str(path) for path in files}
    assert not [f"{one['file']}\n{one['traceback']}" for one in told if one["traceback"]]
    assert not [one["file"] for one in refused if not one["errors"]]
    assert not [one["file"] for one in told if not one["placed"]]
    assert not {one["file"]: one["missed"] for one in told if one["missed"]}


def _build(out: Path, source: Path, *options: str) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "siglum", "build", "-q", "-o", str(out), *options, str(source)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode in (0, 1), run.stderr
    assert "Traceback" not in run.stderr


def _verify(out: Path, source: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "siglum", "verify", *options, "-o", str(out), str(source)],
        capture_output=True,
        text=True,
        check=False,
    )


def test_nothing_of_a_lectio_is_lost(
    corpora: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every entry, lemma, reading, siglum, note and word of a real edition is on its pages."""
    source = corpora / "plaoul" / "lectio21" / "lectio21.xml"
    _build(tmp_path / "out", source, "--only", "website")
    proof = _verify(tmp_path / "out", source, "--only", "website")
    with capsys.disabled():
        sys.stdout.write(f"\n{proof.stdout}\n")
    assert proof.returncode == 0, proof.stdout + proof.stderr


@pytest.fixture(scope="module")
def dossier(corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The output of two documents and a register, and where they come from."""
    source = corpora.parent / "dossier"
    out = tmp_path_factory.mktemp("dossier") / "out"
    _build(out, source)
    return out, source


@pytest.mark.pdf
def test_nothing_of_the_dossier_is_lost(dossier: tuple[Path, Path]) -> None:
    """Pages and print of documents with lists, pictures and registers say all the TEI says."""
    proof = _verify(*dossier)
    assert proof.returncode == 0, proof.stdout + proof.stderr


@pytest.mark.parametrize("name", PROVED)
@pytest.mark.pdf
def test_nothing_of_an_edition_is_lost(
    corpora: Path, whole_corpora: bool, tmp_path: Path, name: str
) -> None:
    """Editions of several kinds, whole: pages, print, and every printed line number.

    Files among them that are no TEI, or cannot be read, are told and not proved.
    """
    if not whole_corpora:
        pytest.skip("takes minutes: make corpora")
    _build(tmp_path / "out", corpora / name, "--only", "website,pdf")
    proof = _verify(tmp_path / "out", corpora / name, "--format", "json")
    assert proof.stdout, proof.stderr
    told = json.loads(proof.stdout)
    assert [one for one in told if not one["explained"]] == []


_HARMS = {
    "an entry": ('<div class="app"', '<div class="gone"'),
    "a lemma": ('<span class="lem">ista materia</span>', '<span class="lem">ista</span>'),
    "a reading": ('<span class="reading">diffundit</span>', '<span class="reading"></span>'),
    "a siglum": ('<abbr class="siglum" data-wit="V" title="Vatican">V</abbr>', ""),
    "a word": ("reprobat. Ideo pro nunc", "reprobat. Ideo nunc"),
    "a word twice": ("reprobat. Ideo pro nunc", "reprobat. Ideo pro pro nunc"),
    "a space": ("reprobat. Ideo", "reprobat . Ideo"),
    "a note": ('<div class="note-text">Non invenimus.</div>', '<div class="note-text"></div>'),
}


def test_the_proof_sees_what_is_lost(corpora: Path, tmp_path: Path) -> None:
    """A proof that passes whatever stands on the page would prove nothing."""
    source = corpora / "plaoul" / "lectio21" / "lectio21.xml"
    _build(tmp_path / "out", source, "--only", "website")
    pages = list((tmp_path / "out" / "site" / "texts").rglob("*.html"))
    for harm, (whole, broken) in _HARMS.items():
        page, text = next((p, t) for p in pages if whole in (t := p.read_text(encoding="utf-8")))
        page.write_text(text.replace(whole, broken, 1), encoding="utf-8")
        proof = _verify(tmp_path / "out", source, "--only", "website")
        assert proof.returncode == 1, f"{harm} is not missed"
        page.write_text(text, encoding="utf-8")
