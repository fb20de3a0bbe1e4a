"""The TEI names whose behaviour the readers must know: blocks, containers, breaks, own flows.

These sets come from the content models of the TEI Guidelines (appendix C), widened where real
files write text into what should hold elements only: a name missing here costs a space or a
line, never a word.
"""

from __future__ import annotations

from siglum.source.namespaces import TEI


def names(*words: str) -> frozenset[str]:
    """TEI element names, given as words separated by blanks -> their Clark names."""
    return frozenset(f"{{{TEI}}}{name}" for word in words for name in word.split())


#: Content models without text: white space directly inside them is the encoder's layout.
ELEMENT_ONLY = names(
    "TEI teiCorpus text group floatingText front body back facsimile sourceDoc standOff surface",
    "div div1 div2 div3 div4 div5 div6 div7 lg list table row sp spGrp castList castGroup",
    "app rdgGrp ruby listApp listWit choice subst cit epigraph titlePage docTitle address figure",
    "listBibl biblStruct monogr analytic imprint series listPerson listPlace listOrg listEvent",
    "listNym listObject listRelation person place org event nym object personGrp particDesc",
    "location respStmt postscript argument entry entryFree form gramGrp sense msDesc",
    "msIdentifier msContents msItem physDesc objectDesc supportDesc layoutDesc handDesc history",
    "additional adminInfo listTranspose listChange revisionDesc fileDesc titleStmt editionStmt",
    "publicationStmt seriesStmt notesStmt sourceDesc encodingDesc profileDesc teiHeader langUsage",
    "textClass keywords correspDesc correspAction correspContext interpGrp spanGrp linkGrp",
)

#: Elements that begin and end a line of their own: white space beside them is layout.
BLOCKS = names(
    "TEI teiCorpus text group floatingText front body back facsimile sourceDoc standOff surface",
    "div div1 div2 div3 div4 div5 div6 div7 head p ab lg l list item row cell table sp speaker",
    "castList castGroup castItem titlePage docTitle titlePart docAuthor docImprint docDate",
    "opener closer salute signed dateline byline trailer epigraph argument postscript address",
    "addrLine figure figDesc listBibl listPerson listPlace listOrg listEvent person place org",
    "event listApp listWit witness u annotationBlock entry entryFree superEntry sense eg egXML",
    "floatingText divGen line zone post msDesc msIdentifier msContents msItem physDesc",
    "history additional",
)

#: Elements whose text is no part of the running text around them.
OWN_FLOW = names("note noteGrp annotation rdg witDetail figDesc index")

#: Milestones, which may stand inside a word (`@break="no"`, TEI Guidelines 3.11.3).
BREAKS = names("lb pb cb gb milestone")

#: Empty elements that are shown as something: a space on each side of them is a space.
STANDING = names("gap space ptr g graphic media binaryObject date time")

#: Elements whose white space is the author's own.
PRESERVED = names("eg code formula") | {"{http://www.tei-c.org/ns/Examples}egXML"}

#: Elements with an address of their own, and what their part of an identifier is called.
ADDRESSED = {
    f"{{{TEI}}}{name}": part
    for name, part in {
        **{f"div{n}": f"div{n}" for n in ("", *"1234567")},
        **{
            name: name
            for name in (
                "p ab lg l head list item figure table row sp stage u quote cit pb cb gb "
                "milestone trailer note app choice titlePage opener closer argument epigraph "
                "postscript post person place org event bibl biblStruct entry castItem line "
                "seg s lb text msItem floatingText zone surface entryFree witness front back"
            ).split()
        },
    }.items()
}

#: Addressed only where the encoder gave a number: there are too many of them to count.
ADDRESSED_BY_NUMBER = names("seg s lb w row bibl line zone pb cb gb milestone text witness")
