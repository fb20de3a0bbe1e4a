"""Codes of what is found in documents: pointers, hands, pictures, languages, characters."""

from __future__ import annotations

from siglum.codes.kinds import Code, Severity

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741


def _document(header: str, body: str, editor: str = "<editor>Anna Novak</editor>") -> str:
    """A whole file, for what depends on its header."""
    return (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0">\n<teiHeader><fileDesc>\n'
        f"<titleStmt><title>Letters</title>{editor}</titleStmt>\n"
        "<publicationStmt><p>unpublished</p></publicationStmt>\n"
        f"<sourceDesc><p>one manuscript</p></sourceDesc>\n</fileDesc>{header}</teiHeader>\n"
        f"<text><body>{body}</body></text>\n</TEI>"
    )


DOCUMENTS: dict[str, Code] = {
    # change, hand, resp, cert: who did what
    "cert.without-resp": Code(
        I,
        "a certainty that nobody vouches for",
        "@cert says how sure somebody is, and neither the element nor the header says who: there "
        "is no editor, author or respStmt, and no @resp. Name in the header who made the text.",
        _document("", '<p>in <supplied cert="low">principio</supplied></p>', editor=""),
        _document("", '<p>in <supplied cert="low">principio</supplied></p>'),
        "1.3.1.1.4",
    ),
    "change.undeclared": Code(
        W,
        "@change names a stage that is not described",
        "@change points to a <change> of the header (in <creation>, as a stage of the writing, or "
        "in the <revisionDesc>), and there is none with that xml:id. Correct the pointer, or "
        "describe the stage.",
        _document("", '<p>the <add change="#pencil">old</add> house</p>'),
        _document(
            "<profileDesc><creation><listChange>\n"
            '<change xml:id="pencil">Revision in pencil.</change>\n'
            "</listChange></creation></profileDesc>",
            '<p>the <add change="#pencil">old</add> house</p>',
        ),
        "12.7",
    ),
    "hand.undeclared": Code(
        W,
        "@hand names a hand that is not described",
        "@hand points to the description of a hand, and no element has that xml:id. What the hand "
        "wrote is published, but nobody learns whose hand it is. Correct the pointer, or describe "
        "the hand in a <handNote> of the header.",
        '<handNotes><handNote xml:id="scribe">The main hand.</handNote></handNotes>\n'
        '<p>in <add hand="#scrib">illo</add> tempore</p>',
        '<handNotes><handNote xml:id="scribe">The main hand.</handNote></handNotes>\n'
        '<p>in <add hand="#scribe">illo</add> tempore</p>',
        "12.3.2.1",
    ),
    "resp.undeclared": Code(
        W,
        "@resp names nobody",
        "@resp points to whoever is responsible, and no element has that xml:id. Correct the "
        "pointer, or name the person in a <respStmt> or <editor> of the header, with that xml:id.",
        '<respStmt xml:id="novak"><resp>editor</resp><name>Anna Novak</name></respStmt>\n'
        '<p>in <supplied resp="#nowak">illo</supplied> tempore</p>',
        '<respStmt xml:id="novak"><resp>editor</resp><name>Anna Novak</name></respStmt>\n'
        '<p>in <supplied resp="#novak">illo</supplied> tempore</p>',
        "1.3.1.1.4",
    ),
    "resp.source-undeclared": Code(
        W,
        "@source names a work that is not listed",
        "@source points to the work that something is taken from, and no element has that xml:id. "
        "A reading would be shown with the bare name. Correct the pointer, or add the work to a "
        "bibliography.",
        '<listBibl><bibl xml:id="mommsen">Th. Mommsen, Berlin 1870</bibl></listBibl>\n'
        '<p><quote source="#momsen">in illo tempore</quote></p>',
        '<listBibl><bibl xml:id="mommsen">Th. Mommsen, Berlin 1870</bibl></listBibl>\n'
        '<p><quote source="#mommsen">in illo tempore</quote></p>',
        "3.3.3",
    ),
    # cit: numbers that readers cite by
    "cit.duplicate-n": Code(
        I,
        "two lines or divisions have the same number",
        "Within one division two verses, or side by side two divisions of one kind, have the same "
        "@n, so that a citation fits both. Correct one of the numbers. Lines that are parts of "
        "one verse say so with @part.",
        '<div><lg><l n="1">Arma</l><l n="2">cano</l><l n="2">primus</l></lg></div>',
        '<div><lg><l n="1">Arma</l><l n="2">cano</l><l n="3">primus</l></lg></div>',
        "3.11",
    ),
    "cit.gap": Code(
        I,
        "numbers of lines leave one out",
        "The verses of the division are numbered one by one, and at this place a number is "
        "skipped. That is sound where the verse is lost or stands elsewhere; otherwise correct "
        "the numbers that follow.",
        '<div><lg><l n="1">a</l><l n="2">b</l><l n="3">c</l><l n="4">d</l><l n="5">e</l>'
        '\n<l n="6">f</l><l n="7">g</l><l n="8">h</l><l n="9">i</l><l n="10">k</l>'
        '<l n="12">l</l></lg></div>',
        '<div><lg><l n="1">a</l><l n="2">b</l><l n="3">c</l><l n="4">d</l><l n="5">e</l>'
        '\n<l n="6">f</l><l n="7">g</l><l n="8">h</l><l n="9">i</l><l n="10">k</l>'
        '<l n="11">l</l></lg></div>',
        "3.11",
    ),
    # facs: pictures
    "facs.missing-file": Code(
        E,
        "a picture is not there",
        "A graphic names a file that does not lie where @url says, seen from the source file. "
        "The page shows the caption and names the missing file. Put the picture there, or correct "
        "the address.",
        '<figure><graphic url="pictures/folio-1.jpg"/></figure>',
        '<figure><graphic url="pictures/folio-1r.jpg"/></figure>',
        "3.10",
    ),
    "facs.embedded": Code(
        W,
        "a picture in the text cannot be shown",
        "A <binaryObject> holds the bytes of a picture, in base64. siglum shows PNG, JPEG, GIF and "
        "WebP of up to 10 million bytes, told by their first bytes, not by @mimeType. Save the "
        "picture as a file beside the source, and point to it with <graphic>.",
        '<figure><binaryObject mimeType="image/png">aGVsbG8=</binaryObject></figure>',
        '<figure><graphic url="pictures/seal.png"/></figure>',
        "3.10",
    ),
    "facs.zone-dangling": Code(
        W,
        "@facs names no surface and no zone",
        "@facs begins with # and points to a part of a picture that the document does not have. "
        "The text is published without that link. Correct the pointer, or add the <surface> or "
        "<zone> to the <facsimile>.",
        '<facsimile><surface xml:id="f7"/></facsimile>\n<p>in <pb facs="#page7" n="7"/>illo</p>',
        '<facsimile><surface xml:id="f7"/></facsimile>\n<p>in <pb facs="#f7" n="7"/>illo</p>',
        "12.1",
    ),
    # lang: languages
    "lang.invalid": Code(
        W,
        "a language that browsers do not know",
        "xml:lang takes a tag of BCP 47: a language (la, grc), then, where needed, a script "
        "(-Latn), a country (-GB) and a private part (-x-…). Other words are ignored by browsers "
        "and screen readers, and by siglum's choice of hyphenation and direction.",
        '<p>he said <foreign xml:lang="greek">λόγος</foreign></p>',
        '<p>he said <foreign xml:lang="grc">λόγος</foreign></p>',
        "BCP 47 (RFC 5646)",
    ),
    "lang.long-code": Code(
        I,
        "a language is written with three letters instead of two",
        "BCP 47 knows each language by its shortest code. siglum understands the longer one and "
        "publishes the shorter; other programs may not. Write the shorter one in the source too.",
        '<p>he said <foreign xml:lang="lat">verbum</foreign></p>',
        '<p>he said <foreign xml:lang="la">verbum</foreign></p>',
        "BCP 47 (RFC 5646), 2.2.1",
    ),
    "lang.undeclared": Code(
        I,
        "a language that the header does not list",
        "The <langUsage> of the header lists the languages of the document, and this one is not "
        "among them: a slip, or a language to be added.",
        '<langUsage><language ident="la">Latin</language></langUsage>\n'
        '<p xml:lang="la">dixit <foreign xml:lang="grc">λόγος</foreign></p>',
        '<langUsage><language ident="la">Latin</language><language ident="grc">Greek</language>'
        '\n</langUsage>\n<p xml:lang="la">dixit <foreign xml:lang="grc">λόγος</foreign></p>',
        "2.4.2",
    ),
    # ptr: pointers
    "ptr.bare-word": Code(
        I,
        "a word stands where a pointer belongs",
        "The attribute holds pointers: #anna for an element of this document, an address for "
        "everything else. A bare word is read as the name of a file. Nothing is linked. Write "
        "the # and give the element that xml:id, or use an attribute for words, such as @type.",
        '<p><persName ref="anna">Anna</persName> came.</p>',
        '<p><persName xml:id="anna">Anna</persName> came. <persName ref="#anna">She</persName> '
        "spoke.</p>",
        "17.1",
    ),
    "ptr.cycle": Code(
        E,
        "elements point to each other in a circle",
        "An element is said to be a copy of one that contains it or is its copy again, or to be "
        "continued by one that comes before it in the same chain. No order and no text can come of "
        "that. Find the pointer that leads back, and correct it.",
        '<p><seg xml:id="s1" next="#s2">a</seg> <seg xml:id="s2" next="#s1">b</seg></p>',
        '<p><seg xml:id="s1" next="#s2">a</seg> <seg xml:id="s2" prev="#s1">b</seg></p>',
        "17.6",
    ),
    "ptr.dangling": Code(
        W,
        "a pointer leads nowhere",
        "The value begins with # and names an xml:id that no element of the document has. The "
        "words are published without a link. Correct the pointer, or give the element meant that "
        "xml:id. Where it stands in another file, the file must be named: names.xml#anna.",
        '<p xml:id="praefatio"><ref target="#prefatio">above</ref></p>',
        '<p xml:id="praefatio"><ref target="#praefatio">above</ref></p>',
        "17.1",
    ),
    "ptr.file-missing": Code(
        W,
        "a pointer names a file that is not there",
        "The path, seen from the source file, leads to no file. The words are published without a "
        "link. Correct the path, or add the file to the edition.",
        '<p><ref target="leter-2.xml">the next letter</ref></p>',
        '<p><ref target="letter-2.xml">the next letter</ref></p>',
        "17.1",
    ),
    "ptr.hash-missing": Code(
        W,
        "a pointer lacks its number sign",
        "An element of the document has this xml:id, but without # the value means a file of that "
        "name, and nothing is linked. Write the # before it.",
        '<p><persName xml:id="anna">Anna</persName> came. <persName ref="anna">She</persName> '
        "spoke.</p>",
        '<p><persName xml:id="anna">Anna</persName> came. <persName ref="#anna">She</persName> '
        "spoke.</p>",
        "17.1",
    ),
    "ptr.id-missing": Code(
        W,
        "a pointer into another file leads nowhere",
        "The file is there, but nothing in it has that xml:id. The words are published without a "
        "link to it. Correct the part after the #, or add the xml:id over there.",
        '<p><ref target="letter-2.xml#gretings">the next letter</ref></p>',
        '<p><ref target="letter-2.xml#greetings">the next letter</ref></p>',
        "17.1",
    ),
    "ptr.prefix-bad-pattern": Code(
        W,
        "the pattern of a prefix cannot be used",
        "A <prefixDef> says by a regular expression what its pointers look like, and this one is "
        "none, or its replacement asks for a group in parentheses that the pattern does not have. "
        "Pointers with that prefix are not followed. A plain pattern is (.+) with $1 in the "
        "replacement.",
        '<listPrefixDef><prefixDef ident="bib" matchPattern="([a-z]+"\n'
        'replacementPattern="https://example.org/$1"/></listPrefixDef>',
        '<listPrefixDef><prefixDef ident="bib" matchPattern="([a-z]+)"\n'
        'replacementPattern="https://example.org/$1"/></listPrefixDef>',
        "17.2.3",
    ),
    "ptr.prefix-undeclared": Code(
        W,
        "a private prefix is not declared",
        "The pointer begins with a word and a colon, as web addresses do, but the word is no "
        "scheme of the web, and no <prefixDef> of the header says what it stands for. Nothing is "
        "linked. Declare it there; the pattern tells how the full address is made.",
        '<p>as <ref target="bib:mommsen">Mommsen</ref> saw</p>',
        '<listPrefixDef><prefixDef ident="bib" matchPattern="(.+)"\n'
        'replacementPattern="https://example.org/works/$1"/></listPrefixDef>\n'
        '<p>as <ref target="bib:mommsen">Mommsen</ref> saw</p>',
        "17.2.3",
    ),
    "ptr.prefix-unmatched": Code(
        W,
        "a pointer does not fit the pattern of its prefix",
        "The prefix is declared, but what follows the colon is not what its @matchPattern "
        "describes: it must fit as a whole. Nothing is linked. Correct the pointer, or widen the "
        "pattern.",
        '<listPrefixDef><prefixDef ident="bib" matchPattern="([a-z]+)"\n'
        'replacementPattern="https://example.org/$1"/></listPrefixDef>\n'
        '<p>as <ref target="bib:mommsen1870">Mommsen</ref> saw</p>',
        '<listPrefixDef><prefixDef ident="bib" matchPattern="([a-z]+[0-9]*)"\n'
        'replacementPattern="https://example.org/$1"/></listPrefixDef>\n'
        '<p>as <ref target="bib:mommsen1870">Mommsen</ref> saw</p>',
        "17.2.3",
    ),
    "ptr.scheme-forbidden": Code(
        W,
        "an address that cannot be published",
        "Links that begin with javascript:, data: or file: are taken out of what is published: "
        "they would run a program at the reader's, or lead to a folder of your own computer. Give "
        "the address on the web, or a path that starts from the source file.",
        '<p><ref target="file:///home/anna/letter.xml">the letter</ref></p>',
        '<p><ref target="https://example.org/letter.xml">the letter</ref></p>',
        "17.1",
    ),
    "ptr.self": Code(
        I,
        "an element points to itself",
        "An element cannot be its own copy, its own continuation or its own counterpart. Probably "
        "the number in the pointer is that of the neighbour. Correct it, or take the attribute "
        "out.",
        '<p><seg xml:id="s1" next="#s1">a</seg> <seg xml:id="s2">b</seg></p>',
        '<p><seg xml:id="s1" next="#s2">a</seg> <seg xml:id="s2">b</seg></p>',
        "17.6",
    ),
    "ptr.wrong-target": Code(
        W,
        "a pointer leads to the wrong kind of element",
        "The xml:id is there, but it is that of an element that cannot be meant: a speaker who is "
        "a paragraph, a hand that is a book, a change that is a person. Correct the pointer; two "
        "things may have got names that are too much alike.",
        '<p xml:id="anna">Of Anna.</p><sp who="#anna"><p>I come.</p></sp>',
        '<listPerson><person xml:id="anna"><persName>Anna</persName></person></listPerson>\n'
        '<sp who="#anna"><p>I come.</p></sp>',
        "17.1",
    ),
    "rendition.dangling": Code(
        W,
        "@rendition names no style",
        "@rendition points to a <rendition> of the header, which says in CSS how something looks, "
        "and there is none with that xml:id. It is shown as if the attribute were not there. "
        "Correct the pointer, or describe the style.",
        '<p>in <hi rendition="#red">rubro</hi></p>',
        '<tagsDecl><rendition xml:id="red" scheme="css">color: red</rendition></tagsDecl>\n'
        '<p>in <hi rendition="#red">rubro</hi></p>',
        "2.3.4",
    ),
    # span: what begins here and ends elsewhere
    "span.dangling": Code(
        W,
        "the end of a passage is missing",
        "@spanTo names the element where the passage ends (mostly an <anchor>), and no element has "
        "that xml:id: nobody can tell how far the addition or deletion goes. Correct the "
        "pointer, or set the anchor.",
        '<p>in <delSpan spanTo="#end1"/>illo tempore<anchor xml:id="end2"/> erat</p>',
        '<p>in <delSpan spanTo="#end2"/>illo tempore<anchor xml:id="end2"/> erat</p>',
        "12.3.1.4",
    ),
    "span.reversed": Code(
        E,
        "a passage ends before it begins",
        "@spanTo must lead to an element further on in the text. Here it leads backwards or to "
        "the element itself. Exchange the two, or correct the pointer.",
        '<p>in <anchor xml:id="end1"/>illo <delSpan spanTo="#end1"/>tempore erat</p>',
        '<p>in <delSpan spanTo="#end1"/>illo <anchor xml:id="end1"/>tempore erat</p>',
        "12.3.1.4",
    ),
    # text: characters
    "text.bidi-control": Code(
        W,
        "an invisible sign changes the direction of writing",
        "Such signs come along when text is copied from word processors and web pages. They turn "
        "the order of what is shown, so that you see another text than the one in the file. Take "
        "them out, and mark the passage with xml:lang, or with the <bdo> and <hi> of the "
        "encoding. In Arabic or Hebrew they may be needed, and are only mentioned.",
        "<p>in \u202eillo\u202c tempore</p>",
        "<p>in illo tempore</p>",
        "Unicode Standard Annex 9",
    ),
    "text.control": Code(
        W,
        "a control character stands in the text",
        "Characters from U+0080 to U+009F show nothing. As a rule they are curly quotation marks, "
        "dashes or accents of an old Windows file that was read in the wrong encoding. Put in "
        "the characters meant.",
        "<p>in \u0093illo\u0094 tempore</p>",
        "<p>in \u201cillo\u201d tempore</p>",
        "XML 1.0, 2.2",
    ),
    "text.invisible": Code(
        W,
        "an invisible character stands in the text",
        "Soft hyphens, zero-width spaces and byte order marks come along when text is copied. "
        "They split words for every search and make equal readings differ. Take them out; "
        'a word that is divided in the source has a <lb break="no"/>.',
        "<p>in tem\u00adpore</p>",
        "<p>in tempore</p>",
        "3.2.2",
    ),
    "text.mojibake": Code(
        W,
        "letters were read in the wrong encoding",
        "Pairs such as \u00c3\u00a9 or \u00e2\u20ac\u2122 arise when UTF-8 is opened as if it were "
        "Western European text, and saved. Restore the file from before that, or replace each "
        "pair by the letter that the finding names.",
        "<p>le caf\u00c3\u00a9</p>",
        "<p>le caf\u00e9</p>",
        "UTF-8 (RFC 3629)",
    ),
    "text.no-rule": Code(
        I,
        "an element has no rule of its own",
        "siglum knows how most elements of TEI should look. The words of all others are shown as "
        "they stand, in a line or as a paragraph, so that nothing is lost; the element is named "
        "here so that you can look at it. If plain words are enough, nothing needs doing. If not, "
        "an edition may have a rule of its own: a file xslt/html.xsl that imports builtin:html.xsl "
        "and has a template for the element (guide, chapter 9). `siglum explain --elements` lists "
        "the rules.",
        '<p>See <specDesc key="app">the entry</specDesc>.</p>',
        '<p>See <ref target="#entry">the entry</ref>.</p>',
        "22.1",
    ),
    "text.not-nfc": Code(
        W,
        "letters are composed in two ways",
        "Many letters can be written as one character or as a letter and a mark after it. They "
        "look alike, but searches and comparisons of readings take them for two. TEI and the web "
        "use the composed form (NFC). Any good editor or `uconv -x nfc` converts a file.",
        "<p>le cafe\u0301</p>",
        "<p>le caf\u00e9</p>",
        "Unicode Standard Annex 15",
    ),
    "text.pua": Code(
        I,
        "a private character is not described",
        "Code points for private use mean what a font makes of them; readers without that font "
        'see a box. Describe the character in a <charDecl> of the header and write <g ref="#…"/>, '
        "or use the one that Unicode has by now.",
        "<p>rex \ue8b7 dux</p>",
        '<charDecl><char xml:id="et"><desc>Tironian et</desc></char></charDecl>\n'
        '<p>rex <g ref="#et">et</g> dux</p>',
        "5.5",
    ),
    "text.replacement": Code(
        W,
        "a character was lost",
        "The sign \ufffd stands where a program could not read a character. What it was is no "
        "longer in the file: look it up in the source, or in an older copy.",
        "<p>in ill\ufffd tempore</p>",
        "<p>in illo tempore</p>",
        "Unicode Standard, 23.8",
    ),
}
