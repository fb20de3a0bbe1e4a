"""Codes of what is found where entries are tied to the text: @from, @to and @loc."""

from __future__ import annotations

from siglum.codes.kinds import Code, Severity

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741

RANGES: dict[str, Code] = {
    "app.from-dangling": Code(
        E,
        "an entry begins nowhere",
        "@from of the entry names an xml:id that no element of the document has, so that siglum "
        "cannot tell to which words it belongs and shows it where it stands in the source. "
        "Correct the pointer, or put an <anchor> with that xml:id before the words.",
        wrong=(
            '<p>Arma <anchor xml:id="a1"/>virumque<anchor xml:id="a2"/> cano, '
            '<anchor xml:id="a3"/>Troiae\n'
            '<anchor xml:id="a4"/> qui primus</p>\n'
            '<listApp><app from="#a9" to="#a2"><lem>virumque</lem><rdg wit="#A">viros'
            "</rdg></app></listApp>"
        ),
        right=(
            '<p>Arma <anchor xml:id="a1"/>virumque<anchor xml:id="a2"/> cano, '
            '<anchor xml:id="a3"/>Troiae\n'
            '<anchor xml:id="a4"/> qui primus</p>\n'
            '<listApp><app from="#a1" to="#a2"><lem>virumque</lem><rdg wit="#A">viros'
            "</rdg></app></listApp>"
        ),
        section="13.2.2",
    ),
    "app.lem-not-in-base": Code(
        W,
        "a lemma is not what stands in the text",
        "The words of the <lem> are not those between the two ends of its entry, or not in the "
        "line that @loc names, although the other lemmata of the document fit. Case, punctuation "
        "and white space do not count, and words may be left out in the middle (arma … cano). "
        "Correct the lemma, the text, or the place of the entry.",
        wrong=(
            '<p>Arma <anchor xml:id="a1"/>virumque<anchor xml:id="a2"/> cano, '
            '<anchor xml:id="a3"/>Troiae\n'
            '<anchor xml:id="a4"/> qui primus</p>\n'
            '<listApp><app from="#a1" to="#a2"><lem>virosque</lem><rdg wit="#A">viros'
            "</rdg></app></listApp>"
        ),
        right=(
            '<p>Arma <anchor xml:id="a1"/>virumque<anchor xml:id="a2"/> cano, '
            '<anchor xml:id="a3"/>Troiae\n'
            '<anchor xml:id="a4"/> qui primus</p>\n'
            '<listApp><app from="#a1" to="#a2"><lem>virumque</lem><rdg wit="#A">viros'
            "</rdg></app></listApp>"
        ),
        section="13.2",
    ),
    "app.loc-ambiguous": Code(
        W,
        "an entry names a line that is there several times",
        "Several lines of the text have the number that @loc gives, and neither a lemma nor the "
        "division that the entry stands in tells them apart. siglum takes the first of them that "
        "comes after the line of the entry before. Write the number of the division, page or face "
        'too (loc="2.1"), or put the entries of each part into a list with its @corresp.',
        wrong=(
            '<div n="1"><lg><l n="1">Arma virumque cano, Troiae</l>\n'
            '<l n="2">Italiam fato profugus</l></lg></div>\n'
            '<div n="2"><lg><l n="1">conticuere omnes</l></lg></div>\n'
            '<listApp><app loc="1"><note>in a new hand</note></app></listApp>'
        ),
        right=(
            '<div n="1"><lg><l n="1">Arma virumque cano, Troiae</l>\n'
            '<l n="2">Italiam fato profugus</l></lg></div>\n'
            '<div n="2"><lg><l n="1">conticuere omnes</l></lg></div>\n'
            '<listApp><app loc="2.1"><note>in a new hand</note></app></listApp>'
        ),
        section="13.2.1",
    ),
    "app.loc-order": Code(
        I,
        "an entry is not in the order of the text",
        "Entries of one list follow the lines of the text, and this one goes back to an earlier "
        "line than the entry before it. siglum prints entries in the order of the text. Move the "
        "entry, or correct @loc.",
        wrong=(
            '<lg><l n="1">Arma virumque cano, Troiae</l>\n'
            '<l n="2">Italiam fato profugus</l>\n'
            '<l n="3">litora, multum ille</l></lg>\n'
            '<listApp><app loc="2"><lem>fato</lem><rdg wit="#A">fatis</rdg></app>\n'
            '<app loc="1"><lem>cano</lem><rdg wit="#A">canto</rdg></app>\n'
            '<app loc="3"><lem>multum</lem><rdg wit="#A">multa</rdg></app></listApp>'
        ),
        right=(
            '<lg><l n="1">Arma virumque cano, Troiae</l>\n'
            '<l n="2">Italiam fato profugus</l>\n'
            '<l n="3">litora, multum ille</l></lg>\n'
            '<listApp><app loc="1"><lem>cano</lem><rdg wit="#A">canto</rdg></app>\n'
            '<app loc="2"><lem>fato</lem><rdg wit="#A">fatis</rdg></app>\n'
            '<app loc="3"><lem>multum</lem><rdg wit="#A">multa</rdg></app></listApp>'
        ),
        section="13.2.1",
    ),
    "app.loc-unresolved": Code(
        W,
        "an entry names a line that is not there",
        "No line, paragraph, stanza, division or page of the document has the number (@n) that "
        "@loc gives, so that siglum cannot tell where the entry belongs and shows it where it "
        "stands in the source. Correct @loc, or number the line.",
        wrong=(
            '<lg><l n="1">Arma virumque cano, Troiae</l>\n'
            '<l n="2">Italiam fato profugus</l>\n'
            '<l n="3">litora, multum ille</l></lg>\n'
            '<listApp><app loc="1"><lem>cano</lem><rdg wit="#A">canto</rdg></app>\n'
            '<app loc="2"><lem>fato</lem><rdg wit="#A">fatis</rdg></app>\n'
            '<app loc="3"><lem>multum</lem><rdg wit="#A">multa</rdg></app>\n'
            '<app loc="33"><lem>ille</lem><rdg wit="#A">illa</rdg></app></listApp>'
        ),
        right=(
            '<lg><l n="1">Arma virumque cano, Troiae</l>\n'
            '<l n="2">Italiam fato profugus</l>\n'
            '<l n="3">litora, multum ille</l></lg>\n'
            '<listApp><app loc="1"><lem>cano</lem><rdg wit="#A">canto</rdg></app>\n'
            '<app loc="2"><lem>fato</lem><rdg wit="#A">fatis</rdg></app>\n'
            '<app loc="3"><lem>multum</lem><rdg wit="#A">multa</rdg></app>\n'
            '<app loc="3"><lem>ille</lem><rdg wit="#A">illa</rdg></app></listApp>'
        ),
        section="13.2.1",
    ),
    "app.no-from": Code(
        W,
        "nothing says to which words an entry belongs",
        "The other entries are tied to the text by @from and @to, and this one, which stands "
        "outside the text, has neither of them and no @loc. Readers cannot tell which words it "
        "speaks of. Add @from and @to.",
        wrong=(
            '<p>Arma <anchor xml:id="a1"/>virumque<anchor xml:id="a2"/> cano, '
            '<anchor xml:id="a3"/>Troiae\n'
            '<anchor xml:id="a4"/> qui primus</p>\n'
            '<listApp><app from="#a1" to="#a2"><lem>virumque</lem><rdg wit="#A">viros'
            "</rdg></app>\n"
            '<app from="#a3" to="#a4"><lem>Troiae</lem><rdg wit="#A">Troia</rdg></app>\n'
            '<app from="#a2" to="#a3"><lem>cano</lem><rdg wit="#A">canto</rdg></app>\n'
            '<app from="#a1" to="#a3"><lem>virumque cano</lem><rdg wit="#A">viros canto'
            "</rdg></app>\n"
            '<app><lem>primus</lem><rdg wit="#A">primum</rdg></app></listApp>'
        ),
        right=(
            '<p>Arma <anchor xml:id="a1"/>virumque<anchor xml:id="a2"/> cano, '
            '<anchor xml:id="a3"/>Troiae\n'
            '<anchor xml:id="a4"/> qui primus</p>\n'
            '<listApp><app from="#a1" to="#a2"><lem>virumque</lem><rdg wit="#A">viros'
            "</rdg></app>\n"
            '<app from="#a3" to="#a4"><lem>Troiae</lem><rdg wit="#A">Troia</rdg></app>\n'
            '<app from="#a2" to="#a3"><lem>cano</lem><rdg wit="#A">canto</rdg></app>\n'
            '<app from="#a1" to="#a3"><lem>virumque cano</lem><rdg wit="#A">viros canto'
            "</rdg></app></listApp>"
        ),
        section="13.2.2",
    ),
    "app.no-loc": Code(
        W,
        "nothing says to which line an entry belongs",
        "The other entries name their line by @loc, and this one, which stands outside the text, "
        "has neither @loc nor @from. Readers cannot tell which line it speaks of. Add @loc.",
        wrong=(
            '<lg><l n="1">Arma virumque cano, Troiae</l>\n'
            '<l n="2">Italiam fato profugus</l>\n'
            '<l n="3">litora, multum ille</l></lg>\n'
            '<listApp><app loc="1"><lem>cano</lem><rdg wit="#A">canto</rdg></app>\n'
            '<app loc="1"><lem>Troiae</lem><rdg wit="#A">Troia</rdg></app>\n'
            '<app loc="2"><lem>fato</lem><rdg wit="#A">fatis</rdg></app>\n'
            '<app loc="3"><lem>multum</lem><rdg wit="#A">multa</rdg></app>\n'
            '<app><lem>ille</lem><rdg wit="#A">illa</rdg></app></listApp>'
        ),
        right=(
            '<lg><l n="1">Arma virumque cano, Troiae</l>\n'
            '<l n="2">Italiam fato profugus</l>\n'
            '<l n="3">litora, multum ille</l></lg>\n'
            '<listApp><app loc="1"><lem>cano</lem><rdg wit="#A">canto</rdg></app>\n'
            '<app loc="1"><lem>Troiae</lem><rdg wit="#A">Troia</rdg></app>\n'
            '<app loc="2"><lem>fato</lem><rdg wit="#A">fatis</rdg></app>\n'
            '<app loc="3"><lem>multum</lem><rdg wit="#A">multa</rdg></app>\n'
            '<app loc="3"><lem>ille</lem><rdg wit="#A">illa</rdg></app></listApp>'
        ),
        section="13.2.1",
    ),
    "app.overlap": Code(
        I,
        "two entries overlap",
        "Each of two entries begins or ends inside the words of the other. That is sound, and one "
        "of the reasons to tie entries to the text by two ends; but such an apparatus cannot be "
        "turned into parallel segmentation without dividing one of them.",
        wrong=(
            '<p>Arma <anchor xml:id="a1"/>virumque <anchor xml:id="a3"/>cano'
            '<anchor xml:id="a2"/>, Troiae<anchor xml:id="a4"/></p>\n'
            '<listApp><app from="#a1" to="#a2"><lem>virumque cano</lem>'
            '<rdg wit="#A">viros cano</rdg></app>\n'
            '<app from="#a3" to="#a4"><lem>cano, Troiae</lem><rdg wit="#A">cano</rdg>'
            "</app></listApp>"
        ),
        right=(
            '<p>Arma <anchor xml:id="a1"/>virumque <anchor xml:id="a3"/>cano'
            '<anchor xml:id="a2"/>, Troiae<anchor xml:id="a4"/></p>\n'
            '<listApp><app from="#a1" to="#a3"><lem>virumque</lem><rdg wit="#A">viros'
            "</rdg></app>\n"
            '<app from="#a3" to="#a4"><lem>cano, Troiae</lem><rdg wit="#A">cano</rdg>'
            "</app></listApp>"
        ),
        section="13.2.2",
    ),
    "app.pointer-scheme": Code(
        W,
        "the end of an entry is written in a way that siglum does not follow",
        "@from and @to may lead to any element of the same document: #id, or by schemes of "
        "XPointer to letters in it: #string-range(id,0,8). Paths such as #xpath(…), more letters "
        "than the element has, other files and addresses of the network are not followed, and an "
        "id without # is not a pointer (siglum takes it as one all the same). Put an <anchor> into "
        "the text and point to it.",
        wrong=(
            '<p>Arma <anchor xml:id="a1"/>virumque<anchor xml:id="a2"/> cano, '
            '<anchor xml:id="a3"/>Troiae\n'
            '<anchor xml:id="a4"/> qui primus</p>\n'
            '<listApp><app from="#string-range(a1,0,8)"><lem>virumque</lem>'
            '<rdg wit="#A">viros</rdg></app></listApp>'
        ),
        right=(
            '<p>Arma <anchor xml:id="a1"/>virumque<anchor xml:id="a2"/> cano, '
            '<anchor xml:id="a3"/>Troiae\n'
            '<anchor xml:id="a4"/> qui primus</p>\n'
            '<listApp><app from="#a1" to="#a2"><lem>virumque</lem><rdg wit="#A">viros'
            "</rdg></app></listApp>"
        ),
        section="13.2.2",
    ),
    "app.range-crosses-text": Code(
        W,
        "an entry begins in one text and ends in another",
        "@from and @to lie in two different <text> elements, or in two parts of different kind "
        "such as the text and its translation. No words stand between them that any reading could "
        "replace. Correct one of the two.",
        wrong=(
            '<div type="edition"><p>Arma <anchor xml:id="a1"/>virumque'
            '<anchor xml:id="a2"/> cano</p></div>\n'
            '<div type="translation"><p>I sing of arms <anchor xml:id="a5"/>and the man'
            "</p></div>\n"
            '<div type="apparatus"><listApp><app from="#a1" to="#a5"><lem>virumque</lem>\n'
            '<rdg wit="#A">viros</rdg></app></listApp></div>'
        ),
        right=(
            '<div type="edition"><p>Arma <anchor xml:id="a1"/>virumque'
            '<anchor xml:id="a2"/> cano</p></div>\n'
            '<div type="translation"><p>I sing of arms <anchor xml:id="a5"/>and the man'
            "</p></div>\n"
            '<div type="apparatus"><listApp><app from="#a1" to="#a2"><lem>virumque</lem>\n'
            '<rdg wit="#A">viros</rdg></app></listApp></div>'
        ),
        section="13.2.2",
    ),
    "app.range-duplicate": Code(
        W,
        "two entries speak of the same words",
        "Two entries have the same @from, @to and @type. Readers find the readings of one place "
        "in two entries, and a witness may stand in both. Bring them together in one entry, or "
        "tell their types apart.",
        wrong=(
            '<p>Arma <anchor xml:id="a1"/>virumque<anchor xml:id="a2"/> cano, '
            '<anchor xml:id="a3"/>Troiae\n'
            '<anchor xml:id="a4"/> qui primus</p>\n'
            '<listApp><app from="#a1" to="#a2"><lem>virumque</lem><rdg wit="#A">viros'
            "</rdg></app>\n"
            '<app from="#a1" to="#a2"><lem>virumque</lem><rdg wit="#A">virum</rdg></app>'
            "</listApp>"
        ),
        right=(
            '<p>Arma <anchor xml:id="a1"/>virumque<anchor xml:id="a2"/> cano, '
            '<anchor xml:id="a3"/>Troiae\n'
            '<anchor xml:id="a4"/> qui primus</p>\n'
            '<listApp><app from="#a1" to="#a2"><lem>virumque</lem><rdg wit="#A">viros'
            "</rdg></app>\n"
            '<app from="#a3" to="#a4"><lem>Troiae</lem><rdg wit="#A">Troia</rdg></app>'
            "</listApp>"
        ),
        section="13.2.2",
    ),
    "app.range-empty": Code(
        W,
        "an entry has a lemma, but no words in the text",
        "Nothing stands between the places that @from and @to lead to, although the <lem> has "
        "words. Put the two anchors around these words. (An entry for an addition may have two "
        "ends with nothing between them, and an empty lemma.)",
        wrong=(
            '<p>Arma <anchor xml:id="a1"/><anchor xml:id="a2"/>virumque cano</p>\n'
            '<listApp><app from="#a1" to="#a2"><lem>virumque</lem><rdg wit="#A">viros'
            "</rdg></app></listApp>"
        ),
        right=(
            '<p>Arma <anchor xml:id="a1"/>virumque<anchor xml:id="a2"/> cano</p>\n'
            '<listApp><app from="#a1" to="#a2"><lem>virumque</lem><rdg wit="#A">viros'
            "</rdg></app></listApp>"
        ),
        section="13.2.2",
    ),
    "app.range-in-apparatus": Code(
        W,
        "an entry speaks of a note or a reading",
        "@from or @to leads into a <note>, a <rdg> or a list of entries, which are no part of the "
        "running text, so that the entry cannot be tied to words of it. Move the anchor, or put "
        "the entry beside what it speaks of.",
        wrong=(
            '<p>Arma <anchor xml:id="a1"/>virumque<note>cf. <anchor xml:id="a2"/>Homer'
            "</note> cano</p>\n"
            '<listApp><app from="#a1" to="#a2"><lem>virumque</lem><rdg wit="#A">viros'
            "</rdg></app></listApp>"
        ),
        right=(
            '<p>Arma <anchor xml:id="a1"/>virumque<anchor xml:id="a2"/><note>cf. Homer'
            "</note> cano</p>\n"
            '<listApp><app from="#a1" to="#a2"><lem>virumque</lem><rdg wit="#A">viros'
            "</rdg></app></listApp>"
        ),
        section="13.2.2",
    ),
    "app.range-reversed": Code(
        E,
        "an entry ends before it begins",
        "In the text, the place that @to leads to stands before the one of @from. Usually the two "
        "values are exchanged. Correct them.",
        wrong=(
            '<p>Arma <anchor xml:id="a1"/>virumque<anchor xml:id="a2"/> cano, '
            '<anchor xml:id="a3"/>Troiae\n'
            '<anchor xml:id="a4"/> qui primus</p>\n'
            '<listApp><app from="#a2" to="#a1"><lem>virumque</lem><rdg wit="#A">viros'
            "</rdg></app></listApp>"
        ),
        right=(
            '<p>Arma <anchor xml:id="a1"/>virumque<anchor xml:id="a2"/> cano, '
            '<anchor xml:id="a3"/>Troiae\n'
            '<anchor xml:id="a4"/> qui primus</p>\n'
            '<listApp><app from="#a1" to="#a2"><lem>virumque</lem><rdg wit="#A">viros'
            "</rdg></app></listApp>"
        ),
        section="13.2.2",
    ),
    "app.to-dangling": Code(
        E,
        "an entry ends nowhere",
        "@to of the entry names an xml:id that no element of the document has, so that siglum "
        "cannot tell where its words end. Correct the pointer, or put an <anchor> with that "
        "xml:id after the words.",
        wrong=(
            '<p>Arma <anchor xml:id="a1"/>virumque<anchor xml:id="a2"/> cano, '
            '<anchor xml:id="a3"/>Troiae\n'
            '<anchor xml:id="a4"/> qui primus</p>\n'
            '<listApp><app from="#a1" to="#a9"><lem>virumque</lem><rdg wit="#A">viros'
            "</rdg></app></listApp>"
        ),
        right=(
            '<p>Arma <anchor xml:id="a1"/>virumque<anchor xml:id="a2"/> cano, '
            '<anchor xml:id="a3"/>Troiae\n'
            '<anchor xml:id="a4"/> qui primus</p>\n'
            '<listApp><app from="#a1" to="#a2"><lem>virumque</lem><rdg wit="#A">viros'
            "</rdg></app></listApp>"
        ),
        section="13.2.2",
    ),
    "app.to-without-from": Code(
        W,
        "an entry has an end and no beginning",
        "@to says where the words of an entry end and needs a @from, which says where they begin. "
        "Add @from. If the entry stands in the text itself, with its words in its <lem>, it needs "
        "neither.",
        wrong=(
            '<p>Arma <app to="#x"><lem>virumque</lem><rdg wit="#A">viros</rdg></app>'
            '<anchor xml:id="x"/> cano</p>'
        ),
        right=('<p>Arma <app><lem>virumque</lem><rdg wit="#A">viros</rdg></app> cano</p>'),
        section="13.2.2",
    ),
}
