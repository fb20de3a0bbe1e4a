"""Codes of what is found where witnesses begin, end, or have a gap."""

from __future__ import annotations

from siglum.codes.kinds import Code, Severity

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741

ABSENCES: dict[str, Code] = {
    # extent: where a fragmentary witness begins and ends
    "extent.cited-outside": Code(
        E,
        "a witness is cited where it has no text",
        "A <witStart> or <witEnd> says that the witness begins later or has ended before, and yet "
        "a reading with words names it. Take out the siglum, or correct where the witness begins, "
        "ends or begins again.",
        wrong=(
            '<p><app><lem wit="#A #B">arma<witEnd wit="#B"/></lem><rdg wit="#C">armis</rdg></app>\n'
            'virumque <app><lem wit="#A">cano</lem><rdg wit="#B">canto</rdg></app></p>'
        ),
        right=(
            '<p><app><lem wit="#A #B">arma<witEnd wit="#B"/></lem><rdg wit="#C">armis</rdg></app>\n'
            'virumque <app><lem wit="#A">cano</lem><rdg wit="#C">canto</rdg></app></p>'
        ),
        section="13.1.5",
    ),
    "extent.end-before-start": Code(
        E,
        "a witness ends that has ended before",
        "Two <witEnd> of one witness follow each other. A witness that has several excerpts begins "
        "again with <witStart> after each end. Add the <witStart>, or take out one of the ends.",
        wrong=(
            '<p><app><rdg wit="#A"><witEnd/></rdg></app> arma virumque\n'
            '<app><rdg wit="#A"><witEnd/></rdg></app> cano</p>'
        ),
        right=(
            '<p><app><rdg wit="#A"><witStart/></rdg></app> arma virumque\n'
            '<app><rdg wit="#A"><witEnd/></rdg></app> cano</p>'
        ),
        section="13.1.5",
    ),
    "extent.not-found": Code(
        W,
        "a witness is said to have a passage that the text has not",
        "A <citedRange> in the witness list says which passages a witness has: by pointers to "
        "elements of the text, or as the text is cited. One of its ends is not there, so it is as "
        "if nothing were said. Correct @from or @to.",
        wrong=(
            '<listWit><witness xml:id="A">Codex A <bibl><citedRange from="#p1" to="#p9"/></bibl>\n'
            '</witness></listWit><p xml:id="p1">arma virumque cano</p>'
        ),
        right=(
            '<listWit><witness xml:id="A">Codex A <bibl><citedRange from="#p1" to="#p1"/></bibl>\n'
            '</witness></listWit><p xml:id="p1">arma virumque cano</p>'
        ),
        section="3.12.2.5",
    ),
    "extent.reversed": Code(
        E,
        "a witness is said to end before it begins",
        "The passages that a <citedRange> in the witness list names as the first and the last that "
        "a witness has stand in the text the other way round. Exchange @from and @to.",
        wrong=(
            '<listWit><witness xml:id="A">Codex A <bibl><citedRange from="#p2" to="#p1"/></bibl>\n'
            '</witness></listWit><p xml:id="p1">arma virumque</p><p xml:id="p2">cano</p>'
        ),
        right=(
            '<listWit><witness xml:id="A">Codex A <bibl><citedRange from="#p1" to="#p2"/></bibl>\n'
            '</witness></listWit><p xml:id="p1">arma virumque</p><p xml:id="p2">cano</p>'
        ),
        section="3.12.2.5",
    ),
    "extent.start-twice": Code(
        E,
        "a witness begins twice",
        "Two <witStart> of one witness follow each other, and no <witEnd> between them says where "
        "it breaks off. Add the <witEnd>, or take out one of the beginnings.",
        wrong=(
            '<p><app><rdg wit="#A"><witStart/></rdg></app> arma virumque\n'
            '<app><rdg wit="#A"><witStart/></rdg></app> cano</p>'
        ),
        right=(
            '<p><app><rdg wit="#A"><witStart/></rdg></app> arma virumque\n'
            '<app><rdg wit="#A"><witEnd/></rdg></app> cano</p>'
        ),
        section="13.1.5",
    ),
    # lacuna: what witnesses have lost
    "lacuna.end-without-start": Code(
        W,
        "a lacuna ends that has not begun",
        "A <lacunaEnd> follows, but the witness was cited before it, or its last lacuna has been "
        "closed already, so that nobody can tell where it is missing. Add the <lacunaStart>. (A "
        "witness that has lost its beginning needs none: there a lacuna may simply end.)",
        wrong=(
            '<p><app><lem wit="#A">arma</lem><rdg wit="#B">armis</rdg></app> virumque\n'
            '<app><rdg wit="#B"><lacunaEnd/></rdg></app> cano</p>'
        ),
        right=(
            '<p><app><lem wit="#A">arma</lem><rdg wit="#B">armis<lacunaStart/></rdg></app>\n'
            'virumque <app><rdg wit="#B"><lacunaEnd/></rdg></app> cano</p>'
        ),
        section="13.1.5",
    ),
    "lacuna.no-witness": Code(
        E,
        "a lacuna or a fragment of nobody",
        "A <lacunaStart>, <lacunaEnd>, <witStart> or <witEnd> holds for the witnesses in its own "
        "@wit, else for those of the reading that it stands in. Here neither names one. Add @wit "
        "to the mark or to the reading.",
        wrong='<app><lem wit="#A">arma</lem><rdg><lacunaStart/></rdg></app>',
        right='<app><lem wit="#A">arma</lem><rdg wit="#B"><lacunaStart/></rdg></app>',
        section="13.1.5",
    ),
    "lacuna.not-closed": Code(
        W,
        "a lacuna never ends",
        "A <lacunaStart> has no <lacunaEnd>, and the witness is cited further on: it must have its "
        "text again somewhere. Add the <lacunaEnd> there. Where the witness is not cited any more, "
        "this is a remark only, for its last leaves may be lost.",
        wrong=(
            '<p><app><rdg wit="#A"><lacunaStart/></rdg></app> arma virumque\n'
            '<app><lem wit="#B">cano</lem><rdg wit="#A">canto</rdg></app></p>'
        ),
        right=(
            '<p><app><rdg wit="#A"><lacunaStart/></rdg></app> arma virumque\n'
            '<app><lem wit="#B">cano</lem><rdg wit="#A"><lacunaEnd/>canto</rdg></app></p>'
        ),
        section="13.1.5",
    ),
    "lacuna.outside-reading": Code(
        W,
        "a lacuna or a fragment is marked outside a reading",
        "The marks of fragmentary witnesses stand inside <lem> or <rdg>. Elsewhere siglum and "
        "other programs may miss them. Where nothing else is to be told, give the mark an entry of "
        "its own with one reading.",
        wrong='<p>arma <lacunaStart wit="#A"/> virumque <lacunaEnd wit="#A"/> cano</p>',
        right=(
            '<p>arma <app><rdg wit="#A"><lacunaStart/></rdg></app> virumque\n'
            '<app><rdg wit="#A"><lacunaEnd/></rdg></app> cano</p>'
        ),
        section="13.1.5",
    ),
    "lacuna.reading-inside": Code(
        E,
        "a witness is cited inside its own lacuna",
        "Between the <lacunaStart> and the <lacunaEnd> of a witness a reading with words names it. "
        "Take out the siglum, or correct where the lacuna begins or ends. What another hand has "
        "supplied is told with @hand; a reading without words may stand there.",
        wrong=(
            '<p><app><rdg wit="#A"><lacunaStart/></rdg></app> arma\n'
            '<app><lem wit="#B">virum</lem><rdg wit="#A">viros</rdg></app>que\n'
            '<app><rdg wit="#A"><lacunaEnd/></rdg></app> cano</p>'
        ),
        right=(
            '<p><app><rdg wit="#A"><lacunaStart/></rdg></app> arma\n'
            '<app><lem wit="#B">virum</lem><rdg wit="#C">viros</rdg></app>que\n'
            '<app><rdg wit="#A"><lacunaEnd/></rdg></app> cano</p>'
        ),
        section="13.1.5",
    ),
    "lacuna.start-in-lacuna": Code(
        W,
        "a lacuna begins inside another one",
        "The witness has an open lacuna already when the next <lacunaStart> comes. Add the "
        "<lacunaEnd> of the first one where the witness has its text again, or take out one of the "
        "two beginnings.",
        wrong=(
            '<p><app><rdg wit="#A"><lacunaStart/></rdg></app> arma\n'
            '<app><rdg wit="#A"><lacunaStart/></rdg></app> virumque\n'
            '<app><rdg wit="#A"><lacunaEnd/></rdg></app> cano</p>'
        ),
        right=(
            '<p><app><rdg wit="#A"><lacunaStart/></rdg></app> arma\n'
            '<app><rdg wit="#A"><lacunaEnd/></rdg></app> virumque cano</p>'
        ),
        section="13.1.5",
    ),
}
