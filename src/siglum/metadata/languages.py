"""A language tag (BCP 47) -> the codes that catalogues ask for: ISO 639-3 and ISO 639-2/B.

Sources: ISO 639-1, 639-2 and 639-3 for which code stands for which language.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import Final

from siglum.source.languages import language_tag

#: Two letters (ISO 639-1), three letters (ISO 639-2/T and 639-3); `/` before the code of
#: ISO 639-2/B where that is another.
_CODES: Final = (
    "aa aar ab abk ae ave af afr ak aka am amh an arg ar ara as asm av ava ay aym az aze ba bak "
    "be bel bg bul bh bih bi bis bm bam bn ben bo bod/tib br bre bs bos ca cat ce che ch cha co "
    "cos cr cre cs ces/cze cu chu cv chv cy cym/wel da dan de deu/ger dv div dz dzo ee ewe el "
    "ell/gre en eng eo epo es spa et est eu eus/baq fa fas/per ff ful fi fin fj fij fo fao fr "
    "fra/fre fy fry ga gle gd gla gl glg gn grn gu guj gv glv ha hau he heb hi hin ho hmo hr hrv "
    "ht hat hu hun hy hye/arm hz her ia ina id ind ie ile ig ibo ii iii ik ipk io ido is isl/ice "
    "it ita iu iku ja jpn jv jav ka kat/geo kg kon ki kik kj kua kk kaz kl kal km khm kn kan ko "
    "kor kr kau ks kas ku kur kv kom kw cor ky kir la lat lb ltz lg lug li lim ln lin lo lao lt "
    "lit lu lub lv lav mg mlg mh mah mi mri/mao mk mkd/mac ml mal mn mon mr mar ms msa/may mt mlt "
    "my mya/bur na nau nb nob nd nde ne nep ng ndo nl nld/dut nn nno no nor nr nbl nv nav ny nya "
    "oc oci oj oji om orm or ori os oss pa pan pi pli pl pol ps pus pt por qu que rm roh rn run "
    "ro ron/rum ru rus rw kin sa san sc srd sd snd se sme sg sag si sin sk slk/slo sl slv sm smo "
    "sn sna so som sq sqi/alb sr srp ss ssw st sot su sun sv swe sw swa ta tam te tel tg tgk th "
    "tha ti tir tk tuk tl tgl tn tsn to ton tr tur ts tso tt tat tw twi ty tah ug uig uk ukr ur "
    "urd uz uzb ve ven vi vie vo vol wa wln wo wol xh xho yi yid yo yor za zha zh zho/chi zu zul"
).split()
_THREE: Final = {
    two: code.partition("/")[0] for two, code in zip(_CODES[::2], _CODES[1::2], strict=True)
}
_CATALOGUE: Final = {code.partition("/")[0]: code.rpartition("/")[2] for code in _CODES[1::2]}
#: Codes of ISO 639-2 for languages without two letters; families of languages are left out.
_MORE: Final = frozenset(
    (
        "ace ach ada ady afh ain akk ale alt ang anp arc arn arp arw ast awa bal ban bas bej bem "
        "bho bik bin bla bra bua bug byn cad car ceb chb chg chk chm chn cho chp chr chy cnr cop "
        "crh csb dak dar del den dgr din doi dsb dua dum dyu efi egy eka elx enm ewo fan fat fil "
        "fon frm fro frr frs fur gaa gay gba gez gil gmh goh gon gor got grb grc gsw gwi hai haw "
        "hil hit hmn hsb hup iba ilo inh jbo jpr jrb kaa kab kac kam kaw kbd kha kho kmb kok kos "
        "kpe krc krl kru kum kut lad lah lam lez lol loz lua lui lun luo lus mad mag mai mak man "
        "mas mdf mdr men mga mic min mnc mni moh mos mus mwl mwr myv nap nds new nia niu nog non "
        "nqo nso nwc nym nyn nyo nzi osa ota pag pal pam pap pau peo phn pon pro raj rap rar rom "
        "rup sad sah sam sas sat scn sco sel sga shn sid sma smj smn sms snk sog srn srr suk sus "
        "sux syc syr tem ter tet tig tiv tkl tlh tli tmh tog tpi tsi tum tvl tyv udm uga umb vai "
        "vot wal war was xal yao yap zap zbl zen zgh zun zza und mul zxx mis"
    ).split()
)
#: Collective codes of ISO 639-2, which ISO 639-3 does not have.
_FAMILIES: Final = frozenset(
    (
        "afa alg apa art ath aus bad bai bat ber bih bnt btk cai cau cel cmc cpe cpf cpp crp cus "
        "day dra fiu gem ine ira iro kar khi kro map mkh mno mun myn nah nai nic nub oto paa phi "
        "pra roa sai sal sem sgn sio sit sla son ssa tai tup tut wak wen ypk znd"
    ).split()
)


#: Scripts by the names of their letters in Unicode, and languages that are written in them.
_SCRIPTS: Final = {
    "ARABIC": "ar ckb fa ota ps sd ug ur", "ARMENIAN": "hy xcl", "BENGALI": "as bn",
    "CJK": "ja ko lzh och yue zh", "COPTIC": "cop",
    "CYRILLIC": "be bg cu kk ky mk mn orv ru sr tg tt uk", "DEVANAGARI": "hi mr ne pi pra sa",
    "ETHIOPIC": "am gez ti tig", "GEORGIAN": "ka oge", "GREEK": "el gmy grc", "GUJARATI": "gu",
    "GURMUKHI": "pa", "HANGUL": "ko", "HEBREW": "arc hbo he jpa jrb tmr yi", "HIRAGANA": "ja",
    "KANNADA": "kn", "KATAKANA": "ja", "KHMER": "km", "LAO": "lo", "MALAYALAM": "ml",
    "MYANMAR": "my", "SINHALA": "si", "SYRIAC": "syc syr tru", "TAMIL": "ta", "TELUGU": "te",
    "THAI": "th", "TIBETAN": "bo xct",
}  # fmt: skip
#: So many letters tell the script of a text.
SAMPLE: Final = 400


def script_of(words: str) -> str:
    """The script that most letters are of, by its name in Unicode: «LATIN», «CJK», «GREEK»."""
    letters = [one for one in words if one.isalpha()][:SAMPLE]
    names = Counter(unicodedata.name(one, "").partition(" ")[0] for one in letters)
    return names.most_common(1)[0][0] if names else ""


def written_in(script: str, tags: list[str]) -> str:
    """The first of the languages that are written in a script; none for Latin letters.

    Any language can be transcribed into these, so that they say nothing of it.
    """
    known = _SCRIPTS.get(script, "").split()
    fit = (tag for tag in tags if tag.partition("-")[0] in known and "-Latn" not in tag)
    return next(fit, "")


def three_letters(tag: str) -> str:
    """The code of ISO 639-3 for a language tag; that of ISO 639-2 for a family; else empty."""
    first = language_tag(tag).lower().partition("-")[0]
    if first in _THREE:
        return _THREE[first]
    return first if len(first) == 3 and first.isalpha() else ""


def catalogue_code(tag: str) -> str:
    """The code of ISO 639-2/B, which MARC has too; `mis` for a language without one, or empty."""
    code = three_letters(tag)
    if not code:
        return ""
    if code in _CATALOGUE:
        return _CATALOGUE[code]
    return code if code in _MORE or code in _FAMILIES else "mis"
