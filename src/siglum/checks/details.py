"""What stands around readings (`rdgGrp`, `witDetail`, `wit`) -> findings where they do not fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from siglum.apparatus.entries import APP, GROUP, LEM, RDG
from siglum.apparatus.witnesses import Conspectus
from siglum.checks.survey import Survey
from siglum.checks.telling import elsewhere, listed
from siglum.findings import Finding, found
from siglum.source.trees import all_text

_READINGS = frozenset({LEM, RDG})


def check_details(survey: Survey) -> Iterator[Finding]:
    """Findings `rdg-group.…`, `wit-detail.…` and `wit.text-mismatch` of one document."""
    yield from _groups(survey)
    for detail in survey.named.get("witDetail", ()):
        yield from _detail(survey, detail)
    for wit in survey.named.get("wit", ()):
        yield from _spelt(survey, wit)


# --- groups (TEI Guidelines 13.1.3) -----------------------------------------------------------


def _groups(survey: Survey) -> Iterator[Finding]:
    place = survey.document.tree.place
    single = []
    named = {group.get("type") for group in survey.named.get("rdgGrp", ())}
    for group in survey.named.get("rdgGrp", ()):
        readings = [child for child in group if child.tag in _READINGS or child.tag == GROUP]
        if len(readings) == 1 and readings[0].tag != GROUP:
            single.append(group)
        lemmata = [child for child in readings if child.tag == LEM]
        if len(lemmata) > 1:
            told = f"{len(lemmata)} lemmata stand in one group of readings"
            hint = "keep one <lem>, and make the others <rdg>"
            yield found("rdg-group.multiple-lem", place(lemmata[1]), told, hint)
        wanted = group.get("type")
        for reading in readings:
            own = reading.get("type")
            if wanted and own and own != wanted and own in named:
                told = f'a reading of type "{own}" stands in a group of type "{wanted}"'
                hint = "move it to the group of its type, or correct one of the two"
                yield found("rdg-group.type-conflict", place(reading, "type"), told, hint)
    if single:
        told = f"this group holds one reading only{elsewhere(len(single))}"
        yield found("rdg-group.single", place(single[0]), told, "a group is needed from two on")


# --- details of witnesses (TEI Guidelines 13.1.4.1) -------------------------------------------


def _detail(survey: Survey, detail: etree._Element) -> Iterator[Finding]:
    document = survey.document
    readings = _spoken_of(survey, detail)
    if readings is None:
        return
    if not readings:
        told = (
            "this <witDetail> belongs to no reading: none stands before it, and it has no @target"
        )
        hint = 'put it after its reading, or give that an xml:id and add target="#…"'
        yield found("wit-detail.no-reading", document.tree.place(detail), told, hint)
        return
    resolve = document.conspectus.resolve
    cited = {resolve(token).key for reading in readings for token in reading.get("wit", "").split()}
    if not cited:
        return  # a lemma of a negative apparatus: whoever is not named elsewhere
    foreign = [
        witness.siglum
        for witness in map(resolve, detail.get("wit", "").split())
        if not _is_among(document.conspectus, witness.key, cited)
    ]
    # Collations have details with a type in the place of readings: <witDetail type="lac" wit="A"/>
    if foreign and ("target" in detail.attrib or "type" not in detail.attrib):
        told = f"this <witDetail> speaks of {listed(foreign)}, which its reading does not cite"
        hint = "correct @wit, or point with @target to the reading meant"
        yield found("wit-detail.foreign-witness", document.tree.place(detail, "wit"), told, hint)


def _spoken_of(survey: Survey, detail: etree._Element) -> list[etree._Element] | None:
    """The readings of a detail; None where its pointer leads to something else."""
    if (target := detail.get("target")) is not None:
        # What leads nowhere is told of pointers; some count readings instead of pointing
        meant = [survey.ids.get(token.removeprefix("#")) for token in target.split()]
        readings = [one for one in meant if one is not None and one.tag in _READINGS]
        return readings or None
    before: etree._Element | None = detail
    while before is not None:
        sibling = next(before.itersiblings(LEM, RDG, GROUP, preceding=True), None)
        if sibling is not None and sibling.tag == GROUP:
            inner = list(sibling.iter(LEM, RDG))
            sibling = inner[-1] if inner else None
        if sibling is not None:
            return [sibling]
        before = before.getparent()
        if before is None or before.tag == APP:
            break
        if before.tag in _READINGS:
            return [before]
    return []


def _is_among(conspectus: Conspectus, key: str, cited: Iterable[str]) -> bool:
    """Whether a witness is cited, as itself, by its group, by its hand or by a member."""
    keys = tuple(cited)
    if key in conspectus.readers(keys, frozenset()):
        return True
    return not set(keys).isdisjoint(conspectus.readers((key,), frozenset()))


# --- <wit>, what a printed apparatus says (TEI Guidelines 13.1.4.2) ---------------------------


def _spelt(survey: Survey, wit: etree._Element) -> Iterator[Finding]:
    """The sigla in `<wit>` are those of @wit; words that are no sigla ("codd.", "cett.") pass."""
    reading = next(wit.itersiblings(LEM, RDG, GROUP, preceding=True), None)
    if reading is None or not (tokens := reading.get("wit", "").split()):
        return
    conspectus = survey.document.conspectus
    cited = [conspectus.resolve(token) for token in tokens]
    keys = {witness.key for witness in cited}
    words = [word.strip(".,;:()[]") for word in all_text(wit).split()]
    words = [word for word in words if word]
    told = [(word, conspectus.find(word)) for word in words]
    foreign = [word for word, key in told if key and not _is_among(conspectus, key, keys)]
    spelt = {key for _, key in told if key}
    missing = [
        witness.siglum
        for witness in cited
        # An unknown word may stand for any number of witnesses
        if all(key for _, key in told) and not _is_among(conspectus, witness.key, spelt)
    ]
    if foreign or (missing and words):
        said = []
        if foreign:
            said.append(f"<wit> names {listed(foreign)}, @wit does not")
        if missing and words:
            said.append(f"@wit names {listed(missing)}, <wit> does not")
        hint = "correct the one that is wrong: readers see <wit>, programs follow @wit"
        place = survey.document.tree.place(wit)
        yield found("wit.text-mismatch", place, "; ".join(said), hint)
