"""The language of an edition, and words of its own -> what siglum itself says in entries.

Editors of critical editions speak Latin in the apparatus, whatever the language of the edition:
«om.» and «add.» are understood everywhere. A table for a language holds only what is customary
there otherwise. `[apparatus.words]` in edition.toml overrides single words; stylesheets receive
all of them as parameters (`parameters`), and what proves that nothing was invented accepts these
words and no others (`said`).
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Words:
    """`[apparatus.words]`: words in place of the customary ones; None where there is none.

    An empty text is a word too: then nothing is said.
    """

    omitted: str | None = None
    """A witness leaves the words out."""
    added: str | None = None
    """Words that do not stand in the text."""
    after: str | None = None
    """Before the word that an addition follows."""
    before: str | None = None
    """Before the word that an addition precedes, at the beginning of a text."""
    beginning: str | None = None
    """Where an addition stands in a text without words."""
    inserted: str | None = None
    """Words put in later."""
    transposed: str | None = None
    """Words that stand elsewhere, or in another order."""
    iterated: str | None = None
    """The words twice."""
    missing: str | None = None
    """The witness does not have this part of the text."""
    lacuna: str | None = None
    """A hole, a lost leaf, letters gone."""
    blank: str | None = None
    """Space left empty by the scribe."""
    illegible: str | None = None
    """Something stands there that cannot be read."""
    deleted: str | None = None
    """Words struck out or expunged."""
    erased: str | None = None
    """Words scraped off."""
    corrected: str | None = None
    """A correction in a witness, or by an editor."""
    before_correction: str | None = None
    """What stood there before it was corrected."""
    after_correction: str | None = None
    """What stands there since it was corrected."""
    conjecture: str | None = None
    """Before the scholar who found a reading by thought."""
    proposed: str | None = None
    """Before the scholar who offers a reading without putting it into the text."""
    hand: str | None = None
    """Before the number of a hand."""
    first_hand: str | None = None
    """The hand that wrote the text."""
    other_hand: str | None = None
    """Another hand, not told which."""
    later_hand: str | None = None
    """A hand of a later time."""
    margin: str | None = None
    """Written in the margin."""
    above: str | None = None
    """Written above the line."""
    below: str | None = None
    """Written below the line."""
    rest: str | None = None
    """In place of the sigla of all others, who agree with the text."""
    ambiguous: str | None = None
    """A witness that may have one reading or another, as translations may."""
    starts: str | None = None
    """Here a witness begins."""
    ends: str | None = None
    """Here a witness ends."""
    lacuna_starts: str | None = None
    """From here on a witness has a lacuna."""
    lacuna_ends: str | None = None
    """Here a witness goes on after a lacuna."""
    requires: str | None = None
    """Before a reading elsewhere that goes with this one."""
    excludes: str | None = None
    """Before a reading elsewhere that cannot stand with this one."""
    compare: str | None = None
    """Before what belongs to an entry and stands elsewhere."""
    continues: str | None = None
    """Before the entry in which a divided reading goes on."""
    continued: str | None = None
    """Before the entry in which a divided reading began."""
    homoeoteleuton: str | None = None
    """The eye jumped to a like ending."""
    homoeoarcton: str | None = None
    """The eye jumped to a like beginning."""
    dittography: str | None = None
    """Letters written twice."""
    haplography: str | None = None
    """Letters written once that should stand twice."""
    repetition: str | None = None
    """Words written again."""
    sic: str | None = None
    """A slip of the source, beside its correction."""
    orig: str | None = None
    """The spelling of the source, beside a modern one."""
    abbr: str | None = None
    """An abbreviation of the source, beside its expansion."""
    heading: str | None = None
    """In place of a line number, before an entry on a heading without one."""
    direction: str | None = None
    """The same before an entry on a stage direction."""
    following: str | None = None
    """After a line number: and the line that follows."""
    followings: str | None = None
    """After a line number: and the lines that follow."""
    page: str | None = None
    """Before the number of a page, in lists of entries after a text."""
    lemma_sign: str | None = None
    """After the lemma."""
    reading_sign: str | None = None
    """Between readings."""
    group_sign: str | None = None
    """Between readings of a group."""
    line_sign: str | None = None
    """Between verses or paragraphs of a reading, which run on."""
    uncertain_sign: str | None = None
    """After a reading that is not certain."""
    copy_sign: str | None = None
    """Before what a reading is a copy of, where that is in another file."""


#: Nothing is said otherwise than is customary.
CUSTOMARY: Final = Words()

#: Every key of `[apparatus.words]`.
KEYS: Final = tuple(field.name for field in dataclasses.fields(Words))

LATIN: Final[Mapping[str, str]] = {
    "omitted": "om.",
    "added": "add.",
    "after": "post",
    "before": "ante",
    "beginning": "in principio",
    "inserted": "inser.",
    "transposed": "transp.",
    "iterated": "iter.",
    "missing": "deest",
    "lacuna": "lac.",
    "blank": "spat. vac.",
    "illegible": "illeg.",
    "deleted": "del.",
    "erased": "eras.",
    "corrected": "corr.",
    "before_correction": "ante corr.",
    "after_correction": "post corr.",
    "conjecture": "coni.",
    "proposed": "prop.",
    "hand": "man.",
    "first_hand": "man. pr.",
    "other_hand": "man. alt.",
    "later_hand": "man. rec.",
    "margin": "in marg.",
    "above": "s.l.",
    "below": "inf. lin.",
    "rest": "cett.",
    "ambiguous": "incert.",
    "starts": "inc.",
    "ends": "des.",
    "lacuna_starts": "hinc deest",
    "lacuna_ends": "redit",
    "requires": "cum",
    "excludes": "non cum",
    "compare": "cf.",
    "continues": "seq.",
    "continued": "pergit",
    "homoeoteleuton": "homoeot.",
    "homoeoarcton": "homoeoarct.",
    "dittography": "dittogr.",
    "haplography": "haplogr.",
    "repetition": "repet.",
    "sic": "sic",
    "orig": "orig.",
    "abbr": "abbr.",
    "heading": "tit.",
    "direction": "did.",
    "following": "sq.",
    "followings": "sqq.",
    "page": "p.",
    "lemma_sign": "]",
    "reading_sign": ":",
    "group_sign": ",",
    "line_sign": "/",
    "uncertain_sign": "(?)",
    "copy_sign": "=",
}

#: What is customary in editions of a language otherwise than in Latin.
TABLES: Final[Mapping[str, Mapping[str, str]]] = {
    "la": {},
    "en": {
        "inserted": "ins.",
        "missing": "wanting",
        "blank": "blank",
        "conjecture": "conj.",
        "ambiguous": "uncertain",
        "lacuna_starts": "wanting from here",
        "lacuna_ends": "resumes",
        "requires": "with",
        "excludes": "not with",
        "continues": "continued at",
        "continued": "continues",
        "direction": "SD",
        "following": "f.",
        "followings": "ff.",
        "rest": "rest",
    },
    "de": {
        "omitted": "fehlt",
        "added": "erg.",
        "after": "nach",
        "before": "vor",
        "beginning": "am Anfang",
        "inserted": "eingef.",
        "transposed": "umgest.",
        "iterated": "doppelt",
        "blank": "Lücke gelassen",
        "illegible": "unleserl.",
        "deleted": "getilgt",
        "erased": "radiert",
        "corrected": "korr.",
        "before_correction": "vor Korr.",
        "after_correction": "nach Korr.",
        "conjecture": "konj.",
        "proposed": "vorgeschl.",
        "hand": "Hd.",
        "first_hand": "erste Hd.",
        "other_hand": "andere Hd.",
        "later_hand": "spätere Hd.",
        "margin": "am Rand",
        "above": "üb. d. Z.",
        "below": "unt. d. Z.",
        "ambiguous": "unsicher",
        "starts": "beginnt",
        "ends": "endet",
        "lacuna_starts": "fehlt von hier an",
        "lacuna_ends": "setzt wieder ein",
        "requires": "mit",
        "excludes": "nicht mit",
        "compare": "vgl.",
        "continues": "weiter",
        "continued": "Forts. von",
        "direction": "Anw.",
        "following": "f.",
        "followings": "ff.",
        "page": "S.",
        "rest": "übr.",
    },
    "fr": {
        "added": "aj.",
        "after": "après",
        "before": "avant",
        "beginning": "au début",
        "inserted": "ins.",
        "transposed": "interv.",
        "iterated": "répète",
        "missing": "manque",
        "blank": "blanc",
        "deleted": "biffé",
        "erased": "gratté",
        "before_correction": "avant corr.",
        "after_correction": "après corr.",
        "conjecture": "conj.",
        "hand": "main",
        "first_hand": "1re main",
        "other_hand": "autre main",
        "later_hand": "main récente",
        "margin": "en marge",
        "above": "interl.",
        "below": "sous la ligne",
        "ambiguous": "incertain",
        "starts": "commence",
        "ends": "finit",
        "lacuna_starts": "manque dès ici",
        "lacuna_ends": "reprend",
        "requires": "avec",
        "excludes": "non avec",
        "continues": "suite",
        "continued": "suite de",
    },
    "it": {
        "added": "agg.",
        "after": "dopo",
        "before": "prima di",
        "beginning": "all'inizio",
        "transposed": "trasp.",
        "iterated": "ripete",
        "missing": "manca",
        "blank": "spazio bianco",
        "deleted": "canc.",
        "erased": "eraso",
        "conjecture": "cong.",
        "hand": "mano",
        "first_hand": "prima mano",
        "other_hand": "altra mano",
        "later_hand": "mano recente",
        "above": "interl.",
        "below": "sotto il rigo",
        "ambiguous": "incerto",
        "starts": "comincia",
        "ends": "finisce",
        "lacuna_starts": "manca da qui",
        "lacuna_ends": "riprende",
        "requires": "con",
        "excludes": "non con",
        "compare": "cfr.",
        "continues": "segue",
        "continued": "segue a",
        "following": "s.",
        "followings": "ss.",
    },
    "es": {
        "after": "tras",
        "before": "antes de",
        "beginning": "al principio",
        "transposed": "trasp.",
        "iterated": "repite",
        "missing": "falta",
        "lacuna": "lag.",
        "blank": "espacio en blanco",
        "illegible": "ileg.",
        "deleted": "tachado",
        "erased": "raspado",
        "before_correction": "antes de corr.",
        "after_correction": "después de corr.",
        "conjecture": "conj.",
        "hand": "mano",
        "first_hand": "primera mano",
        "other_hand": "otra mano",
        "later_hand": "mano posterior",
        "margin": "al margen",
        "above": "interl.",
        "below": "bajo la línea",
        "ambiguous": "incierto",
        "starts": "empieza",
        "ends": "termina",
        "lacuna_starts": "falta desde aquí",
        "lacuna_ends": "continúa",
        "requires": "con",
        "excludes": "no con",
        "continues": "sigue",
        "continued": "sigue a",
        "direction": "acot.",
        "following": "s.",
        "followings": "ss.",
    },
    "cs": {
        "omitted": "chybí",
        "added": "přid.",
        "after": "po",
        "before": "před",
        "beginning": "na začátku",
        "inserted": "vlož.",
        "transposed": "přemíst.",
        "iterated": "opak.",
        "blank": "vynech. místo",
        "illegible": "nečit.",
        "deleted": "škrt.",
        "erased": "vyškráb.",
        "corrected": "opr.",
        "before_correction": "před opr.",
        "after_correction": "po opr.",
        "conjecture": "konj.",
        "proposed": "navrh.",
        "hand": "ruka",
        "first_hand": "první ruka",
        "other_hand": "jiná ruka",
        "later_hand": "mladší ruka",
        "margin": "na okraji",
        "above": "nad ř.",
        "below": "pod ř.",
        "ambiguous": "nejisté",
        "starts": "začíná",
        "ends": "končí",
        "lacuna_starts": "odtud chybí",
        "lacuna_ends": "pokračuje",
        "requires": "s",
        "excludes": "ne s",
        "compare": "srov.",
        "continues": "dále",
        "continued": "pokr.",
        "direction": "pozn.",
        "following": "n.",
        "followings": "nn.",
        "page": "s.",
        "rest": "ost.",
    },
}


def words_for(language: str = "", own: Words = CUSTOMARY) -> dict[str, str]:
    """Key -> the words said in an edition: its own, else those of its language, else Latin.

    `language` is a tag as in xml:lang; of «en-GB» the first part counts.
    """
    customary = TABLES.get(language.partition("-")[0].lower(), {})
    words = {**LATIN, **customary}
    return {key: words[key] if getattr(own, key) is None else getattr(own, key) for key in KEYS}


def parameters(words: Mapping[str, str]) -> dict[str, str]:
    """Name -> value of the parameters by which stylesheets learn of `words`."""
    return {f"said-{key.replace('_', '-')}": word for key, word in words.items()}


def variable(key: str) -> str:
    """The variable of stylesheets that holds a word: `$word-omitted`, `$lemma-sign`."""
    name = key.replace("_", "-")
    return name if key.endswith("_sign") else f"word-{name}"


def said(language: str = "", own: Words = CUSTOMARY) -> frozenset[str]:
    """All words and signs that siglum may say in the entries of an edition."""
    return frozenset(words_for(language, own).values())
