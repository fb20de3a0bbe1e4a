from __future__ import annotations

import unicodedata

import pytest

from siglum.checks import characters


@pytest.fixture
def told(publish, tei):
    def find(body, **options):
        return publish(tei(f"<p>{body}</p>", **options)).findings()

    return find


def test_plain_characters_are_left_alone_by_normalization():
    """What the quick look passes over is in normal form beside any other character."""
    seconds = {
        parts[1]
        for code in range(0x20000)
        if len(parts := unicodedata.decomposition(chr(code)).split()) == 2 and parts[0][0] != "<"
    }
    for code in range(0x80, 0x10000):
        character = chr(code)
        if characters._PLAIN.fullmatch(character):
            assert not unicodedata.combining(character)
            assert f"{code:04X}" not in seconds
            assert unicodedata.is_normalized("NFC", character)
            assert not characters._ANY_ODD.match(character)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a\u202eb", "text.bidi-control"),
        ("a\u200fb", "text.bidi-control"),
        ("a\u0085b\u0093", "text.control"),
        ("a\ufffdb", "text.replacement"),
        ("a\u00adb", "text.invisible"),
        ("a\ufeffb", "text.invisible"),
        ("a\ue000b", "text.pua"),
        ("a\U000f0000b", "text.pua"),
        ("a&#xE000;b", "text.pua"),
        ("a&#57344;b", "text.pua"),
        ("e\u0301", "text.not-nfc"),
        ("\u1f71", "text.not-nfc"),
        ("\u212b", "text.not-nfc"),
        ("caf\u00c3\u00a9", "text.mojibake"),
        ("l\u00e2\u20ac\u2122heure", "text.mojibake"),
    ],
)
def test_odd_characters(told, text, code):
    """Each by its own code."""
    assert [finding.code for finding in told(text)] == [code]


@pytest.mark.parametrize(
    "text",
    [
        "Ã é – ‘’ “” … œ Ω ἄνθρωπος слово שלום كتاب 漢字 かな ሀ",
        "tem\u00ad\n<lb break='no'/>pore",
        "in\u00ad<pb n='2'/>quit",
        "q\u0304\u0306",  # no character has these marks
        "k\u200cl",  # Persian and Indic scripts need joiners
        "<!-- e\u0301 \u202e \ue000 \u00ad \ufffd -->",
        "<g>\ue000</g>",
        "<g ref='https://e.org/'>&#xE000;</g>",
        "&#x202E; &#38; &#x1F600;",
        "São Paulo, NÃO",
    ],
)
def test_characters_that_are_fine(told, text):
    """Letters of any script, and odd ones where they are of use."""
    assert told(text) == []


def test_places_are_those_of_the_character(told):
    """Line and column count what an editor shows."""
    (finding,) = told("ἄρα\nλόγος 🙂 a\u200bb\u200bc")
    assert (finding.place.line, finding.place.column) == (6, 10)
    assert finding.message.endswith("(and in 1 more place)")


def test_each_kind_and_character_is_told_once(told):
    """Ten thousand of a kind are one finding."""
    found = told("a\u200b" * 10_000 + "\u00adb" * 10_000 + "e\u0301" * 10_000)
    assert [finding.code for finding in found] == [
        "text.invisible", "text.invisible", "text.not-nfc",
    ]  # fmt: skip


def test_direction_marks_in_hebrew_are_only_mentioned(told):
    """They may be needed where two directions meet."""
    assert [str(f.severity) for f in told("שלום\u200f!")] == ["info"]


def test_order_of_marks_is_only_mentioned(told):
    """It cannot be seen; points of Hebrew are often typed in another order."""
    (finding,) = told("ש\u05c1\u05b8")
    assert (finding.code, str(finding.severity)) == ("text.not-nfc", "info")


def test_described_characters(told):
    """A private character that a charDecl speaks of is no surprise."""
    described = (
        '<encodingDesc><charDecl><char xml:id="c"><mapping>\ue000</mapping></char></charDecl>'
        "</encodingDesc>"
    )
    assert told("a\ue000", header=described) == []
    assert [f.code for f in told("a\ue001", header=described)] == ["text.pua"]


def test_a_corpus_is_looked_at_once(publish, tei):
    """Its texts stand in one file."""
    text = tei("<p>a\u200b</p>").decode().partition("?>")[2]
    corpus = f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/>{text}{text}</teiCorpus>'
    codes = [finding.code for finding in publish(corpus).findings()]
    assert codes.count("text.invisible") == 1


def test_an_alphabet_of_private_characters_is_told_once(told):
    """It has one cause: a font."""
    (finding,) = told("".join(map(chr, range(0xE000, 0xF800))))
    assert "U+E003 and 6140 more" in finding.message
