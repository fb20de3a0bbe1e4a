"""Codes of what is found in readings and their groups."""

from __future__ import annotations

from siglum.codes.kinds import Code, Severity

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741

READINGS: dict[str, Code] = {
    # lem: lemmata
    "lem.unattested": Code(
        W,
        "nobody has the text of an entry",
        "Every witness that is there is cited for another reading, and no witness, scholar or "
        "source is named for the text: readers cannot tell where it comes from. Witnesses in a "
        "lacuna are not there. If the text is a conjecture, name who made it with @resp or "
        "@source; else add the siglum that is missing, or take it out of another reading.",
        wrong=(
            '<p><app><lem>arma</lem><rdg wit="#A">armis</rdg></app>\n'
            '<app><lem>virum</lem><rdg wit="#A">viros</rdg><rdg wit="#B #C">viris</rdg></app></p>'
        ),
        right=(
            '<p><app><lem>arma</lem><rdg wit="#A">armis</rdg></app>\n'
            '<app><lem resp="#NN">virum</lem><rdg wit="#A">viros</rdg>'
            '<rdg wit="#B #C">viris</rdg></app></p>'
        ),
        section="13.1.2",
    ),
    "lem.unattributed": Code(
        I,
        "a lemma is nobody's",
        "Most lemmata of this document name their witnesses or their editor, a few do not. In an "
        "apparatus that names only those who depart from the text this is right; elsewhere add "
        "@wit, or @resp or @source where the lemma is a conjecture.",
        wrong=(
            '<p><app><lem wit="#A">arma</lem><rdg wit="#B">armis</rdg></app>\n'
            '<app><lem wit="#A">virum</lem><rdg wit="#B">viros</rdg></app>\n'
            '<app><lem wit="#A">cano</lem><rdg wit="#B">canto</rdg></app>\n'
            '<app><lem>Troiae</lem><rdg wit="#B">Troia</rdg></app></p>'
        ),
        right=(
            '<p><app><lem wit="#A">arma</lem><rdg wit="#B">armis</rdg></app>\n'
            '<app><lem wit="#A">virum</lem><rdg wit="#B">viros</rdg></app>\n'
            '<app><lem wit="#A">cano</lem><rdg wit="#B">canto</rdg></app>\n'
            '<app><lem wit="#A">Troiae</lem><rdg wit="#B">Troia</rdg></app></p>'
        ),
        section="13.1.2",
    ),
    # rdg: readings
    "rdg.cause-unknown": Code(
        W,
        "the cause of a variant is a word like no other",
        "The value of @cause is declared by no category although most others are, or it is like a "
        "word that stands much more often: probably a slip of the pen. Correct it; if it is "
        "right, declare it by a <category> in the header.",
        wrong=(
            '<p><app><lem>arma</lem><rdg wit="#A" cause="homoeoteleuton">ar</rdg></app>\n'
            '<app><lem>virum</lem><rdg wit="#A" cause="homoeoteleuton">vir</rdg></app>\n'
            '<app><lem>cano</lem><rdg wit="#A" cause="homoeoteleuton">can</rdg></app>\n'
            '<app><lem>Troiae</lem><rdg wit="#A" cause="homoetoleuton">Tro</rdg></app></p>'
        ),
        right=(
            '<p><app><lem>arma</lem><rdg wit="#A" cause="homoeoteleuton">ar</rdg></app>\n'
            '<app><lem>virum</lem><rdg wit="#A" cause="homoeoteleuton">vir</rdg></app>\n'
            '<app><lem>cano</lem><rdg wit="#A" cause="homoeoteleuton">can</rdg></app>\n'
            '<app><lem>Troiae</lem><rdg wit="#A" cause="homoeoteleuton">Tro</rdg></app></p>'
        ),
        section="13.1.2",
    ),
    "rdg.dependence": Code(
        W,
        "a reading depends on something that is no reading",
        "By @exclude or @require one reading rules another out or calls for it. The value must "
        "point to another <lem>, <rdg>, <rdgGrp> or <app> of the document; here it leads to "
        "something else. Correct the pointer, or move the xml:id to the reading meant.",
        wrong=(
            '<p><seg xml:id="s1">Arma <app><lem wit="#A">virum</lem>'
            '<rdg wit="#B" exclude="#s1">viros</rdg></app></seg></p>'
        ),
        right=(
            '<p><seg>Arma <app><lem xml:id="s1" wit="#A">virum</lem>'
            '<rdg wit="#B" exclude="#s1">viros</rdg></app></seg></p>'
        ),
        section="13.4",
    ),
    "rdg.empty-untyped": Code(
        I,
        "an empty reading does not say why",
        "An empty <rdg> is read as an omission, which is custom in many editions and shown so. "
        "But the words may also be lost or illegible, and a lacuna is not an omission. "
        'Write type="omission" or the like, or <gap/> where something is damaged.',
        wrong='<app><lem wit="#A">arma</lem><rdg wit="#B"/></app>',
        right='<app><lem wit="#A">arma</lem><rdg wit="#B" type="omission"/></app>',
        section="13.1.2",
    ),
    "rdg.hand-of-other-witness": Code(
        W,
        "a hand belongs to another witness",
        "The hand that @hand points to is declared in the description of a witness that the "
        "reading does not cite. Correct @hand or @wit.",
        wrong=(
            '<listWit><witness xml:id="A"><msDesc><msIdentifier><idno>1</idno></msIdentifier>\n'
            '<physDesc><handDesc><handNote xml:id="A2">hand 2</handNote></handDesc></physDesc>\n'
            '</msDesc></witness><witness xml:id="B"/></listWit>\n'
            '<app><lem wit="#A">arma</lem><rdg wit="#B" hand="#A2">armis</rdg></app>'
        ),
        right=(
            '<listWit><witness xml:id="A"><msDesc><msIdentifier><idno>1</idno></msIdentifier>\n'
            '<physDesc><handDesc><handNote xml:id="A2">hand 2</handNote></handDesc></physDesc>\n'
            '</msDesc></witness><witness xml:id="B"/></listWit>\n'
            '<app><lem wit="#B">arma</lem><rdg wit="#A" hand="#A2">armis</rdg></app>'
        ),
        section="13.1.2",
    ),
    "rdg.hand-with-several-witnesses": Code(
        E,
        "one hand in several witnesses",
        "@hand names the hand in a single witness, so that it has a meaning only where @wit has "
        "one siglum. Give that witness a reading of its own, or tell its hand in a <witDetail>.",
        wrong=(
            '<handNotes><handNote xml:id="m2">second hand</handNote></handNotes>\n'
            '<app><lem wit="#A">arma</lem><rdg wit="#B #C" hand="#m2">armis</rdg></app>'
        ),
        right=(
            '<handNotes><handNote xml:id="m2">second hand</handNote></handNotes>\n'
            '<app><lem wit="#A">arma</lem><rdg wit="#B">armis</rdg>\n'
            '<rdg wit="#C" hand="#m2">armis</rdg></app>'
        ),
        section="13.1.2",
    ),
    "rdg.no-wit-source-resp": Code(
        W,
        "a reading is nobody's",
        "A <rdg> names neither a witness (@wit) nor a source or an editor (@source, @resp), and "
        "its group does not either. Readers cannot tell where it comes from. Add what it was "
        "taken from. Where most readings of a document are so, this is told once.",
        wrong=(
            '<p><app><lem wit="#A">arma</lem><rdg>armis</rdg></app> virumque\n'
            '<app><lem wit="#A">cano</lem><rdg wit="#B">canto</rdg></app></p>'
        ),
        right=(
            '<p><app><lem wit="#A">arma</lem><rdg wit="#B">armis</rdg></app> virumque\n'
            '<app><lem wit="#A">cano</lem><rdg wit="#B">canto</rdg></app></p>'
        ),
        section="13.1.2",
    ),
    "rdg.omission-with-text": Code(
        W,
        "an omission has text",
        "The reading is called an omission by its @type or @cause, but has words that are not "
        "simply those of the lemma with something left out. Take out the text, or correct the "
        "attribute.",
        wrong='<app><lem wit="#A">arma</lem><rdg wit="#B" type="omission">viros</rdg></app>',
        right='<app><lem wit="#A">arma</lem><rdg wit="#B" type="omission"/></app>',
        section="13.1.2",
    ),
    "rdg.same-as-lem": Code(
        W,
        "a variant reads like the lemma",
        "A reading has the words of the lemma of its entry, and nothing in its markup or its "
        "attributes tells them apart. Usually one of them was mistyped or not corrected after the "
        "other. Correct it, or add the sigla to the lemma. Letters with accents can be stored in "
        "two ways that look alike: keep one of them.",
        wrong='<app><lem wit="#A">arma</lem><rdg wit="#B">arma</rdg></app>',
        right='<app><lem wit="#A">arma</lem><rdg wit="#B">armis</rdg></app>',
        section="13.1.2",
    ),
    "rdg.type-unknown": Code(
        W,
        "the type of a reading is a word like no other",
        "The value of @type is declared by no category although most others are, or it is like a "
        "word that stands much more often: probably a slip of the pen. Correct it; if it is "
        "right, declare it by a <category> in the header.",
        wrong=(
            '<p><app><lem>arma</lem><rdg wit="#A" type="omission"/></app>\n'
            '<app><lem>virum</lem><rdg wit="#A" type="omission"/></app>\n'
            '<app><lem>cano</lem><rdg wit="#A" type="omission"/></app>\n'
            '<app><lem>Troiae</lem><rdg wit="#A" type="omision"/></app></p>'
        ),
        right=(
            '<p><app><lem>arma</lem><rdg wit="#A" type="omission"/></app>\n'
            '<app><lem>virum</lem><rdg wit="#A" type="omission"/></app>\n'
            '<app><lem>cano</lem><rdg wit="#A" type="omission"/></app>\n'
            '<app><lem>Troiae</lem><rdg wit="#A" type="omission"/></app></p>'
        ),
        section="13.1.2",
    ),
    "rdg.var-seq-duplicate": Code(
        W,
        "two readings of a witness have the same place in the sequence",
        "@varSeq numbers the readings of an entry in the order in which they arose. One witness "
        "has two with the same number here. Correct one of the numbers.",
        wrong=(
            '<handNotes><handNote xml:id="m2">second hand</handNote></handNotes>\n'
            '<app><lem wit="#A" varSeq="1">alle</lem>\n'
            '<rdg wit="#A" varSeq="1" hand="#m2">allen</rdg></app>'
        ),
        right=(
            '<handNotes><handNote xml:id="m2">second hand</handNote></handNotes>\n'
            '<app><lem wit="#A" varSeq="1">alle</lem>\n'
            '<rdg wit="#A" varSeq="2" hand="#m2">allen</rdg></app>'
        ),
        section="13.1.2",
    ),
    "rdg.var-seq-gap": Code(
        W,
        "a number is left out in the sequence of readings",
        "@varSeq numbers the readings of an entry from 1 on, or from 2 on where the lemma is the "
        "first. A number is missing between two: correct the numbers, or add the reading.",
        wrong=(
            '<app><rdg wit="#A" varSeq="1">alle</rdg>\n<rdg wit="#B" varSeq="3">allen</rdg></app>'
        ),
        right=(
            '<app><rdg wit="#A" varSeq="1">alle</rdg>\n<rdg wit="#B" varSeq="2">allen</rdg></app>'
        ),
        section="13.1.2",
    ),
    # rdg-group: groups of readings
    "rdg-group.multiple-lem": Code(
        E,
        "a group of readings has two lemmata",
        "At most one <lem> may stand in a <rdgGrp>: only one reading can stand in the text. Make "
        "the others <rdg>.",
        wrong=(
            '<app><rdgGrp><lem wit="#A">arma</lem><lem wit="#B">armis</lem></rdgGrp>\n'
            '<rdg wit="#C">armas</rdg></app>'
        ),
        right=(
            '<app><rdgGrp><lem wit="#A">arma</lem><rdg wit="#B">armis</rdg></rdgGrp>\n'
            '<rdg wit="#C">armas</rdg></app>'
        ),
        section="13.1.3",
    ),
    "rdg-group.single": Code(
        I,
        "a group holds one reading only",
        "A <rdgGrp> puts together readings that belong to each other. With one reading it says "
        "nothing more than that reading by itself. Leave it if others may follow, or take the "
        "group away and keep its attributes on the reading.",
        wrong=(
            '<app><lem wit="#A">arma</lem>\n'
            '<rdgGrp type="orthographic"><rdg wit="#B">harma</rdg></rdgGrp></app>'
        ),
        right='<app><lem wit="#A">arma</lem><rdg type="orthographic" wit="#B">harma</rdg></app>',
        section="13.1.3",
    ),
    "rdg-group.type-conflict": Code(
        W,
        "a reading is of another type than its group",
        "The type of a group holds for all readings in it, and this reading has another of the "
        "types that groups have in this document. Move it to the other group, or correct one of "
        "the types.",
        wrong=(
            '<app><lem wit="#A">arma</lem><rdgGrp type="orthographic"><rdg wit="#B">harma</rdg>\n'
            '<rdg wit="#C" type="substantive">viros</rdg></rdgGrp></app>\n'
            '<app><lem wit="#A">cano</lem><rdgGrp type="substantive"><rdg wit="#B">canto</rdg>\n'
            '<rdg wit="#C">canebam</rdg></rdgGrp></app>'
        ),
        right=(
            '<app><lem wit="#A">arma</lem><rdgGrp type="orthographic"><rdg wit="#B">harma</rdg>\n'
            '<rdg wit="#C">arrma</rdg></rdgGrp></app>\n'
            '<app><lem wit="#A">cano</lem><rdgGrp type="substantive"><rdg wit="#B">canto</rdg>\n'
            '<rdg wit="#C">canebam</rdg></rdgGrp></app>'
        ),
        section="13.1.3",
    ),
    # transposition: what stands elsewhere
    "transposition.unpaired": Code(
        W,
        "a transposed passage has only one end",
        "By @next, @prev or @corresp one of two readings points to the other, which does not point "
        "back; or a <transpose> names fewer than two passages. Programs that begin at the other "
        "end do not find the first. Add the pointer that leads back.",
        wrong=(
            '<p><app><lem xml:id="t1" next="#t2" wit="#A">arma</lem>\n'
            '<rdg wit="#B" type="omission"/></app> virum <app><lem wit="#A"/>\n'
            '<rdg xml:id="t2" wit="#B">arma</rdg></app></p>'
        ),
        right=(
            '<p><app><lem xml:id="t1" next="#t2" wit="#A">arma</lem>\n'
            '<rdg wit="#B" type="omission"/></app> virum <app><lem wit="#A"/>\n'
            '<rdg xml:id="t2" prev="#t1" wit="#B">arma</rdg></app></p>'
        ),
        section="13.4",
    ),
    # wit-detail, wit: what is said of witnesses beside a reading
    "wit-detail.foreign-witness": Code(
        W,
        "a detail speaks of a witness that its reading does not cite",
        "A <witDetail> speaks of one or more witnesses of the reading before it, or of the one "
        "that @target points to. Correct its @wit, or point to the reading meant.",
        wrong=(
            '<app><lem wit="#A">arma</lem><rdg wit="#B">armis</rdg>\n'
            '<witDetail wit="#C">in the margin</witDetail></app>'
        ),
        right=(
            '<app><lem wit="#A">arma</lem><rdg wit="#B">armis</rdg>\n'
            '<witDetail wit="#B">in the margin</witDetail></app>'
        ),
        section="13.1.4.1",
    ),
    "wit-detail.no-reading": Code(
        E,
        "a detail belongs to no reading",
        "A <witDetail> without @target speaks of the reading before it, and none stands there. Put "
        "it after its reading, or add @target.",
        wrong=(
            '<app><witDetail wit="#B">in the margin</witDetail>\n'
            '<lem wit="#A">arma</lem><rdg wit="#B">armis</rdg></app>'
        ),
        right=(
            '<app><lem wit="#A">arma</lem><rdg wit="#B">armis</rdg>\n'
            '<witDetail wit="#B">in the margin</witDetail></app>'
        ),
        section="13.1.4.1",
    ),
    "wit.text-mismatch": Code(
        W,
        "<wit> and @wit name different witnesses",
        "<wit> holds the sigla as a printed apparatus has them, @wit of the reading before it says "
        "which witnesses are meant. The two differ here. Correct the one that is wrong: readers "
        "see <wit>, programs follow @wit.",
        wrong='<app><lem wit="#A">arma</lem><rdg wit="#B">armis</rdg><wit>C</wit></app>',
        right='<app><lem wit="#A">arma</lem><rdg wit="#B">armis</rdg><wit>B</wit></app>',
        section="13.1.4.2",
    ),
}
