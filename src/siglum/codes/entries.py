"""Codes of what is found in entries of the apparatus, and where they belong."""

from __future__ import annotations

from siglum.codes.kinds import Code, Severity

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741

#: Three entries that name every witness: from these a positive apparatus is known.
_POSITIVE = (
    '<p><app><lem wit="#A #B">arma</lem><rdg wit="#C">armis</rdg></app>\n'
    '<app><lem wit="#A #C">virum</lem><rdg wit="#B">viros</rdg></app>\n'
    '<app><lem wit="#B #C">cano</lem><rdg wit="#A">canam</rdg></app>\n'
)
_REST = "".join(
    f'<app><lem wit="#A #B">{lemma}</lem><rdg wit="#C">{reading}</rdg></app>\n'
    for lemma, reading in (
        ("Troiae", "troie"),
        ("qui", "que"),
        ("primus", "primum"),
        ("ab", "a"),
        ("oris", "horis"),
        ("fato", "facto"),
    )
)

ENTRIES: dict[str, Code] = {
    "app.depth": Code(
        I,
        "entries stand in each other many levels deep",
        "More than three levels of entries in readings of entries are hard to follow, in the "
        "source and in print. Shorter lemmata help, or entries that are attached to the text with "
        "@from and @to, which may overlap freely.",
        wrong="<p><app><lem>a <app><lem>b <app><lem>c <app><lem>d</lem><rdg>e</rdg></app></lem>\n"
        "<rdg>f</rdg></app></lem><rdg>g</rdg></app></lem><rdg>h</rdg></app></p>",
        right="<p>a <app><lem>b</lem><rdg>g</rdg></app> c <app><lem>d</lem><rdg>e</rdg></app></p>",
        section="13.2.3",
    ),
    "app.external-parallel": Code(
        E,
        "parallel segmentation is declared as external",
        "In parallel segmentation the readings stand in the text itself: that is what "
        'location="internal" means. External is an apparatus kept apart from the text. Write '
        '"internal", or declare the method that is really used.',
        wrong='<variantEncoding method="parallel-segmentation" location="external"/>\n'
        '<app><lem wit="#A">arma</lem><rdg wit="#B">armis</rdg></app>',
        right='<variantEncoding method="parallel-segmentation" location="internal"/>\n'
        '<app><lem wit="#A">arma</lem><rdg wit="#B">armis</rdg></app>',
        section="13.2",
    ),
    "app.group-and-member": Code(
        I,
        "a group and one of its members have different readings",
        "The siglum of a group stands for all its members, but one of them is cited for another "
        "reading of the same entry. siglum takes that one out of the group there. This is custom "
        "in many editions; nothing is wrong if it is meant.",
        wrong='<listWit><witness xml:id="alpha" type="group"><listWit>\n'
        '<witness xml:id="A">A</witness><witness xml:id="B">B</witness>'
        "</listWit></witness></listWit>\n"
        '<app><lem wit="#alpha">arma</lem><rdg wit="#B">armis</rdg></app>',
        right='<listWit><witness xml:id="alpha" type="group"><listWit>\n'
        '<witness xml:id="A">A</witness><witness xml:id="B">B</witness>'
        "</listWit></witness></listWit>\n"
        '<app><lem wit="#A">arma</lem><rdg wit="#B">armis</rdg></app>',
        section="13.1.4.3",
    ),
    "app.identical-readings": Code(
        W,
        "two readings of an entry are the same",
        "They have the same words, markup and type. Either they should be one, with the sigla of "
        "both, or one of them has been copied and not yet corrected.",
        wrong='<app><lem>arma</lem><rdg wit="#A">armis</rdg><rdg wit="#B">armis</rdg></app>',
        right='<app><lem>arma</lem><rdg wit="#A #B">armis</rdg></app>',
        section="13.1.2",
    ),
    "app.lem-only": Code(
        W,
        "a lemma stands alone",
        "The entry has a lemma, but no reading, no note and no source: it says nothing that the "
        "text does not say. Add what other witnesses read, or a note, or take the entry out and "
        "leave its words in the text.",
        wrong='<p><app><lem wit="#A #B">arma</lem></app> virumque</p>',
        right='<p><app><lem wit="#A">arma</lem><rdg wit="#B">armis</rdg></app> virumque</p>',
        section="13.1.1",
    ),
    "app.method-mismatch": Code(
        W,
        "the declared method is not the one in use",
        "The header declares how entries are tied to the text, but (nearly) all of them are "
        "encoded in another way. siglum reads each entry as it is; other programs go by the "
        "header. Correct <variantEncoding>.",
        wrong='<variantEncoding method="double-end-point" location="external"/>\n'
        '<app><lem wit="#A">arma</lem><rdg wit="#B">armis</rdg></app>',
        right='<variantEncoding method="parallel-segmentation" location="internal"/>\n'
        '<app><lem wit="#A">arma</lem><rdg wit="#B">armis</rdg></app>',
        section="13.2",
    ),
    "app.milestone-one-side": Code(
        I,
        "a page or line break stands in one reading only",
        "A break inside one reading is a break of the witnesses that have this reading; in the "
        "text of the others the page or line is never begun. Say whose page it is with @edRef, or "
        "set the break before the entry.",
        wrong='<p><app><lem>arma <pb n="2"/>virumque</lem><rdg wit="#B">arma virum</rdg></app></p>',
        right='<p><app><lem>arma <pb n="2" edRef="#A"/>virumque</lem>'
        '<rdg wit="#B">arma virum</rdg></app></p>',
        section="13.1.2",
    ),
    "app.mixed-levels": Code(
        W,
        "one reading is a paragraph or line, another bare words",
        "The readings of an entry stand in for each other, so they must be of one level: "
        "paragraphs beside paragraphs, words beside words. Else the text of some witness has words "
        "outside of any paragraph. Put the words into the same element, or the entry inside it.",
        wrong='<lg><app><lem wit="#A"><l>arma virumque cano</l></lem>'
        '<rdg wit="#B">arma cano</rdg></app></lg>',
        right='<lg><app><lem wit="#A"><l>arma virumque cano</l></lem>'
        '<rdg wit="#B"><l>arma cano</l></rdg></app></lg>',
        section="13.3",
    ),
    "app.multiple-lem": Code(
        E,
        "an entry has more than one lemma",
        "Only one reading can stand in the text. siglum takes the first <lem>; the others are "
        "listed as readings. Make them <rdg>, or divide the entry in two.",
        wrong='<app><lem wit="#A">arma</lem><lem wit="#B">armis</lem></app>',
        right='<app><lem wit="#A">arma</lem><rdg wit="#B">armis</rdg></app>',
        section="13.1.1",
    ),
    "app.nested-foreign-witness": Code(
        E,
        "an inner entry cites a witness that reads something else outside",
        "The entry stands inside a reading of another entry. There a witness is cited which, in "
        "the outer entry, has a different reading, so that it cannot have these words. Correct the "
        "sigla of one of the two entries.",
        wrong='<p><app><lem wit="#A #B">arma <app><lem wit="#A">virum</lem>\n'
        '<rdg wit="#C">viros</rdg></app></lem><rdg wit="#C">pugnas</rdg></app></p>',
        right='<p><app><lem wit="#A #B">arma <app><lem wit="#A">virum</lem>\n'
        '<rdg wit="#B">viros</rdg></app></lem><rdg wit="#C">pugnas</rdg></app></p>',
        section="13.2.3",
    ),
    "app.nested-missing-witness": Code(
        W,
        "an inner entry leaves out a witness of the reading around it",
        "In a positive apparatus every witness is named in every entry. This one stands inside a "
        "reading of certain witnesses, and one of them is not named. Add its siglum to the reading "
        "that it has, or take it away from the reading around.",
        wrong=_POSITIVE + _REST + '<app><lem wit="#A #B">et <app><lem wit="#A">ille</lem>\n'
        '<rdg resp="#A">illic</rdg></app></lem><rdg wit="#C">at</rdg></app></p>',
        right=_POSITIVE + _REST + '<app><lem wit="#A #B">et <app><lem wit="#A">ille</lem>\n'
        '<rdg wit="#B">illic</rdg></app></lem><rdg wit="#C">at</rdg></app></p>',
        section="13.2.3",
    ),
    "app.no-lem": Code(
        I,
        "an entry has readings but no lemma",
        "Nothing in the entry says which reading stands in the text. siglum prints the first "
        "reading in the text and shows all of them in the apparatus. Add a <lem>, or leave it so "
        "if the collation has no base text.",
        wrong='<p><app><lem wit="#A">arma</lem><rdg wit="#B">armis</rdg></app>\n'
        '<app><rdg wit="#A">virum</rdg><rdg wit="#B">viros</rdg></app></p>',
        right='<p><app><lem wit="#A">arma</lem><rdg wit="#B">armis</rdg></app>\n'
        '<app><lem wit="#A">virum</lem><rdg wit="#B">viros</rdg></app></p>',
        section="13.1.1",
    ),
    "app.no-reading": Code(
        W,
        "an entry is empty",
        "It has neither readings nor a note, and nothing of it can be shown. An entry may consist "
        "of a note alone. Write what the witnesses have, or take the entry out.",
        wrong="<p>arma <app/> virumque</p>",
        right="<p>arma <app><note>here the hand changes in B</note></app> virumque</p>",
        section="13.1.1",
    ),
    "app.no-variant-encoding": Code(
        I,
        "the header does not say how entries are encoded",
        "TEI asks for a <variantEncoding> in the header of an edition with an apparatus. siglum "
        "judges each entry by what it has and needs none; other programs and later editors may. "
        "The hint has the line to add.",
        wrong='<app><lem wit="#A">arma</lem><rdg wit="#B">armis</rdg></app>',
        right='<variantEncoding method="parallel-segmentation" location="internal"/>\n'
        '<app><lem wit="#A">arma</lem><rdg wit="#B">armis</rdg></app>',
        section="13.2",
    ),
    "app.single-reading": Code(
        W,
        "an entry has one reading and no lemma",
        "Nobody can tell what the reading departs from: siglum prints it in the text, as if all "
        "witnesses had it. Add the lemma, or make the reading the lemma and add what others have.",
        wrong='<p><app><rdg wit="#A">arma</rdg></app> virumque</p>',
        right='<p><app><lem>armis</lem><rdg wit="#A">arma</rdg></app> virumque</p>',
        section="13.1.1",
    ),
    "app.space-asymmetry": Code(
        W,
        "words run together in the text of a witness",
        "Spaces at the edges of a lemma part words of the text, but those at the edges of other "
        "readings are layout and vanish. Here a reading has a space at its edge, the lemma has "
        "none, and a word of the text follows at once: the two become one word for whoever has "
        "this reading. Set the space outside of the entry.",
        wrong='<p>vir<app><lem>um</lem><rdg wit="#B">orum </rdg></app>que cano</p>',
        right='<p>vir<app><lem>um</lem><rdg wit="#B">orum</rdg></app>que cano</p>',
        section="13.2.3",
    ),
    "app.type-unknown": Code(
        W,
        "the type of an entry is a word like no other",
        "The value of @type is declared by no category although most others are, or it is like a "
        "word that stands much more often: probably a slip of the pen. Correct it; if it is "
        "right, declare it by a <category> in the header.",
        wrong='<p><app type="variants"><lem>arma</lem><rdg wit="#A">armis</rdg></app>\n'
        '<app type="variants"><lem>virum</lem><rdg wit="#B">viros</rdg></app>\n'
        '<app type="variants"><lem>cano</lem><rdg wit="#C">canam</rdg></app>\n'
        '<app type="varaints"><lem>oris</lem><rdg wit="#C">horis</rdg></app></p>',
        right='<p><app type="variants"><lem>arma</lem><rdg wit="#A">armis</rdg></app>\n'
        '<app type="variants"><lem>virum</lem><rdg wit="#B">viros</rdg></app>\n'
        '<app type="variants"><lem>cano</lem><rdg wit="#C">canam</rdg></app>\n'
        '<app type="variants"><lem>oris</lem><rdg wit="#C">horis</rdg></app></p>',
        section="13.1.1",
    ),
    "app.witness-missing": Code(
        W,
        "an entry leaves out a witness that the others name",
        "In a positive apparatus every witness is named in every entry. This entry names it "
        "neither with the lemma nor with a reading, and it is not said to be in a lacuna. Add the "
        "siglum where it belongs; where the witness has lost text, mark the gap with lacunaStart "
        "and lacunaEnd. Which witnesses are expected is told from the other entries, or, with "
        'profile = "positive" under [checks] in edition.toml, from the witness list.',
        wrong=_POSITIVE
        + _REST
        + '<app><lem wit="#A #B">ille</lem><rdg wit="#C">illic</rdg></app>\n'
        '<app><lem wit="#A">multum</lem><rdg wit="#C">multis</rdg></app></p>',
        right=_POSITIVE
        + _REST
        + '<app><lem wit="#A #B">ille</lem><rdg wit="#C">illic</rdg></app>\n'
        '<app><lem wit="#A #B">multum</lem><rdg wit="#C">multis</rdg></app></p>',
        section="13.1.4",
    ),
    "app.witness-twice": Code(
        E,
        "a witness reads two things at once",
        "The same siglum stands in more than one reading of one entry. Usually one of them is a "
        "slip of the pen. If two hands of one witness differ, declare each hand as a witness of "
        "its own, use @hand, or number the stages with @varSeq.",
        wrong='<app><lem wit="#A #B">arma</lem><rdg wit="#B">armis</rdg></app>',
        right='<app><lem wit="#A">arma</lem><rdg wit="#B">armis</rdg></app>',
        section="13.1.4",
    ),
}
