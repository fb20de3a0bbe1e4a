"""Codes of what records say of a text: fields that are missing, doubtful or contradictory."""

from __future__ import annotations

from siglum.codes.kinds import Code, Severity

W, I = Severity.WARNING, Severity.INFO  # noqa: E741

METADATA: dict[str, Code] = {
    "metadata.default": Code(
        I,
        "edition.toml fills in what the header leaves open",
        "The header of this text does not say something that records of libraries ask for, and "
        "the value of edition.toml was taken: the licence, date or editors of [edition], or what "
        "[metadata] says. Nothing need be done if it is right for this text; if it is not, say it "
        "in the header.",
        wrong="<publicationStmt><p>unpublished</p></publicationStmt>",
        right=(
            "<publicationStmt><publisher>A. Society</publisher><date when='2026'/>"
            "<availability><licence target='https://creativecommons.org/licenses/by/4.0/'/>"
            "</availability></publicationStmt>"
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
}
