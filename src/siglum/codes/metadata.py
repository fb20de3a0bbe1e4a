"""Codes of what records say of a text: fields that are missing, doubtful or contradictory."""

from __future__ import annotations

from siglum.codes.kinds import Code, Severity

W, I = Severity.WARNING, Severity.INFO  # noqa: E741

METADATA: dict[str, Code] = {
    "metadata.date": Code(
        W,
        "a date of publication cannot be used",
        "Records and citations say when a text was published. Here the words hold no year, or the "
        "date is from before there were files: mostly it is that of the manuscript or the printed "
        "book. It is passed over, and the next date that fits is taken. Write @when, and say in "
        "sourceDesc when the source was made.",
        wrong="<publisher>A. Society</publisher>\n<date when='0337'>337</date>",
        right="<publisher>A. Society</publisher>\n<date when='2019-04-26'>2019</date>",
        section="2.2.4",
    ),
    "metadata.default": Code(
        I,
        "edition.toml fills in what the header leaves open",
        "The header of this text does not say something that records of libraries ask for, and "
        "the value of edition.toml was taken: the licence, date or editors of [edition], or what "
        "[metadata] says. Nothing need be done if it is right for this text; if it is not, say it "
        "in the header.",
        wrong="<publicationStmt><p>unpublished</p></publicationStmt>",
        right=(
            "<publicationStmt>\n  <publisher>A. Society</publisher>\n  <date when='2026'/>\n"
            "  <availability>\n    <licence target='https://creativecommons.org/licenses/by/4.0/'/>\n"
            "  </availability>\n</publicationStmt>"
        ),
        section="2.2.4",
    ),
    "metadata.identifier": Code(
        W,
        "an identifier is wrong",
        "An ORCID or ISNI whose last digit does not fit the others was mistyped: it is nobody's, "
        "or somebody else's. A DOI has another form. Libraries would tie the text to the wrong "
        "person or to nothing. Copy the identifier from its source.",
        wrong="<editor ref='https://orcid.org/0000-0002-1825-0098'>J. Carberry</editor>",
        right="<editor ref='https://orcid.org/0000-0002-1825-0097'>J. Carberry</editor>",
        section="2.2.1",
    ),
    "metadata.licence-conflict": Code(
        W,
        "the address of a licence and its words differ",
        "@target leads to one licence, and the words of the element name another, or another "
        "version of it. Machines follow the address, people read the words, and nobody knows what "
        "is allowed. Correct the one that is wrong.",
        wrong=(
            "<availability>\n"
            "  <licence target='https://creativecommons.org/licenses/by/3.0/'>CC BY 4.0</licence>\n"
            "</availability>"
        ),
        right=(
            "<availability>\n"
            "  <licence target='https://creativecommons.org/licenses/by/4.0/'>CC BY 4.0</licence>\n"
            "</availability>"
        ),
        section="2.2.4",
    ),
    "metadata.missing": Code(
        W,
        "a record lacks something that libraries ask for",
        "Neither the header nor edition.toml says it: who made the text, who publishes it, when, "
        "in which language, under which licence. The records are valid all the same, but say "
        "«:unav» (not available) there, and catalogues may refuse them. Say it in the header, or "
        "for all texts in [edition] and [metadata] of edition.toml.",
        wrong="<titleStmt><title>Letter 1</title></titleStmt>",
        right="<titleStmt><title>Letter 1</title><editor>N. N.</editor></titleStmt>",
        section="2.2.1",
    ),
    "metadata.no-name": Code(
        W,
        "a person is known by a key only",
        "An author or editor has a @key and no name. What the key means only the project knows; "
        "records and citations have to call the person by it. Write the name.",
        wrong="<editor key='AB'/>",
        right="<editor key='AB'>Anna Berg</editor>",
        section="2.2.1",
    ),
}
