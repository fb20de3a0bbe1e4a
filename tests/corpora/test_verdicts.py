"""siglum and jing agree which documents are valid: real ones, and mutants of them.

`jing -i` is the judge, since it is the oldest complete validator and shares no code with libxml2,
whose datatypes siglum uses. Where the two differ, the specification decides; what jing gets wrong
is listed in QUIRKS with the reason, and nothing else may differ. `make test` takes a sample,
`make corpora` all documents and more than 10,000 mutants.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import verdicts
from lxml import etree
from verdicts import Judge, Tally

from siglum.findings import EditionError
from siglum.source.parsing import read_source

TOP = Path(__file__).parents[2]
SCHEMAS = TOP.parent / "shared" / "schemas"

pytestmark = pytest.mark.skipif(
    not shutil.which("jing"), reason="there is no jing to compare with (package jing)"
)

#: Schemas, and where in the corpora documents lie that are valid by them (found by measuring).
FITTING = {
    "tei_all.rng": """
        al-muqtabas aozora-ruby auden-musulin balex beta-masaheft-mss beta-masaheft-works
        castello-anima ddbdp-sample dharma-nusantara eebo-tcp eltec-eng epidoc-tests
        expositiones-psalmos faust frankenstein-variorum freedict isicily jtei-template
        meros-ruby parla-clarin patristic perseus-latin plaoul prakrit rusdracor serafin-letters
        shakedracor slavonic-inscriptions syriac-corpus syriaca tei-guidelines tei-p5-test
        tei-publisher-demo tei-stylesheets-test teiphy tls-chinese
    """,
    "tei_lite-4.1.0.rng": """
        tei-p5-test/testbare.xml tei-p5-test/testfand3.xml tei-p5-test/testmeta2010.xml
        tei-p5-test/testoverlap.xml tei-p5-test/testp4compat.xml
        castello-anima/tei/taxonomy/tassonomia-gh.xml tei-stylesheets-test/Test/bare/test2.xml
        tei-stylesheets-test/Test/test24.xml tei-stylesheets-test/Test/test8.xml
        tei-stylesheets-test/Test/testindex.xml tei-stylesheets-test/Test/testnotes2.xml
        tei-stylesheets-test/Test/testslides.xml tei-stylesheets-test/Test/testxi-inc.xml
    """,
    "tei_simplePrint-4.1.0.rng": """
        tei-p5-test/testbare.xml tei-p5-test/testfand3.xml tei-p5-test/testoverlap.xml
        tei-p5-test/testtranscr4.xml tei-stylesheets-test/Test/test24.xml
        castello-anima/tei/taxonomy/tassonomia-gh.xml
    """,
    "tei_jtei-4.1.0.rng": "jtei-template/jTEI-Article.xml",
    "tei-epidoc.rng": """
        dharma-nusantara isicily beta-masaheft-mss beta-masaheft-works perseus-latin epidoc-tests
        ddbdp-sample castello-anima syriaca tei-p5-test slavonic-inscriptions aozora-ruby
    """,
    "tei_bare-4.1.0.rng": "tei-p5-test/testbare.xml",
}
#: Mutants wanted of each schema (whole corpora, sample).
WANTED = {
    "tei_all.rng": (10_500, 300),
    "tei_lite-4.1.0.rng": (900, 40),
    "tei_simplePrint-4.1.0.rng": (900, 40),
    "tei_jtei-4.1.0.rng": (600, 40),
    "tei-epidoc.rng": (1_500, 40),
    "tei_bare-4.1.0.rng": (600, 40),
}
#: Documents of a sample, small and of many kinds.
SAMPLE = """
aozora-ruby/complete/tei_lib_lv3/4464_tei.xml
auden-musulin/editions/amp-transcript__0015.xml
beta-masaheft-mss/EMML/5001-6000/EMML5317.xml
beta-masaheft-works/5001-6000/LIT5355MiracleIcon.xml
ddbdp-sample/bgu.1.2.xml
dharma-nusantara/xml/DHARMA_INSIDENKTaragal.xml
disco-sonnets/tei/19th/per-sonnet/disco583n_2156.xml
faust/xml/transcript/gsa/390028/0076.xml
frankenstein-variorum/2023-variorum-chapters/fThomas_vol_1_letter_ii.xml
freedict/eng-pol/letters/q.xml
isicily/inscriptions/ISic003256.xml
jtei-template/jTEI-Article.xml
majlis/manuscripts/tei/1119.xml
meros-ruby/meros.xml
plaoul/lectio21/lectio21.xml
serafin-letters/letters/serafin02.xml
slavonic-inscriptions/xmls/13-06.xml
syriaca/persons/tei/saints/tei/1622.xml
tei-p5-test/testoverlap.xml
tei-stylesheets-test/Test/test8.xml
teiphy/tests/no_origin_example.xml
""".split()

#: Where jing errs, or follows another specification: why, what is looked for in a value, and what
#: takes its place. Documents on which the two differ are compared again with these replaced, and
#: then must agree. Sections are those of XML Schema Part 2 (second edition, 2004).
#: Ids and idrefs are not compared: that is the meaning of `jing -i`.
QUIRKS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    (
        r"[^\p{C}\p{Z}] excludes Cc, Cf and Co (appendix F.1.1: C is Other); jing takes them all",
        re.compile("[\xad\u200b\u200f\ue000\ufeff]"),
        "x",
    ),
    (
        "24:00:00 is the first moment of the following day (3.2.7.1); jing refuses it",
        re.compile(r"24:00:00"),
        "00:00:00",
    ),
    (
        "a fraction of a second has digits after the point (3.2.7.1); jing takes 12:00:00.",
        re.compile(r"(\d\d:\d\d:\d\d)\.(?!\d)"),
        r"\1",
    ),
    (
        "the second 60 stood for leap seconds (appendix D); version 1.1 of 2012 has none",
        re.compile(r"(\d\d:\d\d):60"),
        r"\1:59",
    ),
    (
        "years have no upper limit (3.2.10); jing has one",
        re.compile(r"\d{15,}"),
        "1650",
    ),
)


@pytest.fixture(scope="module")
def judge() -> Callable[[Path], Judge]:
    """`judge(schema)` says of a tree what siglum's validation finds, one line for each."""
    return verdicts.judge_by


@pytest.fixture(scope="module")
def published(
    corpora: Path, whole_corpora: bool, tmp_path_factory: pytest.TempPathFactory
) -> dict[Path, Path]:
    """Every document as siglum reads it, included files and all, in a file -> its source."""
    folder = tmp_path_factory.mktemp("published")
    files = sorted(corpora.rglob("*.xml")) if whole_corpora else [corpora / n for n in SAMPLE]
    found: dict[Path, Path] = {}
    for source in files:
        jail = corpora / source.relative_to(corpora).parts[0]
        try:
            tree = read_source(source, jail=jail)
        except EditionError:
            continue
        written = folder / f"{len(found):04d}.xml"
        written.write_bytes(etree.tostring(tree.root, encoding="UTF-8"))
        found[written] = source
    return found


@pytest.mark.corpora
@pytest.mark.parametrize("name", FITTING)
def test_documents(
    name: str,
    judge: Callable[[Path], Judge],
    published: dict[Path, Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Every document of the corpora is valid for both, or for neither."""
    documents = (
        (str(source), "as published", file.read_bytes()) for file, source in published.items()
    )
    _agree(name, SCHEMAS / name, judge, documents, tmp_path, capsys)


@pytest.mark.corpora
@pytest.mark.parametrize("name", FITTING)
def test_mutants(
    name: str,
    judge: Callable[[Path], Judge],
    corpora: Path,
    whole_corpora: bool,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Mutants of real documents are valid for both, or for neither."""
    schema = SCHEMAS / name
    wanted = WANTED[name][0 if whole_corpora else 1]
    places = [corpora / place for place in FITTING[name].split()]
    files = [[one] if one.suffix == ".xml" else sorted(one.rglob("*.xml")) for one in places]
    sources = verdicts.spread(files, at_most=16 if whole_corpora else 1)
    made = verdicts.make_mutants(sources, "siglum", wanted, judge(schema))
    _agree(name, schema, judge, made, tmp_path, capsys)


def test_mutants_of_the_bundled_edition(
    judge: Callable[[Path], Judge],
    whole_corpora: bool,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Our own texts and our own schema, whose attributes are all typed."""
    schema = TOP / "tei" / "edition.rng"
    wanted = 1_500 if whole_corpora else 80
    sources = sorted((TOP / "tei").glob("*.xml"))
    made = verdicts.make_mutants(sources, "siglum", wanted, judge(schema))
    _agree(schema.name, schema, judge, made, tmp_path, capsys)


def _agree(
    name: str,
    schema: Path,
    judge: Callable[[Path], Judge],
    documents: Iterator[tuple[str, str, bytes]],
    folder: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Compare, take jing's known mistakes out and compare these again; nothing may remain."""
    tally = Tally()
    verdicts.compare(schema, judge(schema), documents, folder, tally)
    again = Tally()
    doubtful = (
        (one.source, one.told, verdicts.without(one.document, QUIRKS))
        for one in tally.disagreements
    )
    verdicts.compare(schema, judge(schema), doubtful, folder, again)
    with capsys.disabled():
        explained = len(tally.disagreements) - len(again.disagreements)
        sys.stdout.write(f"\n{name}: {tally}, {explained} of them explained\n")
    assert tally.compared
    assert not again.disagreements, "\n".join(map(str, again.disagreements))
