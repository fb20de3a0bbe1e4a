"""Codes of what validation finds, and of schemas that cannot be used."""

from __future__ import annotations

from siglum.codes.kinds import Code, Severity

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741

_RNG = 'xmlns="http://relaxng.org/ns/structure/1.0"'

_XSD = 'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"'
_DEFINED = '<define name="TEI"><element name="TEI"><text/></element></define>'

_HEADER = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0">\n<teiHeader><fileDesc>\n'
    "<titleStmt><title>Aeneis</title></titleStmt>{}\n"
    "<sourceDesc><p>from print</p></sourceDesc>\n</fileDesc></teiHeader>\n"
    "<text><body><p>Arma virumque cano</p></body></text>\n</TEI>"
)

VALIDATION: dict[str, Code] = {
    # schema: a source does not follow its schema
    "schema.attribute-conflict": Code(
        E,
        "attributes exclude each other",
        "The schema allows each of these attributes on the element, but not together: in TEI, a "
        "relation has either @active or @mutual. Keep the one that is meant.",
        wrong="<listRelation>\n"
        '<relation name="brother" active="#A" mutual="#A #B"/>\n</listRelation>',
        right='<listRelation>\n<relation name="brother" mutual="#A #B"/>\n</listRelation>',
        section="3.7",
    ),
    "schema.attribute-missing": Code(
        E,
        "an attribute is missing",
        "The schema asks for an attribute that the element does not have; without it the element "
        "says too little to be of use. Add it. The hint tells what it is for, if the schema does.",
        wrong="<p><graphic/></p>",
        right='<p><graphic url="folio-1r.png"/></p>',
        section="3.10",
    ),
    "schema.attribute-unknown": Code(
        E,
        "an element cannot have this attribute",
        "The schema has no such attribute on this element: its name is misspelt, it belongs on "
        "another element, or your schema leaves it out. Capitals count, and xml:id and xml:lang "
        "need their prefix. Correct the name, move the attribute, or add it to your schema.",
        wrong='<lg><l num="1">Arma virumque cano</l></lg>',
        right='<lg><l n="1">Arma virumque cano</l></lg>',
        section="1.3.1",
    ),
    "schema.content": Code(
        E,
        "the text of an element is of the wrong kind",
        "The schema wants the text of this element to be of a certain kind, such as a number or "
        "one of a list of words. Write it so, and put remarks elsewhere.",
        wrong="<p>He had <num>seven</num> ships.</p>",
        right="<p>He had <num>7</num> ships.</p>",
        section="23.1",
    ),
    "schema.element-missing": Code(
        E,
        "an element is missing before this one",
        "The order of elements is fixed here, and one that must come first is not there. Add it "
        "at the place of the finding.",
        wrong=_HEADER.format(""),
        right=_HEADER.format("\n<publicationStmt><p>unpublished</p></publicationStmt>"),
        section="2.2",
    ),
    "schema.element-not-allowed": Code(
        E,
        "an element cannot stand here",
        "The schema knows the element, but not inside this one. Usually an end tag is missing or "
        "too late, or another element is needed around it. The hint tells what can stand here.",
        wrong="<p>Verse <div><p>in prose</p></div></p>",
        right="<p>Verse in prose</p>",
        section="1.3.2",
    ),
    "schema.element-order": Code(
        E,
        "an element stands too early or too late",
        "The schema allows the element here, but not at this place among its siblings: a <lem> "
        "comes before the readings, a <head> before the paragraphs. Move it to the place that "
        "the finding names.",
        wrong='<app><rdg wit="#B">viros</rdg><lem wit="#A">virum</lem></app>',
        right='<app><lem wit="#A">virum</lem><rdg wit="#B">viros</rdg></app>',
        section="13.1.1",
    ),
    "schema.element-unknown": Code(
        E,
        "the schema has no such element",
        "No element of that name is in the schema. Usually the name is misspelt (capitals count), "
        "or the schema of your project leaves the element out. Correct the name, or add the "
        "element to your schema.",
        wrong='<app><lemm wit="#A">virum</lemm><rdg wit="#B">viros</rdg></app>',
        right='<app><lem wit="#A">virum</lem><rdg wit="#B">viros</rdg></app>',
        section="1.3.2",
    ),
    "schema.incomplete": Code(
        E,
        "an element lacks something",
        "The element ends before everything is there that the schema asks for. Add what the "
        "finding names. An empty element that means nothing can be taken out.",
        wrong="<list/>",
        right="<list><item>one</item></list>",
        section="1.3.2",
    ),
    "schema.namespace": Code(
        E,
        "an element is in the wrong namespace",
        "The element has a name that the schema knows, but xmlns puts it into another namespace "
        "or into none, so that it is a different element for every program. All elements of TEI "
        "are in http://www.tei-c.org/ns/1.0. Elements inside such a one are not looked at.",
        wrong='<div><p xmlns="">Arma virumque cano</p></div>',
        right="<div><p>Arma virumque cano</p></div>",
        section="1.3.2",
    ),
    "schema.text": Code(
        E,
        "text cannot stand here",
        "The element holds other elements only, and text stands between them: often a forgotten "
        "end tag, or a stray letter. Put the text into one of its elements, or take it out.",
        wrong="<lg><l>Arma virumque cano</l> Troiae qui primus ab oris</lg>",
        right="<lg><l>Arma virumque cano</l> <l>Troiae qui primus ab oris</l></lg>",
        section="3.13",
    ),
    "schema.value": Code(
        E,
        "an attribute cannot have this value",
        "The schema allows certain values only: words of a list, dates as 1650-03-01, whole "
        "numbers, pointers without spaces. Years need four digits (0050), and a year before "
        "Christ a minus sign. Write one of the permitted values; the hint names them.",
        wrong='<p><date when="1650-13-01">then</date></p>',
        right='<p><date when="1650-12-01">then</date></p>',
        section="1.4.2",
    ),
    # grammar: a schema cannot be used
    "grammar.datatype": Code(
        E,
        "the schema names a datatype that cannot be used",
        "siglum knows the datatypes of XML Schema and the two of RELAX NG. Either the name is "
        "misspelt, or a facet or a regular expression does not fit the type. Documents are not "
        "validated until that is put right in the schema.",
        wrong=f'<element name="TEI" {_RNG}\n  {_XSD}>\n<data type="datum"/></element>',
        right=f'<element name="TEI" {_RNG}\n  {_XSD}>\n<data type="date"/></element>',
        section="RELAX NG 4.4",
    ),
    "grammar.invalid": Code(
        E,
        "the schema is not put together as RELAX NG asks",
        "The file is in the namespace of RELAX NG, but an element stands where it cannot, lacks "
        "its name, or is empty. Make the schema anew from its source (an ODD, usually), or "
        "correct it at the place named. Documents are not validated until then.",
        wrong=f"<element {_RNG}><text/></element>",
        right=f'<element {_RNG} name="TEI"><text/></element>',
        section="RELAX NG 3",
    ),
    "grammar.loop": Code(
        E,
        "the schema goes round in a circle",
        "A definition stands for itself, or files bring in each other, so that the schema has no "
        "end. Recursion is possible only through an element. Take out one of the references.",
        wrong=f'<grammar {_RNG}>\n<start><ref name="a"/></start>\n'
        '<define name="a"><ref name="a"/></define>\n</grammar>',
        right=f'<grammar {_RNG}>\n<start><ref name="a"/></start>\n'
        '<define name="a"><element name="TEI"><text/></element></define>\n</grammar>',
        section="RELAX NG 4.19",
    ),
    "grammar.not-relaxng": Code(
        E,
        "the schema is something else than RELAX NG",
        "siglum validates with RELAX NG in its XML syntax (.rng). An XML Schema or a DTD can be "
        "converted (with trang, for instance); from an ODD, Roma or the TEI stylesheets make it. "
        "Name the converted file as the schema.",
        wrong='<schema xmlns="http://www.w3.org/2001/XMLSchema"/>',
        right=f'<element {_RNG} name="TEI"><text/></element>',
        section="RELAX NG 3",
    ),
    "grammar.outside": Code(
        E,
        "the schema leads outside the edition",
        "The schema, or a file that it brings in, lies outside the folder of the edition or on "
        "the network. siglum opens nothing there, so that an edition is checked the same way "
        "everywhere. Copy the file into the folder and name the copy.",
        wrong=f'<externalRef {_RNG} href="https://example.org/tei.rng"/>',
        right=f'<element {_RNG} name="TEI"><text/></element>',
        section="RELAX NG 4.6",
    ),
    "grammar.too-ambiguous": Code(
        E,
        "the schema allows too many ways to read a document",
        "Several <element>s of one name may stand at the same place, and which is meant shows only "
        "in what follows; where such choices lie in each other, there are more ways than can be "
        "followed. The document is not validated. Give the elements different names, or put "
        "them together into one definition.",
        wrong="""<interleave>\n<element name="seg"><attribute name="n"/></element>
<choice>\n<element name="w"><empty/></element>
<interleave>\n<element name="seg"><attribute name="type"/></element>
<choice> … forty more such choices … </choice>\n</interleave>\n</choice>\n</interleave>""",
        right="""<zeroOrMore>\n<choice>\n<element name="w"><empty/></element>
<element name="seg">\n<optional><attribute name="n"/></optional>
<optional><attribute name="type"/></optional>\n</element>\n</choice>\n</zeroOrMore>""",
        section="RELAX NG 6.3",
    ),
    "grammar.undefined": Code(
        E,
        "the schema refers to something it does not define",
        "A <ref> names a definition that is in none of the files of the schema: it is misspelt, "
        "or a file that should be included is not. Define it, correct the name, or include the "
        "file.",
        wrong=f'<grammar {_RNG}>\n<start><ref name="TIE"/></start>\n{_DEFINED}\n</grammar>',
        right=f'<grammar {_RNG}>\n<start><ref name="TEI"/></start>\n{_DEFINED}\n</grammar>',
        section="RELAX NG 4.18",
    ),
    "grammar.unreadable": Code(
        E,
        "the schema cannot be read",
        "There is no such file, you may not read it, or it is not well-formed XML; the message "
        "tells which. Documents are not validated until it is there. The path counts from the "
        "folder of edition.toml.",
        wrong=f'<grammar {_RNG}>\n<include href="missing.rng"/>\n</grammar>',
        right=f'<grammar {_RNG}>\n<start><ref name="TEI"/></start>\n{_DEFINED}\n</grammar>',
        section="RELAX NG 3",
    ),
}
