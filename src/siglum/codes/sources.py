"""Codes of what reading finds: ids, encodings, XML that is none, includes."""

from __future__ import annotations

from siglum.codes.kinds import Code, Severity

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741


def _file(
    body: str, prolog: str = "", root: str = '<TEI xmlns="http://www.tei-c.org/ns/1.0">'
) -> str:
    """A whole file as short as can be, for what depends on its first lines."""
    name = root.strip("<>").partition(" ")[0]
    return (
        f"{prolog}\n{root}\n"
        "<teiHeader><fileDesc>\n"
        "  <titleStmt><title>Letters</title></titleStmt>\n"
        "  <publicationStmt><p>unpublished</p></publicationStmt>\n"
        "  <sourceDesc><p>one manuscript</p></sourceDesc>\n"
        "</fileDesc></teiHeader>\n"
        f"<text><body>{body}</body></text>\n"
        f"</{name}>"
    ).lstrip()


SOURCES: dict[str, Code] = {
    # id: identifiers
    "id.duplicate": Code(
        E,
        "two elements have the same xml:id",
        "An xml:id names one element of a document, the parts it includes among them. siglum reads "
        "the document all the same: pointers lead to the first element of that name. Give the "
        "other one another xml:id and see which of the two each pointer means.",
        wrong='<p xml:id="p1">lorem</p>\n<p xml:id="p1">ipsum</p>',
        right='<p xml:id="p1">lorem</p>\n<p xml:id="p2">ipsum</p>',
        section="1.3.1.1.1",
    ),
    "id.duplicate-in-edition": Code(
        W,
        "two documents have the same xml:id",
        "The xml:id of <TEI> is the document's name in addresses and citations. The second one is "
        "published under the name of its file instead, which changes when the first one goes. "
        "Often a file was copied to begin a new one. Give each document an xml:id of its own.",
        wrong=(
            '<!-- letter-1.xml -->\n<TEI xml:id="letter"> … </TEI>\n'
            '<!-- letter-2.xml -->\n<TEI xml:id="letter"> … </TEI>'
        ),
        right=(
            '<!-- letter-1.xml -->\n<TEI xml:id="letter-1"> … </TEI>\n'
            '<!-- letter-2.xml -->\n<TEI xml:id="letter-2"> … </TEI>'
        ),
    ),
    "id.page-clash": Code(
        W,
        "two xml:ids give the same address",
        "Addresses keep letters and digits, full stops, hyphens and underscores of an id; names of "
        "files also lose accents and must differ in more than capitals, since many systems take "
        "A.html and a.html for one file. The second one gets a number, which may move to another "
        "when the text changes. Let the ids differ in more.",
        '<div xml:id="Liber1"><p>a</p></div><div xml:id="liber1"><p>b</p></div>',
        '<div xml:id="Liber1"><p>a</p></div><div xml:id="Liber2"><p>b</p></div>',
        "1.3.1.1.1",
    ),
    "id.invalid": Code(
        E,
        "an xml:id is no name",
        "An xml:id begins with a letter or an underscore; letters of any script, digits, full "
        "stops, hyphens and underscores may follow, but no blank, colon, slash or number sign. "
        "The element is published with the id as written, and pointers may miss it. Correct it, "
        "or take out an empty one.",
        wrong='<p xml:id="1st">lorem</p>',
        right='<p xml:id="first">lorem</p>',
        section="1.3.1.1.1",
    ),
    # source: what reading finds
    "source.empty": Code(
        E,
        "the file is empty",
        "Nothing, or nothing but white space, stands in the file. Restore it from a copy, or take "
        "it out of the edition.",
        wrong="$ ls -s tei/\n 0 letter-1.xml\n12 letter-2.xml",
        right="$ cp backup/letter-1.xml tei/\n$ ls -s tei/\n16 letter-1.xml\n12 letter-2.xml",
    ),
    "source.encoding": Code(
        E,
        "the characters of the file cannot be read",
        "siglum reads UTF-8, UTF-16 with a byte order mark, ISO-8859-1 to -16 and the Windows "
        "code pages 1250 to 1258. Either the file names another encoding in its first line, or "
        "it holds bytes that are no characters in the one it names; without a name that is UTF-8. "
        "Save it as UTF-8, or name its true encoding in the first line.",
        wrong=_file("<p>lorem</p>", '<?xml version="1.0" encoding="UTF-7"?>'),
        right=_file("<p>lorem</p>", '<?xml version="1.0" encoding="UTF-8"?>'),
        section="XML 1.0, section 4.3.3",
    ),
    "source.entity-assumed": Code(
        W,
        "a named character comes from a DTD that is not read",
        "siglum reads no DTD beside the file. The names of the common character sets, such as "
        "&eacute; or &mdash;, are known to it and taken as what they usually mean. Write the "
        "characters themselves, and nothing has to be assumed.",
        wrong=_file("<p>le caf&eacute;</p>", '<!DOCTYPE TEI SYSTEM "tei.dtd">'),
        right=_file("<p>le café</p>"),
        section="XML 1.0, section 4.1",
    ),
    "source.entity-bomb": Code(
        E,
        "entities grow beyond measure",
        "Entities declared in the file name each other in such a way that a few lines become "
        "gigabytes, or go round in a circle. Such a file is refused. Declare short entities only, "
        "or write what they stand for.",
        wrong=_file(
            "<p>&chorus;</p>",
            '<!DOCTYPE TEI [<!ENTITY chorus "&verse;"> <!ENTITY verse "&chorus;">]>',
        ),
        right=_file(
            "<p>&chorus;</p>",
            '<!DOCTYPE TEI [<!ENTITY chorus "Eia &verse;"> <!ENTITY verse "amasti">]>',
        ),
        section="XML 1.0, section 4.1",
    ),
    "source.entity-unknown": Code(
        E,
        "an entity comes from a DTD that is not read",
        "siglum reads no DTD beside the file and opens no file through an entity. The reference "
        "stands in the text as it is written in the source. Write what it means, declare it in "
        "the DOCTYPE of the file itself, or bring in another file with XInclude.",
        wrong=_file("<p>printed by &printer;</p>", '<!DOCTYPE TEI SYSTEM "names.dtd">'),
        right=_file(
            "<p>printed by &printer;</p>", '<!DOCTYPE TEI [<!ENTITY printer "Aldus Manutius">]>'
        ),
        section="XML 1.0, section 4.1",
    ),
    "source.fragment": Code(
        W,
        "the file is a part of a document",
        "Its root is a TEI element, but not <TEI> or <teiCorpus>: a division, a page, a register. "
        "siglum puts the smallest possible document around it and publishes that. If the part is "
        "included by another file, leave it out of the sources; if it stands for itself, give it "
        "<TEI> and a <teiHeader>.",
        wrong=(
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<div xmlns="http://www.tei-c.org/ns/1.0">\n'
            "  <p>lorem</p>\n"
            "</div>"
        ),
        right=_file("<div><p>lorem</p></div>", '<?xml version="1.0" encoding="UTF-8"?>'),
        section="4",
    ),
    "source.missing": Code(
        E,
        "a source cannot be opened",
        "There is no file of that name, or the system cannot open it. Look at the path, at "
        "capitals, and at the folder that siglum is started in (or that -C names).",
        wrong=(
            "# edition.toml names a file through a link that leads nowhere\n"
            "$ ls tei/\n"
            "letter-1.xml -> ../drafts/letter-1.xml"
        ),
        right="$ cp drafts/letter-1.xml tei/",
    ),
    "source.no-namespace": Code(
        W,
        "a TEI document without the TEI namespace",
        "The root is called <TEI> or <teiCorpus>, but nothing says that TEI is meant. siglum "
        "reads it as if the namespace stood there; other programs will not. Write "
        '<TEI xmlns="http://www.tei-c.org/ns/1.0">.',
        wrong=_file("<p>lorem</p>", root="<TEI>"),
        right=_file("<p>lorem</p>"),
        section="4",
    ),
    "source.no-permission": Code(
        E,
        "a source may not be read",
        "The rights of the file, or of a folder above it, keep you from reading it. Change them, "
        "for instance with chmod u+r FILE, or ask its owner.",
        wrong="$ ls -l tei/letter-1.xml\n--w------- 1 anna anna 4096 letter-1.xml",
        right="$ chmod u+r tei/letter-1.xml",
    ),
    "source.not-a-file": Code(
        E,
        "a source is no plain file",
        "A folder, a pipe or a device stands where a file is expected. Name the TEI files "
        "themselves; write what comes from a pipe to a file first.",
        wrong="$ siglum check /dev/stdin < tei/letter-1.xml",
        right="$ siglum check tei/letter-1.xml",
    ),
    "source.not-tei": Code(
        E,
        "the file is XML, but not TEI",
        "Its root element is neither <TEI> nor <teiCorpus> nor any other element in the TEI "
        "namespace. Schemas, stylesheets and web pages often lie beside an edition: leave them "
        "out of the sources. If it is TEI after all, declare the namespace in the root element.",
        wrong=(
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<html xmlns="http://www.w3.org/1999/xhtml">\n'
            "  <body><p>lorem</p></body>\n"
            "</html>"
        ),
        right=_file("<p>lorem</p>", '<?xml version="1.0" encoding="UTF-8"?>'),
        section="4",
    ),
    "source.not-xml": Code(
        E,
        "the file is not well-formed XML",
        "The place given is where reading had to stop; the slip is there or shortly before. Only "
        "the first one is told, because most others follow from it. Frequent ones: an end tag "
        "that is missing or misspelt, & written for &amp;, < written for &lt;, a quotation mark "
        "that is missing, an entity that is declared nowhere, a file that was cut off.",
        wrong="<p>Tea & biscuits</p>",
        right="<p>Tea &amp; biscuits</p>",
        section="v.1",
    ),
    "source.p4": Code(
        W,
        "the document is TEI P4",
        "Its root is <TEI.2> or <teiCorpus.2>, as in the Guidelines up to 2002. siglum reads it "
        "as P5: names of the root, ids, languages and pointers are brought up to date in memory, "
        "other changes are not made. Convert the file for good, for instance with the TEI "
        "Stylesheets.",
        wrong=_file('<p id="p1">lorem</p>', root="<TEI.2>"),
        right=_file('<p xml:id="p1">lorem</p>'),
        section="4",
    ),
    "source.too-deep": Code(
        E,
        "elements are nested too deep",
        "More than 256 elements stand inside each other. Texts do not need that; often an element "
        "is opened again and again and never closed. Find it and close it.",
        wrong="<p><hi><hi><hi><hi>and so on, more than 256 times</hi></hi></hi></hi></p>",
        right="<p><hi>once</hi> and <hi>again</hi></p>",
    ),
    "source.too-large": Code(
        E,
        "a source is too large",
        "The file exceeds what siglum reads in one piece (64 MB), or one text, comment, attribute "
        "or name in it is longer than 10 MB. Divide the edition into several documents; keep "
        "pictures and sound in files of their own.",
        wrong="$ ls -sh tei/\n81M all-letters.xml",
        right="$ ls -sh tei/\n40M letters-1.xml\n41M letters-2.xml",
    ),
    # xi: XInclude
    "xi.cycle": Code(
        E,
        "a file includes itself",
        "The file, or the part of it that is included, lies around the include itself, directly "
        "or by way of other files. The include is left out. Take out one of the includes that "
        "lead back.",
        wrong=(
            '<div xmlns:xi="http://www.w3.org/2001/XInclude">\n'
            '  <xi:include href="text.xml"/>\n'
            "</div>"
        ),
        right=(
            '<div xmlns:xi="http://www.w3.org/2001/XInclude">\n'
            '  <xi:include href="appendix.xml"/>\n'
            "</div>"
        ),
        section="XInclude 1.0, section 4.2.7",
    ),
    "xi.fallback": Code(
        I,
        "a fallback stands in for what is included",
        "What the include names cannot be had, and the content of its <xi:fallback> is published "
        "instead. That may be just what you want.",
        wrong=(
            '<div xmlns:xi="http://www.w3.org/2001/XInclude">\n'
            '  <xi:include href="apendix.xml">\n'
            "    <xi:fallback><p>The appendix is to follow.</p></xi:fallback>\n"
            "  </xi:include>\n"
            "</div>"
        ),
        right=(
            '<div xmlns:xi="http://www.w3.org/2001/XInclude">\n'
            '  <xi:include href="appendix.xml">\n'
            "    <xi:fallback><p>The appendix is to follow.</p></xi:fallback>\n"
            "  </xi:include>\n"
            "</div>"
        ),
        section="XInclude 1.0, section 4.4",
    ),
    "xi.missing": Code(
        E,
        "an included file does not exist",
        "@href counts from the folder of the file that holds the include. The rest of the "
        "document is published without the part. Correct @href, put the file there, or add an "
        "<xi:fallback>.",
        wrong=(
            '<div xmlns:xi="http://www.w3.org/2001/XInclude">\n'
            '  <xi:include href="apendix.xml"/>\n'
            "</div>"
        ),
        right=(
            '<div xmlns:xi="http://www.w3.org/2001/XInclude">\n'
            '  <xi:include href="appendix.xml"/>\n'
            "</div>"
        ),
        section="XInclude 1.0, section 4.1",
    ),
    "xi.outside": Code(
        E,
        "an included file lies outside the edition",
        "siglum opens files in the folder of the edition only, links followed to where they lead; "
        "otherwise a text from a stranger could publish your private files. Move or copy the file "
        "into the folder.",
        wrong=(
            '<div xmlns:xi="http://www.w3.org/2001/XInclude">\n'
            '  <xi:include href="../other-edition/appendix.xml"/>\n'
            "</div>"
        ),
        right=(
            '<div xmlns:xi="http://www.w3.org/2001/XInclude">\n'
            '  <xi:include href="appendix.xml"/>\n'
            "</div>"
        ),
        section="XInclude 1.0, section 4.1",
    ),
    "xi.pointer": Code(
        E,
        "an include points to nothing",
        "@xpointer names no element of the included file, or is of a kind that siglum does not "
        "follow. It follows an xml:id, element(/1/2), xpointer(id('x')) and simple paths such as "
        "xpointer(//tei:div[@n='2']), with xmlns(tei=…) before them.",
        wrong=(
            '<div xmlns:xi="http://www.w3.org/2001/XInclude">\n'
            '  <xi:include href="letters.xml" xpointer="letter-two"/>\n'
            "</div>"
        ),
        right=(
            '<div xmlns:xi="http://www.w3.org/2001/XInclude">\n'
            '  <xi:include href="letters.xml" xpointer="letter-2"/>\n'
            "</div>"
        ),
        section="XInclude 1.0, section 4.2.3",
    ),
    "xi.remote": Code(
        W,
        "an include lies on the network",
        "siglum fetches nothing while it works: an edition shall come out the same tomorrow and "
        "without a connection. The document is published without the part. Save a copy beside "
        "the edition and include that.",
        wrong=(
            '<div xmlns:xi="http://www.w3.org/2001/XInclude">\n'
            '  <xi:include href="https://example.org/names.xml"/>\n'
            "</div>"
        ),
        right=(
            '<div xmlns:xi="http://www.w3.org/2001/XInclude">\n'
            '  <xi:include href="names.xml"/>\n'
            "</div>"
        ),
        section="XInclude 1.0, section 4.1",
    ),
    "xi.too-deep": Code(
        E,
        "includes are nested too deep",
        "More than 32 files include each other in a row, or elements come to stand inside each "
        "other more than 256 deep. The innermost include is left out. Include its part further "
        "up.",
        wrong=(
            "<!-- part-1.xml, which includes part-2.xml, and so on to part-40.xml -->\n"
            '<div xmlns:xi="http://www.w3.org/2001/XInclude">\n'
            "  <p>lorem</p>\n"
            '  <xi:include href="part-2.xml"/>\n'
            "</div>"
        ),
        right=(
            '<div xmlns:xi="http://www.w3.org/2001/XInclude">\n'
            '  <xi:include href="part-1.xml"/>\n'
            '  <xi:include href="part-2.xml"/>\n'
            "</div>"
        ),
    ),
    "xi.too-large": Code(
        E,
        "too much is included",
        "All that a document includes may not exceed what siglum reads in one piece (64 MB), nor "
        "20,000 includes. What follows is left out. Look for files that include each other "
        "several times over, or divide the edition into several documents.",
        wrong=(
            "<!-- in each of 5,000 entries -->\n"
            '<item xmlns:xi="http://www.w3.org/2001/XInclude">\n'
            '  <xi:include href="all-names.xml"/>\n'
            "</item>"
        ),
        right=(
            "<!-- in each of 5,000 entries -->\n"
            '<item><persName ref="all-names.xml#anna">Anna</persName></item>'
        ),
    ),
    "xi.unreadable": Code(
        E,
        "an included file cannot be read",
        "The file is there, but it is not well-formed XML (or no plain text, where text is "
        "included). The message tells where it goes wrong. The rest of the document is published "
        "without it.",
        wrong=(
            '<div xmlns:xi="http://www.w3.org/2001/XInclude">\n'
            '  <xi:include href="notes.txt"/>\n'
            "</div>"
        ),
        right=(
            '<div xmlns:xi="http://www.w3.org/2001/XInclude">\n'
            '  <p><xi:include href="notes.txt" parse="text"/></p>\n'
            "</div>"
        ),
        section="XInclude 1.0, section 4.3",
    ),
}
