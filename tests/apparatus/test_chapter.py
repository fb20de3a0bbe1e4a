"""The examples of the Guidelines' chapter on the apparatus give what the chapter says they do.

Each example becomes a document (`chapter`), alone or with those it belongs to. What its entries
must say was written by hand, from the example and the prose around it, in the notation of
`pages`; `…` stands for words left out, `*]` after a reading that stands in the text though it is
no `<lem>`. The model (`read_documents`) and the pages, for the web and for print, must both say so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from chapter import fingerprint, make_document, read_examples
from readpages import apparatus_of_page, entry_text, lemmata, shown

CHAPTER = Path("tei-guidelines/Guidelines/en/TC-CriticalApparatus.xml")

pytestmark = pytest.mark.corpora


@dataclass(frozen=True)
class Case:
    """One document: its examples with their fingerprints, and what must come of them."""

    examples: str
    entries: tuple[str, ...] = ()
    lemmata: tuple[str, ...] = ()
    text: str = ""
    reads: dict[str, str] = field(default_factory=dict)
    #: Where the page must say more than the entry, which leaves its lemma to the text.
    page: tuple[str, ...] = ()
    #: How the text is encoded, where the example does not repeat it.
    method: str = ""
    #: Printed sigla that differ from the key, and members of groups.
    labels: dict[str, str] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)
    witnesses: str = ""

    def __str__(self) -> str:
        return self.examples

    @property
    def names(self) -> list[tuple[str, str]]:
        """The `xml:id` and the fingerprint of each example."""
        found = [part.partition(":") for part in self.examples.split()]
        return [(name.replace("-", "-egXML-"), print_) for name, _, print_ in found]


_EXPERIENCE = "Experience] (El Hg) | Experiment (La) | Eryment (Ra2)"
_BARE = "Experiment (La) | Eryment (Ra2)"
_TIED = f"Experience] | {_BARE}"
_LINES = "{} though noon Auctoritee Were in this world ..."
_READ = {"La": _LINES.format("Experiment"), "Ra2": _LINES.format("Eryment")}
_NUNDUM = {"G": "nundum", "P": "nundum"}
_AUCTORITE = {"El": "Auctoritee", "Hg": "Auctoritee"} | dict.fromkeys(
    ("La", "Ra2", "X"), "auctorite"
)
_GROUPED = {
    "El": "Experience",
    "Hg": "Experience",
    "Ha4": "Experiens",
    "Cp": "Experiment",
    "Ld1": "Experiment",
    "La": "Ex⟨per⟩iment",
    "Ra2": "Eryment",
}
_SUMER = "Swaz hi gât umbe … ân man {} disen sumer gân."

CASES = [
    Case(
        "TCAPEN-op:bf814b82",
        (
            (
                "Experience though noon Auctoritee*] (El) | Experiment thouh noon Auctoritee (La)"
                " | Eryment though none auctorite (Ra2)"
            ),
        ),
        ("Experience though noon Auctoritee",),
        "Experience though noon Auctoritee",
        {"La": "Experiment thouh noon Auctoritee", "Ra2": "Eryment though none auctorite"},
    ),
    Case(
        "TCAPLR-dx:1588b191",
        (_EXPERIENCE,),
        ("Experience",),
        "Experience",
        {"El": "Experience", "Hg": "Experience", "La": "Experiment", "Ra2": "Eryment"},
    ),
    Case(
        "TCAPLR-kt:3b6752ae",
        ("though] (El Ra2) | thouh (La)",),
        ("though",),
        "though",
        {"El": "though", "La": "thouh"},
    ),
    Case(
        "TCAPLR-od:8ce725db",
        ("Experiment*] (La) | Eryment (Ra2)",),
        ("Experiment",),
        "Experiment",
        {"Ra2": "Eryment"},
    ),
    # Two hands of one manuscript: its text is that of the first
    Case(
        "TCAPLR-cg:cfec2b4b",
        ("alle*] (Mu; m1) | allen (Mu; m2)",),
        ("alle",),
        _SUMER.format("alle"),
        {"Mu": _SUMER.format("alle")},
    ),
    # One manuscript as two scholars read it
    Case(
        "TCAPLR-rs:3b65a5bf",
        ("hea(um) h(æþ)e*] (Kl) | heaðo hlæwe (ms; Z) | heaum hope (ms; Cha)",),
        ("hea(um) h(æþ)e",),
        "se ðe on hea(um) h(æþ)e hord beweotode,",
        {"ms": "se ðe on heaðo hlæwe hord beweotode,"},
    ),
    # No reading at all, only a note
    Case(
        "TCAPLR-lm:418ce023",
        ("Beowulfe] | note: Fol. 179a beowulfe. … Chambers.",),
        ("Beowulfe",),
        "syððan Beowulfe brade rice",
    ),
    Case(
        "TCAPSU-nb:ffbca26a",
        ("though] (El Ra2) | {thogh (La) | thouh (Hg)}",),
        ("though",),
        "though",
        {"El": "though", "La": "thogh", "Hg": "thouh"},
    ),
    Case(
        "TCAPSU-wt:5c356739",
        (
            (
                "{Experience] (El Hg) | Experiens (Ha4)} |"
                " {Experiment (Cp Ld1) | Ex⟨per⟩iment (La)}"
                " | {Eriment (; ed2013) | Eryment (Ra2)}"
            ),
        ),
        ("Experience",),
        "Experience",
        _GROUPED,
    ),
    # The same, with entries inside readings in the place of groups
    Case(
        "TCAPSU-pb:77a79b57",
        (
            "Experience*] (El Hg Ha4) | Experiment (Cp Ld1 La) | Eriment (Ra2)",
            "Experience] (El Hg) | Experiens (Ha4)",
            "Experiment] (Cp Ld1) | Ex⟨per⟩iment (La)",
            "Eriment] (; ed2013) | Eryment (Ra2)",
        ),
        ("Experience", "Experience"),
        "Experience",
        _GROUPED,
    ),
    Case(
        "TCAPSU-zu:41ed3949",
        (
            (
                "{Experience] (El Hg) | Experiens (Ha4)} |"
                " {{Experiment (Cp Ld1) | Ex⟨per⟩iment (La)}"
                " | {Eriment (; ed2013) | Eryment (Ra2)}}"
            ),
        ),
        ("Experience",),
        "Experience",
        _GROUPED,
    ),
    # What is said of El is not said of Hg
    Case(
        "TCAPWD-nr:b620304a",
        ("Experience] (El Hg) | witDetail (El): Ornamental capital. | Experiens (Ha4)",),
        ("Experience",),
        "Experience",
        {"Ha4": "Experiens"},
    ),
    Case(
        "TCAPWD-hq:67d79952",
        ("alle*] (Mu; m1) | allen (Mu; m2) | witDetail (Mu): n nachgetragen.",),
        ("alle",),
        _SUMER.format("alle"),
        {"Mu": _SUMER.format("alle")},
    ),
    Case(
        "TCSCWL-na:364fc8ce",
        ("Nondum] | nundum (G P) | witDetail (G): corr. G1",),
        ("Nondum",),
        "Nondum",
        _NUNDUM,
    ),
    # The same, with the witnesses as they were printed
    Case(
        "TCSCWL-ck:35b9d74d",
        ("Nondum] | nundum (G P) | wit: G(corr. G1)P",),
        ("Nondum",),
        "Nondum",
        _NUNDUM,
    ),
    Case("TCAPWL-eu:00434215", witnesses="Chi3 Ha4 Ju K Kb Kl Kv Ld Ld1 Ln Mu Ry2 Wa X"),
    Case("TCAPWL-ow:3823c1ad", witnesses="El Hg Ra2"),
    Case("TCAPWL-ti:a8700d06", witnesses="A a B"),
    Case("TCAPWL-xj:fec6f78b"),
    # A group stands for its members
    Case(
        "TCAPWL-ke:d1ec47e5 TCAPWL-kr:3eb3258f",
        ("Experiment*] (Con)",),
        ("Experiment",),
        "Experiment",
        dict.fromkeys(("Cp", "La", "Sl2"), "Experiment"),
        witnesses="Ellesmere Cp La Sl2 Con",
        members={"Con": "Cp La Sl2"},
    ),
    Case(
        "TCAPWL-gh:2f128661",
        witnesses="Σ Δ J L Γ θ Α S Guelf O τ Pa Pc Q Lb γ E Pb Y M σ W Ν U ο",
        labels={"Α": "A", "Guelf": "Guelf.", "Ν": "N", "ο": "º"},
        members={
            "Σ": "Δ Γ",
            "Δ": "J L",
            "Γ": "θ τ γ σ ο",
            "θ": "Α O",
            "Α": "S Guelf",
            "τ": "Pa Pc Q Lb",
            "γ": "E Pb Y M",
            "σ": "W Ν U",
        },
    ),
    Case(
        "TCAPMI-eb:5d8916fa",
        ("Auctoritee] (El Hg) | auctorite (La Ra2) | auctorite (X)",),
        ("Auctoritee",),
        "Auctoritee",
        _AUCTORITE,
    ),
    Case(
        "TCAPMI-sv:c073e1e4",
        ("Auctoritee] (El Hg) | auctorite (La Ra2 X)",),
        ("Auctoritee",),
        "Auctoritee",
        _AUCTORITE,
    ),
    Case(
        "TCAPMI-xj:85e14b64",
        ("Auctoritee] (El Hg) | auctorite (La Ra2) | auctorite (X)",),
        ("Auctoritee",),
        "Auctoritee",
        _AUCTORITE,
    ),
    # A declaration, a text and an entry that names a line of it: no words are known to be meant,
    # so that it stands at the beginning of the line
    Case(
        "TCAPLO-uq:d6851630 TCAPLO-kr:3a3250c7 TCAPLO-ke:15771b50",
        (_BARE,),
        ("",),
        text=f"The Prologe of the Wyves Tale of Bathe {_LINES.format('Experience')}",
    ),
    Case("TCAPLO-ae:c0ba18ff", (_BARE,), ("",), _LINES.format("Experience")),
    Case(
        "TCAPLO-dl:23ef82e0",
        (_BARE,),
        ("",),
        _LINES.format("Experience"),
        method="location-referenced internal",
    ),
    Case(
        "TCAPLO-mh:adf0cd54",
        ("Experience] (El) | Experiment (La) | Eryment (Ra2)",),
        ("Experience",),
        _LINES.format("Experience"),
        {"El": _LINES.format("Experience"), **_READ},
        method="location-referenced internal",
    ),
    # From the beginning of a line to an anchor
    Case(
        "TCAPDE-se:d5a9f802 TCAPDE-lh:e1a8dcc6",
        (_BARE,),
        ("Experience",),
        f"The Prologe ... {_LINES.format('Experience')}",
        {name: f"The Prologe ... {text}" for name, text in _READ.items()},
        page=(_TIED,),
    ),
    # The entry itself is the end of its lemma
    Case(
        "TCAPDE-yu:11c94126",
        (_BARE,),
        ("Experience",),
        _LINES.format("Experience"),
        _READ,
        page=(_TIED,),
    ),
    Case(
        "TCAPDE-se:d5a9f802 TCAPDE-mo:0283de87",
        (_EXPERIENCE,),
        ("Experience",),
        f"The Prologe ... {_LINES.format('Experience')}",
        {name: f"The Prologe ... {text}" for name, text in _READ.items()},
    ),
    # Lemmata that cross
    Case(
        "TCAPDE-oc:6133e392",
        (
            "of so parfit wys] (Hg) | in what wise was (Ha4)",
            "wys a wight] (Hg) | was a wight (El Ha4)",
        ),
        ("of so parfit wys", "wys a wight"),
        "And of so parfit wys a wight ywroght",
        {
            "Hg": "And of so parfit wys a wight ywroght",
            "El": "And of so parfit was a wight ywroght",
            "Ha4": "And in what wise was a wight ywroght",
        },
    ),
    Case(
        "TCAPPS-ei:d6ad9ff6",
        (_EXPERIENCE,),
        ("Experience",),
        _LINES.format("Experience"),
        {"El": _LINES.format("Experience"), **_READ},
    ),
    # The second reading is that of the witnesses who are named inside it
    Case(
        "TCAPPS-fy:914e849c",
        (
            "Auctoritee, though none experience*] (Chi3) | Experience though noon Auctorite",
            "Experience (El Hg) | Experiment (La) | Eryment (Ra2)",
            "though (El Ra2) | thogh (Hg) | thouh (La)",
            "noon Auctorite (El Hg) | none auctorite (La Ra2)",
        ),
        ("Auctoritee, though none experience",),
        "Auctoritee, though none experience",
        {
            "Chi3": "Auctoritee, though none experience",
            "El": "Experience though noon Auctorite",
            "Hg": "Experience thogh noon Auctorite",
            "La": "Experiment thouh none auctorite",
            "Ra2": "Eryment though none auctorite",
        },
    ),
    # Pointers with a file name, into the document that has this name
    Case(
        "TCAPLN-ir:29fda5e9",
        (_BARE,),
        ("Experience",),
        "Experience though noon Auctoritee",
        {"La": "Experiment though noon Auctoritee"},
        page=(_TIED,),
    ),
    Case("TCAPLN-vy:1b678f1f", (_TIED,), ("",), text="though noon Auctoritee"),
    Case("TCAPLN-bu:9635ddd3", (_TIED,), ("Experience",), "Experience though noon Auctoritee"),
    Case(
        "TCTR-nw:bfb8dc6d",
        ("perfectio⟨ii⟩*] (; ES) | perfectioun (; FJF) | perfectioun (; PGR)",),
        ("perfectio⟨ii⟩",),
        "Virginite is grete perfectio⟨ii⟩",
    ),
    Case(
        "TCTR-ce:0c91c548",
        ("perfecti⟨ii⟩*] (; ES) | perfectioun (; FJF) | perfectioun (; PGR)",),
        ("perfecti⟨ii⟩",),
        "Virginite is grete perfecti⟨ii⟩ Furnivall's … accepted.",
    ),
    Case(
        "TC-ph:e2a8f26d",
        ("Hypsipyle … thalamo:] (; Heyworth) | – (J)",),
        ("Hypsipyle … thalamo:",),
        "Hypsipyle … thalamo:",
        {"J": ""},
    ),
    # Of two places that exclude each other one has the words
    Case(
        "TC-tv:6c5d0a86 TC-xv:461f017a",
        (
            "desine … verbis, Cynthia, … deos;] (; Heyworth)",
            "– (; Housman) | note: Housman put these lines after 32.",
        ),
        ("desine … deos;", ""),
        "desine … verbis, Cynthia, … deos;",
        page=(
            "desine … verbis, Cynthia, … deos;] (; Heyworth)",
            (
                "desine … verbis, Cynthia, … deos; (; Housman)"
                " | note: Housman put these lines after 32."
            ),
        ),
    ),
    Case(
        "TC-dk:21f69a59",
        (
            (
                "ut formosa … at non sic, Ithaci digressu mota, … capillis] (; Heyworth) | – (C)"
                " | note: omits lines 8-11 because of homoeoteleuton."
            ),
            "ut] (N Λ) | et (A) | ac (; Nodell) | note: perhaps | quam (; Heyworth)",
            "at] | et (A)",
            "mota] | immota (; Graevius)",
        ),
        ("ut formosa … capillis", "ut", "at", "mota"),
        "ut formosa nouo quae parat ire uiro. at non sic, … capillis",
        {
            "N": "ut formosa nouo … at non sic, Ithaci digressu mota, Calypso … capillis",
            "A": "et formosa nouo … et non sic, Ithaci digressu mota, Calypso … capillis",
            "C": "",
        },
    ),
]


@pytest.fixture(scope="module")
def examples(corpora: Path) -> dict[str, Any]:
    """The examples of the chapter by `xml:id`."""
    return read_examples(corpora / CHAPTER)


def test_every_example_is_looked_at(examples: dict[str, Any]) -> None:
    """No example of the chapter is left out, and none has changed since it was described."""
    described = {name: mark for case in CASES for name, mark in case.names}
    assert described == {name: fingerprint(example) for name, example in examples.items()}


@pytest.fixture(params=CASES, ids=str)
def case(request: pytest.FixtureRequest) -> Case:
    return request.param


@pytest.fixture
def made(case: Case, examples: dict[str, Any], publish: Callable[..., Any]) -> Any:
    """The document of a case, published. Pointers of the chapter call it example.xml."""
    source = make_document([examples[name] for name, _ in case.names], case.method)
    return publish(source, name="example.xml")


def _fits(expected: list[str], found: list[str]) -> bool:
    return len(expected) == len(found) and all(
        re.fullmatch(re.escape(one).replace("…", ".*"), other)
        for one, other in zip(expected, found, strict=True)
    )


def _check(expected: list[str], found: list[str]) -> None:
    if not _fits(expected, found):
        assert found == expected  # so that both are shown


def test_the_model_says_what_the_chapter_says(case: Case, made: Any) -> None:
    """Entries, readings, groups, details and sigla are read as the example has them."""
    plain = [re.sub("⟨.*?⟩", "", entry).replace("*]", "") for entry in case.entries]
    _check(plain, [entry_text(entry) for entry in made.sources[0].entries])


@pytest.mark.parametrize("medium", ["web", "print"])
def test_the_page_says_what_the_chapter_says(case: Case, made: Any, medium: str) -> None:
    """Each entry is on the page, once, with its readings under their sigla and its notes."""
    (unit,) = made.units(medium)
    expected = [entry.replace("*]", "]") for entry in case.page or case.entries]
    _check(sorted(expected), sorted(apparatus_of_page(unit).values()))


def test_entries_stand_where_they_belong(case: Case, made: Any) -> None:
    """The words that an entry speaks of are marked in the text; the text is that of the base."""
    (unit,) = made.units()
    _check(list(case.lemmata), list(lemmata(unit).values()))
    _check([case.text], [shown(unit)])


def test_witnesses_read_what_the_chapter_says(case: Case, made: Any) -> None:
    """The text of each witness is that of its readings."""
    (unit,) = made.units()
    read = {name: shown(unit, name) for name in case.reads}
    _check(list(case.reads.values()), list(read.values()))


def test_witness_lists_say_what_the_chapter_says(case: Case, made: Any) -> None:
    """Witnesses in their order, with their groups, and the siglum that is to be printed."""
    conspectus = made.form().conspectus
    if case.witnesses:
        listed = [w.key for w in conspectus.witnesses.values() if w.kind in ("witness", "group")]
        assert " ".join(listed) == case.witnesses
    for witness in conspectus.declared():
        assert witness.siglum == case.labels.get(witness.key, witness.key)
        assert " ".join(witness.members) == case.members.get(witness.key, "")
