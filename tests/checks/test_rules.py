"""Sources against their schemas: which is used, what is told once, what is blamed on nobody."""

from __future__ import annotations

from dataclasses import replace

import pytest
from click.testing import CliRunner

from siglum.checks.rules import SchemaCheck
from siglum.checks.survey import read_survey
from siglum.cli import main
from siglum.config import CheckOptions, Config, SourceOptions
from siglum.documents import read_documents
from siglum.sources import SourceFile

SCH = 'xmlns="http://purl.oclc.org/dsdl/schematron"'
RNG = 'xmlns="http://relaxng.org/ns/structure/1.0"'
NS = '<ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>'
ANY = (
    '<grammar {RNG} xmlns:s="http://purl.oclc.org/dsdl/schematron">{more}<start><ref name="any"/>'
    '</start><define name="any"><element><anyName><except><name ns="http://www.tei-c.org/ns/1.0">'
    "foo</name></except></anyName><zeroOrMore><choice><text/><attribute><anyName/></attribute>"
    '<ref name="any"/></choice></zeroOrMore></element></define></grammar>'
)


def grammar(more=""):
    return ANY.replace("{RNG}", RNG).replace("{more}", more)


def schematron(*rules):
    inner = "".join(f"<pattern>{rule}</pattern>" for rule in rules)
    return f'<schema {SCH} queryBinding="xslt2">{NS}{inner}</schema>'


def rule(context, test="false()", message="m", role=""):
    return (
        f'<rule context="{context}"><assert test="{test}" role="{role}">{message}</assert></rule>'
    )


@pytest.fixture
def look(tmp_path, monkeypatch):
    """`look({"a.xml": …}, …)` -> (place, severity, code, message) of each finding, validated?"""
    monkeypatch.chdir(tmp_path)

    def check(files, *, schema="", schematron=(), chosen=""):
        for name, text in files.items():
            data = text if isinstance(text, bytes) else text.encode()
            (tmp_path / name).write_bytes(data)
        config = Config(
            tmp_path,
            tmp_path / "edition.toml",
            source=SourceOptions(schema=schema),
            checks=CheckOptions(schematron=schematron),
        )
        if chosen:
            config = replace(config, schema=tmp_path / chosen)
        checker = SchemaCheck(config)
        found, validated = [], []
        for name in files:
            if not name.endswith(".xml"):
                continue
            for document in read_documents(SourceFile(tmp_path / name, tmp_path, name), set()):
                verdict = checker.check(read_survey(document), tmp_path)
                validated.append(verdict.validated)
                found += verdict.findings
        told = [(str(one.place), one.severity.value, one.code, one.message) for one in found]
        return told, validated

    return check


def test_without_a_schema(look, tei):
    """Nothing is found, and nobody may think that the text is valid."""
    assert look({"a.xml": tei("lorem")}) == ([], [False])


def test_the_schema_of_the_configuration_comes_first(look, tei):
    """The source's own is not even asked, and it is read once for all sources."""
    source = tei("<foo/>").replace(b"?>\n", b'?>\n<?xml-model href="none.rng"?>', 1)
    files = {"a.xml": source, "b.xml": source, "s.rng": grammar()}
    told, validated = look(files, schema="s.rng")
    assert {code.partition(".")[0] for _, _, code, _ in told} == {"schema"}
    assert validated == [True, True]
    told, validated = look(files)
    assert [code for _, _, code, _ in told] == ["grammar.missing"] * 2
    assert validated == [False, False]
    files["bad.rng"] = "<"
    told, validated = look(files, schema="s.rng", chosen="bad.rng")
    assert [code for _, _, code, _ in told] == ["grammar.unreadable"]
    assert validated == [False, False]


def test_rules_in_the_grammar_are_run(look, tei):
    """They come with the grammar; roles say how grave they are."""
    rules = "".join(
        f'<s:pattern><s:rule context="tei:p"><s:report test="@n" role="{role}">{role}</s:report>'
        "</s:rule></s:pattern>".replace('test="@n"', f"test=\"@n = '{role}'\"")
        for role in ("", "warning", "info", "nonfatal", "fatal")
    )
    ns = '<s:ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>'
    for role, severity in (
        ("", "error"),
        ("warning", "warning"),
        ("info", "info"),
        ("nonfatal", "warning"),
        ("fatal", "error"),
    ):
        files = {"a.xml": tei(f'<p n="{role}">lorem</p>'), "s.rng": grammar(ns + rules)}
        told, validated = look(files, schema="s.rng")
        wanted = role or "a rule of the schema does not hold here; it has no message"
        assert told == [("a.xml:5:1", severity, "rule.broken", wanted)]
        assert validated == [True]


def test_files_of_rules(look, tei):
    """Those of edition.toml are run for all sources, those of a source for it."""
    own = tei("lorem").replace(b"?>\n", b'?>\n<?xml-model href="own.sch"?>\n', 1)
    files = {
        "a.xml": own,
        "b.xml": tei("lorem"),
        "own.sch": schematron(rule("tei:p", message="own")),
        "all.sch": schematron(rule("tei:body", message="all")),
    }
    told, validated = look(files, schematron=("all.sch",))
    assert {(place.split(":")[0], message) for place, _, _, message in told} == {
        ("a.xml", "own"),
        ("a.xml", "all"),
        ("b.xml", "all"),
    }
    assert validated == [False, False]
    told, _ = look(files, schematron=("none.sch",))
    assert [code for _, _, code, _ in told].count("rule.unreadable") == 1


def test_a_file_of_several_texts_is_validated_once(look):
    """With its first document; the others share the answer."""
    text = (
        "<TEI><teiHeader><fileDesc><titleStmt><title>t</title></titleStmt></fileDesc></teiHeader>"
        "<text><body><p>lorem</p></body></text></TEI>"
    )
    corpus = f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">{text * 2}</teiCorpus>'
    files = {"a.xml": corpus, "s.rng": grammar(), "r.sch": schematron(rule("tei:p"))}
    told, validated = look(files, schema="s.rng", schematron=("r.sch",))
    assert [code for _, _, code, _ in told] == ["rule.broken"] * 2
    assert validated == [True, True]


def test_a_schema_with_too_many_ways_is_told_once(look, tei, monkeypatch):
    """Its documents are not validated; Schematron goes on."""
    monkeypatch.setattr("siglum.schema.validation._WORK", 20)
    files = {"a.xml": tei("<p>a</p>"), "b.xml": tei("<p>b</p>"), "s.rng": grammar()}
    told, validated = look(
        {**files, "r.sch": schematron(rule("tei:body"))}, schema="s.rng", schematron=("r.sch",)
    )
    assert [code for _, _, code, _ in told] == [
        "grammar.too-ambiguous",
        "rule.broken",
        "rule.broken",
    ]
    assert told[0][0] == "s.rng"
    assert validated == [False, False]


def test_what_siglum_puts_around_a_part_is_blamed_on_nobody(look):
    """A header that the editor has not written breaks no rule of theirs; their own text may."""
    part = '<div xmlns="http://www.tei-c.org/ns/1.0"><p>lorem</p></div>'
    rules = schematron(rule("tei:publicationStmt"), rule("tei:body"), rule("tei:div"))
    told, _ = look({"a.xml": part, "r.sch": rules}, schematron=("r.sch",))
    assert [place for place, _, _, _ in told] == ["a.xml:1:1"]


def test_places_are_those_of_included_files(look, tei):
    """What is validated is the whole; a finding stands where the editor wrote it."""
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="b.inc"/>'
    part = '<div xmlns="http://www.tei-c.org/ns/1.0">\n  <head rend="x">y</head></div>'
    rules = schematron(rule("tei:head/@rend"))
    files = {"a.xml": tei(f"<div>{include}</div>"), "b.inc": part, "r.sch": rules}
    told, _ = look(files, schematron=("r.sch",))
    assert [place for place, _, _, _ in told] == ["b.inc:2:9"]


def test_rules_that_are_not_run_are_named_once(look, tei):
    """One remark for a schema, however many sources follow it."""
    rules = schematron(rule("tei:p", "doc('x')"), rule("tei:p", "unparsed-text('x')"))
    files = {"a.xml": tei("a"), "b.xml": tei("b"), "r.sch": rules}
    told, _ = look(files, schematron=("r.sch",))
    assert [(place, severity, code) for place, severity, code, _ in told] == [
        ("r.sch", "info", "rule.not-run")
    ]
    assert told[0][3].startswith("rules not run, 2 of 2: ")


def test_without_the_extra_the_way_out_is_told(look, tei, monkeypatch, tmp_path):
    """What our own runner cannot run is named, with what would run it."""
    monkeypatch.setattr("siglum.rules.saxon.available", lambda: False)
    rules = schematron(rule("tei:p", "every $x in tei:hi satisfies $x/@n", "needs XPath 2"))
    rules = rules.replace("</schema>", f"<pattern>{rule('tei:hi')}</pattern></schema>")
    files = {"a.xml": tei("<hi/>"), "r.sch": rules}
    told, _ = look(files, schematron=("r.sch",))
    assert [code for _, _, code, _ in told] == ["rule.not-run", "rule.broken"]
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)
    pytest.importorskip("saxonche", reason="the extra schematron is not installed")
    told, _ = look(files, schematron=("r.sch",))
    assert [message for _, _, _, message in told] == ["needs XPath 2", "m"]


def test_many_undecided_rules_are_cut_short(look, tei):
    """Five are named for each file."""
    rules = schematron(*(rule("tei:p[@n]", f"xs:integer(@n) > {n}") for n in range(8)))
    told, _ = look({"a.xml": tei('<p n="x">a</p>'), "r.sch": rules}, schematron=("r.sch",))
    assert [code for _, _, code, _ in told] == ["rule.not-run"] * 6
    assert told[-1][3].startswith("3 more")


def test_a_value_of_any_length_is_cut_short(look, tei):
    """A message that quotes a megabyte is of no use."""
    long = "x" * 1_000_000
    rules = schematron(rule("tei:p[@n]", "matches(@n, '^y')", '<value-of select="@n"/>'))
    told, _ = look({"a.xml": tei(f'<p n="{long}">a</p>'), "r.sch": rules}, schematron=("r.sch",))
    assert [(place, len(message)) for place, _, _, message in told] == [("a.xml:5:1", 801)]


def test_the_option_schema(tmp_path, tei, monkeypatch):
    """--schema is counted from where one works; a file that is not there is told at once."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.xml").write_bytes(tei("lorem"))
    (tmp_path / "r.sch").write_text(schematron(rule("tei:body", message="no body")))
    told = CliRunner().invoke(main, ["check", "--schema", "r.sch", "a.xml"])
    assert (told.exit_code, "rule.broken: no body" in told.stderr) == (1, True)
    told = CliRunner().invoke(main, ["check", "--schema", "none.sch", "a.xml"])
    assert (told.exit_code, "there is no file none.sch" in told.stderr) == (2, True)


def test_where_validation_alone_is_asked_for_nothing_else_is_looked_for(tmp_path, tei):
    """A selection of codes of schemas saves the time of all other checks; of rules, none."""
    from siglum.config import CheckOptions, Config
    from siglum.inspection import Inspector
    from siglum.sources import SourceFile

    path = tmp_path / "text.xml"
    path.write_bytes(tei('<app><lem wit="#Q">a</lem></app>'))
    file = SourceFile(path, tmp_path, "text.xml")

    def codes(*select: str) -> set[str]:
        config = Config(tmp_path, checks=CheckOptions(select=select))
        return {finding.code for finding in Inspector(config).inspect(file).findings}

    assert "wit.undeclared" in codes()
    assert "wit.undeclared" in codes("schema", "app")
    assert codes("schema.value", "rule") == set()


def test_what_is_not_told_hides_nothing(tmp_path, tei):
    """A language is judged by schema and check alike: once, and also where one is not wanted."""
    from siglum.config import CheckOptions, Config
    from siglum.inspection import Inspector
    from siglum.sources import SourceFile

    schema = tmp_path / "rules.rng"
    schema.write_text(
        '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><ref name="any"/></start>'
        '<define name="any"><element><anyName/><zeroOrMore><choice><text/><ref name="any"/>'
        "<attribute><anyName><except><name>xml:lang</name></except></anyName></attribute>"
        "</choice></zeroOrMore></element></define></grammar>"
    )
    path = tmp_path / "text.xml"
    path.write_bytes(tei("lorem", language="latin"))

    def codes(**options: tuple[str, ...]) -> set[str]:
        config = Config(tmp_path, checks=CheckOptions(**options), schema=schema)
        inspected = Inspector(config).inspect(SourceFile(path, tmp_path, "text.xml"))
        return {finding.code for finding in inspected.findings}

    assert "schema.attribute-unknown" in codes()
    assert "lang.invalid" not in codes()
    assert "lang.invalid" in codes(ignore=("schema",))
    assert "lang.invalid" in codes(select=("lang",))
