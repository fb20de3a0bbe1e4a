"""Which schema a source is to follow: the command line, edition.toml, the source itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from siglum.config import CheckOptions, Config, SourceOptions
from siglum.findings import Place, Severity, found
from siglum.schema.association import associated, configured, own_rules, told_once
from siglum.source.parsing import read_source

RNG = 'schematypens="http://relaxng.org/ns/structure/1.0"'
SCH = 'schematypens="http://purl.oclc.org/dsdl/schematron"'


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The folder of an edition with some schemas, and the current one."""
    edition = tmp_path / "edition"
    (edition / "tei").mkdir(parents=True)
    for name in ("a.rng", "a.rnc", "a.sch", "a.xsd", "a.dtd", "a.nvdl", "a.txt", "tei/b c.rng"):
        (edition / name).write_text("")
    (tmp_path / "outside.rng").write_text("")
    monkeypatch.chdir(edition)
    return edition


@pytest.fixture
def named(folder, tei):
    """`named("<?xml-model…?>")` -> grammars, rules, and findings as (code, severity)."""

    def look(*instructions, source=None):
        before = "\n".join(instructions).encode()
        path = folder / "tei" / "text.xml"
        path.write_bytes((source or tei("lorem")).replace(b"?>\n", b"?>\n" + before, 1))
        made = associated(read_source(path, jail=folder, name="tei/text.xml"), folder)
        return (
            [schema.name for schema in made.grammars],
            [schema.name for schema in made.rules],
            [(one.code, one.severity.value) for one in made.findings],
        )

    return look


@pytest.mark.parametrize(
    ("instruction", "grammars", "rules"),
    [
        (f'<?xml-model href="../a.rng" {RNG}?>', ["a.rng"], []),
        ('<?xml-model href="../a.rng"?>', ["a.rng"], []),
        ("<?xml-model href='../a.rng' type='application/xml'?>", ["a.rng"], []),
        ('<?xml-model href="b%20c.rng"?>', ["tei/b c.rng"], []),
        (f'<?xml-model href="../a.sch" {SCH}?>', [], ["a.sch"]),
        (f'<?xml-model href="../a.rng" {SCH}?>', [], ["a.rng"]),
        (f'<?xml-model {RNG} href="../a.txt"?>', ["a.txt"], []),
        ('<?oxygen RNGSchema="../a.rng" SCHSchema="../a.sch" type="xml"?>', ["a.rng"], ["a.sch"]),
        ("<?xml-model?>", [], []),
        ('<?xml-stylesheet href="../a.rng"?>', [], []),
    ],
)
def test_a_source_names_its_schema(named, instruction, grammars, rules):
    """The kind is that of its namespace, else of its media type, else of its name."""
    assert named(instruction) == (grammars, rules, [])


def test_rules_within_a_grammar_come_along(named):
    """A schema that is named twice, as grammar and for its rules, is one grammar; in any order."""
    both = (f'<?xml-model href="../a.rng" {RNG}?>', f'<?xml-model href="../a.rng" {SCH}?>')
    assert named(*both) == named(*reversed(both)) == (["a.rng"], [], [])
    remote = tuple(one.replace("../a.rng", "https://example.org/a.rng") for one in both)
    assert named(*remote) == ([], [], [("grammar.remote", "info")])


@pytest.mark.parametrize(
    ("href", "code", "severity"),
    [
        ("https://example.org/a.rng", "grammar.remote", "info"),
        ("//example.org/a.rng", "grammar.remote", "info"),
        ("http://[/a.rng", "grammar.remote", "info"),
        ("../none.rng", "grammar.missing", "warning"),
        ("..", "grammar.missing", "warning"),
        ("../../outside.rng", "grammar.outside", "warning"),
        ("/etc/passwd", "grammar.outside", "warning"),
        ("file:///etc/passwd", "grammar.outside", "warning"),
        ("../a.rnc", "grammar.compact", "warning"),
        ("../a.xsd", "grammar.not-supported", "warning"),
        ("../a.dtd", "grammar.not-supported", "warning"),
        ("../a.nvdl", "grammar.not-supported", "warning"),
        ("../a.txt", "grammar.not-supported", "warning"),
    ],
)
def test_why_a_schema_is_not_used(named, href, code, severity):
    """Nothing is fetched, nothing outside the edition opened; the reason is a finding."""
    assert named(f'<?xml-model href="{href}"?>') == ([], [], [(code, severity)])


def test_a_link_that_leads_out_is_not_followed(named, folder):
    """What counts is where a file really lies."""
    (folder / "link.rng").symlink_to(folder.parent / "outside.rng")
    assert named('<?xml-model href="../link.rng"?>')[2] == [("grammar.outside", "warning")]


def test_a_part_of_a_document_names_its_schema_too(named):
    """A document is put around it; what stood before its root is still known."""
    part = b'<?xml version="1.0"?>\n<p xmlns="http://www.tei-c.org/ns/1.0">lorem</p>'
    assert named('<?xml-model href="../a.rng"?>', source=part) == (["a.rng"], [], [])


def test_what_is_chosen_comes_first(folder):
    """--schema before edition.toml; without both, the source is asked."""
    config = Config(folder, folder / "edition.toml")
    assert configured(config) is None
    config = replace(config, source=SourceOptions(schema="a.rng"))
    assert [one.name for one in configured(config).grammars] == ["a.rng"]
    chosen = configured(replace(config, schema=folder / "tei" / "b c.rng")).grammars[0]
    assert (chosen.name, chosen.jail) == ("tei/b c.rng", folder)
    outside = folder.parent / "outside.rng"
    chosen = configured(replace(config, schema=outside)).grammars[0]
    assert (chosen.path, chosen.jail) == (outside, folder.parent)


@pytest.mark.parametrize(
    ("name", "grammars", "rules", "codes"),
    [
        ("a.sch", [], ["a.sch"], []),
        ("a.txt", ["a.txt"], [], []),
        ("a.rnc", [], [], [("grammar.compact", Severity.ERROR)]),
        ("a.xsd", [], [], [("grammar.not-supported", Severity.ERROR)]),
        ("none.rng", [], [], []),  # told when the sources were looked for
    ],
)
def test_what_is_chosen_must_be_of_use(folder, name, grammars, rules, codes):
    """A schema that was chosen and cannot be used is an error."""
    made = configured(Config(folder, source=SourceOptions(schema=name)))
    assert [one.name for one in made.grammars] == grammars
    assert [one.name for one in made.rules] == rules
    assert [(one.code, one.severity) for one in made.findings] == codes


def test_own_rules(folder):
    """The files of [checks] schematron lie in the edition."""
    config = Config(folder, checks=CheckOptions(schematron=("a.sch",)))
    assert [(one.path, one.jail) for one in own_rules(config)] == [(folder / "a.sch", folder)]


def test_one_schema_is_told_of_once():
    """Many files that name the same schema are one finding, at the first."""
    remote = [found("grammar.remote", Place(f"{n}.xml", 1, 1), "x") for n in range(3)]
    other = found("grammar.remote", Place("1.xml", 2, 1), "y")
    twin = found("ptr.dangling", Place("1.xml", 3, 1), "x")
    told = told_once([remote[0], twin, remote[1], other, twin, remote[2]])
    assert [one.message for one in told] == ["x (and so in 2 more files)", "x", "y", "x"]
    assert told_once([twin]) == [twin]


def test_places_are_exact(named, folder):
    """A finding stands at the instruction."""
    named("  <?xml-model href='none.rng'?>")
    tree = read_source(folder / "tei" / "text.xml", jail=folder, name="text.xml")
    assert str(associated(tree, folder).findings[0].place) == "text.xml:2:3"
