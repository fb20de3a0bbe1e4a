"""Codes of findings about how others find a text: references, letters, facsimiles."""

from __future__ import annotations

from siglum.codes.kinds import Code, Severity

I, W = Severity.INFO, Severity.WARNING  # noqa: E741 - severities, read as letters in the table

CITING: dict[str, Code] = {
    # cit: numbers to cite by
    "cit.no-delim": Code(
        W,
        "two parts of a reference run together",
        "An inner citeStructure has no @delim, so that nothing stands between the reference of the "
        "passage around and its own part: chapter 1, section 12 and chapter 11, section 2 would "
        "both be «112». Give it a @delim, such as a full stop.",
        wrong=(
            '<refsDecl>\n  <citeStructure unit="chapter" match="//body/div" use="@n">\n'
            '    <citeStructure unit="section" match="p" use="@n"/>\n  </citeStructure>\n'
            '</refsDecl>\n<div n="1"><p n="12">lorem</p></div>'
        ),
        right=(
            '<refsDecl>\n  <citeStructure unit="chapter" match="//body/div" use="@n">\n'
            '    <citeStructure unit="section" match="p" use="@n" delim="."/>\n'
            '  </citeStructure>\n</refsDecl>\n<div n="1"><p n="12">lorem</p></div>'
        ),
        section="17.2.5.4",
    ),
    "cit.no-value": Code(
        W,
        "a passage has nothing to cite it by",
        "The element is one of those that @match of a citeStructure finds, but what @use asks for "
        "is not there or empty, so that it and what lies in it has no reference. Number it, or let "
        "@match leave it out.",
        wrong=(
            '<refsDecl><citeStructure unit="line" match="//l" use="@n"/></refsDecl>\n'
            '<lg><l n="1">lorem</l><l>ipsum</l></lg>'
        ),
        right=(
            '<refsDecl><citeStructure unit="line" match="//l" use="@n"/></refsDecl>\n'
            '<lg><l n="1">lorem</l><l n="2">ipsum</l></lg>'
        ),
        section="17.2.5.4",
    ),
    "cit.nothing": Code(
        W,
        "a reference system finds nothing in the text",
        "No element matches the citeStructure, or the text has none of the milestones that the "
        "refState elements name, so that nothing can be cited in this way. Look whether the text "
        "is encoded otherwise than the header says.",
        wrong=(
            '<refsDecl><citeStructure unit="book" match="//div1" use="@n"/></refsDecl>\n'
            '<div n="1"><p>lorem</p></div>'
        ),
        right=(
            '<refsDecl><citeStructure unit="book" match="//body/div" use="@n"/></refsDecl>\n'
            '<div n="1"><p>lorem</p></div>'
        ),
        section="2.3.6",
    ),
    "cit.path": Code(
        W,
        "an XPath of a reference system cannot be used",
        "The expression is no XPath 2, finds something that is no element where elements are "
        "asked for, or uses what is not run here: functions that open files, and those with "
        "regular expressions. In a citeStructure names without a prefix are TEI names.",
        wrong=(
            '<refsDecl><citeStructure unit="line" match="//l[@n" use="@n"/></refsDecl>\n'
            '<lg><l n="1">lorem</l></lg>'
        ),
        right=(
            '<refsDecl><citeStructure unit="line" match="//l[@n]" use="@n"/></refsDecl>\n'
            '<lg><l n="1">lorem</l></lg>'
        ),
        section="17.2.5.4",
    ),
    "cit.pattern": Code(
        W,
        "a cRefPattern cannot be used",
        "@matchPattern is no regular expression, or @replacementPattern asks for a group that it "
        "does not have; one of the two may be missing. References that it is made for lead "
        "nowhere.",
        wrong=(
            '<refsDecl>\n  <cRefPattern matchPattern="([0-9]+"\n'
            "      replacementPattern=\"#xpath(//l[@n='$1'])\"/>\n</refsDecl>\n"
            '<lg><l n="1">lorem</l></lg>'
        ),
        right=(
            '<refsDecl>\n  <cRefPattern matchPattern="([0-9]+)"\n'
            "      replacementPattern=\"#xpath(//l[@n='$1'])\"/>\n</refsDecl>\n"
            '<lg><l n="1">lorem</l></lg>'
        ),
        section="2.3.6.2",
    ),
    "cit.same-reference": Code(
        W,
        "two passages have the same reference",
        "What the header declares gives one reference to two places, so that a citation fits both. "
        "The first one keeps it; the second has no reference of its own. Correct the number, or "
        "declare a level that tells them apart.",
        wrong=(
            '<refsDecl><citeStructure unit="line" match="//l" use="@n"/></refsDecl>\n'
            '<lg><l n="1">lorem</l></lg>\n<lg><l n="1">ipsum</l></lg>'
        ),
        right=(
            '<refsDecl><citeStructure unit="stanza" match="//lg" use="position()">\n'
            '  <citeStructure unit="line" match="l" use="@n" delim="."/>\n'
            "</citeStructure></refsDecl>\n"
            '<lg><l n="1">lorem</l></lg>\n<lg><l n="1">ipsum</l></lg>'
        ),
        section="17.2.5.4",
    ),
    "cit.two-references": Code(
        I,
        "one passage has two references",
        "Two ways through the structures of the header lead to the same element. Both references "
        "lead there, and the passage is cited by the later one. Often an outer @match also finds "
        "what lies within its own matches: say //body/div rather than //div.",
        wrong=(
            '<refsDecl><citeStructure unit="part" match="//div" use="@n">\n'
            '  <citeStructure unit="line" match=".//l" use="@n" delim="."/>\n'
            "</citeStructure></refsDecl>\n"
            '<div n="1"><div n="2"><l n="7">lorem</l></div></div>'
        ),
        right=(
            '<refsDecl><citeStructure unit="part" match="//body/div" use="@n">\n'
            '  <citeStructure unit="line" match=".//l" use="@n" delim="."/>\n'
            "</citeStructure></refsDecl>\n"
            '<div n="1"><div n="2"><l n="7">lorem</l></div></div>'
        ),
        section="17.2.5.4",
    ),
    "cit.unresolved": Code(
        W,
        "a canonical reference leads nowhere",
        "No cRefPattern of the header matches the value of @cRef, or the place that it stands for "
        "is not in the text. Where @decls names a refsDecl, only the patterns of that one are "
        "tried. The reference is shown as plain words.",
        wrong=(
            '<refsDecl>\n  <cRefPattern matchPattern="v\\.([0-9]+)"\n'
            "      replacementPattern=\"#xpath(//l[@n='$1'])\"/>\n</refsDecl>\n"
            '<lg><l n="1">lorem</l></lg>\n<p>See <ref cRef="v.7">below</ref>.</p>'
        ),
        right=(
            '<refsDecl>\n  <cRefPattern matchPattern="v\\.([0-9]+)"\n'
            "      replacementPattern=\"#xpath(//l[@n='$1'])\"/>\n</refsDecl>\n"
            '<lg><l n="1">lorem</l></lg>\n<p>See <ref cRef="v.1">above</ref>.</p>'
        ),
        section="17.2.5",
    ),
    # facs: pictures and facsimiles
    "facs.no-size": Code(
        I,
        "the size of a picture is not known",
        "A IIIF manifest tells the size of each page in pixels. siglum reads it from files that "
        "lie beside the source, else from @width and @height of the graphic, else from the "
        "coordinates of the surface. Where all of these are missing, the manifest leaves the page "
        "out.",
        wrong=(
            '<facsimile><surface><graphic url="https://example.org/12r.jpg"/></surface></facsimile>'
        ),
        right=(
            '<facsimile><surface>\n  <graphic url="https://example.org/12r.jpg" width="2400px" '
            'height="3600px"/>\n</surface></facsimile>'
        ),
        section="12.1",
    ),
    # letter: letters
    "letter.end-missing": Code(
        I,
        "a letter has no sender or no recipient",
        "The correspDesc has no name in a correspAction of the type sent, or of the type received. "
        "In the CMIF file that end of the letter is «Unknown», so that a search for its persons "
        "does not find it. If nobody knows who it was, nothing is wrong.",
        wrong=(
            '<correspDesc>\n  <correspAction type="sent"><persName>Ann</persName>'
            "</correspAction>\n</correspDesc>"
        ),
        right=(
            '<correspDesc>\n  <correspAction type="sent"><persName>Ann</persName>'
            '</correspAction>\n  <correspAction type="received"><persName>Bob</persName>'
            "</correspAction>\n</correspDesc>"
        ),
        section="2.4.6",
    ),
}
