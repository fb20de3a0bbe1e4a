"""The names of TEI that an auditor must know: blocks, containers, what is no part of the text.

Made from the content models of the Guidelines (appendix C), and on purpose not shared with the
rest of siglum: a name that is missing there must not be missing here too.
"""

from __future__ import annotations

from lxml import etree

TEI = "http://www.tei-c.org/ns/1.0"
T = f"{{{TEI}}}"
EXAMPLE = "{http://www.tei-c.org/ns/Examples}egXML"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def is_element(node: etree._Element) -> bool:
    """Whether a node is an element: no comment, no processing instruction."""
    return isinstance(node.tag, str)


def tags(words: str) -> frozenset[str]:
    """Names separated by blanks -> tags in the namespace of TEI."""
    return frozenset(f"{T}{word}" for word in words.split())


APP, LEM, RDG, GROUP = f"{T}app", f"{T}lem", f"{T}rdg", f"{T}rdgGrp"
CHOICE, DETAIL, WIT, HEADER = f"{T}choice", f"{T}witDetail", f"{T}wit", f"{T}teiHeader"
WITNESS, LIST_WIT = f"{T}witness", f"{T}listWit"
NOTES = tags("note noteGrp")
#: Where a witness has text again, and where it has none any more.
COMES, GOES = tags("lacunaEnd witStart"), tags("lacunaStart witEnd")
BORDERS = COMES | GOES

#: Elements that end and begin a line of their own wherever they stand.
BLOCKS = tags(
    "TEI text group front body back div div1 div2 div3 div4 div5 div6 div7 head p ab lg l list"
    " item label row cell table sp speaker stage castList castGroup castItem titlePage docTitle"
    " titlePart docAuthor docImprint docDate opener closer salute signed dateline byline trailer"
    " epigraph argument postscript address addrLine figure figDesc listBibl bibl listPerson"
    " listPlace listOrg listEvent person place org event listApp listWit witness u"
    " floatingText quote cit desc birth death occupation msDesc"
    " standOff listRelation relation note line zone surface surfaceGrp facsimile sourceDoc"
    " entry entryFree sense msItem msContents physDesc history additional msPart"
    " spGrp set prologue epilogue imprimatur docEdition divGen annotationBlock post egXML eg"
)
#: Of those, the ones that may stand in a sentence, and what sentences stand in.
_IN_SENTENCES = tags("quote cit bibl desc stage label")
_SENTENCES = tags("p ab l lem rdg note seg hi foreign q quote emph title s")


def is_block(node: etree._Element) -> bool:
    """Whether an element ends the line before it and its own last one."""
    if node.tag not in BLOCKS:
        return False
    parent = node.getparent()
    if node.tag not in _IN_SENTENCES or parent is None or parent.tag not in _SENTENCES:
        return True
    return any(child.tag in BLOCKS - _IN_SENTENCES for child in node)


#: Content models without text: white space there is layout.
ELEMENT_ONLY = tags(
    "TEI text group front body back div div1 div2 div3 div4 div5 div6 div7 lg list table row"
    " sp castList castGroup app rdgGrp listApp listWit choice subst cit epigraph titlePage docTitle"
    " ruby address figure listBibl biblStruct monogr analytic imprint series listPerson listPlace"
    " listOrg listEvent listRelation person place org event location postscript argument"
    " standOff facsimile sourceDoc surface surfaceGrp spGrp msDesc msContents msItem physDesc"
    " history additional entry sense form gramGrp msIdentifier respStmt"
)
#: Of those, the ones whose parts a reader must see apart: a space between them is no mistake.
APART = tags(
    "cit biblStruct monogr analytic imprint series location respStmt msIdentifier altIdentifier"
    " address person personGrp place org event object nym interpGrp spanGrp dimensions biblFull"
    " fileDesc titleStmt editionStmt publicationStmt seriesStmt notesStmt sourceDesc relatedItem"
    " form gramGrp superEntry entry entryFree hom dictScrap row relation recording objectIdentifier"
)
#: Not words of the text.
SILENT = tags("index binaryObject fs link linkGrp join joinGrp timeline alt altGrp anchor")
BREAKS = tags("lb pb cb gb milestone")
#: Breaks that are shown with their number.
NUMBERED_BREAKS = tags("pb cb gb milestone")
#: The blocks that decide how the lines of the words in them are counted.
HOLDING = (BLOCKS - tags("desc birth death occupation quote cit bibl")) | tags(
    "incipit explicit rubric finalRubric colophon textLang"
)
DATED = tags("date birth death floruit time origDate")
#: Of the sides of a choice, those that stand in the text.
SHOWN = tags("corr reg expan")
#: Here a note is a fact among others.
RECORDS = tags("person personGrp place org event object nym")
DIVISIONS = tags("div div1 div2 div3 div4 div5 div6 div7")
