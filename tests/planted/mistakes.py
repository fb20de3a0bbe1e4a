"""Forty mistakes that editors make, each a change of one passage of the sound edition beside.

`‸` in what is written instead marks where the finding must point. `says` are words that its
message or hint must hold: the remedy, or what to look at. `at` stands where the finding points if
that is outside of the passage.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Planted:
    """A mistake: its name, the passage as it is and as it is spoilt, and what must be found."""

    name: str
    old: str
    new: str
    code: str
    says: tuple[str, ...]
    at: str = ""


#: Mistakes that a schema tells.
AGAINST_THE_SCHEMA = (
    Planted(
        "a misspelt element",
        '<lem wit="#A">narrow</lem>',
        '‸<lemm wit="#A">narrow</lemm>',
        "schema.element-unknown",
        ("<lemm>", "did you mean <lem>"),
    ),
    Planted(
        "capitals wrong",
        'notAfter="1300">about 1290</origDate>',
        'notAfter="1300">‸<Hi rend="italic">about</Hi> 1290</origDate>',
        "schema.element-unknown",
        ("<Hi>", "did you mean <hi>"),
    ),
    Planted(
        "a misspelt attribute",
        '<date when="1285-12-06">',
        '<date ‸whenn="1285-12-06">',
        "schema.attribute-unknown",
        ("@whenn", "did you mean @when"),
    ),
    Planted(
        "an attribute of another element",
        "<head>The gate</head>",
        '<head ‸wit="#A">The gate</head>',
        "schema.attribute-unknown",
        ("<head>", "@wit"),
    ),
    Planted(
        "no title",
        "<title>The Walled Garden</title>\n        <editor",
        "‸<editor",
        "schema.element-missing",
        ("<title> is missing before <editor>",),
    ),
    Planted(
        "an element that may not be left out",
        "<head>The song</head>",
        "<head>The song</head>\n        ‸<list rend='bulleted'/>",
        "schema.incomplete",
        ("<item>",),
    ),
    Planted(
        "text between the lines of verse",
        '<lg type="stanza" n="1" xml:id="lg1">',
        '<lg type="stanza" n="1" xml:id="lg1">‸Stanza one',
        "schema.text",
        ("Stanza one", "<lg>", "<l>"),
    ),
    Planted(
        "the lemma behind the readings",
        '<lem wit="#A #C">long</lem><rdg wit="#B">great</rdg>',
        '<rdg wit="#B">great</rdg>‸<lem wit="#A #C">long</lem>',
        "schema.element-order",
        ("<lem>", "before <rdg>"),
    ),
    Planted(
        "a heading behind the text",
        "<head>The song</head>\n",
        "<p>A song.</p>‸<head>The song</head>\n",
        "schema.element-order",
        ("<head>", "before <p>"),
    ),
    Planted(
        "a namespace with a slip in it",
        "<p>Composed to hold mistakes.</p>",
        '‸<p xmlns="http://www.tei-c.org/ns/1.0/">Composed to hold mistakes.</p>',
        "schema.namespace",
        ("http://www.tei-c.org/ns/1.0", "xmlns"),
    ),
    Planted(
        "a day that there is not",
        '<date when="1285-12-06">',
        '<date ‸when="1285-13-06">',
        "schema.value",
        ("1285-13-06", "month"),
    ),
    Planted(
        "a year of three digits",
        'notBefore="1285" notAfter="1300"',
        '‸notBefore="985" notAfter="1300"',
        "schema.value",
        ('"985"', "0985"),
    ),
    Planted(
        "a misspelt value",
        '<unclear cert="low">',
        '<unclear ‸cert="lwo">',
        "schema.value",
        ('"lwo"', 'did you mean "low"'),
    ),
    Planted(
        "a division in a paragraph",
        '<foreign xml:lang="la">decem annos</foreign>.</p>',
        '<foreign xml:lang="la">decem annos</foreign>.‸<div/></p>',
        "schema.element-not-allowed",
        ("<div> cannot stand in <p>",),
    ),
    Planted(
        "an item without its list",
        "<head>The song</head>",
        "<head>The song</head>‸<item>one</item>",
        "schema.element-not-allowed",
        ("<item>", "<list>"),
    ),
    Planted(
        "an attribute left out",
        '<graphic url="leaf.png"/>',
        '‸<graphic width="10cm"/>',
        "schema.attribute-missing",
        ("<graphic>", "@url"),
    ),
    Planted(
        "text in an element that is empty",
        '<pb n="1r" facs="#f1"/>',
        '<pb n="1r" facs="#f1">‸1r</pb>',
        "schema.text",
        ("<pb>", "always empty"),
    ),
    Planted(
        "a number in words",
        'quantity="5"/>',
        '‸quantity="five"/>',
        "schema.value",
        ('"five"', "number"),
    ),
    Planted(
        "parts of the header exchanged",
        "    <revisionDesc>\n"
        '      <change when="2026-11-22" who="#wright">First version.</change>\n'
        "    </revisionDesc>\n"
        "  </teiHeader>\n",
        "    <revisionDesc>\n"
        '      <change when="2026-11-22" who="#wright">First version.</change>\n'
        "    </revisionDesc>\n"
        "    ‸<profileDesc><textClass/></profileDesc>\n"
        "  </teiHeader>\n",
        "schema.element-order",
        ("<profileDesc>", "before <encodingDesc>"),
    ),
    Planted(
        "a reading outside of its entry",
        '<rdg wit="#B">rings</rdg></app> in it.',
        '<rdg wit="#B">rings</rdg></app>‸<rdg wit="#B">wings</rdg> in it.',
        "schema.element-not-allowed",
        ("<rdg>", "<app>"),
    ),
)

#: Mistakes that no schema tells.
AGAINST_THE_SENSE = (
    Planted(
        "a siglum that is not declared",
        '<rdg wit="#B">great</rdg>',
        '<rdg ‸wit="#BB">great</rdg>',
        "wit.undeclared",
        ("#BB", "#B"),
    ),
    Planted(
        "a siglum without #",
        '<rdg wit="#B">low</rdg>',
        '<rdg ‸wit="B">low</rdg>',
        "wit.not-a-pointer",
        ('"B"', "#B"),
    ),
    Planted(
        "a witness with two readings",
        '<rdg wit="#B">low</rdg>',
        '<rdg ‸wit="#A #B">low</rdg>',
        "app.witness-twice",
        ("A",),
    ),
    Planted(
        "a witness without a reading",
        '<app xml:id="e3"><lem wit="#A #B">else</lem>',
        '‸<app xml:id="e3"><lem wit="#A">else</lem>',
        "app.witness-missing",
        ("B",),
    ),
    Planted(
        "a siglum twice in a list",
        '<lem wit="#A #C">three</lem>',
        '<lem ‸wit="#A #C #C">three</lem>',
        "wit.repeated-in-list",
        ("C",),
    ),
    Planted(
        "an omission that has text",
        '<rdg wit="#C" type="omission"/>',
        '<rdg wit="#C" ‸type="omission">otherwise</rdg>',
        "rdg.omission-with-text",
        ("omission",),
    ),
    Planted(
        "an omission that is not called one",
        '<rdg wit="#C" type="omission"/>',
        '‸<rdg wit="#C"/>',
        "rdg.empty-untyped",
        ('type="omission"',),
    ),
    Planted(
        "a variant that is none",
        '<rdg wit="#B">great</rdg>',
        '‸<rdg wit="#B">long</rdg>',
        "rdg.same-as-lem",
        ("long",),
    ),
    Planted(
        "a reading of nobody",
        '<rdg wit="#B">rings</rdg>',
        '<rdg wit="#B">rings</rdg>‸<rdg>wings</rdg>',
        "rdg.no-wit-source-resp",
        ("@wit",),
    ),
    Planted(
        "a hand beside two witnesses",
        '<rdg wit="#B">low</rdg><rdg\n          wit="#C">broken</rdg>',
        '<rdg wit="#B #C" ‸hand="#B2">low</rdg>',
        "rdg.hand-with-several-witnesses",
        ('"B", "C"', "<witDetail>"),
    ),
    Planted(
        "a lacuna that does not end",
        "<lacunaEnd/>the",
        "the",
        "lacuna.not-closed",
        ("<lacunaEnd", '"C"'),
        at="<lacunaStart/>",
    ),
    Planted(
        "a reading within a lacuna",
        '<lem wit="#A">a ring</lem>',
        '‸<lem wit="#A #C">a ring</lem>',
        "lacuna.reading-inside",
        ("C",),
    ),
    Planted(
        "an id used twice",
        '<l n="2" xml:id="l2">',
        '<l n="2" ‸xml:id="l1">',
        "id.duplicate",
        ('"l1"',),
    ),
    Planted(
        "a pointer to nothing",
        'target="#verse"',
        '‸target="#vers"',
        "ptr.dangling",
        ("#vers", 'did you mean "#verse"'),
    ),
    Planted(
        "a prefix that is not declared",
        '<persName ref="reg:wern">',
        '<persName ‸ref="rge:wern">',
        "ptr.prefix-undeclared",
        ("rge", "reg"),
    ),
    Planted(
        "somebody responsible who is not there",
        '<lem resp="#finch">',
        '<lem ‸resp="#fincch">',
        "resp.undeclared",
        ("#fincch", "#finch"),
    ),
    Planted(
        "a picture that is not there",
        '<graphic url="leaf.png"/>',
        '<graphic ‸url="leav.png"/>',
        "facs.missing-file",
        ("leav.png", "leaf.png"),
    ),
    Planted(
        "a language that there is not",
        '<foreign xml:lang="la">',
        '<foreign ‸xml:lang="latin">',
        "lang.invalid",
        ('"latin"', '"la"'),
    ),
    Planted(
        "an accent apart from its letter",
        "the key of the garden, on",
        "the k‸e\u0301y of the garden, on",
        "text.not-nfc",
        ("NFC",),
    ),
    Planted(
        "an end tag forgotten",
        "<item>the cover of the well</item>\n        </list>",
        "<item>the cover of the well\n        ‸</list>",
        "source.not-xml",
        ("Close <item> first",),
    ),
)

#: Mistakes in the bundled specimen, which has a strict schema of its own.
IN_THE_SPECIMEN = (
    Planted(
        "a misspelt element",
        '<lem wit="#α">long</lem>',
        '‸<lemm wit="#α">long</lemm>',
        "schema.element-unknown",
        ("<lemm>", "did you mean <lem>"),
    ),
    Planted(
        "a value that is not in the list",
        '<rdg wit="#C" type="substantive">great</rdg>',
        '<rdg wit="#C" ‸type="substantiv">great</rdg>',
        "schema.value",
        ('"substantiv"', 'did you mean "substantive"'),
    ),
    Planted(
        "a required attribute left out",
        '<p xml:id="specimen.p1" n="1">',
        '‸<p n="1">',
        "schema.attribute-missing",
        ("<p>", "@xml:id"),
    ),
    Planted(
        "a heading left out",
        '        <head xml:id="specimen.prose.head">The tale</head>\n        <p ',
        "        ‸<p ",
        "schema.element-missing",
        ("<head> is missing before <p>",),
    ),
    Planted(
        "a misspelt attribute",
        '<rdg wit="#C" type="substantive">great</rdg>',
        '<rdg wit="#C" type="substantive" ‸cuase="misreading">great</rdg>',
        "schema.attribute-unknown",
        ("@cuase", "did you mean @cause"),
    ),
)
