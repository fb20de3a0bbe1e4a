"""Codes of which schema is used, of what Schematron rules find, and of rules that cannot run."""

from __future__ import annotations

from siglum.codes.kinds import Code, Severity

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741

#: A text that names no schema itself: edition.toml or --schema can do that for all texts.
_TEXT = """<TEI xmlns="http://www.tei-c.org/ns/1.0">
  <teiHeader><fileDesc>
    <titleStmt><title>A text</title></titleStmt>
    <publicationStmt><p>unpublished</p></publicationStmt>
    <sourceDesc><p>born digital</p></sourceDesc>
  </fileDesc></teiHeader>
  <text><body><p>lorem</p></body></text>
</TEI>"""

#: A file of rules, in which an example stands.
_SCH = 'xmlns="http://purl.oclc.org/dsdl/schematron"'
_NS = '<ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>'

RULES: dict[str, Code] = {
    # grammar: which schema a text follows (what is wrong inside of one: codes/validation.py)
    "grammar.remote": Code(
        I,
        "the schema is on the network",
        "The text names a schema by a web address. siglum fetches nothing, so the text was not "
        "validated against it. Save a copy of the schema in the folder of the edition and name "
        "that: in edition.toml as schema of [source], on the command line with --schema, or in "
        "the xml-model of the text.",
        wrong=f'<?xml-model href="https://example.org/edition.rng"?>\n{_TEXT}',
        right=_TEXT,
        section="v.7.2",
    ),
    "grammar.missing": Code(
        W,
        "the schema is not there",
        "The text names a schema by the path of a file, counted from the folder of the text, and "
        "there is no such file. The text was not validated against it. Correct the path, put the "
        "schema there, or name another with --schema.",
        wrong=f'<?xml-model href="schema/edition.rng"?>\n{_TEXT}',
        right=_TEXT,
        section="v.7.2",
    ),
    "grammar.compact": Code(
        W,
        "the schema is in the compact syntax",
        "RELAX NG has two ways of writing: as XML (.rng) and compact (.rnc). siglum reads XML "
        "only. The text was not validated. Convert the schema once, for instance with trang: "
        "trang edition.rnc edition.rng; every TEI customisation can also be had as .rng from Roma.",
        wrong=f'<?xml-model href="edition.rnc"?>\n{_TEXT}',
        right=_TEXT,
        section="v.7.2",
    ),
    "grammar.not-supported": Code(
        W,
        "the schema is of a kind that siglum cannot use",
        "siglum validates against RELAX NG (.rng) and Schematron (.sch). The text names a DTD, a "
        "W3C schema (.xsd), an NVDL script or something else, and was not validated against it. "
        "Name the RELAX NG schema of the same customisation; Roma makes one from every ODD.",
        wrong=f'<?xml-model href="edition.xsd" schematypens="http://www.w3.org/2001/XMLSchema"?>\n{_TEXT}',
        right=_TEXT,
        section="v.7.2",
    ),
    # rule: Schematron
    "rule.broken": Code(
        E,
        "a rule of the schema is broken",
        "The schema has rules, written in Schematron, for what a grammar cannot say. One of them "
        "does not hold here; the message is the rule's own. How much it matters is for the rule "
        "to say (its @role: warning, info); without that it is an error.",
        wrong='<!-- rule of tei:rdg: <assert test="@wit">A reading names witnesses.</assert> -->\n'
        '<app><lem wit="#A">arma</lem><rdg>arva</rdg></app>',
        right='<app><lem wit="#A">arma</lem><rdg wit="#B">arva</rdg></app>',
        section="23.5.2",
    ),
    "rule.not-run": Code(
        I,
        "rules of the schema were not run",
        "siglum runs Schematron rules that can be written in XPath 1.0, and many of XPath 2.0. The "
        "rules named here need more, or failed while they ran, and nothing was checked by them. "
        "pip install 'siglum[schematron]' adds a processor that runs all rules of the files that "
        "edition.toml names as schematron of [checks], or a text in its xml-model.",
        wrong=f'<schema {_SCH} queryBinding="xslt2">\n{_NS}\n'
        '<pattern><rule context="tei:app">\n'
        '<assert test="every $r in tei:rdg satisfies $r/@wit">Who reads so?</assert>\n'
        "</rule></pattern></schema>",
        right=f'<schema {_SCH} queryBinding="xslt2">\n{_NS}\n'
        '<pattern><rule context="tei:app">\n'
        '<assert test="not(tei:rdg[not(@wit)])">Who reads so?</assert>\n'
        "</rule></pattern></schema>",
        section="23.5.2",
    ),
    "rule.unreadable": Code(
        E,
        "the rules cannot be read",
        "A file with Schematron rules is not there, is not XML, or holds no rules that could be "
        "understood: a rule without a context, an abstract rule that does not exist, an include "
        "that leads nowhere. What could be read of it was used. Correct the file, or take it out "
        "of edition.toml.",
        wrong=f"<schema {_SCH}>\n{_NS}\n"
        '<pattern><rule>\n<assert test="@wit">Who reads so?</assert>\n'
        "</rule></pattern></schema>",
        right=f"<schema {_SCH}>\n{_NS}\n"
        '<pattern><rule context="tei:rdg">\n<assert test="@wit">Who reads so?</assert>\n'
        "</rule></pattern></schema>",
        section="23.5.2",
    ),
}
