"""A page of HTML, or an Entry -> its words and entries as plain text, to compare with.

The notation of an entry: parts in their order, parted by `|`; a lemma ends in `]`; who has a
reading stands in brackets, sources after a semicolon; `–` is a reading without words, `{…}` a
group, `note:`, `wit:` and `witDetail (A):` what is said beside readings. Words, signs and brackets
that siglum adds are left out: how an entry is worded may change, what it says may not.
"""

from __future__ import annotations

from typing import Any

from siglum.apparatus.entries import Entry, Part, Reading, ReadingGroup

_ADDED = frozenset("sep word sign ln loc n noteref seq cause tie".split())
_ENTRIES = ".//*[contains(concat(' ', @class, ' '), ' app ') or @class='app-inline']"
_INNER = frozenset(("app-note", "witDetail", "wits", "sources", "rdg", "rdgGrp", "wit"))
_NAMES = {"app-note": "note"}
_BLOCKS = frozenset("p div h1 h2 h3 h4 h5 h6 li dd dt td th figcaption caption section".split())


def shown(unit: Any, witness: str = "") -> str:
    """The text of a page, as its style sheet shows it for `witness` (empty: as edited)."""
    words: list[str] = []

    def walk(node: Any) -> None:
        classes = set(node.get("class", "").split())
        gone = witness in node.get("data-not", "").split()
        other = "alt" in classes and witness not in node.get("data-wit", "").split()
        block = " " if node.tag in _BLOCKS or classes & {"run-on", "as-block"} else ""
        if not (gone or other or classes & {"n", "noteref", "app"}):
            words.append(block + (node.text or ""))
            for child in node:
                walk(child)
        words.append(block + (node.tail or ""))

    walk(unit.find("section"))
    return " ".join("".join(words).split())


def lemmata(unit: Any) -> dict[str, str]:
    """The words of the text that are marked as those of each entry, by its identifier."""
    words: dict[str, list[str]] = {}
    last: dict[str, Any] = {}
    for fragment in unit.xpath(".//*[@data-entries]"):
        block = next(up for up in fragment.iterancestors() if up.tag in _BLOCKS)
        for name in fragment.get("data-entries").split():
            parted = " " if last.get(name, block) is not block else ""
            words.setdefault(name, []).append(parted + said(fragment))
            last[name] = block
    return {name: " ".join("".join(parts).split()) for name, parts in words.items()}


def said(node: Any) -> str:
    """The words of an element, without those of its entries, notes, numbers and witnesses."""
    words: list[str] = []

    def walk(inner: Any) -> None:
        words.append(inner.text or "")
        for child in inner:
            classes = set(child.get("class", "").split())
            if "run-on" in classes:
                words.append(" ")
            if "app-inline" in classes:
                words.append(_first_of(child))
            elif "gap" in inner.get("class", "").split() or not classes & (
                _ADDED | _INNER | {"alt"}
            ):
                walk(child)  # what stands for a gap is a sign too
            words.append(child.tail or "")

    walk(node)
    return "".join(words)


def _first_of(entry: Any) -> str:
    """What an entry inside a reading gives to its words: its lemma, else its first reading."""
    for holder in entry.xpath("(.//*[@class='lem'] | .//*[@class='reading'])[1]"):
        return said(holder)
    return ""


def apparatus_of_page(unit: Any) -> dict[str, str]:
    """The entries of a page in the notation, by identifier, those inside others too."""
    return {entry.get("id", ""): _join(_parts_of_page(entry)) for entry in unit.xpath(_ENTRIES)}


def _join(parts: list[list[str]]) -> str:
    return " | ".join(" ".join(filter(None, part)) for part in parts)


def _parts_of_page(holder: Any) -> list[list[str]]:
    parts: list[list[str]] = []
    for child in holder:
        classes = set(child.get("class", "").split())
        if "context" in classes or (classes & _ADDED and not classes & _INNER):
            continue
        if "lem" in classes:
            parts.append([f"{_line(said(child)) or '–'}]"])
        elif "rdg" in classes:
            parts.append([_reading_of_page(child), _attested(child)])
        elif "rdgGrp" in classes:
            parts.append([f"{{{_join(_parts_of_page(child))}}}"])
        elif classes & {"wits", "sources"}:
            goes_on = parts and (parts[-1][0].endswith("]") or not any(parts[-1][1:]))
            before = child.getprevious()
            if not goes_on and (before is None or before.get("class") != "wits"):
                parts.append(["–]"])  # an empty lemma: only its witnesses are told
            parts[-1].append(_attested_by(child))
        else:
            name = _NAMES.get(child.get("class", ""), child.get("class", ""))
            notes = child.xpath(".//*[@class='app-note']") if name == "witDetail" else [child]
            words = _line("".join(said(note) for note in notes))
            who = _attested(child) if name == "witDetail" else ""
            parts.append([f"{name} {who}".strip() + ":", words])
    return [_attestation(part) for part in parts]


def _attestation(part: list[str]) -> list[str]:
    """Witnesses and sources, told in two places, in one pair of brackets."""
    told = [one for one in part[1:] if one.startswith("(")]
    if len(told) < 2:
        return part
    both = told[0].rstrip(")") + told[1].lstrip("(")
    return [part[0], both]


def _line(text: str) -> str:
    return " ".join(text.split())


def _reading_of_page(rdg: Any) -> str:
    words = "".join(said(holder) for holder in rdg.xpath("./*[@class='reading']"))
    return _line(words) or "–"


def _attested(part: Any) -> str:
    own = part.xpath("./*[@class='wits'] | ./*[@class='sources']")
    return "".join(_attested_by(holder) for holder in own).replace(")(", "")


def _attested_by(holder: Any) -> str:
    keys = " ".join(holder.xpath(".//*/@data-wit"))
    return f"(; {keys})" if holder.get("class") == "sources" else f"({keys})"


def entry_text(entry: Entry) -> str:
    """An Entry in the notation; its first lemma is the one that stands in the text."""
    return " | ".join(_part_text(part, entry.lemma) for part in entry.parts)


def _part_text(part: Part, lemma: Reading | None) -> str:
    if isinstance(part, ReadingGroup):
        return f"{{{' | '.join(_part_text(inner, lemma) for inner in part.parts)}}}"
    if isinstance(part, Reading):
        words = (part.text or "–") + ("]" if part is lemma else "")
        sources = f"; {' '.join(part.sources)}" if part.sources else ""
        who = " ".join(part.witnesses) + sources
        return f"{words} ({who})" if who else words
    name = part.element.xpath("local-name()")
    keys = part.element.get("wit", "").replace("#", "")
    return f"{name} ({keys}): {part.text}" if keys else f"{name}: {part.text}"
