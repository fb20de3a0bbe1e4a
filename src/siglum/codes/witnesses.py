"""Codes of what is found in witness lists and sigla."""

from __future__ import annotations

from siglum.codes.kinds import Code, Severity

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741

WITNESSES: dict[str, Code] = {
    "wit.case-clash": Code(
        W,
        "two sigla look the same in print",
        "One of them has a letter of another script (a Greek Α for a Latin A), or the same accent "
        "stored in another way. Readers see one siglum for two witnesses, and editors mix them up. "
        "Sigla that differ in case only, such as A and a, are two and not told. Choose another "
        "siglum for one of them.",
        wrong='<listWit><witness xml:id="A">Ambrosianus</witness>'
        '<witness xml:id="Α">Atheniensis</witness></listWit>\n'
        '<app><lem wit="#A">arma</lem><rdg wit="#Α">armis</rdg></app>',
        right='<listWit><witness xml:id="A">Ambrosianus</witness>'
        '<witness xml:id="Ath">Atheniensis</witness></listWit>\n'
        '<app><lem wit="#A">arma</lem><rdg wit="#Ath">armis</rdg></app>',
        section="13.1.4.3",
    ),
    "wit.declared-without-id": Code(
        W,
        "a witness has neither xml:id nor number",
        "@wit points to the xml:id of a witness, so that no reading can be ascribed to one that "
        "has none (nor an @n, by which siglum finds it too). Give the witness its siglum as its "
        "xml:id.",
        wrong="<listWit><witness>Codex Ambrosianus</witness>"
        '<witness xml:id="B">Codex Bernensis</witness></listWit>\n'
        '<app><lem>arma</lem><rdg wit="#B">armis</rdg></app>',
        right='<listWit><witness xml:id="A">Codex Ambrosianus</witness>'
        '<witness xml:id="B">Codex Bernensis</witness></listWit>\n'
        '<app><lem wit="#A">arma</lem><rdg wit="#B">armis</rdg></app>',
        section="13.1.4.3",
    ),
    "wit.duplicate-label": Code(
        W,
        "two witnesses are printed with the same siglum",
        'Their xml:ids differ, but the siglum given in the list (<abbr type="siglum">, @n or the '
        "text of the witness) is the same, so that readers cannot tell them apart. Give one of "
        "them another siglum.",
        wrong='<listWit><witness xml:id="A1"><abbr type="siglum">A</abbr> Ambrosianus</witness>\n'
        '<witness xml:id="A2"><abbr type="siglum">A</abbr> Atheniensis</witness></listWit>\n'
        '<app><lem wit="#A1">arma</lem><rdg wit="#A2">armis</rdg></app>',
        right='<listWit><witness xml:id="A1"><abbr type="siglum">Am</abbr> Ambrosianus</witness>\n'
        '<witness xml:id="A2"><abbr type="siglum">At</abbr> Atheniensis</witness></listWit>\n'
        '<app><lem wit="#A1">arma</lem><rdg wit="#A2">armis</rdg></app>',
        section="13.1.4.3",
    ),
    "wit.empty": Code(
        W,
        "@wit names nobody",
        "The attribute is there, but empty: the reading is printed without any siglum. Name the "
        "witnesses that have it. For a conjecture take @wit out and use @resp or @source.",
        wrong='<app><lem wit="#A #B">arma</lem><rdg wit="">armis</rdg></app>',
        right='<app><lem wit="#A #B">arma</lem><rdg wit="#C">armis</rdg></app>',
        section="13.1.4",
    ),
    "wit.external": Code(
        I,
        "a witness is not found where it is declared",
        "@wit leads to the web, to a file outside of the edition's folder, or to one that has no "
        "such witness in a list. siglum fetches nothing: the siglum is printed as written and has "
        "no description. Put the file into the edition's folder (a list there is found), bring "
        "the list into the document with XInclude, or name its file in edition.toml, under "
        '[source] witnesses; then write wit="#A".',
        wrong='<app><lem wit="#A">arma</lem><rdg wit="sources/manuscripts.xml#M">armis</rdg></app>',
        right='<app><lem wit="#A">arma</lem><rdg wit="#B">armis</rdg></app>',
        section="13.1.4.3",
    ),
    "wit.group-cycle": Code(
        E,
        "a group of witnesses contains itself",
        "A list or a witness holds a witness with its own xml:id. The siglum then means the group "
        "for some readings and its member for others; siglum takes one of the two throughout. "
        "Give each a name of its own, such as alpha for the family and A for the manuscript.",
        wrong='<listWit><witness xml:id="A"><listWit><witness xml:id="A">Codex A</witness>\n'
        '<witness xml:id="B">Codex B</witness></listWit></witness></listWit>',
        right='<listWit><witness xml:id="alpha"><listWit><witness xml:id="A">Codex A</witness>\n'
        '<witness xml:id="B">Codex B</witness></listWit></witness></listWit>',
        section="13.1.4.3",
    ),
    "wit.label-missing": Code(
        I,
        "a witness has no siglum to print",
        "The xml:id is printed in its place, which is a name for machines here: it is long, or "
        'begins with «wit» or «ms». Write the siglum into the list as <abbr type="siglum">.',
        wrong='<listWit><witness xml:id="wit-ambrosianus">Codex Ambrosianus</witness></listWit>\n'
        '<app><lem>arma</lem><rdg wit="#wit-ambrosianus">armis</rdg></app>',
        right='<listWit><witness xml:id="wit-ambrosianus"><abbr type="siglum">A</abbr> Codex '
        "Ambrosianus</witness></listWit>\n"
        '<app><lem>arma</lem><rdg wit="#wit-ambrosianus">armis</rdg></app>',
        section="13.1.4.3",
    ),
    "wit.never-cited": Code(
        I,
        "a witness of the list is cited nowhere",
        "No reading has its siglum, nor that of its group or of a member. That is right for "
        "witnesses which are described only, but may also come from a siglum that is misspelt "
        "throughout. Nothing has to be done if it is meant.",
        wrong='<app><lem wit="#A">arma</lem><rdg wit="#B">armis</rdg></app>',
        right='<app><lem wit="#A #C">arma</lem><rdg wit="#B">armis</rdg></app>',
        section="13.1.4.3",
    ),
    "wit.no-list": Code(
        W,
        "sigla are cited, but no witness is declared",
        "The document has no witness list. Its sigla are printed as written, without a "
        "description, and slips among them cannot be found. Add a <listWit> to sourceDesc, or "
        "name the file that has it in edition.toml, under [source] witnesses.",
        wrong='<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc>\n'
        "<titleStmt><title>A letter</title></titleStmt>\n"
        "<publicationStmt><p>unpublished</p></publicationStmt>\n"
        "<sourceDesc><p>two copies</p></sourceDesc></fileDesc></teiHeader><text><body><p>\n"
        '<app><lem wit="#A">arma</lem><rdg wit="#B">armis</rdg></app>\n'
        "</p></body></text></TEI>",
        right='<listWit><witness xml:id="A">Codex A</witness>'
        '<witness xml:id="B">Codex B</witness></listWit>\n'
        '<app><lem wit="#A">arma</lem><rdg wit="#B">armis</rdg></app>',
        section="13.1.4.3",
    ),
    "wit.not-a-pointer": Code(
        W,
        "sigla are written as bare words",
        "@wit holds pointers in TEI: #A for the witness with xml:id A. Bare words are taken as "
        "sigla and shown as written; where a witness has that xml:id or that @n, it is found all "
        "the same, but other programs will not find it. It is a remark only where all sigla of the "
        "file are written so and all are declared.",
        wrong='<app><lem wit="#A">arma</lem><rdg wit="B">armis</rdg></app>',
        right='<app><lem wit="#A">arma</lem><rdg wit="#B">armis</rdg></app>',
        section="13.1.4",
    ),
    "wit.not-a-witness": Code(
        E,
        "a siglum leads to something that is no witness",
        "The xml:id is there, but it belongs to a paragraph, an editor or something else that "
        "cannot have a reading as a witness. Correct the pointer. Whoever conjectured a reading "
        "stands in @resp, a printed edition in @source.",
        wrong='<p xml:id="D">arma</p>\n'
        '<p><app><lem wit="#A">virum</lem><rdg wit="#D">viros</rdg></app></p>',
        right='<p xml:id="D">arma</p>\n'
        '<p><app><lem wit="#A">virum</lem><rdg wit="#B">viros</rdg></app></p>',
        section="13.1.4",
    ),
    "wit.order": Code(
        I,
        "sigla are not in the order of the witness list",
        "Most of the document has sigla in the order in which the list has its witnesses; this "
        "place has another. Readers look for a siglum where it usually stands. With [apparatus] "
        "order in edition.toml siglum prints the same order everywhere.",
        wrong='<p><app><lem wit="#A #B">arma</lem><rdg wit="#C">armis</rdg></app>\n'
        '<app><lem wit="#A #C">virum</lem><rdg wit="#B">viros</rdg></app>\n'
        '<app><lem wit="#B #C">cano</lem><rdg wit="#A">canam</rdg></app>\n'
        '<app><lem wit="#C #A">Troiae</lem><rdg wit="#B">troie</rdg></app></p>',
        right='<p><app><lem wit="#A #B">arma</lem><rdg wit="#C">armis</rdg></app>\n'
        '<app><lem wit="#A #C">virum</lem><rdg wit="#B">viros</rdg></app>\n'
        '<app><lem wit="#B #C">cano</lem><rdg wit="#A">canam</rdg></app>\n'
        '<app><lem wit="#A #C">Troiae</lem><rdg wit="#B">troie</rdg></app></p>',
        section="13.1.4",
    ),
    "wit.repeated-in-list": Code(
        W,
        "a siglum stands twice in one @wit",
        "The second does nothing. Often another siglum was meant, which is now missing: compare "
        "the reading with the witnesses. Else take one of the two out.",
        wrong='<app><lem wit="#A #A">arma</lem><rdg wit="#C">armis</rdg></app>',
        right='<app><lem wit="#A #B">arma</lem><rdg wit="#C">armis</rdg></app>',
        section="13.1.4",
    ),
    "wit.undeclared": Code(
        E,
        "a siglum is declared nowhere",
        "@wit points to an xml:id that no witness, witness list or bibliographic entry has. The "
        "reading is published with the siglum as written. Correct the siglum, or declare the "
        "witness in a <listWit>. Hands such as A2 or Ac are witnesses inside that of A.",
        wrong='<app><lem wit="#A">arma</lem><rdg wit="#BC">armis</rdg></app>',
        right='<app><lem wit="#A">arma</lem><rdg wit="#B #C">armis</rdg></app>',
        section="13.1.4.3",
    ),
}
