from __future__ import annotations

import pickle

import pytest

from siglum.checks.across import check_across, read_facts
from siglum.checks.survey import read_survey


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
    found = check_across([facts("a.xml", first), facts("b.xml", second)])
    assert [finding.code for finding in found] == codes
    assert all("b.xml" in finding.place.file for finding in found)
