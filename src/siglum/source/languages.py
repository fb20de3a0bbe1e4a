"""A language as encoders write it -> a tag that browsers and screen readers know (BCP 47).

Many files say `lat` or `san-Latn`: ISO 639-2 codes where BCP 47 wants the two-letter code of ISO
639-1, if there is one.
"""

from __future__ import annotations

_PAIRS = (
    "afr af alb sq sqi sq amh am ara ar arm hy hye hy baq eu eus eu bel be ben bn bos bs bul bg bur"
    " my mya my cat ca chi zh zho zh cze cs ces cs cym cy wel cy dan da deu de ger de dut nl nld nl"
    " ell el gre el eng en epo eo est et fao fo fas fa per fa fin fi fra fr fre fr fry fy geo ka"
    " kat ka gla gd gle ga glg gl guj gu hat ht hau ha heb he hin hi hrv hr hun hu ice is isl is"
    " ind id ita it jav jv jpn ja kan kn kaz kk khm km kin rw kir ky kor ko kur ku lao lo lat la"
    " lav lv lit lt ltz lb mac mk mkd mk mal ml mao mi mri mi mar mr may ms msa ms mlg mg mlt mt"
    " mon mn nav nv nep ne nno nn nob nb nor no oci oc ori or pan pa pli pi pol pl por pt pus ps"
    " que qu roh rm ron ro rum ro rus ru san sa sin si slk sk slo sk slv sl sme se sna sn snd sd"
    " som so spa es srd sc srp sr swa sw swe sv tam ta tat tt tel te tgk tg tgl tl tha th tib bo"
    " bod bo tir ti tuk tk tur tr uig ug ukr uk urd ur uzb uz vie vi wol wo xho xh yid yi yor yo"
    " zha za zul zu chu cu cor kw ewe ee ful ff ibo ig"
).split()
_SHORT = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))


def language_tag(written: str) -> str:
    """`written` with its first part as BCP 47 (RFC 5646, 2.2.1) has it; otherwise as it is."""
    first, sign, rest = written.strip().partition("-")
    return f"{_SHORT.get(first.lower(), first)}{sign}{rest}"
