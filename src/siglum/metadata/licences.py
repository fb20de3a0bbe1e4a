"""The address and the words of a licence -> the same licence under its one address and name.

The same Creative Commons licence is met as deed and legal code, with http and https, with and
without a language, or only in words: each becomes the address that Creative Commons gives.
"""

from __future__ import annotations

import re
from typing import Final

from siglum.metadata.model import Licence

_CC = re.compile(
    r"creativecommons\.org/(licenses|publicdomain)/([a-z\-]+)/(\d\.\d)"
    r"(?:/(?!deed|legalcode)([a-z]{2,4}))?(?=[/.\s)>\"'«»,;]|$)",
    re.IGNORECASE,
)
_KINDS: Final = ("by-nc-sa", "by-nc-nd", "by-nc", "by-sa", "by-nd", "by")
#: «CC BY-SA 4.0», «CC-BY 4.0», «Creative Commons BY-SA 4.0»
_SHORT = re.compile(
    r"\b(?:CC|Creative\s+Commons)[\s\-]*BY((?:[\s\-]*(?:NC|SA|ND))*)\b[^0-9.;]{0,24}(\d\.\d)",
    re.IGNORECASE,
)
#: «Creative Commons Attribution-ShareAlike 3.0 Unported»
_LONG = re.compile(
    r"Creative[\s\-]+Commons[\s\-]+(?:licen[cs]e\s+)?Attribution"
    r"((?:[\s\-]*(?:Non[\s\-]?Commercial|Share[\s\-]?Alike|No[\s\-]?Deriv(?:ative)?s))*)"
    r"[^0-9;.]{0,24}(\d\.\d)",
    re.IGNORECASE,
)
_ZERO = re.compile(r"\bCC[\s\-]?0\b|CC\s*Zero|Creative\s+Commons\s+(?:0|Zero)\b", re.IGNORECASE)
#: Which licences of single countries have an SPDX code of their own (SPDX licence list 3.25).
_PORTED: Final = frozenset(
    (
        "CC-BY-2.5-AU CC-BY-3.0-AT CC-BY-3.0-AU CC-BY-3.0-DE CC-BY-3.0-IGO CC-BY-3.0-NL "
        "CC-BY-3.0-US CC-BY-NC-3.0-DE CC-BY-NC-ND-3.0-DE CC-BY-NC-ND-3.0-IGO CC-BY-NC-SA-2.0-DE "
        "CC-BY-NC-SA-2.0-FR CC-BY-NC-SA-2.0-UK CC-BY-NC-SA-3.0-DE CC-BY-NC-SA-3.0-IGO "
        "CC-BY-ND-3.0-DE CC-BY-SA-2.0-UK CC-BY-SA-2.1-JP CC-BY-SA-3.0-AT CC-BY-SA-3.0-DE "
        "CC-BY-SA-3.0-IGO"
    ).split()
)
#: Other licences: what their addresses or words look like, SPDX, address, name.
_OTHERS: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), spdx, url, name)
    for pattern, spdx, url, name in (
        ((r"gnu\.org/licenses/(?:old-licenses/)?gpl-3"
         r"|General Public License,?\s+(?:version|v\.?)\s*3|\bGPL[\s\-]*v?3"), "GPL-3.0-or-later", "https://www.gnu.org/licenses/gpl-3.0.html",
         "GNU GPL 3"),
        ((r"gnu\.org/licenses/(?:old-licenses/)?gpl-2"
         r"|General Public License,?\s+(?:version|v\.?)\s*2|\bGPL[\s\-]*v?2"), "GPL-2.0-or-later",
         "https://www.gnu.org/licenses/old-licenses/gpl-2.0.html", "GNU GPL 2"),
        (r"gnu\.org/licenses/(?:old-licenses/)?fdl|GNU Free Documentation License",
         "GFDL-1.3-or-later", "https://www.gnu.org/licenses/fdl-1.3.html", "GNU FDL"),
        (r"opensource\.org/licen[cs]es?/BSD-2-Clause", "BSD-2-Clause",
         "https://opensource.org/licenses/BSD-2-Clause", "BSD-2-Clause"),
        (r"opensource\.org/licen[cs]es?/BSD-3-Clause", "BSD-3-Clause",
         "https://opensource.org/licenses/BSD-3-Clause", "BSD-3-Clause"),
        (r"opensource\.org/licen[cs]es?/MIT\b", "MIT", "https://opensource.org/licenses/MIT",
         "MIT"),
        (r"apache\.org/licenses/LICENSE-2\.0", "Apache-2.0",
         "https://www.apache.org/licenses/LICENSE-2.0", "Apache 2.0"),
        (r"opendatacommons\.org/licenses/odbl", "ODbL-1.0",
         "https://opendatacommons.org/licenses/odbl/1-0/", "ODbL 1.0"),
    )
)  # fmt: skip
_RIGHTS = re.compile(r"rightsstatements\.org/(?:vocab|page)/([A-Za-z\-]+)/(\d\.\d)", re.IGNORECASE)


def named_licence(url: str, text: str = "") -> Licence:
    """The licence of an address and its words, by its one address, name and SPDX code.

    What is not known keeps its address and its words. An address goes before words.
    """
    for said in (url, text):
        if found := _creative_commons(said) or _other(said):
            address, name, spdx = found
            return Licence(address, text, name, spdx)
    return Licence(url.strip(), text)


def licence_in_words(text: str) -> Licence | None:
    """The licence that `text` names, if it does: for comparing it with an address."""
    found = named_licence("", text)
    return found if found.url else None


def _creative_commons(said: str) -> tuple[str, str, str] | None:
    if found := _CC.search(said):
        country = (found[4] or "").lower()
        return _cc(found[1].lower(), found[2].lower(), found[3], country)
    if found := _SHORT.search(said) or _LONG.search(said):
        letters = re.sub(r"[^a-z]", "", found[1].lower())
        parts = ["by"]
        for sign, words in (("nc", "noncommercial"), ("sa", "sharealike"), ("nd", "noderiv")):
            if words in letters or re.search(sign, _initials(found[1])):
                parts.append(sign)
        country = "uk" if re.search(r"\bUK\b", found[0]) else ""
        return _cc("licenses", "-".join(parts), found[2], country)
    if _ZERO.search(said):
        return _cc("publicdomain", "zero", "1.0", "")
    return None


def _initials(terms: str) -> str:
    """The two-letter terms of «BY-NC-SA»; nothing where they are written out."""
    return " ".join(re.findall(r"\b(?:nc|sa|nd)\b", terms.lower()))


def _cc(folder: str, kind: str, version: str, country: str) -> tuple[str, str, str] | None:
    land = f"{country}/" if country else ""
    url = f"https://creativecommons.org/{folder}/{kind}/{version}/{land}"
    if folder == "publicdomain":
        if kind == "zero":
            return url, f"CC0 {version}", f"CC0-{version}"
        if kind == "mark":
            return url, f"Public Domain Mark {version}", ""
        return None
    if kind not in _KINDS:
        return None
    name = f"CC {kind.upper()} {version}" + (f" {country.upper()}" if country else "")
    plain = f"CC-{kind.upper()}-{version}"
    ported = f"{plain}-{country.upper()}"
    spdx = plain if not country else ported if ported in _PORTED else ""
    return url, name, spdx


def _other(said: str) -> tuple[str, str, str] | None:
    for pattern, spdx, url, name in _OTHERS:
        if pattern.search(said):
            return url, name, spdx
    if found := _RIGHTS.search(said):
        url = f"http://rightsstatements.org/vocab/{found[1]}/{found[2]}/"
        return url, f"RightsStatements.org {found[1]} {found[2]}", ""
    return None
