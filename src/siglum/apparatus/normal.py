"""A document as encoded -> its normal form: the one shape that stylesheets and outputs meet.

The normal form is TEI again, with a few attributes of our own namespace:

- white space that means something and no other (`siglum.source.spaces`);
- an identifier on every unit, line, note and entry, a number on lines and paragraphs;
- the text without `<app>`: lemmata are fragments `<seg type="lemma" corresp="#entry">`, the
  words that witnesses read instead are `<seg type="reading">` beside them;
- the entries after the text, in `<standOff type="apparatus">/<listApp>`, each with the
  identifiers of its first and last line and of the witnesses it cites (`@wit="#key"`);
- all witnesses, those declared nowhere too, in a `<listWit>` with the siglum to print.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from siglum.apparatus.bases import FIRST, preference
from siglum.apparatus.choices import make_entries_of_choices
from siglum.apparatus.copies import fill_copies
from siglum.apparatus.elsewhere import describe_by_others
from siglum.apparatus.encodings import place_entries
from siglum.apparatus.entries import APP, NOTES
from siglum.apparatus.extents import by_reference, finder, mark_extents, tell_extents
from siglum.apparatus.fragments import mark_fragments
from siglum.apparatus.partners import note_partners, order_parts
from siglum.apparatus.quotations import QUOTED, make_entries_of_quotations, tell_quotations
from siglum.apparatus.segments import SEG
from siglum.apparatus.sources import Sources
from siglum.apparatus.spines import Transcripts, quote_pointers
from siglum.apparatus.untold import Untold, Where
from siglum.apparatus.witnesses import Conspectus, Witness, read_conspectus
from siglum.apparatus.wordings import tell_readings
from siglum.source.identity import ID, NORMAL, identify, identify_cited
from siglum.source.languages import language_tag
from siglum.source.namespaces import TEI, XML_ID, XML_LANG
from siglum.source.numbering import NUMBER, label, number, numbered_block
from siglum.source.spaces import normalise_spaces
from siglum.source.standing import GIVES_WAY, STANDS, choose_bases, note_exclusions
from siglum.source.trees import attributes, find_elements

_T = f"{{{TEI}}}"
STAND_OFF, LIST_APP, LIST_WIT = f"{_T}standOff", f"{_T}listApp", f"{_T}listWit"
#: On an entry: the types of the lists that it stands in in the source, the nearest first.
LISTED = f"{{{NORMAL}}}listed"
#: On a note: who says so, in a document whose notes have several authors.
BY = f"{{{NORMAL}}}by"
#: On a `<witness>` or `<listWit>` of the source: its key.
KEY = f"{{{NORMAL}}}key"
#: On an element of an example: its xml:id, which is a part of what the example shows.
EXAMPLE_ID = f"{{{NORMAL}}}example-id"
_EXAMPLES = "{http://www.tei-c.org/ns/Examples}"
#: A witness is described beside its siglum by no more letters than this.
_TITLE = 110


@dataclass(slots=True)
class NormalForm:
    """The normal form of one document: its tree, its witnesses, and which of them it cites.

    What is `untold` in the tree is told to each unit that is cut.
    """

    tei: etree._Element
    conspectus: Conspectus
    cited: frozenset[str]
    addresses: dict[etree._Element, str] = field(default_factory=dict, repr=False)
    untold: Untold = field(default_factory=Untold, repr=False)


def normal_form(
    tei: etree._Element,
    order: tuple[str, ...] = (),
    lists: Sequence[etree._Element] = (),
    base: str = FIRST,
    files: Container[str] = (),
    transcripts: Transcripts | None = None,
    references: Mapping[etree._Element, str] | None = None,
    *,
    keep: bool = True,
    quotations: bool = False,
) -> NormalForm:
    """The normal form of one `<TEI>`; the source tree is left as it is, if it is to `keep`.

    Otherwise it is used up: it becomes its normal form, and has yet to be told what is `untold`.
    That takes a third of the memory.

    `order` lists sigla in the order they are printed in; sigla not in it keep the encoder's.
    `lists` are witness lists from outside that hold for this document too. `base` tells what
    stands in the text where there is no lemma (`siglum.apparatus.bases`), `files` are the names of
    the files that the document is made of, and `transcripts` those that readings may point into.
    `references` are the elements of the source that can be cited: `addresses` tells their
    identifiers. With `quotations`, those of the text are entries, too.
    """
    references = references or {}
    tree = tei
    if keep:
        tree = deepcopy(tei)
        tree.tail = None
    nodes = _counterparts(tei, tree, references)
    if transcripts is not None:
        quote_pointers(tree, transcripts)
    _adopt(tree, lists)
    describe_by_others(tree)
    note_exclusions(tree)
    if base != FIRST:
        choose_bases(tree, preference(base, read_conspectus(tree)))
    normalise_spaces(tree)
    identify(tree)
    identify_cited(tree, {node: references[own] for own, node in nodes.items()})
    addresses = {own: node.get(ID, "") for own, node in nodes.items()}
    number(tree)
    conspectus = read_conspectus(tree)
    for witness in conspectus.declared():
        if witness.element is not None:
            witness.element.set(KEY, witness.key)
    _mark_extents(tree, conspectus, {node: references[own] for own, node in nodes.items()})
    fill_copies(tree)
    make_entries_of_choices(tree)
    if quotations:
        make_entries_of_quotations(tree, conspectus.called)
    _note_lists(tree)
    placed = place_entries(tree, files)
    apps = [entry.app for entry in placed]
    untold = mark_fragments(tree, placed, conspectus)
    tell_quotations(apps)
    first: dict[str, etree._Element] = {}
    said = {app.get(ID, "") for app in apps if app.get("type") == QUOTED}  # begin with a word
    for fragment in tree.iter(SEG):
        if fragment.get("type") == "lemma":
            for name in fragment.get("corresp", "").split():
                if name[1:] not in said or any(text.strip() for text in fragment.itertext()):
                    first.setdefault(name[1:], fragment)
    apparatus = stand_off(tree)
    entries = etree.SubElement(apparatus, LIST_APP)
    locate = _Locating()
    for app in apps:
        name = app.get(ID, "")
        if (place := locate(app, first.get(name))) is not None:
            untold.places[name] = place
        entries.append(app)
    if keep:
        for app in apps:
            untold.tell_place(app)
        for fragment in tree.iter(SEG):
            untold.tell_readers(fragment)
    cited = _resolve_sigla(tree, conspectus, _ranks(conspectus, order))
    sources = Sources(conspectus, cited)
    tell_readings(tree, sources)
    sources.tell_apart()
    note_partners(tree, untold.label)
    for app in apps:
        order_parts(app)
    apparatus.insert(0, _list_witnesses(conspectus))
    for element in find_elements(tree, "descendant-or-self::*[@xml:lang]"):
        if written := element.get(XML_LANG):
            element.set(XML_LANG, language_tag(written))
    for element in tree.iter(f"{_EXAMPLES}*"):
        if XML_ID in element.attrib:
            shown = attributes(element)
            element.attrib.clear()  # in their order, since that is what the example shows
            for name, value in shown.items():
                element.set(EXAMPLE_ID if name == XML_ID else name, value)
    # a copy of a reading would bear an id a second time
    etree.strip_attributes(tree, STANDS, GIVES_WAY, XML_ID)
    return NormalForm(tree, conspectus, cited, addresses, Untold() if keep else untold)


def _mark_extents(
    tree: etree._Element, conspectus: Conspectus, references: Mapping[etree._Element, str]
) -> None:
    """Mark what the lists say of how much witnesses have, by references or margin numbers."""
    if not tell_extents(conspectus):
        return
    cited = by_reference((ref, node) for node, ref in references.items())
    numbers = by_reference((one.get(NUMBER, ""), one) for one in tree.iter("*") if one.get(NUMBER))
    mark_extents(tree, conspectus, finder(conspectus.elements, numbers | cited))


def _note_lists(tree: etree._Element) -> None:
    """Tell each entry the types of the lists and divisions of entries that it stands in.

    In `<div type="apparatus" subtype="sources">` it is the subtype that says something.
    """
    for listed in tree.iter(LIST_APP, f"{_T}div"):
        said = listed.get("type", "")
        if listed.tag != LIST_APP:
            if said != "apparatus":
                continue
            said = listed.get("subtype", "")
        if said:
            for app in listed.iter(APP):
                app.set(LISTED, f"{said} {app.get(LISTED, '')}".strip())


def stand_off(tree: etree._Element) -> etree._Element:
    """A new `<standOff type="apparatus">` at the end of `tree`.

    It declares our namespace, or else each of its entries would: lxml takes time in the square of
    the number of declarations when it moves what holds them.
    """
    return etree.SubElement(tree, STAND_OFF, {"type": "apparatus"}, {"s": NORMAL})


def _counterparts(
    tei: etree._Element, tree: etree._Element, wanted: Mapping[etree._Element, str]
) -> dict[etree._Element, etree._Element]:
    """For each of the `wanted` elements of `tei` its like in `tree`, the same or a copy of it."""
    if not wanted:
        return {}
    tags = {str(element.tag) for element in wanted}
    pairs = zip(tei.iter(*tags), tree.iter(*tags), strict=True)
    return {own: other for own, other in pairs if own in wanted}


def _adopt(tree: etree._Element, lists: Sequence[etree._Element]) -> None:
    """Give the document the witness lists that stand elsewhere, after its own header."""
    header = tree.find(f"{_T}teiHeader")
    if header is None or not lists:
        return
    source = etree.SubElement(header, f"{_T}sourceDesc")
    for listed in lists:
        copy = deepcopy(listed)
        copy.tail = None
        source.append(copy)


class _Locating:
    """Finds the place of the lemma of entries, which many in one paragraph have alike."""

    def __init__(self) -> None:
        self._known: dict[etree._Element | None, Where] = {}

    def __call__(self, app: etree._Element, fragment: etree._Element | None) -> Where | None:
        loc = " ".join(app.get("loc", "").split())
        if fragment is None:
            return (None, loc) if loc else None
        around = fragment.getparent()
        if around not in self._known:
            self._known[around] = _place_of(fragment)
        where = self._known[around]
        return (where[0], loc) if loc else where


def _place_of(fragment: etree._Element) -> Where:
    """The identifier of the line or paragraph around a fragment, and what it is called."""
    block = numbered_block(fragment)
    if block is None:
        block = next((up for up in fragment.iterancestors() if up.get(ID)), None)
    return None if block is None else block.get(ID, ""), label(fragment)


def _ranks(conspectus: Conspectus, order: tuple[str, ...]) -> dict[str, int]:
    """The rank of each witness of the document that `order` names."""
    known = (conspectus.find(siglum) for siglum in order)
    return {key: rank for rank, key in enumerate(known) if key}


def _resolve_sigla(
    tree: etree._Element, conspectus: Conspectus, ranks: dict[str, int]
) -> frozenset[str]:
    """Write keys for every siglum in `tree` -> the keys of all witnesses that readings cite."""
    cited: set[str] = set()
    speakers = {by for note in tree.iter(*NOTES) if (by := note.get("resp", ""))}
    for note in tree.iter(*NOTES) if len(speakers) > 1 else ():
        if by := note.get("resp", ""):
            note.set(BY, ", ".join(conspectus.name(token) for token in by.split()))
    own: set[str] = set()  # tokens that are the pointers to their keys: rows of them stay
    for element in find_elements(tree, "descendant-or-self::*[@wit]"):
        written = element.get("wit", "")
        tokens = written.split()
        different = set(tokens)
        once = len(different) == len(tokens)
        if once and different <= own and not ranks and " ".join(tokens) == written:
            continue
        if (keys := conspectus.keys(written)) and not element.tag.startswith(_EXAMPLES):
            if ranks:
                keys = tuple(sorted(keys, key=lambda key: ranks.get(key, len(ranks))))
            element.set("wit", " ".join([f"#{key}" for key in keys]))
            cited.update(keys)
            own.update(one for one in different if conspectus.keys(one) == (one[1:],))
    return frozenset(cited)


def _list_witnesses(conspectus: Conspectus) -> etree._Element:
    """The `<listWit>` of the normal form: one `<witness>` for each siglum that may be printed."""
    listed = etree.Element(LIST_WIT)
    for witness in conspectus.witnesses.values():
        element = etree.SubElement(listed, f"{_T}witness", {"n": witness.key, "type": witness.kind})
        element.append(_label(witness))
        if witness.title:
            etree.SubElement(element, f"{_T}desc").text = _shortened(witness.title)
    return listed


def _shortened(title: str) -> str:
    """What a witness is told by beside its siglum; the conspectus has all of it."""
    return title if len(title) <= _TITLE else title[:_TITLE].rsplit(" ", 1)[0] + " …"


def _label(witness: Witness) -> etree._Element:
    """The siglum with its typography: superscripts and italics as the witness list has them."""
    label = etree.Element(f"{_T}abbr", {"type": "siglum"})
    if witness.label is None:
        label.text = witness.siglum
    else:
        copy = deepcopy(witness.label)
        label.text = copy.text
        label.extend(list(copy))
        for inner in label.iter(etree.Element):
            inner.attrib.pop(ID, "")
    return label
