from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from siglum.checks.across import check_across, read_facts
from siglum.checks.survey import read_survey
from siglum.config import Config, read_config


@pytest.fixture
def facts(publish, tei):
    def read(name, identifier):
        source = tei("<p>a</p>").decode().replace("<TEI ", f'<TEI xml:id="{identifier}" ')
        made = publish(source if identifier else tei("<p>a</p>"), name=name)
        return read_facts(read_survey(made.sources[0]))

    return read


def test_facts_travel(facts):
    """They go from one process to another, and know where the id stands."""
    one = facts("a.xml", "letter")
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - our own
    assert (one.id, one.place.line, one.place.column) == ("letter", 2, 6)


@pytest.mark.parametrize(
    ("first", "second", "codes"),
    [
        ("letter-1", "letter-2", []),
        ("", "", []),
        ("letter", "letter", ["id.duplicate-in-edition"]),
        ("Letter", "letter", ["id.page-clash"]),
    ],
)
def test_documents_with_one_name(facts, first, second, codes):
    """Told at the second one, which does not get the address it asks for."""
    found = check_across([facts("a.xml", first), facts("b.xml", second)], Config(Path()))
    assert [finding.code for finding in found] == codes
    assert all("b.xml" in finding.place.file for finding in found)


@pytest.mark.parametrize(
    ("base", "hint"),
    [("first", None), ("order", None), ("A", None), ("Q", "known here"), ("ordre", "order")],
)
def test_the_base_is_known_somewhere(publish, tei, tmp_path, base, hint):
    """A siglum that no text has is told at its line; one that some text has is not."""
    (tmp_path / "edition.toml").write_text(f'[apparatus]\nbase = "{base}"\n', "utf-8")
    config, findings = read_config(tmp_path)
    assert not findings
    texts = ['<app><rdg wit="#A">a</rdg></app>', "<p>b</p>"]
    made = [publish(tei(text, witnesses=w)) for text, w in zip(texts, ("A", ""), strict=True)]
    facts = [read_facts(read_survey(one.sources[0]), base) for one in made]
    found = check_across(facts, config)
    assert [one.code for one in found] == ([] if hint is None else ["config.wrong-value"])
    for one in found:
        assert (one.place.line, one.place.column) == (2, 1)
        assert hint is not None
        assert hint in (one.hint or "")
