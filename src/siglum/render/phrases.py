"""The language of a website -> every sentence that siglum itself says on its pages.

Templates speak through these phrases only, so that another language is another table here. A
phrase that a table lacks is said in English. Words inside texts and entries come from xslt/.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

#: Of more names than this a line tells only the first.
_MOST_NAMES = 4

ENGLISH: dict[str, str] = {
    "language": "en",
    # the frame of every page
    "skip": "Skip to the text",
    "menu": "Menu",
    "edition": "Edition",
    "texts": "Texts",
    "witnesses": "Witnesses",
    "about": "About",
    "dark": "Dark",
    "light": "Light",
    "you_are_here": "Where you are",
    # names of people and things
    "and": "and",
    "others": "others",
    "edited_by": "Edited by {names}",
    # contents
    "contents": "Contents",
    "contents_of": "Contents of {title}",
    "filter": "Find a title",
    "filter_none": "No title has these letters.",
    "filter_some": "Titles found: {number}",
    "parts": "Parts: {number}",
    "about_text": "About this text",
    "read": "Read",
    "begin": "Begin to read",
    "previous": "Previous",
    "next": "Next",
    "neighbours": "Neighbouring pages",
    # reading
    "options": "Reading options",
    "read_witness": "Read",
    "edited_text": "edited text",
    "witness": "witness {siglum}",
    "state": (
        "The text as {siglum} has it, so far as the apparatus tells; departures are in colour."
    ),
    "omitted": "omitted",
    "text": "Text",
    "notes": "Notes",
    "apparatus": "Apparatus",
    "no_text": "This part holds no text.",
    "earlier_entry": "Previous entry",
    "later_entry": "Next entry",
    "close": "Close",
    # witnesses
    "no_witnesses": "No text of this edition names a witness.",
    # citing and taking away
    "cite": "Cite",
    "how_to_cite": "How to cite",
    "cite_place": (
        "Each number in the margin is a link to its own line or paragraph, and each entry and "
        "note has an address too: {address}"
    ),
    "cite_reference": "Passages are cited by their references.",
    "all_references": "All references",
    "references": "References",
    "references_how": (
        "Every passage that can be cited, by its reference. Written after the address of this page "
        "and the sign #, a reference leads to its passage."
    ),
    "reference_none": "No passage has the reference “%”.",
    "references_data": "All references as data (JSON)",
    "go_to": "Go to",
    "go": "Go",
    "in": "in",
    "edited_by_short": "ed. {names}",
    "copy_citation": "Copy",
    "copied": "Copied",
    "licence": "Licence",
    "version": "Version {version}",
    "versions": "Versions of this edition",
    "feed": "Changes to the edition",
    "licence_see": "see the description of the text",
    "downloads": "Downloads",
    "citation_files": "Citation",
    "record_files": "Records",
    "about_of": "About: {title}",
    "cite_please": "If you use this edition, please cite it as below.",
    "download_tei": "TEI (XML)",
    "download_pdf": "PDF",
    "download_iiif": "pictures (IIIF)",
    "download_letters": "letters (CMIF)",
    "download_persons": "persons (GND BEACON)",
    "download_facsimiles": "pictures (IIIF)",
    "download_all": "the whole edition, PDF",
    # registers
    "mentioned": "Mentioned at {number} places",
    "mentioned_once": "Mentioned",
    # where a name stands that has no number beside it
    "part_opener": "opening",
    "part_closer": "closing",
    "part_postscript": "postscript",
    "part_address": "address",
    "part_signed": "signature",
    "part_dateline": "place and date",
    "part_salute": "greeting",
    "part_byline": "by-line",
    "part_head": "heading",
    "part_note": "note",
    "part_titlePage": "title page",
    "part_castList": "cast",
    "part_figure": "picture",
    "part_table": "table",
    "part_list": "list",
    "part_argument": "argument",
    "part_epigraph": "epigraph",
    "part_trailer": "end",
    "part_stage": "stage direction",
    "part_standOff": "register",
    "part_listPerson": "persons",
    "part_listPlace": "places",
    "part_listOrg": "organisations",
    "part_listEvent": "events",
    "part_listBibl": "bibliography",
    "part_listRelation": "relations",
    # what is here no more
    "withdrawn": "This text was withdrawn on {date}.",
    "withdrawn_id": "Identifier:",
    "moved": "This place has another address now:",
    "moved_page": "What stood here has another address now.",
    "moved_start": "The text begins here",
    # about
    "about_edition": "About this edition",
    "documents": "Texts and their descriptions",
    "how_to_read": "How to read these pages",
    "how_lemma": (
        "A dotted line below words says that the witnesses differ there. The entry stands in the "
        "margin; on a small screen it opens when you touch the words."
    ),
    "how_witness": (
        "Where readings name their witnesses, the row above the text lets you read any one of "
        "them. What the apparatus does not mention is taken to stand in that witness as in the "
        "edited text."
    ),
    "how_numbers": (
        "Numbers beside the text count lines or paragraphs and are links to these places. Other "
        "numbers of verse appear when you point at a line."
    ),
    "how_script": (
        "The pages work without scripts, without a network and from a folder on your own machine."
    ),
}

_TABLES: dict[str, dict[str, str]] = {"en": ENGLISH}


def phrases(language: str) -> dict[str, str]:
    """All phrases in `language` (a BCP 47 tag), in English where there is no table for it."""
    table = _TABLES.get(language.lower().split("-")[0], {})
    return {**ENGLISH, **table}


def listed(names: Iterable[str], table: Mapping[str, str]) -> str:
    """Names as a row, each once: «A, B and C»; of many the first three and «others»."""
    row = list(dict.fromkeys(names))
    if len(row) > _MOST_NAMES:
        row = [*row[: _MOST_NAMES - 1], table["others"]]
    if len(row) < 2:
        return "".join(row)
    conjunction = table["and"]
    return f"{', '.join(row[:-1])} {conjunction} {row[-1]}"
